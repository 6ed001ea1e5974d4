"""Labels of a line chart: values off the lines and off each other, names of series at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.canvas import leading
from handouts.figures.charts.parts import mark, spread
from handouts.figures.charts.yearscale import NAMES, Frame, points, segments
from handouts.figures.place import Box, Candidate, Point, choose, crossing
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.canvas import Canvas
    from handouts.figures.data import Panel
    from handouts.figures.style import Look

RADIUS = 2.4
"""Of the markers, in points."""


@dataclass(frozen=True)
class End:
    """What stands at the end of a line: its last value and its name; `y` is the first baseline."""

    x: float
    y: float
    value: str
    name: tuple[str, ...]


def ends(panel: Panel, frame: Frame, look: Look, width: float) -> list[End]:
    """The names of several series, each beside its last point, moved apart where they would touch."""
    if len(panel.series) < 2:
        return []
    last = {index: (row, at) for row, index, at in points(panel, frame)}
    order = sorted(last, key=lambda index: last[index][1][1])
    names = {index: look.wrap(panel.series[index], TEXT, width * NAMES) for index in order}
    heights = [len(names[index]) * leading(TEXT) for index in order]
    centres = spread([last[index][1][1] for index in order], heights, 0, frame.bottom, 0.5)
    found = []
    for index, height, centre in zip(order, heights, centres, strict=True):
        row, at = last[index]
        value = mark(row, row.cells[index].label)
        found.append(End(at[0] + RADIUS + 4, centre - height / 2 + TEXT * 0.87, value, names[index]))
    return found


def draw_ends(canvas: Canvas, found: Sequence[End]) -> None:
    """Set the last values and the names of the series."""
    for end in found:
        canvas.text((end.x, end.y), end.value, SMALL, bold=True)
        canvas.lines((end.x + canvas.look.measure(end.value, SMALL, True) + 4, end.y), end.name, TEXT)


def values(panel: Panel, frame: Frame, look: Look, width: float) -> list[tuple[Box, str]]:
    """Where each value's label stands; last values stand with the names of the series, if there are several."""
    found = list(points(panel, frame))
    last = {index: at for _, index, at in found} if len(panel.series) > 1 else {}
    runs = [run for index in range(len(panel.series)) for run in segments(panel, index, frame)]
    spots = [at for _, _, at in found]
    labelled = [(at, mark(row, row.cells[index].label)) for row, index, at in found if last.get(index) != at]
    rated = [_candidates(look, at, text, runs, spots, frame, width) for at, text in labelled]
    return [(one.box, text) for one, (_, text) in zip(choose(rated), labelled, strict=True)]


def _candidates(
    look: Look, at: Point, label: str, runs: list[list[Point]], points: list[Point], frame: Frame, width: float
) -> list[Candidate]:
    half, height, away = look.measure(label, SMALL, True) / 2, SMALL * 0.95, RADIUS + 2.2
    x, y = at
    ends = [end for run in runs for pair in pairwise(run) if at in pair for end in pair if end != at]
    valley = 6.0 if ends and all(end[1] < y - 1 for end in ends) else 0.0
    places = [
        (x, y - away - height / 2, valley),
        (x, y + away + height / 2, 2.0),
        (x + away + half, y, 6.0),
        (x - away - half, y, 6.0),
        (x + half, y - away - height / 2, 5.0),
        (x - half, y - away - height / 2, 5.0),
        (x + half, y + away + height / 2, 7.0),
        (x - half, y + away + height / 2, 7.0),
        (x, y - away - height * 1.3, 9.0),
    ]
    segments = [pair for run in runs for pair in pairwise(run)]
    found = []
    for choice, (cx, cy, cost) in enumerate(places):
        box = Box(cx - half, cy - height / 2, cx + half, cy + height / 2)
        cost += 3 * sum(box.top < frame.at(frame.first, step)[1] < box.bottom for step in frame.steps)
        cost += 25 * sum(crossing(box.grown(0.6), *segment) for segment in segments)
        cost += sum(2 * box.overlap(Box(px, py, px, py).grown(RADIUS + 0.8)) for px, py in points if (px, py) != at)
        cost += 500 * (box.right > width or box.left < frame.left - 6 or box.bottom > frame.bottom - 1)
        found.append(Candidate(box, cost, choice))
    return found
