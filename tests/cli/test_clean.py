"""`handouts clean`: what is deleted, and above all what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from handouts import cache
from handouts.engine.lock import locked
from handouts.engine.state.ledger import Ledger
from handouts.engine.state.manifest import read_manifest

OURS = [
    "de/gone/handout.pdf",  # no such audience any more
    "fr/class/worksheet.pdf",  # no such language
    "de/adult/poster.pdf",  # an audience without this document
    "de/class/test-c.pdf",  # a variant too many
    "de/class/deck.pdf",  # a format of slides that is not asked for
    "de/gone/handout-booklet.pdf",
    "de/class/.handout.pdf.x1_yz2ab",  # what a build that was killed left
]
THEIRS = [
    "de/class/handout.pdf",
    "de/class/handout-booklet.pdf",
    "de/class/test-a-4up.pdf",
    "de/class/deck.pptx",
    "de/class/my handout.pdf",
    "de/gone/handout-notes.pdf",
    "de/gone/handout.docx",
    "notes/class/handout.pdf",
    "handout.pdf",
    "README.md",
    "de/class/deep/handout.pdf",
]


@pytest.fixture
def output(project: Path) -> Path:
    for name in (*OURS, *THEIRS):
        path = project / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    return project / "output"


def left(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_what_the_project_no_longer_makes_is_deleted_and_nothing_else(
    project: Path, output: Path, run: Callable[..., Result]
) -> None:
    result = run("clean", "-C", project)
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) == len(OURS)
    assert left(output) == set(THEIRS)
    assert not (output / "fr").exists()
    assert run("clean", "-C", project).output.startswith("nothing to delete")


def test_a_dry_run_deletes_nothing(project: Path, output: Path, run: Callable[..., Result]) -> None:
    result = run("clean", "--dry-run", "-C", project)
    assert result.exit_code == 0
    said = {line.removeprefix("would delete").strip() for line in result.output.splitlines()}
    assert {Path(line).name for line in said} == {Path(name).name for name in OURS}
    assert left(output) == {*OURS, *THEIRS}


def test_links_are_neither_followed_nor_deleted(project: Path, tmp_path: Path, run: Callable[..., Result]) -> None:
    elsewhere = tmp_path / "elsewhere" / "gone"
    elsewhere.mkdir(parents=True)
    (elsewhere / "handout.pdf").write_text("mine", "utf-8")
    (project / "output").mkdir()
    (project / "output/de").symlink_to(elsewhere.parent)
    assert run("clean", "-C", project).exit_code == 0
    assert (elsewhere / "handout.pdf").read_text("utf-8") == "mine"


def test_a_project_that_cannot_be_read_loses_nothing(project: Path, output: Path, run: Callable[..., Result]) -> None:
    (project / "handouts.yaml").write_text("lesson: tiny\n", "utf-8")
    assert run("clean", "-C", project).exit_code == 1
    assert left(output) == {*OURS, *THEIRS}


def test_another_folder_can_be_cleaned(project: Path, output: Path, run: Callable[..., Result]) -> None:
    output.rename(project / "print")
    assert run("clean", "-q", "-C", project, "-o", project / "print").output == ""
    assert left(project / "print") == set(THEIRS)


LISTED = [
    "de/class/quiz.pdf",  # a document of the project's own that is no more
    "de/class/9b/ida-gone.pdf",  # personalised, of an audience without this document
    "de/gone/deck-notes.pdf",
    "classes/9b/worksheet-ida.pdf",  # of a pupil who has left the class
]
KEPT = ["de/class/9b/ida.pdf", "classes/9b/worksheet-ada.pdf", "de/class/handout.pdf"]
WORKSHEET = {"language": "de", "audience": "class", "document": "worksheet", "roster": "9b.csv"}
ABOUT: dict[str, dict[str, Any]] = {
    "de/class/9b/ida-gone.pdf": {"language": "de", "audience": "class", "document": "quiz", "roster": "9b.csv"},
    "de/class/9b/ida.pdf": WORKSHEET,
    "classes/9b/worksheet-ada.pdf": WORKSHEET,
    "classes/9b/worksheet-ida.pdf": {**WORKSHEET, "left": True},
}


@pytest.fixture
def built(project: Path) -> Path:
    """An output folder with files that a build listed in its manifest."""
    ledger = Ledger.open(project / "output", {})
    for name in (*LISTED, *KEPT):
        ledger.put(name, b"as built", "key", ABOUT.get(name, {}), 1)
    ledger.save()
    return project / "output"


def listed(output: Path) -> set[str]:
    manifest = read_manifest(output)
    assert manifest is not None
    return set(manifest.outputs)


def test_what_the_manifest_lists_goes_whatever_its_name(project: Path, built: Path, run: Callable[..., Result]) -> None:
    result = run("clean", "-C", project)
    assert result.exit_code == 0, result.output
    assert left(built) == {*KEPT, "manifest.json"}
    assert listed(built) == set(KEPT)
    assert run("clean", "-C", project).output.startswith("nothing to delete")


def test_what_was_changed_by_hand_stays(project: Path, built: Path, run: Callable[..., Result]) -> None:
    (built / LISTED[2]).write_bytes(b"my own notes")
    result = run("clean", "-C", project)
    assert "deck-notes.pdf: it was changed since it was built; --force deletes it" in result.output
    assert left(built) == {*KEPT, LISTED[2], "manifest.json"}
    assert listed(built) == {*KEPT, LISTED[2]}
    assert run("clean", "--force", "-q", "-C", project).output == ""
    assert left(built) == {*KEPT, "manifest.json"}


def test_nothing_is_deleted_while_somebody_builds(project: Path, built: Path, run: Callable[..., Result]) -> None:
    with locked(built):
        result = run("clean", "-C", project)
    assert result.exit_code == 1
    assert set(LISTED) <= left(built)


def test_the_cache_can_be_emptied(tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    cache.folder.cache_clear()
    cache.keep("kind", cache.digest("key"), b"data")
    assert run("clean", "--cache", "--dry-run").output.startswith("would delete 1 entry, 0.0 MB")
    assert run("clean", "--cache").output.startswith("deleted 1 entry, 0.0 MB")
    assert cache.load("kind", cache.digest("key")) is None
    monkeypatch.setenv("HANDOUTS_CACHE", "")
    cache.folder.cache_clear()
    assert run("clean", "--cache").exit_code == 1
    cache.folder.cache_clear()
