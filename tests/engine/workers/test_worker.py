"""What is said of a job that fails in a way that nobody has foreseen."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.engine.workers import worker
from handouts.engine.workers.limits import Limits
from handouts.errors import HandoutsError

MISSING = OSError("cannot load library 'libpango-1.0-0'")
FULL = OSError(28, "No space left on device")


def said(error: Exception, monkeypatch: pytest.MonkeyPatch, other: str | None = None) -> str:
    def fail(job: Any) -> None:
        raise error

    monkeypatch.setattr(worker, "perform", fail)
    monkeypatch.setattr(worker, "unproved", lambda: other)
    job: Any = None
    outcome, _ = worker.attempt(job, Limits(None, None))
    assert isinstance(outcome, HandoutsError)
    return str(outcome)


@pytest.mark.parametrize("error", [KeyError("x"), FULL])
def test_a_mistake_is_to_be_reported(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    told = said(error, monkeypatch)
    assert str(error) in told
    assert told.endswith("please report it")


@pytest.mark.parametrize("error", [MISSING, ModuleNotFoundError("No module named 'weasyprint'"), ImportError("half")])
def test_a_library_that_is_missing_is_mended_as_doctor_says(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    told = said(error, monkeypatch)
    assert str(error) in told
    assert "report" not in told
    assert told.endswith("handouts doctor says what is missing and how to mend it")


@pytest.mark.parametrize("error", [KeyError("box_shadow"), ImportError("cannot import name")])
def test_another_weasyprint_is_named(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    told = said(error, monkeypatch, "WeasyPrint 69.0 is installed")
    assert str(error) in told
    assert told.endswith("WeasyPrint 69.0 is installed")
