"""Quotations that nobody has compared with their source: refused where learners would read them, marked in drafts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.pipeline import Workspace, render

UNVERIFIED = '    unverified: {de: "der zweite Satz", en: "the second sentence"}\n'
RIGHTS = '    rights: {de: "Gesetzestext'


@pytest.fixture
def root(tmp_path: Path, tiny: Path) -> Path:
    """The tiny project; nobody has compared its first quotation, which M2a shows to everybody."""
    shutil.copytree(tiny, tmp_path / "project")
    path = tmp_path / "project/content/tiny/materials.yaml"
    path.write_text(path.read_text("utf-8").replace(RIGHTS, UNVERIFIED + RIGHTS, 1), "utf-8")
    return tmp_path / "project"


def page(root: Path, name: str, *, draft: bool = False) -> str:
    workspace = Workspace.open(root, draft=draft)
    (edition,) = (one for one in editions(workspace.project, workspace.lesson) if str(one) == name)
    return render(workspace, edition)


@pytest.mark.parametrize("name", ["de/class/handout.pdf", "en/adult/handout.pdf", "de/class/deck.pptx"])
def test_learners_do_not_read_it(root: Path, name: str) -> None:
    with pytest.raises(ContentError) as refused:
        page(root, name)
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == ("content/tiny/materials.yaml", 90)
    assert 'quotation Q01: its wording is not verified in full ("der zweite Satz"); compare it' in problem.message


@pytest.mark.parametrize("name", ["de/class/teacher.pdf", "de/class/worksheet.pdf", "de/class/test-a.pdf"])
def test_what_does_not_print_it_is_made(root: Path, name: str) -> None:
    html = page(root, name)
    assert "\ue000" not in html
    assert "Die Würde des Menschen ist" not in html


def test_a_test_that_encloses_it_is_refused(root: Path) -> None:
    path = root / "content/tiny/tasks.yaml"
    path.write_text(
        path.read_text("utf-8").replace("materials: [M4a]\n    aids", "materials: [M2a, M4a]\n    aids"), "utf-8"
    )
    with pytest.raises(ContentError, match="Q01"):
        page(root, "en/class/test-b.pdf")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("de/class/handout.pdf", "<strong>[Entwurf: Wortlaut nicht geprüft]</strong> Die Würde"),
        ("en/class/handout.pdf", "<strong>[Draft: wording not verified]</strong> Human dignity"),
        ("de/class/deck.pptx", "<strong>[Entwurf: Wortlaut nicht geprüft]</strong> Die Würde"),
    ],
)
def test_a_draft_says_so_before_the_words(root: Path, name: str, mark: str) -> None:
    assert mark in page(root, name, draft=True)


def test_a_draft_of_what_is_verified_is_as_it_always_is(tiny: Path) -> None:
    assert page(tiny, "de/class/handout.pdf", draft=True) == page(tiny, "de/class/handout.pdf")
