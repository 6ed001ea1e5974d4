"""What stands on a poster where its lesson chooses, and where it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.model.lesson import Lesson
from handouts.model.poster import KeyFigure, Poster
from handouts.pipeline import Workspace
from handouts.transforms import for_audience, poster_of
from handouts.transforms.posters import spread, turning_points

ROOT = Path(__file__).resolve().parents[2]
LESSON = Workspace.open(ROOT).lesson
TINY = Workspace.open(ROOT / "tests" / "lesson")


def tiny(**update: Any) -> Lesson:
    audience = TINY.project.audiences[0]
    return for_audience(TINY.lesson.model_copy(update=update), audience, "de")


def poster(**said: Any) -> tuple[Poster, ...]:
    return (Poster.model_validate({"id": "W1", **said}),)


def test_nothing_chosen() -> None:
    lesson = tiny()
    view = poster_of(lesson)
    assert view.claim == lesson.question
    assert view.events == lesson.timeline
    assert {voice.quotation for voice in view.voices} <= {quotation.id for quotation in lesson.quotations}
    assert view.numbers == ()
    assert view.figure in {chart.id for chart in lesson.charts}


def test_what_is_chosen_goes_before() -> None:
    figures = tuple(
        KeyFigure.model_validate(
            {"id": f"KF{n}", "value": {"de": str(n), "en": str(n)}, "text": {"de": "x", "en": "x"}}
        )
        for n in range(5)
    )
    first = TINY.lesson.timeline[0].id
    chosen = poster(claim={"de": "So ist es.", "en": "So it is."}, figure="map", events=[first], numbers=["KF4", "KF1"])
    view = poster_of(tiny(posters=chosen, key_figures=figures))
    assert str(view.claim) == "So ist es."
    assert view.figure == "map"
    assert [event.id for event in view.events] == [first]
    assert [number.id for number in view.numbers] == ["KF4", "KF1"]
    assert [number.id for number in poster_of(tiny(key_figures=figures)).numbers] == ["KF0", "KF1", "KF2"]


def test_turning_points_go_before_what_is_important() -> None:
    marked = [event.id for event in LESSON.timeline if event.turning_point]
    assert 8 <= len(marked) <= 10
    assert [event.id for event in turning_points(LESSON.timeline)] == marked
    bare = [event.model_copy(update={"turning_point": False}) for event in LESSON.timeline]
    found = turning_points(bare)
    assert len(found) == 10
    assert {event.importance for event in found} == {3}
    assert turning_points([]) == ()


@pytest.mark.parametrize(("count", "most"), [(3, 10), (10, 10), (27, 10), (14, 12)])
def test_spread_keeps_both_ends(count: int, most: int) -> None:
    found = spread(range(count), most)
    assert len(found) == min(count, most) == len(set(found))
    assert (found[0], found[-1]) == (0, count - 1)
    assert list(found) == sorted(found)


def test_a_quotation_that_nobody_has_compared_is_no_voice_unasked() -> None:
    lesson = tiny()
    (voice, *_) = poster_of(lesson).voices
    doubtful = tuple(
        quotation.model_copy(update={"unverified": lesson.title}) if quotation.id == voice.quotation else quotation
        for quotation in lesson.quotations
    )
    assert voice not in poster_of(lesson.model_copy(update={"quotations": doubtful})).voices
