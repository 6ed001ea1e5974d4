"""Parts of a whole as one stacked bar; parts too small for their label carry it below, on a leader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill, leading
from handouts.figures.charts.parts import draw_heading, head_height, mark, spread
from handouts.figures.style import SMALL, TEXT, legible, on

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import Plot, Row

HEIGHT = 40.0
LEADER = 24.0
SEAM = 1.2
NARROW = 58.0
"""The most width of a label below the bar, in points."""
APART = 11.0
"""Points between labels below the bar."""


@dataclass(frozen=True)
class _Part:
    """One part: where it lies, its value's label and the lines of its name; `inside` if they fit into it."""

    left: float
    width: float
    value: str
    name: tuple[str, ...]
    inside: bool

    def label_width(self, look: Look) -> float:
        lines = [look.measure(line, SMALL) for line in self.name]
        return max(*lines, look.measure(self.value, TEXT, True))


def fits(chart: Plot, look: Look) -> bool:
    """Whether the values are parts of one whole, and the labels of the small parts stand side by side below the bar."""
    rows = chart.panels[0].rows
    values = [row.cells[0].value or 0.0 for row in rows]
    if len(chart.panels[0].series) > 1 or min(values) < 0 or sum(values) <= 0:
        return False
    widths = [part.label_width(look) for part in _parts(chart, look) if not part.inside]
    return sum(widths) + APART * (len(widths) - 1) <= chart.width


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw one bar of 100 % across the width."""
    parts = _parts(chart, look)
    below = [part for part in parts if not part.inside]
    top = head_height(chart, look) + 5
    deepest = max((len(part.name) for part in below), default=-1)
    height = top + HEIGHT + (LEADER + TEXT + deepest * leading(SMALL) + 5 if below else 1)
    canvas = Canvas(chart.width, height, look)
    draw_heading(canvas, chart)
    largest = max(range(len(parts)), key=lambda index: parts[index].width)
    for index, (part, row) in enumerate(zip(parts, _rows(chart), strict=True)):
        _part(canvas, part, _fill(look, index - largest, row, part.inside, index == largest), top)
    canvas.box(0.3, top, chart.width - 0.6, HEIGHT, Fill("none", look.ink))
    _labels(canvas, below, top + HEIGHT)
    return canvas


def _rows(chart: Plot) -> list[Row]:
    return [row for row in chart.panels[0].rows if row.cells[0].value]


def _parts(chart: Plot, look: Look) -> list[_Part]:
    rows = _rows(chart)
    values = [row.cells[0].value or 0.0 for row in rows]
    total = sum(values)
    whole = 100.0 if 95 <= total < 100 else total  # percentages that leave a rest unnamed: the rest stays white
    parts, left = [], 0.0
    for row, value in zip(rows, values, strict=True):
        width = chart.width * value / whole
        label = mark(row, row.cells[0].label)
        name = look.wrap(row.name, TEXT, max(width - 14, 1))
        fits = max(look.measure(line, TEXT) for line in name) <= width - 14 and len(name) <= 2
        inside = fits and look.measure(label, TEXT, True) <= width - 14
        parts.append(_Part(left, width, label, name if inside else look.wrap(row.name, SMALL, NARROW), inside))
        left += width
    return parts


def _fill(look: Look, index: int, row: Row, inside: bool, strongest: bool) -> Fill:
    """The largest part in the brand's first colour, the others in two greys by turns; each has its label beside it."""
    if row.provisional:
        return Fill(look.paper, look.ink, 0, dashed=True)
    if strongest:
        return Fill(legible(look.series[0], look) if inside else look.series[0])
    return Fill((look.pale, look.grid)[index % 2])


def _part(canvas: Canvas, part: _Part, fill: Fill, top: float) -> None:
    canvas.box(part.left, top, part.width, HEIGHT, Fill(fill.colour, None))
    if fill.hatch is not None:
        canvas.box(part.left, top, part.width, HEIGHT, fill)
    if part.left:
        canvas.line([(part.left, top), (part.left, top + HEIGHT)], canvas.look.paper, SEAM)
    if part.inside:
        colour = on(fill.colour, canvas.look)
        lines = 1 + len(part.name)
        first = top + HEIGHT / 2 - (lines - 1) * leading(TEXT) / 2 + TEXT * 0.33
        if fill.hatch is not None:
            widest = part.label_width(canvas.look) * TEXT / SMALL
            canvas.box(part.left + 4, first - TEXT, widest + 6, lines * leading(TEXT) + 2, Fill(canvas.look.paper))
        canvas.text((part.left + 7, first), part.value, TEXT + 1, bold=True, colour=colour)
        canvas.lines((part.left + 7, first + leading(TEXT)), part.name, TEXT, colour=colour)


def _labels(canvas: Canvas, parts: list[_Part], bottom: float) -> None:
    look = canvas.look
    wanted = [part.left + part.width / 2 for part in parts]
    widths = [part.label_width(look) for part in parts]
    for part, centre, x in zip(parts, wanted, spread(wanted, widths, 0, canvas.width, APART), strict=True):
        canvas.line(
            [(centre, bottom + 1), (centre, bottom + 4), (x, bottom + LEADER - 3), (x, bottom + LEADER)],
            look.muted,
            0.6,
        )
        canvas.text((x, bottom + LEADER + TEXT - 1), part.value, TEXT, bold=True, align="center")
        canvas.lines((x, bottom + LEADER + TEXT - 1 + leading(SMALL)), part.name, SMALL, align="center")
