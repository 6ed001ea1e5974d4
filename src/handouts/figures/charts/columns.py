"""Columns over categories, each with its value above it; columns of years stand as far apart as the years are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, leading
from handouts.figures.charts.parts import (
    DASHES,
    break_label,
    draw_heading,
    fill_of,
    head_height,
    mark,
    plot_height,
    slashes,
)
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel, Plot, Row

PLOT = 165.0
STEEP = 0.4
"""Points from the baseline to the tallest column, and its share of the width at most."""
BREAK = 0.55
"""Width of a break, as a share of a category's."""
COLUMN = 0.66
WIDEST = 48.0
"""How much of a category's width its columns take, and points a column takes at most."""
KEY = 5.0
CUTS = 2
"""How often an axis of time may be interrupted."""
CUT = 12.0
"""Points that an interruption takes besides the labels at its sides."""


@dataclass(frozen=True)
class _Grid:
    """Where the categories stand: centres, the width of each, the middle of each break, and where time is left out."""

    slot: float
    centres: tuple[float, ...]
    breaks: tuple[float, ...]
    cuts: tuple[float, ...] = ()


def fits(chart: Plot, look: Look) -> bool:
    """Whether every label has room in or under its column."""
    panel = chart.panels[0]
    slot = _grid(panel, chart.width, look).slot
    key = sum(KEY * 1.6 + 17 + look.measure(name, TEXT) for name in panel.series)
    return _least(panel, look) <= slot + 1e-6 and (key <= chart.width or len(panel.series) == 1)


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a chart of columns; it must fit."""
    panel = chart.panels[0]
    grid = _grid(panel, chart.width, look)
    names = [look.wrap(row.name, TEXT, grid.slot - 3) for row in panel.rows]
    head = _head(chart, look)
    above, below = head + SMALL + 4, 12 + max(len(name) for name in names) * leading(TEXT) - 6
    plot = plot_height(chart, min(PLOT, chart.width * STEEP), above + below)
    values = [cell.value or 0.0 for row in panel.rows for cell in row.cells]
    low, high = min(0.0, *values), max(0.0, *values)
    sunk = SMALL + 4 if low < 0 else 0.0  # the labels below what is less than nothing
    scale = (plot - sunk) / ((high - low) or 1)
    baseline, bottom = above + high * scale, above + plot
    canvas = Canvas(chart.width, bottom + below, look)
    _heading(canvas, chart)
    _axis(canvas, grid, baseline, (head, bottom), chart.broken)
    for row, centre, name in zip(panel.rows, grid.centres, names, strict=True):
        each = min(grid.slot * COLUMN / len(row.cells), WIDEST)
        _columns(canvas, row, centre, each, baseline, scale)
        canvas.lines((centre, bottom + 12), name, TEXT, align="center")
    return canvas


def _least(panel: ChartPanel, look: Look) -> float:
    """The width that a category needs for the labels of its columns and for its name."""
    values = max(look.measure(mark(row, cell.label), SMALL, True) for row in panel.rows for cell in row.cells) + 1
    names = max(look.measure(word, TEXT) for row in panel.rows for word in row.name.split(" "))
    count = len(panel.series)
    return max(values if count == 1 else values * count / COLUMN, names + 3)


def _grid(panel: ChartPanel, width: float, look: Look) -> _Grid:
    return _in_time(panel, width, _least(panel, look)) or _even(panel, width)


def _even(panel: ChartPanel, width: float) -> _Grid:
    slot = width / (len(panel.rows) + BREAK * sum(row.broken for row in panel.rows))
    x, centres, breaks = 0.0, [], []
    for row in panel.rows:
        if row.broken:
            breaks.append(x + slot * BREAK / 2)
            x += slot * BREAK
        centres.append(x + slot / 2)
        x += slot
    return _Grid(slot, tuple(centres), tuple(breaks))


def _in_time(panel: ChartPanel, width: float, least: float) -> _Grid | None:
    """Columns at their years; the longest intervals are left out, as few as give labels room. None if none does."""
    years = [row.x for row in panel.rows if row.x is not None]
    gaps = [after - before for before, after in pairwise(years)]
    if len(years) < max(len(panel.rows), 2) or min(gaps) <= 0 or min(gaps) == max(gaps):
        return None
    longest = sorted(range(len(gaps)), key=lambda index: (-gaps[index], index))
    for count in range(min(CUTS, len(gaps) - 1) + 1):
        cut = set(longest[:count])
        kept = [gap for index, gap in enumerate(gaps) if index not in cut]
        for slot in (1.5 * least, 1.25 * least, least):
            unit = (width - slot - count * (slot + CUT)) / sum(kept)
            if unit * min(kept) >= slot and all(gaps[index] > max(kept) for index in cut):
                return _placed(
                    panel, [slot + CUT if at in cut else gap * unit for at, gap in enumerate(gaps)], cut, slot
                )
    return None


def _placed(panel: ChartPanel, steps: Sequence[float], cut: set[int], slot: float) -> _Grid:
    """The grid of columns that stand so many points apart."""
    centres = [slot / 2]
    for step in steps:
        centres.append(centres[-1] + step)
    middles = [(before + after) / 2 for before, after in pairwise(centres)]
    breaks = [middle for middle, row in zip(middles, panel.rows[1:], strict=True) if row.broken]
    cuts = [middle for at, middle in enumerate(middles) if at in cut]
    return _Grid(slot, tuple(centres), tuple(breaks), tuple(cuts))


def _head(chart: Plot, look: Look) -> float:
    """Where the plot begins: below heading, key and the words of a break."""
    key = 13.0 if len(chart.panels[0].series) > 1 else 0.0
    named = leading(SMALL) if chart.broken and any(row.broken for row in chart.rows) else 0.0
    return head_height(chart, look) + 4 + key + named


def _heading(canvas: Canvas, chart: Plot) -> None:
    draw_heading(canvas, chart)
    series = chart.panels[0].series
    x, top = 0.0, head_height(chart, canvas.look) + 5.75
    for index, name in enumerate(series if len(series) > 1 else ()):
        canvas.box(x, top, KEY * 1.6, KEY + 1, fill_of(canvas.look, index))
        canvas.text((x + KEY * 1.6 + 3, top + 6), name, TEXT)
        x += KEY * 1.6 + 3 + canvas.look.measure(name, TEXT) + 14


def _axis(canvas: Canvas, grid: _Grid, baseline: float, span: tuple[float, float], broken: str) -> None:
    top, bottom = span
    canvas.line([(0, baseline), (canvas.width, baseline)], canvas.look.ink, 0.8)
    for x in grid.breaks:
        break_label(canvas, broken, x, top - 2.5)
        canvas.line([(x, top), (x, bottom - 5)], canvas.look.muted, 0.7, DASHES)
    for x in grid.cuts:
        slashes(canvas, (x, baseline), upright=False)


def _columns(canvas: Canvas, row: Row, centre: float, each: float, baseline: float, scale: float) -> None:
    present = [(index, cell.value, cell.label) for index, cell in enumerate(row.cells) if cell.value is not None]
    left = centre - each * len(present) / 2
    for index, value, label in present:
        end = baseline - value * scale
        width = each - (1 if len(present) > 1 else 0)
        top, height = min(end, baseline), abs(value * scale)
        canvas.box(left, top, width, height, fill_of(canvas.look, index, row.provisional))
        base = end - 3.5 if value >= 0 else end + SMALL + 1.5
        canvas.text((left + width / 2, base), mark(row, label), SMALL, bold=True, align="center")
        left += each
