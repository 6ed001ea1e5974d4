"""Short cuts are for one version, can be turned off, and are not missed where they cannot be taken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.writers.pdf.shortcuts import toggles as switch

SHORT = """
import handouts.writers.pdf, pyphen, weasyprint
from weasyprint.text import line_break
print(line_break.split_first_line.__module__.split(".")[-1], pyphen.HyphDict.__module__.split(".")[0])
"""


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    switch.enabled.cache_clear()


def test_other_versions_take_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDOUTS_NO_SHORTCUTS", raising=False)
    assert switch.enabled("pyphen")
    switch.enabled.cache_clear()
    monkeypatch.setitem(switch.VERSIONS, "weasyprint", b"__version__ = '70.1'")
    assert not switch.enabled()


@pytest.mark.parametrize(("said", "taken"), [("1", False), ("true", False), ("no", False), ("0", True), ("", True)])
def test_they_can_be_turned_off(said: str, taken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_NO_SHORTCUTS", said)
    assert switch.enabled() is taken


@pytest.mark.parametrize(
    ("environment", "owners"),
    [
        ({"HANDOUTS_NO_SHORTCUTS": "1"}, "whole_words pyphen"),
        ({}, "lines handouts"),
        ({"HANDOUTS_CACHE": ""}, "lines pyphen"),
    ],
)
def test_what_is_replaced(environment: dict[str, str], owners: str, tmp_path: Path) -> None:
    rest = {name: value for name, value in os.environ.items() if name != "HANDOUTS_NO_SHORTCUTS"}
    asked = {**rest, "HANDOUTS_CACHE": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", SHORT], env=asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == owners


OTHER = """
import sys
from handouts import installed
installed.PROVED = "0.1"
from handouts.writers.pdf import warm
warm()
names = ("initial_values", "styles", "boxes", "lines")
print(*(name for name in names if f"handouts.writers.pdf.shortcuts.{name}" in sys.modules))
"""


def test_other_versions_need_not_have_what_they_are_made_of() -> None:
    """Some ask for private parts as soon as they are imported, of which another version may have fewer."""
    done = subprocess.run([sys.executable, "-c", OTHER], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")
