"""`handouts verify`: every way in which finished files can differ from what the manifest says."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts.engine.state.ledger import Ledger
from handouts.engine.state.tool_versions import tools

PAGES, DECK = "de/class/handout.pdf", "de/class/deck.pptx"


@pytest.fixture
def output(project: Path) -> Path:
    """The output folder of a project, with two files that a build made."""
    make(project / "output", {})
    return project / "output"


def make(output: Path, other: dict[str, str]) -> None:
    ledger = Ledger.open(output, {**tools(), **other})
    for name in (PAGES, DECK):
        ledger.put(name, name.encode(), "key", {}, 1)
    ledger.save()


def test_what_was_built_is_what_is_there(project: Path, output: Path, run: Callable[..., Result]) -> None:
    result = run("verify", "-C", project)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("2 files in ")
    assert run("verify", "-q", "-C", project).output == ""


def test_one_file_is_one(project: Path, run: Callable[..., Result]) -> None:
    ledger = Ledger.open(project / "output", tools())
    ledger.put(PAGES, b"x", "key", {}, 1)
    ledger.save()
    assert run("verify", "-C", project).output.startswith("1 file in ")


def test_every_difference_is_said(project: Path, output: Path, run: Callable[..., Result]) -> None:
    before = (output / DECK).stat()
    (output / DECK).write_bytes(DECK.upper().encode())
    os.utime(output / DECK, ns=(before.st_atime_ns, before.st_mtime_ns))
    (output / PAGES).unlink()
    (output / "de/class/deck.edited.pptx").write_bytes(b"mine")
    for ignored in (".handouts.lock", "de/class/.DS_Store", "de/class/~$deck.pptx", "de/Thumbs.db"):
        (output / ignored).write_bytes(b"x")
    result = run("verify", "-C", project)
    assert result.exit_code == 1
    said = [line.split(maxsplit=1) for line in result.output.splitlines()]
    assert [(word, Path(path).relative_to(output).as_posix()) for word, path in said] == [
        ("unlisted", "de/class/deck.edited.pptx"),
        ("changed", DECK),
        ("missing", PAGES),
    ]
    told = json.loads(run("verify", "--format", "json", "-C", project).output)
    assert told == {
        "ok": False,
        "files": 2,
        "differences": [
            {"path": "de/class/deck.edited.pptx", "difference": "unlisted"},
            {"path": DECK, "difference": "changed"},
            {"path": PAGES, "difference": "missing"},
        ],
        "remarks": [],
    }


def test_other_tools_are_a_remark(project: Path, output: Path, run: Callable[..., Result]) -> None:
    make(output, {"Pango": "1.0"})
    result = run("verify", "-C", project)
    assert result.exit_code == 0
    assert (
        f"2 files were made with Pango 1.0 (here {tools()['Pango']}); handouts build makes them anew" in result.output
    )
    told = json.loads(run("verify", "--format", "json", "-C", project).output)
    assert told["ok"]
    assert len(told["remarks"]) == 1


def test_another_folder_can_be_verified(project: Path, output: Path, run: Callable[..., Result]) -> None:
    output.rename(project / "print")
    assert run("verify", "-C", project, "-o", project / "print").exit_code == 0


@pytest.mark.parametrize("text", [None, "", "{}", '{"schema": 1'])
def test_without_a_manifest_there_is_nothing_to_compare(
    project: Path, output: Path, text: str | None, run: Callable[..., Result]
) -> None:
    (output / "manifest.json").unlink()
    if text is not None:
        (output / "manifest.json").write_text(text, "utf-8")
    result = run("verify", "-C", project)
    assert result.exit_code == 1
    assert "manifest.json: is not there or cannot be read" in result.output
