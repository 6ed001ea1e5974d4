"""`handouts clean`: what is deleted, and above all what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

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
