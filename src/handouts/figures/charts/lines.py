"""Lines over years, drawn to scale; gaps and breaks interrupt them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill
from handouts.figures.charts.linelabels import RADIUS, draw_ends, ends, values
from handouts.figures.charts.parts import DASHES, break_label, draw_heading, slashes, tick_labels
from handouts.figures.charts.yearscale import BELOW, Frame, frame_of, points, position, segments
from handouts.figures.place import Box, Point
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.data import Panel, Plot
    from handouts.figures.style import Look

STROKES: tuple[tuple[float, ...], ...] = ((), (5.0, 2.0), (1.5, 1.5), (6.0, 1.5, 1.5, 1.5))
"""Dashes that tell the series apart, in points."""


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a line chart of one panel."""
    panel, frame = chart.panels[0], frame_of(chart, look)
    canvas = Canvas(chart.width, frame.bottom + BELOW, look)
    draw_heading(canvas, chart)
    named = ends(panel, frame, look, chart.width)
    _grid(canvas, chart.lang, frame, frame.right + 6 if named else chart.width)
    _years(canvas, panel, frame, chart.broken)
    labels = values(panel, frame, look, chart.width)
    for box, _ in labels:  # white under each label, so that no grid line strikes it through
        canvas.box(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top, Fill(look.paper))
    for index in range(len(panel.series)):
        runs = [run for run in segments(panel, index, frame) if len(run) > 1]
        canvas.strokes(runs, _colour(look, index), 1.6, STROKES[index % len(STROKES)])
    for row, index, at in points(panel, frame):
        _marker(canvas, at, index, row.provisional)
    for box, label in labels:
        canvas.text((box.left, box.bottom - 1.8), label, SMALL, bold=True)
    draw_ends(canvas, named)
    return canvas


def _colour(look: Look, index: int) -> str:
    return look.series[index % len(look.series)]


def _grid(canvas: Canvas, lang: str, frame: Frame, right: float) -> None:
    for step, label in zip(frame.steps, tick_labels(frame.steps, lang), strict=True):
        y = frame.at(frame.first, step)[1]
        strong = step == 0
        ends = [(frame.left - 8, y), (right, y)]
        canvas.line(ends, canvas.look.ink if strong else canvas.look.grid, 0.8 if strong else 0.5)
        canvas.text((frame.left - 11, y + SMALL * 0.33), label, SMALL, colour=canvas.look.muted, align="right")


def _years(canvas: Canvas, panel: Panel, frame: Frame, broken: str) -> None:
    """Tick every row, name as many as have room: the last, the first, then those on round years, then others."""
    look = canvas.look
    taken: list[Box] = []
    rows = list(panel.rows)
    order = [rows[-1], rows[0], *sorted(rows[1:-1], key=lambda row: (position(panel, row) % 10 != 0, rows.index(row)))]
    for row in order:
        x = frame.at(position(panel, row), 0)[0]
        canvas.line([(x, frame.bottom), (x, frame.bottom + 3)], look.ink, 0.6)
        half = look.measure(row.name, TEXT) / 2
        box = Box(x - half - 1.75, 0, x + half + 1.75, 1)
        if not any(box.overlap(other) for other in taken):
            taken.append(box)
            canvas.text((x, frame.bottom + 5 + TEXT), row.name, TEXT, align="center")
    for before, row in pairwise(rows):
        if row.broken:
            x = (frame.at(position(panel, before), 0)[0] + frame.at(position(panel, row), 0)[0]) / 2
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
