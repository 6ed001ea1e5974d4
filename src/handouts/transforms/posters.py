"""What stands on the poster of an edition: what its lesson chooses, and what is taken where it chooses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from handouts.model.lesson import Lesson
from handouts.model.material import Event, Quotation
from handouts.model.poster import LONGEST_VOICE, MOST, MOST_EVENTS, KeyFigure, Poster, Voice
from handouts.model.text import Text
from handouts.transforms.span import events_of

T = TypeVar("T")
USUAL_EVENTS = 10
"""Turning points on a poster for which nobody has chosen them."""


@dataclass(frozen=True)
class PosterView:
    """A poster ready to print; `figure` is the id of a picture or chart, `map`, or empty."""

    claim: Text
    figure: str
    events: tuple[Event, ...]
    voices: tuple[Voice, ...]
    numbers: tuple[KeyFigure, ...]


def named_by(poster: Poster) -> tuple[str, ...]:
    """The quotations and the figure that a poster asks for; no material has to show them."""
    return (*(voice.quotation for voice in poster.voices), *((poster.figure,) if poster.figure else ()))


def poster_of(lesson: Lesson) -> PosterView:
    """The poster of a lesson that is narrowed to an edition: the first that is for its readers, filled up.

    What it names and the edition does not have is left out; `handouts check` tells of it.
    """
    poster = next(iter(lesson.posters), None)
    there = {item.id for kind in (lesson.quotations, lesson.pictures, lesson.charts) for item in kind}
    chosen = [one for one in poster.voices if one.quotation in there] if poster else []
    figures = {one.id: one for one in lesson.key_figures}
    numbers = [figures[key] for key in poster.numbers if key in figures] if poster and poster.numbers else []
    wanted = poster.figure if poster else None
    return PosterView(
        claim=(poster.claim if poster else None) or lesson.question or lesson.title,
        figure=wanted if wanted and (wanted in there or (wanted == "map" and lesson.places)) else _usual_figure(lesson),
        events=turning_points(lesson.timeline, poster.events if poster else (), _landmarks(lesson)),
        voices=tuple(chosen) or usual_voices(lesson.quotations),
        numbers=tuple(numbers or lesson.key_figures[:MOST]),
    )


def turning_points(
    timeline: Sequence[Event], chosen: Iterable[str] = (), landmarks: Iterable[str] = ()
) -> tuple[Event, ...]:
    """The events that are chosen by their ids, in the order of time.

    Where none is, those that are turning points; where there are none, all events if they are few, else the most
    important ones, of too many of these the `landmarks` or some at even distances.
    """
    wanted = set(chosen)
    if found := tuple(event for event in timeline if event.id in wanted):
        return found
    if found := tuple(event for event in timeline if event.turning_point):
        return spread(found, MOST_EVENTS)
    if len(timeline) <= USUAL_EVENTS:
        return tuple(timeline)
    most = max((event.importance for event in timeline), default=0)
    found = tuple(event for event in timeline if event.importance == most)
    marks = set(landmarks)
    marked = tuple(event for event in found if event.id in marks)
    enough = len(found) > USUAL_EVENTS and 2 * len(marked) > USUAL_EVENTS
    return spread(marked if enough else found, USUAL_EVENTS)


def spread(items: Sequence[T], most: int) -> tuple[T, ...]:
    """At most so many of the items, the first and the last among them, at even distances."""
    if len(items) <= most:
        return tuple(items)
    return tuple(items[round(index * (len(items) - 1) / (most - 1))] for index in range(most))


def usual_voices(quotations: Iterable[Quotation]) -> tuple[Voice, ...]:
    """The first quotations that are short enough for a wall, and that somebody has compared with their sources."""
    short = (one for one in quotations if one.unverified is None and len(str(one.text)) <= LONGEST_VOICE)
    return tuple(Voice(quotation=one.id) for one, _ in zip(short, range(MOST), strict=False))


def _landmarks(lesson: Lesson) -> set[str]:
    """The first and the last of the most important events of each period."""
    found: set[str] = set()
    for period in lesson.periods:
        within = [event.id for event in events_of(period, lesson) if event.importance == 3]
        found |= {*within[:1], *within[-1:]}
    return found


def _usual_figure(lesson: Lesson) -> str:
    shown = {material.shows for material in lesson.materials}
    leading = [picture.id for picture in lesson.pictures if picture.lead]
    charts = [chart for chart in lesson.charts if chart.id in shown]
    shares = [chart.id for chart in charts if chart.traits.whole]
    maps = ["map"] if "map" in shown and lesson.places else []
    return next(iter((*leading, *shares, *(chart.id for chart in charts), *maps)), "")
