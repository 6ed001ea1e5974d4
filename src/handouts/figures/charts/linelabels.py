"""The labels in a line chart: values beside their points, the name of each series where its line ends.

They keep off the lines and off each other. A value that finds no room is read from the scale. The highest and the
lowest of a line find room rather than others; its ends, both sides of a break and whatever is provisional always have
labels, if need be on a leader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill, leading
from handouts.figures.charts.lineplot import Frame, points, segments, to_the_end, wrapped_name
from handouts.figures.charts.parts import mark, spread
from handouts.figures.place import Candidate, LabelBox, Point, choose, crossing
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel

APART = 2.5
"""Points between labels, at least: digits side by side would be read as one number."""
RADIUS = 2.4
"""Of the markers, in points."""
FAR = 8.0
"""Points between a marker's middle and its label from which a leader joins them."""
UNSAID, EXTREME = 22.0, 32.0
"""What it costs to leave a value to the scale, and the highest or lowest of a line: to strike it through costs 25."""


NOWHERE = LabelBox(0, 0, 0, 0)


@dataclass(frozen=True)
class LineLabel:
    """A value, and the name of its series if the line ends there; `box` is where both stand.

    `unsaid` is what it costs to leave it out, 0 if it cannot be.
    """

    at: Point
    value: str
    name: tuple[str, ...] = ()
    unsaid: float = 0.0
    box: LabelBox = NOWHERE

    def size(self, look: Look) -> tuple[float, float]:
        """How wide and how high it is."""
        width = look.measure(self.value, SMALL, True)
        if self.name:
            width += 4 + max(look.measure(line, TEXT) for line in self.name)
        return width, SMALL * 0.95 + max(0, len(self.name) - 1) * leading(TEXT)

    def placed(self, box: LabelBox) -> LineLabel:
        """The label in a box."""
        return LineLabel(self.at, self.value, self.name, self.unsaid, box)


def place(panel: ChartPanel, frame: Frame, look: Look, width: float) -> list[LineLabel]:
    """All labels that are to be set, each with its box."""
    ends = _at_the_right(panel, frame, look, width)
    free = list(dict.fromkeys(_wanted(panel, frame, look, width)))  # one is enough for points that coincide
    runs = [run for index in range(len(panel.series)) for run in segments(panel, index, frame)]
    spots = [at for _, _, at in points(panel, frame)]
    solid = [end.box for end in ends]
    rated = [list(_candidates(label, look, runs, spots, solid, frame, width)) for label in free]
    chosen = [label.placed(one.box) for label, one in zip(free, choose(rated, APART), strict=True)]
    return [*(label for label in chosen if label.box.right > label.box.left), *ends]


def draw(canvas: Canvas, labels: Sequence[LineLabel]) -> None:
    """Set the labels."""
    for label in labels:
        at, box = label.at, label.box
        near = (min(max(at[0], box.left - 1), box.right + 1), min(max(at[1], box.top), box.bottom))
        if dist(at, near) > FAR:
            canvas.line([at, near], canvas.look.muted, 0.5)
        base = label.box.top + SMALL * 0.95 - 1.8
        canvas.text((label.box.left, base), label.value, SMALL, bold=True)
        start = label.box.left + canvas.look.measure(label.value, SMALL, True) + 4
        canvas.lines((start, base), label.name, TEXT)


def whiten(canvas: Canvas, labels: Sequence[LineLabel]) -> None:
    """White under each label, so that no grid line strikes it through."""
    for box in (label.box for label in labels):
        canvas.box(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top, Fill(canvas.look.paper))


def _wanted(panel: ChartPanel, frame: Frame, look: Look, width: float) -> Iterator[LineLabel]:
    """The values that stand beside their points; the last one of a series that ends early has the series' name."""
    right, unsaid = to_the_end(panel), _unsaid(panel)
    last = {index: row for row, index, _ in points(panel, frame)}
    for row, index, at in points(panel, frame):
        value = mark(row, row.cells[index].label)
        if last[index] is not row or len(panel.series) < 2:
            yield LineLabel(at, value, unsaid=unsaid.get((index, row.name), UNSAID))
        elif index not in right:
            yield LineLabel(at, value, wrapped_name(panel, index, look, width))


def _unsaid(panel: ChartPanel) -> dict[tuple[int, str], float]:
    """What it costs to leave out the values that make the shape of a line, by series and name of the row."""
    found: dict[tuple[int, str], float] = {}
    for index in range(len(panel.series)):
        rows = [row for row in panel.rows if row.cells[index].value is not None]
        values = {row.name: row.cells[index].value or 0.0 for row in rows}
        highest, lowest = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
        sides = [row.name for pair in pairwise(rows) if pair[1].broken for row in pair]
        marked = [row.name for row in rows if row.provisional]
        found |= {(index, name): EXTREME for name in (highest, lowest)}
        found |= {(index, name): 0.0 for name in (rows[0].name, rows[-1].name, *sides, *marked)}
    return found


def _at_the_right(panel: ChartPanel, frame: Frame, look: Look, width: float) -> list[LineLabel]:
    """The last values and names of several series, each beside its last point, moved apart where they would touch."""
    last = {index: (row, at) for row, index, at in points(panel, frame) if index in to_the_end(panel)}
    order = sorted(last, key=lambda index: last[index][1][1])
    names = {index: wrapped_name(panel, index, look, width) for index in order}
    heights = [len(names[index]) * leading(TEXT) for index in order]
    centres = spread([last[index][1][1] for index in order], heights, 0, frame.bottom, 0.5)
    found = []
    for index, height, centre in zip(order, heights, centres, strict=True):
        row, at = last[index]
        label = LineLabel(at, mark(row, row.cells[index].label), names[index])
        left, base = at[0] + RADIUS + 4, centre - height / 2 + TEXT * 0.87
        top = base + 1.8 - SMALL * 0.95
        wide, high = label.size(look)
        found.append(label.placed(LabelBox(left, top, left + wide, top + high)))
    return found


def _candidates(
    label: LineLabel,
    look: Look,
    runs: list[list[Point]],
    spots: list[Point],
    solid: list[LabelBox],
    frame: Frame,
    width: float,
) -> Iterator[Candidate]:
    """Where a label may stand around its point, and what each place costs; for one that is not needed, nowhere too."""
    lines = [pair for run in runs for pair in pairwise(run)]
    (wide, high), at = label.size(look), label.at
    count = 0
    for count, (x, y, dislike) in enumerate(_around(at, wide, high, lines, far=not label.unsaid)):
        box = LabelBox(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        cost = dislike + 3 * sum(box.top < frame.at(frame.first, step)[1] < box.bottom for step in frame.steps)
        cost += 25 * sum(crossing(box.grown(0.6), *line) for line in lines)
        cost += sum(2 * box.overlap(LabelBox(*spot, *spot).grown(RADIUS + 0.8)) for spot in spots if spot != at)
        cost += sum(4 * box.overlap(other.grown(APART)) for other in solid)
        cost += 500 * (box.right > width or box.left < frame.margin - 6 or box.bottom > frame.bottom - 1 or box.top < 0)
        yield Candidate(box, cost, count)
    if label.unsaid:
        yield Candidate(LabelBox(*at, *at), label.unsaid, count + 1)


def _around(
    at: Point, wide: float, high: float, lines: list[tuple[Point, Point]], *, far: bool
) -> Iterator[tuple[float, float, float]]:
    """Middles of a label around its point with how little each is liked; in a valley of its line it stands below."""
    (x, y), half, away = at, wide / 2, RADIUS + 2.2
    ends = [end for line in lines if at in line for end in line if end != at]
    valley = 6.0 if ends and all(end[1] < y - 1 for end in ends) else 0.0
    above, under = y - away - high / 2, y + away + high / 2
    yield x, above, valley
    yield x, under, 2.0
    yield x + away + half, y, 6.0
    yield x - away - half, y, 6.0
    yield x + half, above, 5.0
    yield x - half, above, 5.0
    yield x + half, under, 7.0
    yield x - half, under, 7.0
    yield x, y - away - high * 1.3, 9.0
    # Where nothing else is free, as around points that nearly coincide.
    for lift in (1.2, 2.4, 4.0, 6.0) if far else ():
        for way in (-1, 1):
            for side in (1, -1):
                yield x + side * (away + half), y + way * high * lift, 50.0 + lift * 8
