"""Horizontal bars, for one series or several, each with its value at its end."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, leading
from handouts.figures.charts.parts import DASHES, draw_heading, fill_of, head_height, heading, mark, slashes
from handouts.figures.style import SMALL, TEXT, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.figures.style import Look
    from handouts.figures.tables import ChartPanel, Plot, Row

NAMES = 0.36
"""The most of the width that the names of the categories may take."""
BREAK = 13.0
CUT = 8.0
"""Points that a change of method takes, and an interval that is left out."""
LONG = 3.0
"""How many times as long as usual that interval is at least."""
AFTER_TITLE = 5.0
AFTER_PANEL = 13.0
NOWHERE = -1
LABEL = 3.5
"""Points between a bar and its label, and between the label and the name of the series."""


@dataclass(frozen=True)
class _Bar:
    """One bar; `series` is its series' name if it carries that, else empty."""

    value: float
    label: str
    series: str
    width: float


@dataclass(frozen=True)
class _Frame:
    """What all panels share: where bars begin, points per unit, the right end of names, sizes, rows with names."""

    zero: float
    scale: float
    names: float
    bar: float
    between: float
    named: tuple[int | None, ...]


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a chart of bars, one panel below the other, all to one scale."""
    frame = _frame(chart, look)
    heights = [_height(panel, frame, chart.width, look) for panel in chart.panels]
    top = head_height(chart, look) + (6.5 if heading(chart, look) else 0)
    canvas = Canvas(chart.width, top + sum(heights) + AFTER_PANEL * (len(heights) - 1) + 2.5, look)
    draw_heading(canvas, chart)
    for panel, height, named in zip(chart.panels, heights, frame.named, strict=True):
        _panel(canvas, panel, frame, top, named, chart.broken)
        top += height + AFTER_PANEL
    return canvas


def _frame(chart: Plot, look: Look) -> _Frame:
    rows = [row for panel in chart.panels for row in panel.rows]
    lines = [line for row in rows for line in look.wrap(row.name, TEXT, chart.width * NAMES)]
    names = max(look.measure(line, TEXT) for line in lines)
    bars = [bar for panel in chart.panels for line in _bars(panel, look, NOWHERE) for bar in line if bar]
    left = max((bar.width for bar in bars if bar.value < 0), default=0.0)
    room = chart.width - names - 7 - left
    full = _scale(bars, room)
    named = [_named_row(panel, look, full, room) for panel in chart.panels]
    found = zip(chart.panels, named, strict=True)
    scale = _scale([bar for panel, at in found for line in _bars(panel, look, at) for bar in line if bar], room)
    zero = names + 7 + left - scale * min(0.0, *(bar.value for bar in bars), 0.0)
    single = len(rows[0].cells) == 1
    bar, between = (11.0, 6.0) if single and len(rows) <= 8 else (9.25, 3.75) if single else (9.25, 4.75)
    return _Frame(zero, scale, names, bar, between, tuple(named))


def _scale(bars: list[_Bar], room: float) -> float:
    """Points per unit such that the longest bar and its label fill the room."""
    low = min(0.0, *(bar.value for bar in bars), 0.0)
    ends = [(max(bar.value, 0.0) - low, bar.width if bar.value >= 0 else 0.0) for bar in bars]
    return min(((room - width) / length for length, width in ends if length > 0), default=1.0)


def _named_row(panel: ChartPanel, look: Look, full: float, room: float) -> int | None:
    """The row whose bars carry the names of the series; None if no row has them all, and each is named where it begins.

    It is the first one that has all series, unless that would shorten all bars by more than a fifth; then the first one
    where the names fit.
    """
    if len(panel.series) < 2:
        return NOWHERE
    whole = [at for at, row in enumerate(panel.rows) if all(cell.value is not None for cell in row.cells)]
    if not whole:
        return None
    for least in (0.8, 0.0):
        for at in whole if least == 0 else whole[:1]:
            if _scale([bar for bar in list(_bars(panel, look, at))[at] if bar], room) >= full * (least or 1):
                return at
    return whole[0]


def _bars(panel: ChartPanel, look: Look, named: int | None) -> Iterator[list[_Bar | None]]:
    """The bars row by row, gaps as None; the names of the series stand in the row `named`, or where each begins."""
    met: set[int] = set()
    for at, row in enumerate(panel.rows):
        line: list[_Bar | None] = []
        for index, cell in enumerate(row.cells):
            if cell.value is None:
                line.append(None)
                continue
            series = panel.series[index] if at == named or (named is None and index not in met) else ""
            met.add(index)
            label = mark(row, cell.label)
            name = LABEL + look.measure(series, TEXT) if series else 0.0
            line.append(_Bar(cell.value, label, series, LABEL + look.measure(label, TEXT, True) + name + 1))
        yield line


def _after_long(panel: ChartPanel) -> list[Row]:
    """Rows of years before which many are left out: lying bars are not to scale, so the axis is interrupted there."""
    years = [row.x for row in panel.rows if row.x is not None]
    gaps = [after - before for before, after in pairwise(years)]
    if len(years) < max(len(panel.rows), 3):
        return []
    usual = median(gaps)
    return [row for row, gap in zip(panel.rows[1:], gaps, strict=True) if gap > LONG * usual and not row.broken]


def _title(panel: ChartPanel, width: float, look: Look) -> tuple[str, ...]:
    return look.wrap(panel.title, TITLE, width, True) if panel.title else ()


def _height(panel: ChartPanel, frame: _Frame, width: float, look: Look) -> float:
    title = len(_title(panel, width, look)) * leading(TITLE)
    rows = [_row_height(row, frame, look) + (BREAK if row.broken else 0) for row in panel.rows]
    rows.append(CUT * len(_after_long(panel)))
    return title + (AFTER_TITLE if title else 0) + sum(rows) + frame.between * (len(panel.rows) - 1)


def _row_height(row: Row, frame: _Frame, look: Look) -> float:
    name = look.wrap(row.name, TEXT, frame.names + 0.5)
    present = sum(cell.value is not None for cell in row.cells)
    return max(frame.bar * max(present, 1), len(name) * leading(TEXT))


def _panel(canvas: Canvas, panel: ChartPanel, frame: _Frame, top: float, named: int | None, broken: str) -> None:
    look, skipped = canvas.look, _after_long(panel)
    if title := _title(panel, canvas.width, look):
        canvas.lines((0, top + TITLE - 1.5), title, TITLE, bold=True)
        top += len(title) * leading(TITLE) + AFTER_TITLE
    start, breaks, cuts = top - 2, [], []
    for row, bars in zip(panel.rows, _bars(panel, look, named), strict=True):
        if row in skipped:
            cuts.append(top + (CUT - frame.between) / 2)
            top += CUT
        if row.broken:
            breaks.append(top + (BREAK - frame.between) / 2)
            top += BREAK
        height = _row_height(row, frame, look)
        _row(canvas, row, bars, frame, (top, height))
        top += height + frame.between
    canvas.line([(frame.zero, start), (frame.zero, top - frame.between + 2)], look.ink, 0.8)
    for y in cuts:
        slashes(canvas, (frame.zero, y), upright=True)
    for y in breaks:
        end = canvas.width - (look.measure(broken, SMALL) + 3 if broken else 0)
        canvas.line([(frame.zero + 6, y), (end, y)], look.muted, 0.7, DASHES)
        canvas.text((canvas.width, y + SMALL * 0.33), broken, SMALL, colour=look.muted, align="right")


def _row(canvas: Canvas, row: Row, bars: list[_Bar | None], frame: _Frame, span: tuple[float, float]) -> None:
    look, (top, height) = canvas.look, span
    name = look.wrap(row.name, TEXT, frame.names + 0.5)
    first = top + height / 2 - (len(name) - 1) * leading(TEXT) / 2 + TEXT * 0.33
    canvas.lines((frame.names, first), name, TEXT, align="right")
    y = top + (height - frame.bar * sum(bar is not None for bar in bars)) / 2
    for index, bar in enumerate(bars):
        if bar:
            _bar(canvas, bar, index, frame, y, row.provisional)
            y += frame.bar


def _bar(canvas: Canvas, bar: _Bar, index: int, frame: _Frame, y: float, provisional: bool) -> None:
    length = bar.value * frame.scale
    box = (frame.zero + min(length, 0), y, abs(length), frame.bar - 0.75)
    canvas.box(*box, fill_of(canvas.look, index, provisional))
    base = y + (frame.bar - 0.75) / 2 + TEXT * 0.33
    x = frame.zero + length + LABEL if bar.value >= 0 else frame.zero + length - bar.width + 1
    canvas.text((x, base), bar.label, TEXT, bold=True)
    if bar.series:
        canvas.text((x + canvas.look.measure(bar.label, TEXT, True) + LABEL, base), bar.series, TEXT)
