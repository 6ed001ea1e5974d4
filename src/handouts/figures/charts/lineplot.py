"""Where the values of a line chart lie: its frame, the places of its rows, and the runs that a line may connect."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.figures.canvas import leading
from handouts.figures.charts.parts import (
    decade_labels,
    decades,
    head_height,
    mark,
    plot_height,
    tick_labels,
    ticks,
)
from handouts.figures.place import Point
from handouts.figures.style import SMALL, TEXT, TITLE

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel, Plot, Row

PLOT = 140.0
"""Points from the lowest to the highest grid line, unless that is too steep."""
STEEP = 0.45
"""The most of it as a share of the width."""
BELOW = 9.0 + TEXT
"""Points from the lowest grid line to the lower edge: the years."""
NAMES = 0.22
LEAST_NAME = 62.0
"""The most of the width that the names of the series at the right may take, and points that they may take anyway."""


@dataclass(frozen=True)
class Frame:
    """Where the plot lies; `steps` are the values of its grid lines, lowest first, which begin at the `margin`."""

    margin: float
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


def frame_of(chart: Plot, look: Look) -> Frame:
    """The frame of a chart's only panel: from zero, years to scale, room at the right for what stands there."""
    panel = chart.panels[0]
    values = [cell.value for row in panel.rows for cell in row.cells if cell.value is not None]
    steps = decades(min(values), max(values)) if chart.log else ticks(min(0.0, *values), max(0.0, *values))
    years = [position(panel, row) for row in panel.rows]
    half = [look.measure(row.name, TEXT) / 2 for row in (panel.rows[0], panel.rows[-1])]
    labels = step_labels(steps, chart.lang, log=chart.log)
    first = max(look.measure(cell.label, SMALL, True) / 2 for cell in panel.rows[0].cells)
    margin = max(*(look.measure(label, SMALL) + 14 for label in labels))
    left = max(margin + first, half[0])
    room = max(look.measure(mark(row, cell.label), SMALL, True) for row in panel.rows for cell in row.cells) + 7
    if names := [line for index in to_the_end(panel) for line in wrapped_name(panel, index, look, chart.width)]:
        room += 4 + max(look.measure(line, TEXT) for line in names)
    room = max(room, half[1])
    named = leading(SMALL) if chart.broken and any(row.broken for row in panel.rows) else 0.0
    top = head_height(chart, look) + TITLE - 1 + named
    span = max(years) - min(years) or 1.0
    bottom = top + plot_height(chart, min(PLOT, chart.width * STEEP), top + below(chart))
    return Frame(margin, left, chart.width - room, top, bottom, min(years), span, tuple(steps), chart.log)


def below(chart: Plot) -> float:
    """Points from the lowest grid line to the lower edge: the names of the rows, and what they count."""
    return BELOW + (leading(SMALL) if chart.axis else 0.0)


def step_labels(steps: Sequence[float], lang: str, *, log: bool) -> list[str]:
    """The grid lines' values as a language prints them."""
    return decade_labels(steps, lang) if log else tick_labels(steps, lang)


def wrapped_name(panel: ChartPanel, index: int, look: Look, width: float) -> tuple[str, ...]:
    """The name of a series in as many lines as it needs beside its line."""
    return look.wrap(panel.series[index], TEXT, max(width * NAMES, LEAST_NAME))


def to_the_end(panel: ChartPanel) -> list[int]:
    """Which of several series have a value in the last row: their names stand at the right of the plot."""
    if len(panel.series) < 2:
        return []
    return [index for index, cell in enumerate(panel.rows[-1].cells) if cell.value is not None]


def position(panel: ChartPanel, row: Row) -> float:
    """Where a row stands: where it says, or its year, or its place in the table where the rows are not numbers."""
    if row.x is not None:
        return row.x
    names = [one.name.strip() for one in panel.rows]
    return float(row.name) if all(name.isdecimal() for name in names) else float(panel.rows.index(row))


def segments(panel: ChartPanel, index: int, frame: Frame) -> Iterator[list[Point]]:
    """The runs of points that a line may connect."""
    run: list[Point] = []
    for row in panel.rows:
        value = row.cells[index].value
        if run and (row.broken or value is None):
            yield run
            run = []
        if value is not None:
            run.append(frame.at(position(panel, row), value))
    if run:
        yield run


def points(panel: ChartPanel, frame: Frame) -> Iterator[tuple[Row, int, Point]]:
    """Each value's row, series and position."""
    for row in panel.rows:
        for index, cell in enumerate(row.cells):
            if cell.value is not None:
                yield row, index, frame.at(position(panel, row), cell.value)
