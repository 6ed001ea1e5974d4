"""What a source is told of in own words stands apart from what is quoted of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, render

ACCOUNTS = """    account_before: {de: "Davor steht die Präambel.", en: "The preamble comes first."}
    account_after: {de: "Danach folgt Absatz 2.", en: "Paragraph 2 follows."}
"""
RIGHTS = '    rights: {de: "Gesetzestext'


@pytest.fixture
def workspace(tmp_path: Path, tiny: Path) -> Workspace:
    """The tiny project, its first quotation with something told before and after it."""
    shutil.copytree(tiny, tmp_path / "project")
    path = tmp_path / "project/content/tiny/materials.yaml"
    path.write_text(path.read_text("utf-8").replace(RIGHTS, ACCOUNTS + RIGHTS, 1), "utf-8")
    return Workspace.open(tmp_path / "project")


def page(workspace: Workspace, name: str) -> str:
    (edition,) = (one for one in editions(workspace.project, workspace.lesson) if str(one) == name)
    return render(workspace, edition)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "de/class/handout.pdf",
            ["In eigenen Worten", "Präambel", "Zitat", "Die Würde", "In eigenen Worten", "Danach folgt"],
        ),
        (
            "en/adult/handout.pdf",
            ["In our own words", "preamble", "Quotation", "Human", "In our own words", "follows"],
        ),
    ],
)
def test_each_part_of_a_source_says_what_it_is(workspace: Workspace, name: str, told: list[str]) -> None:
    html = page(workspace, name)
    places = []
    for words in told:
        places.append(html.index(words, places[-1] if places else html.index('id="M3"')))
    assert places == sorted(places)


def test_the_presenter_tells_it_beside_the_slide(workspace: Workspace) -> None:
    html = page(workspace, "de/class/deck.pptx")
    notes = html.index('<aside class="notes">', html.index("<blockquote"))
    places = [html.index(words) for words in ("<blockquote", "Davor steht die Präambel", "Danach folgt")]
    assert places == sorted(places)
    assert notes < places[1]


def test_a_plain_quotation_has_no_labels(tiny: Path) -> None:
    html = page(Workspace.open(tiny), "de/class/handout.pdf")
    assert "In eigenen Worten" not in html
    assert 'class="label quoted"' not in html
