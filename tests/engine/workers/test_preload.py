"""What workers share is loaded before they are forked; the fork server passes over what cannot be, and says nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import sys
from handouts.engine.workers.preload import modules
missing = [name for name in modules() if name not in sys.modules]
print(*missing, "weasyprint" in sys.modules, "pptx" in sys.modules)
"""
BROKEN = """
print("a page of advice")
raise OSError("cannot load library 'libpango-1.0-0'")
"""


def loaded(**environment: str) -> tuple[str, str]:
    """What is said of rooms that were not loaded, of WeasyPrint and of python-pptx."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout, done.stderr


@pytest.mark.slow
def test_all_of_it_can_be_loaded() -> None:
    assert loaded() == ("True True\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("source", [BROKEN, "raise ImportError('half installed')", "1 / 0"])
def test_the_rest_is_loaded_if_something_cannot_be(source: str, tmp_path: Path, root: Path) -> None:
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(source, "utf-8")
    path = os.pathsep.join([str(tmp_path), str(root / "src")])
    assert loaded(PYTHONPATH=path) == ("handouts.writers.pdf False True\n", "")


@pytest.mark.slow
def test_nothing_is_loaded_that_only_reads_or_renders() -> None:
    code = (
        "import sys, handouts.engine.workers.preload; print(*{'pydantic', 'yaml', 'jinja2', 'click'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []
