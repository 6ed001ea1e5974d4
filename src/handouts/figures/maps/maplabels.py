"""Where the labels of a map stand: candidates around each place, rated by what they would cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.figures.canvas import Align, leading
from handouts.figures.maps.linework import corners, dense
from handouts.figures.place import Candidate, LabelBox, Point, choose
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.maps.window import Region
    from handouts.figures.style import Look
    from handouts.figures.tables import Map, MapPlace

RADIUS = 5.6
"""From a marker's middle to where it is surely white."""
APART = 6.8
"""Between the middles of markers; closer ones are moved apart, as symbols on maps are."""

_PLACES: tuple[tuple[float, float, float], ...] = (
    (1, 0, 0), (-1, 0, 1), (1, -1, 2), (1, 1, 2), (-1, -1, 3), (-1, 1, 3), (0, -1, 3), (0, 1, 3),
)  # fmt: skip
"""Directions from the marker (x to the right, y down) and how little they are liked."""


@dataclass(frozen=True)
class Label:
    """A place's label as it is set; nothing to set if it has no lines."""

    place: MapPlace
    at: Point
    box: LabelBox
    align: Align
    name: tuple[str, ...]
    note: tuple[str, ...]
    leader: tuple[Point, Point] | None = None


def label_places(
    chart: Map, region: Region, rings: Sequence[Sequence[Point]], blocked: list[LabelBox], look: Look
) -> tuple[list[Label], LabelBox]:
    """Choose places for all labels of a window and for its scale bar."""
    view = region.window
    points = _apart([view.spot(place) for place in region.places])
    solid = [*blocked, *(LabelBox(x, y, x, y).grown(RADIUS - 1.6) for x, y in points)]
    shore = sorted(point for ring in rings for point in dense(ring))
    options = [list(_options(chart, place, at, look)) for place, at in zip(region.places, points, strict=True)]
    rated = [
        [
            Candidate(label.box, cost + _cost(label.box, view.box, solid, shore) + _doubt(label, points), choice)
            for choice, (label, cost) in enumerate(one)
        ]
        for one in options
    ]
    bars = [
        Candidate(box, 2.0 * choice + _cost(box, view.box, solid, shore), choice)
        for choice, box in enumerate(corners(view))
    ]
    picked = choose([*rated, bars])
    return [one[found.choice][0] for one, found in zip(options, picked, strict=False)], picked[-1].box


def _options(chart: Map, place: MapPlace, at: Point, look: Look) -> Iterator[tuple[Label, float]]:
    """All ways to set a label, with the cost of each before anything else is known."""
    if chart.labels == "none":
        yield Label(place, at, LabelBox(*at, *at), "left", (), ()), 0.0
        return
    if chart.labels == "numbers":
        yield from _around(place, at, (str(place.number),), (), look, 0.0)
        return
    names = list(dict.fromkeys([look.wrap(place.name, TEXT, 500, True), look.wrap(place.name, TEXT, 60, True)]))
    notes = [look.wrap(place.note, SMALL, 110), look.wrap(place.note, SMALL, 62), ()] if place.note else [()]
    for rank, note in enumerate(dict.fromkeys(notes)):
        for lines, name in enumerate(names):
            yield from _around(
                place, at, name, note, look, lines * 2.0 + (40.0 if place.note and not note else rank * 2.0)
            )


def _around(
    place: MapPlace, at: Point, name: tuple[str, ...], note: tuple[str, ...], look: Look, cost: float
) -> Iterator[tuple[Label, float]]:
    width = max([look.measure(line, TEXT, True) for line in name] + [look.measure(line, SMALL) for line in note])
    height = len(name) * leading(TEXT) + len(note) * leading(SMALL)
    for far, extra in ((0.0, 0.0), (9.0, 12.0), (20.0, 16.0)):
        for right, down, dislike in _PLACES:
            reach = (RADIUS + far) * (0.8 if right and down else 1)
            x, y = at[0] + right * (reach + width / 2), at[1] + down * (reach + height / 2)
            if right and down:  # diagonal: beside the marker, most of the label above or below it
                y = at[1] + down * (height / 2 - 1 + far)
            if right and not down:  # the first line of the name level with the marker
                y = at[1] + height / 2 - leading(TEXT) / 2
            box = LabelBox(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            align: Align = "left" if right > 0 else "right" if right < 0 else "center"
            leader = (at, _nearest(at, box)) if far else None
            yield Label(place, at, box, align, name, note, leader), cost + dislike + extra


def _nearest(at: Point, box: LabelBox) -> Point:
    x = max(box.left - 1, min(box.right + 1, at[0]))
    return x, max(box.top + 2, min(box.top + leading(TEXT) / 2, at[1]) if at[1] < box.bottom else box.bottom - 1)


def _cost(box: LabelBox, frame: LabelBox, solid: Sequence[LabelBox], shore: Sequence[Point]) -> float:
    """What it costs that a label leaves the window, covers a marker or crosses a coast, whose points come sorted."""
    if box.left == box.right:
        return 0.0
    cost = 0.0 if box.within(frame.grown(-3)) else 1000.0
    cost += sum(4 * box.overlap(other) for other in solid)
    around = shore[bisect_left(shore, (box.left, 0.0)) : bisect_left(shore, (box.right, 0.0))]
    return cost + min(24.0, 0.5 * sum(box.top < y < box.bottom for _, y in around))


def _doubt(label: Label, points: Sequence[Point]) -> float:
    """What it costs that a reader may take the label for another place's, which is as near."""
    if label.box.left == label.box.right or not label.name:
        return 0.0
    own = _away(label.at, label.box)
    return sum(8.0 for point in points if point != label.at and _away(point, label.box) < own + 1.5)


def _away(point: Point, box: LabelBox) -> float:
    dx = max(box.left - point[0], 0, point[0] - box.right)
    dy = max(box.top - point[1], 0, point[1] - box.bottom)
    return float((dx * dx + dy * dy) ** 0.5)


def _apart(points: list[Point]) -> list[Point]:
    """Move markers that cover each other apart, by as little as makes both readable."""
    moved = list(points)
    for _ in range(20):
        for first in range(len(moved)):
            for second in range(first):
                (x, y), (u, v) = moved[first], moved[second]
                gap = ((x - u) ** 2 + (y - v) ** 2) ** 0.5
                if gap < APART:
                    dx, dy = ((x - u) / gap, (y - v) / gap) if gap else (1.0, 0.0)
                    push = (APART - gap) / 2
                    moved[first], moved[second] = (x + dx * push, y + dy * push), (u - dx * push, v - dy * push)
    return moved
