"""Lines over years, months or numbers, drawn to scale; gaps and breaks interrupt them.

Values that grow a lot may stand on an axis that goes from 1 to 10 to 100 in even steps.

The values' labels keep off the lines and off each other; the names of several series stand at the ends of their lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill, leading
from handouts.figures.charts.parts import (
    DASHES,
    break_label,
    decade_labels,
    decades,
    draw_heading,
    head_height,
    mark,
    plot_height,
    slashes,
    spread,
    tick_labels,
    ticks,
)
from handouts.figures.place import Candidate, LabelBox, Point, choose, crossing
from handouts.figures.style import SMALL, TEXT, TITLE

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel, Plot, Row


PLOT = 120.0
"""Points from the lowest to the highest grid line, unless that is more than 0.4 of the width."""
BELOW = 9.0 + TEXT
"""Points from the lowest grid line to the lower edge: the years."""
NAMES = 0.22
"""The most of the width that the names of the series at the right may take."""
APART = 2.5
"""Points between labels, at least: digits side by side would be read as one number."""
RADIUS = 2.4
"""Of the markers, in points."""
STROKES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (1.5, 1.5), (6.0, 1.5, 1.5, 1.5))
"""Dashes that tell the series apart, in points."""


@dataclass(frozen=True)
class _Frame:
    """Where the plot lies; `steps` are the values of its grid lines, lowest first."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    years: float
    steps: tuple[float, ...]
    log: bool = False

    def at(self, year: float, value: float) -> Point:
        """Where a value of a year lies."""
        low, high, value = (math.log10(one) if self.log else one for one in (self.steps[0], self.steps[-1], value))
        x = self.left + (year - self.first) / self.years * (self.right - self.left)
        return x, self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


@dataclass(frozen=True)
class _End:
    """What stands at the end of a line: its last value and its name; `y` is the first baseline."""

    x: float
    y: float
    value: str
    name: tuple[str, ...]


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a line chart of one panel."""
    panel, frame = chart.panels[0], _frame_of(chart, look)
    canvas = Canvas(chart.width, frame.bottom + _below(chart), look)
    draw_heading(canvas, chart)
    if chart.axis:
        place = (frame.right, frame.bottom + BELOW + SMALL)
        canvas.text(place, chart.axis, SMALL, colour=look.muted, align="right")
    named = _ends(panel, frame, look, chart.width)
    _grid(canvas, chart.lang, frame, frame.right + 6 if named else chart.width)
    _years(canvas, panel, frame, chart.broken)
    labels = _values(panel, frame, look, chart.width)
    for box, _ in labels:  # white under each label, so that no grid line strikes it through
        canvas.box(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top, Fill(look.paper))
    for index in range(len(panel.series)):
        runs = [run for run in _segments(panel, index, frame) if len(run) > 1]
        canvas.strokes(runs, _colour(look, index), 1.6, STROKES[index % len(STROKES)])
    for row, index, at in _points(panel, frame):
        _marker(canvas, at, index, row.provisional)
    for box, label in labels:
        canvas.text((box.left, box.bottom - 1.8), label, SMALL, bold=True)
    _draw_ends(canvas, named)
    return canvas


def _below(chart: Plot) -> float:
    """Points from the lowest grid line to the lower edge: the names of the rows, and what they count."""
    return BELOW + (leading(SMALL) if chart.axis else 0.0)


def _colour(look: Look, index: int) -> str:
    return look.series[index % len(look.series)]


def _grid(canvas: Canvas, lang: str, frame: _Frame, right: float) -> None:
    for step, label in zip(frame.steps, _step_labels(frame.steps, lang, log=frame.log), strict=True):
        y = frame.at(frame.first, step)[1]
        strong = step == (frame.steps[0] if frame.log else 0)
        ends = [(frame.left - 8, y), (right, y)]
        canvas.line(ends, canvas.look.ink if strong else canvas.look.grid, 0.8 if strong else 0.5)
        canvas.text((frame.left - 11, y + SMALL * 0.33), label, SMALL, colour=canvas.look.muted, align="right")


def _years(canvas: Canvas, panel: ChartPanel, frame: _Frame, broken: str) -> None:
    """Tick every row, name as many as have room: the last, the first, then those on round years, then others."""
    look = canvas.look
    taken: list[LabelBox] = []
    rows = list(panel.rows)
    order = [rows[-1], rows[0], *sorted(rows[1:-1], key=lambda row: (_position(panel, row) % 10 != 0, rows.index(row)))]
    for row in order:
        x = frame.at(_position(panel, row), frame.steps[0])[0]
        canvas.line([(x, frame.bottom), (x, frame.bottom + 3)], look.ink, 0.6)
        half = look.measure(row.name, TEXT) / 2
        box = LabelBox(x - half - 1.75, 0, x + half + 1.75, 1)
        if not any(box.overlap(other) for other in taken):
            taken.append(box)
            canvas.text((x, frame.bottom + 5 + TEXT), row.name, TEXT, align="center")
    for before, row in pairwise(rows):
        if row.broken:
            x = sum(frame.at(_position(panel, one), frame.steps[0])[0] for one in (before, row)) / 2
            break_label(canvas, broken, x, frame.top - 2.5)
            canvas.line([(x, frame.top), (x, frame.bottom - 5)], look.muted, 0.7, DASHES)
            slashes(canvas, (x, frame.bottom), upright=False)


def _marker(canvas: Canvas, at: Point, index: int, provisional: bool) -> None:
    colour = _colour(canvas.look, index)
    fill = canvas.look.paper if provisional else colour
    if index % 2 == 0:
        canvas.disc(at, RADIUS, fill, colour, 1.0)
    else:
        x, y = at
        corners = [
            (x - RADIUS, y - RADIUS),
            (x + RADIUS, y - RADIUS),
            (x + RADIUS, y + RADIUS),
            (x - RADIUS, y + RADIUS),
        ]
        canvas.areas([corners], fill, colour, 1.0)


def _frame_of(chart: Plot, look: Look) -> _Frame:
    """The frame of a chart's only panel: from zero, years to scale, room at the right for what stands there."""
    panel = chart.panels[0]
    values = [cell.value for row in panel.rows for cell in row.cells if cell.value is not None]
    steps = decades(min(values), max(values)) if chart.log else ticks(min(0.0, *values), max(0.0, *values))
    years = [_position(panel, row) for row in panel.rows]
    left = max(look.measure(label, SMALL) for label in _step_labels(steps, chart.lang, log=chart.log)) + 14
    room = max(look.measure(mark(row, cell.label), SMALL, True) for row in panel.rows for cell in row.cells) + 7
    if len(panel.series) > 1:
        names = [line for name in panel.series for line in look.wrap(name, TEXT, chart.width * NAMES)]
        room += 4 + max(look.measure(line, TEXT) for line in names)
    named = leading(SMALL) if chart.broken and any(row.broken for row in panel.rows) else 0.0
    top = head_height(chart, look) + TITLE - 1 + named
    span = max(years) - min(years) or 1.0
    bottom = top + plot_height(chart, min(PLOT, chart.width * 0.4), top + _below(chart))
    return _Frame(left, chart.width - room, top, bottom, min(years), span, tuple(steps), chart.log)


def _step_labels(steps: Sequence[float], lang: str, *, log: bool) -> list[str]:
    return decade_labels(steps, lang) if log else tick_labels(steps, lang)


def _position(panel: ChartPanel, row: Row) -> float:
    """Where a row stands: where it says, or its year, or its place in the table where the rows are not numbers."""
    if row.x is not None:
        return row.x
    names = [one.name.strip() for one in panel.rows]
    return float(row.name) if all(name.isdecimal() for name in names) else float(panel.rows.index(row))


def _segments(panel: ChartPanel, index: int, frame: _Frame) -> Iterator[list[Point]]:
    """The runs of points that a line may connect."""
    run: list[Point] = []
    for row in panel.rows:
        value = row.cells[index].value
        if run and (row.broken or value is None):
            yield run
            run = []
        if value is not None:
            run.append(frame.at(_position(panel, row), value))
    if run:
        yield run


def _points(panel: ChartPanel, frame: _Frame) -> Iterator[tuple[Row, int, Point]]:
    """Each value's row, series and position."""
    for row in panel.rows:
        for index, cell in enumerate(row.cells):
            if cell.value is not None:
                yield row, index, frame.at(_position(panel, row), cell.value)


def _ends(panel: ChartPanel, frame: _Frame, look: Look, width: float) -> list[_End]:
    """The names of several series, each beside its last point, moved apart where they would touch."""
    if len(panel.series) < 2:
        return []
    last = {index: (row, at) for row, index, at in _points(panel, frame)}
    order = sorted(last, key=lambda index: last[index][1][1])
    names = {index: look.wrap(panel.series[index], TEXT, width * NAMES) for index in order}
    heights = [len(names[index]) * leading(TEXT) for index in order]
    centres = spread([last[index][1][1] for index in order], heights, 0, frame.bottom, 0.5)
    found = []
    for index, height, centre in zip(order, heights, centres, strict=True):
        row, at = last[index]
        value = mark(row, row.cells[index].label)
        found.append(_End(at[0] + RADIUS + 4, centre - height / 2 + TEXT * 0.87, value, names[index]))
    return found


def _draw_ends(canvas: Canvas, found: Sequence[_End]) -> None:
    """Set the last values and the names of the series."""
    for end in found:
        canvas.text((end.x, end.y), end.value, SMALL, bold=True)
        canvas.lines((end.x + canvas.look.measure(end.value, SMALL, True) + 4, end.y), end.name, TEXT)


def _values(panel: ChartPanel, frame: _Frame, look: Look, width: float) -> list[tuple[LabelBox, str]]:
    """Where each value's label stands; last values stand with the names of the series, if there are several."""
    found = list(_points(panel, frame))
    last = {index: at for _, index, at in found} if len(panel.series) > 1 else {}
    runs = [run for index in range(len(panel.series)) for run in _segments(panel, index, frame)]
    spots = [at for _, _, at in found]
    every = [(at, mark(row, row.cells[index].label)) for row, index, at in found if last.get(index) != at]
    labelled = list(dict.fromkeys(every))  # one label is enough for points that coincide
    rated = [_candidates(look, at, text, runs, spots, frame, width) for at, text in labelled]
    return [(one.box, text) for one, (_, text) in zip(choose(rated, APART), labelled, strict=True)]


def _candidates(
    look: Look, at: Point, label: str, runs: list[list[Point]], points: list[Point], frame: _Frame, width: float
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
    # Where nothing else is free, as around points that nearly coincide.
    places += [
        (x + side * (away + half), y + way * height * lift, 12.0 + lift)
        for lift in (1.2, 2.4)
        for way in (-1, 1)
        for side in (1, -1)
    ]
    for choice, (cx, cy, cost) in enumerate(places):
        box = LabelBox(cx - half, cy - height / 2, cx + half, cy + height / 2)
        cost += 3 * sum(box.top < frame.at(frame.first, step)[1] < box.bottom for step in frame.steps)
        cost += 25 * sum(crossing(box.grown(0.6), *segment) for segment in segments)
        cost += sum(
            2 * box.overlap(LabelBox(px, py, px, py).grown(RADIUS + 0.8)) for px, py in points if (px, py) != at
        )
        cost += 500 * (box.right > width or box.left < frame.left - 6 or box.bottom > frame.bottom - 1)
        found.append(Candidate(box, cost, choice))
    return found
