"""Lines over years, months or numbers, drawn to scale; gaps and breaks interrupt them.

Values that grow a lot may stand on an axis that goes from 1 to 10 to 100 in even steps.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas
from handouts.figures.charts import linelabels
from handouts.figures.charts.linelabels import RADIUS
from handouts.figures.charts.lineplot import BELOW, Frame, below, frame_of, points, position, segments, step_labels
from handouts.figures.charts.parts import DASHES, break_label, draw_heading
from handouts.figures.place import LabelBox, Point
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel, Plot

STROKES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (1.5, 1.5), (6.0, 1.5, 1.5, 1.5))
"""Dashes that tell the series apart, in points."""


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a line chart of one panel."""
    panel, frame = chart.panels[0], frame_of(chart, look)
    canvas = Canvas(chart.width, frame.bottom + below(chart), look)
    draw_heading(canvas, chart)
    if chart.axis:
        place = (frame.right, frame.bottom + BELOW + SMALL)
        canvas.text(place, chart.axis, SMALL, colour=look.muted, align="right")
    labels = linelabels.place(panel, frame, look, chart.width)
    _grid(canvas, chart.lang, frame, frame.right + 6 if len(panel.series) > 1 else chart.width)
    _years(canvas, panel, frame, chart.broken)
    linelabels.whiten(canvas, labels)
    for index in range(len(panel.series)):
        runs = [run for run in segments(panel, index, frame) if len(run) > 1]
        canvas.strokes(runs, _colour(look, index), 1.6, STROKES[index % len(STROKES)])
    for row, index, at in points(panel, frame):
        _marker(canvas, at, index, row.provisional)
    linelabels.draw(canvas, labels)
    return canvas


def _colour(look: Look, index: int) -> str:
    """The brand's first colour, then ink and grey; dashes and markers tell lines apart besides."""
    return (look.series[0], look.ink, look.muted)[index % 3]


def _grid(canvas: Canvas, lang: str, frame: Frame, right: float) -> None:
    for step, label in zip(frame.steps, step_labels(frame.steps, lang, log=frame.log), strict=True):
        y = frame.at(frame.first, step)[1]
        strong = step == (frame.steps[0] if frame.log else 0)
        ends = [(frame.margin - 8, y), (right, y)]
        canvas.line(ends, canvas.look.ink if strong else canvas.look.grid, 0.8 if strong else 0.5)
        canvas.text((frame.margin - 11, y + SMALL * 0.33), label, SMALL, colour=canvas.look.muted, align="right")


def _years(canvas: Canvas, panel: ChartPanel, frame: Frame, broken: str) -> None:
    """Tick every row, name as many as have room: the last, the first, then those on round years, then others."""
    look = canvas.look
    taken: list[LabelBox] = []
    rows = list(panel.rows)
    order = [rows[-1], rows[0], *sorted(rows[1:-1], key=lambda row: (position(panel, row) % 10 != 0, rows.index(row)))]
    for row in order:
        x = frame.at(position(panel, row), frame.steps[0])[0]
        canvas.line([(x, frame.bottom), (x, frame.bottom + 3)], look.ink, 0.6)
        half = look.measure(row.name, TEXT) / 2
        box = LabelBox(x - half - 1.75, 0, x + half + 1.75, 1)
        if not any(box.overlap(other) for other in taken):
            taken.append(box)
            canvas.text((x, frame.bottom + 5 + TEXT), row.name, TEXT, align="center")
    for before, row in pairwise(rows):
        if row.broken:
            x = sum(frame.at(position(panel, one), frame.steps[0])[0] for one in (before, row)) / 2
            break_label(canvas, broken, x, frame.top - 2.5)
            canvas.line([(x, frame.top), (x, frame.bottom - 5)], look.muted, 0.7, DASHES)


def _marker(canvas: Canvas, at: Point, index: int, provisional: bool) -> None:
    colour = _colour(canvas.look, index)
    fill = canvas.look.paper if provisional else colour
    if index % 2 == 0:
        canvas.disc(at, RADIUS, fill, colour, 1.0)
        return
    x, y = at
    corners = [(x + right * RADIUS, y + down * RADIUS) for right, down in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    canvas.areas([corners], fill, colour, 1.0)
