"""The table of where the time of the tests goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import times

TABLE = """\
| tests | `make test`: cases | seconds | only `make test-all`: cases | seconds |
|---|--:|--:|--:|--:|
| writers/pdf | 0 | 0 | 1 | 9 |
| cli | 1 | 2 | 1 | 4 |
| beside the folders | 1 | 1 | 0 | 0 |
| **all** | 2 | 3 | 2 | 13 |
"""
NOTES = [
    ("tests/cli/test_a.py::test_a", 2.0, False),
    ("tests/cli/test_a.py::test_b[x/y]", 4.0, True),
    ("tests/test_a.py::test_a", 1.0, False),
    ("tests/writers/pdf/tags/test_a.py::test_a", 9.0, True),
]


def test_the_table_in_a_page_is_replaced(tmp_path: Path) -> None:
    page, notes = tmp_path / "page.md", tmp_path / "notes"
    page.write_text("a\n<!-- times -->\nold\n<!-- end of times -->\nb\n", "utf-8")
    notes.write_text("".join(f"{json.dumps(one)}\n" for one in NOTES), "utf-8")
    times.write(page, notes)
    assert page.read_text("utf-8") == f"a\n<!-- times -->\n\n{TABLE}\n<!-- end of times -->\nb\n"
    times.write(page, notes)
    assert page.read_text("utf-8").count("| cli |") == 1


def test_a_page_without_a_place_for_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("a", "utf-8")
    (tmp_path / "notes").touch()
    with pytest.raises(AssertionError, match="has no place for the table"):
        times.write(tmp_path / "page.md", tmp_path / "notes")


def test_what_processes_spend_is_counted(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with times.timed(request.node, tmp_path / "notes"):
        sum(range(2_000_000))
    name, seconds, slow = json.loads((tmp_path / "notes").read_text("utf-8"))
    assert name == request.node.nodeid
    assert seconds > 0
    assert not slow
