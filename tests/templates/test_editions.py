"""What an edition owes to its readers: easy readers, those without marks, those who pick from the task bank."""

from __future__ import annotations

import pytest

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, render

from .sheets import ROOT, sheets

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["de", "en"])
def test_easy_readers_meet_plain_words_before_hard_ones(language: str) -> None:
    html = sheets("handout", "easy", language).html
    sources = html.split('<div class="source">')[1:]
    assert len(sources) >= 2
    for source in sources:
        assert source.index('<div class="gist">') < source.index("<blockquote")


def test_others_meet_them_after_the_source() -> None:
    for source in sheets("handout", "sek1", "de").html.split('<div class="source">')[1:]:
        assert source.index('<div class="gist">') > source.index("<blockquote")


def test_tasks_in_no_plan_have_their_help_cards_numbered_as_in_the_task_bank() -> None:
    cards, bank = (sheets(document, "adult", "de").html.replace("\u00a0", " ") for document in ("cards", "taskbank"))
    card = cards.split("Suchen Sie Anfang, tiefsten Punkt", 1)[0].rsplit('<p class="label">', 1)[1]
    number = card.split(" ")[1]
    assert "SIPRI" in bank.split(f"Aufgabe {number}</h3>", 1)[1].split("</h3>", 1)[0]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(ROOT)


def html_of(workspace: Workspace, name: str) -> str:
    (edition,) = (one for one in editions(workspace.project, workspace.lesson) if str(one) == name)
    return render(workspace, edition)


@pytest.mark.parametrize(("audience", "asked"), [("sek1", True), ("adult", False), ("uni", False)])
def test_readers_without_marks_are_not_asked_for_their_names_nor_how_well_they_know_it(
    workspace: Workspace, audience: str, asked: bool
) -> None:
    assert ('class="name-line"' in html_of(workspace, f"de/{audience}/worksheet-1.pdf")) == asked
    assert ('class="self-check"' in html_of(workspace, f"de/{audience}/reader-1.pdf")) == asked


def test_only_the_handout_points_to_the_list_of_sources_that_ends_it(workspace: Workspace) -> None:
    assert "Quellen und Nachweise am Ende" in html_of(workspace, "de/adult/handout.pdf")
    reader = html_of(workspace, "de/adult/reader-1.pdf")
    assert "Quellen und Nachweise am Ende" not in reader
    assert "am Ende der Handreichung" in reader
