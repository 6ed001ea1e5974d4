"""How the years and values of a line chart map to points on the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.figures.canvas import leading
from handouts.figures.charts.parts import head_height, mark, plot_height, tick_labels, ticks
from handouts.figures.style import SMALL, TEXT, TITLE

if TYPE_CHECKING:
    from handouts.figures.data import ChartPanel, Plot, Row
    from handouts.figures.place import Point
    from handouts.figures.style import Look

PLOT = 120.0
BELOW = 9.0 + TEXT
"""Points from the lowest grid line to the lower edge: the years."""
NAMES = 0.22
"""The most of the width that the names of the series at the right may take."""


@dataclass(frozen=True)
class Frame:
    """Where the plot lies; `steps` are the values of its grid lines, lowest first."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    years: float
    steps: tuple[float, ...]

    def at(self, year: float, value: float) -> Point:
        """Where a value of a year lies."""
        low, high = self.steps[0], self.steps[-1]
        x = self.left + (year - self.first) / self.years * (self.right - self.left)
        return x, self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def frame_of(chart: Plot, look: Look) -> Frame:
    """The frame of a chart's only panel: from zero, years to scale, room at the right for what stands there."""
    panel = chart.panels[0]
    values = [cell.value for row in panel.rows for cell in row.cells if cell.value is not None]
    steps = ticks(min(0.0, *values), max(0.0, *values))
    years = [position(panel, row) for row in panel.rows]
    left = max(look.measure(label, SMALL) for label in tick_labels(steps, chart.lang)) + 14
    room = max(look.measure(mark(row, cell.label), SMALL, True) for row in panel.rows for cell in row.cells) + 7
    if len(panel.series) > 1:
        names = [line for name in panel.series for line in look.wrap(name, TEXT, chart.width * NAMES)]
        room += 4 + max(look.measure(line, TEXT) for line in names)
    named = leading(SMALL) if chart.broken and any(row.broken for row in panel.rows) else 0.0
    top = head_height(chart, look) + TITLE - 1 + named
    span = max(years) - min(years) or 1.0
    bottom = top + plot_height(chart, min(PLOT, chart.width * 0.4), top + BELOW)
    return Frame(left, chart.width - room, top, bottom, min(years), span, tuple(steps))


def position(panel: ChartPanel, row: Row) -> float:
    """A row's year, or its place in the table where the rows are not numbers."""
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
