"""A lesson on antiquity: its dates, people, periods and charts on pages, in several languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handouts.cli import main
from handouts.engine.plan import editions
from handouts.pipeline import Workspace, perform, prepare, render
from handouts.transforms import along

from ..cli.spoken import with_labels, write_project

N, T, F = "\u00a0", "\u2009", "\u202f"
SAID = {
    "de": (f"15.{N}März 44{N}v.{F}Chr.", f"100–44{N}v.{F}Chr.", f"500{N}v.{F}Chr.", f"1.{N}November 2026"),
    "en": (f"15{N}March 44{N}BC", f"100{T}–{T}44{N}BC", f"500{N}BC", f"1{N}November 2026"),
    "fr": (f"15{N}mars 44{N}av.{N}J.-C.", f"100–44{N}av.{N}J.-C.", f"500{N}av.{N}J.-C.", f"1er{N}novembre 2026"),
}


def rome(root: Path, *languages: str) -> Path:
    """A project on Rome, with everything that has a date or a year."""

    def said(words: str) -> dict[str, str]:
        return dict.fromkeys(languages, words)

    def event(number: int, date: str) -> dict[str, Any]:
        words = {"title": said("Etwas"), "text": said("Mehr.")}
        return {"id": f"T{number}", "date": date, "importance": 3, "sources": ["S1"], **words}

    def point(year: int) -> dict[str, Any]:
        return {"year": year, "values": {"value": "3"}}

    chart = {
        "id": "C1",
        "kind": "column",
        "sources": ["S1"],
        "panels": [{"id": "C1a", "data": [*map(point, (-500, 1789))]}],
        **{key: said("Wort") for key in ("title", "unit", "caveat", "alt")},
        "series": [{"key": "value", "name": said("Wort")}],
    }
    people = [
        {"id": "N1", "name": "Caesar", "western": "Caesar", "born": -100, "died": -44, "sources": ["S1"]},
        {"id": "N2", "name": "Goethe", "western": "Goethe", "born": 1749, "died": 1832, "sources": ["S1"]},
    ]
    return with_labels(
        write_project(
            root,
            languages,
            timeline=[event(*one) for one in enumerate(("-753", "-0044-03-15", "9", "476-09-04", "1789-07"), 1)],
            periods=[
                {"id": f"P{year}", "begins": year, "title": said("P"), "sources": ["S1"]} for year in ("-753", "-27")
            ],
            people=[{**one, "role": said("Amt"), "text": said("Mehr.")} for one in people],
            charts=[chart],
            materials=[
                {"id": f"M{n}", "shows": what, "title": said("M")} for n, what in enumerate(("X1", "timeline", "C1"), 1)
            ],
        ),
        *(one for one in languages if one == "fr"),
    )


@pytest.mark.parametrize("language", SAID)
def test_every_date_is_printed_with_its_era(tmp_path: Path, language: str) -> None:
    workspace = Workspace.open(rome(tmp_path, language))
    (edition,) = editions(workspace.project, workspace.lesson, documents=["handout"])
    html = render(workspace, edition)
    assert [words for words in SAID[language] if words not in html] == []
    assert "1749–1832" in html
    assert perform(prepare(workspace, edition)).data.startswith(b"%PDF")


def test_such_a_lesson_is_sound(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "-C", str(rome(tmp_path, "de"))])
    assert result.output.splitlines()[-1] == "nothing to mend in l"


def test_the_axis_of_time_begins_before_our_era(tmp_path: Path) -> None:
    lesson = Workspace.open(rome(tmp_path, "de")).lesson
    places = [along(event.date, lesson) for event in lesson.timeline]
    assert places == sorted(places)
    assert places[0] == 0
    assert 0.25 < places[1] < 0.26


def test_research_does_not_end_in_antiquity(tmp_path: Path) -> None:
    path = rome(tmp_path, "de") / "content/l/lesson.yaml"
    path.write_text(path.read_text("utf-8").replace("as_of: '2026-11-01'", "as_of: '-44'"), "utf-8")
    output = CliRunner().invoke(main, ["check", "-C", str(tmp_path)]).output
    assert "as_of is the day on which the research for the lesson ended" in output
