"""Decks are made in each format that handouts.yaml asks for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.pipeline import Workspace, finished, prepare
from handouts.reader import read_project
from handouts.slides import parse_deck


def project(tiny: Path, folder: Path, formats: str) -> Path:
    """A copy of the tiny project that asks for these formats."""
    shutil.copytree(tiny, folder, dirs_exist_ok=True)
    path = folder / "handouts.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{formats}\n", encoding="utf-8")
    return folder


def paths(root: Path) -> list[str]:
    opened = Workspace.open(root)
    chosen = editions(opened.project, opened.lesson, documents=["deck"], languages=["de"], audiences=["class"])
    return [str(edition) for edition in chosen]


def test_a_deck_is_a_powerpoint_file_unless_asked_otherwise(tiny: Path) -> None:
    assert paths(tiny) == ["de/class/deck.pptx"]


def test_each_format_is_a_file_of_its_own(tiny: Path, tmp_path: Path) -> None:
    root = project(tiny, tmp_path, "deck_formats: [pptx, pdf, notes, lines]")
    names = ["deck.pptx", "deck.pdf", "deck-notes.pdf", "deck-lines.pdf"]
    assert paths(root) == [f"de/class/{name}" for name in names]


def test_slides_are_the_same_but_answers_are_only_where_notes_are(tiny: Path) -> None:
    opened = Workspace.open(tiny)
    (plain,) = editions(opened.project, opened.lesson, documents=["deck"], languages=["de"], audiences=["class"])
    decks = {}
    for one in ("pptx", "pdf", "notes", "lines"):
        edition = replace(plain, deck_format=one)
        html = finished(prepare(opened, edition)).html
        decks[one] = [replace(slide, notes=()) for slide in parse_deck(html).slides]
        assert (opened.words("de")["expected_answers"] in html) == edition.for_teachers == (one in ("pptx", "notes"))
    assert decks["pptx"]
    assert decks["pptx"] == decks["pdf"] == decks["notes"] == decks["lines"]


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        ("[pdf, pptx, pdf]", '"pdf" is there twice; delete one'),
        ("[PDF]", '"PDF" is not possible here; did you mean "pdf"?'),
        ("[odp]", '"odp" is not possible here; use pptx or pdf or notes or lines'),
        ("[]", "needs an entry at least; add one"),
        ("pdf", '"pdf" is not a list; write "- " before each entry, or [ ] around them'),
    ],
)
def test_a_format_that_is_none_is_named(tiny: Path, tmp_path: Path, formats: str, message: str) -> None:
    root = project(tiny, tmp_path, f"deck_formats: {formats}")
    with pytest.raises(ContentError) as caught:
        read_project(root)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.path == "handouts.yaml"
    assert problem.line > 1


def test_a_deck_for_each_plan_comes_beside_the_whole_one(tiny: Path, tmp_path: Path) -> None:
    root = project(tiny, tmp_path, "")
    plans = len(Workspace.open(root).lesson.plans)
    settings = root / "handouts.yaml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("by_plan")]
    settings.write_text("\n".join([*kept, "by_plan: [worksheet, deck]"]) + "\n", encoding="utf-8")
    assert plans
    assert paths(root)[0] == "de/class/deck.pptx"
    assert len(paths(root)) == (1 + plans if plans > 1 else 1)
