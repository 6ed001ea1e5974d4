"""What several kinds of charts share: the fills of series, break marks, ticks, and spreading labels along a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill, leading
from handouts.figures.place import Point
from handouts.figures.style import SMALL
from handouts.locales import in_words, manner_of

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import Plot, Row

DASHES = (1.75, 1.4)
LEAST_PLOT = 60.0
"""Points."""
NOTE = "\u00a0" * 3
"""Between the unit and the meaning of the asterisk."""


def fill_of(look: Look, series: int, provisional: bool = False) -> Fill:
    """How a series is filled: the brand's first colour, then greys and hatches that copies keep apart from it.

    Provisional values are hatched on white with a dashed outline.
    """
    if provisional:
        return Fill(
            look.paper, look.series[0] if series % 2 == 0 else look.ink, 1 if series % 2 == 0 else 0, dashed=True
        )
    fills = (
        Fill(look.series[0]),
        Fill(look.pale, look.ink),
        Fill(look.grid, look.ink, -1),
        Fill(look.muted),
        Fill(look.paper, look.ink),
        Fill(look.paper, look.ink, 1),
    )
    return fills[series % len(fills)]


def plot_height(chart: Plot, usual: float, around: float) -> float:
    """How high a plot is: as usual, or so that the chart has the height it is to have with all that is `around` it."""
    return max(LEAST_PLOT, chart.height - around) if chart.height else usual


def heading(chart: Plot, look: Look) -> list[str]:
    """What stands above a plot: the unit, and where a value is provisional what the asterisk means."""
    lines = list(look.wrap(chart.unit, SMALL, chart.width)) if chart.unit and not chart.unit_above else []
    if chart.provisional and any(row.provisional for row in chart.rows):
        note = f"* {chart.provisional}"
        both = f"{lines[-1]}{NOTE}{note}" if lines else note
        lines = [*lines[:-1], both] if look.measure(both, SMALL) <= chart.width else [*lines, note]
    return lines


def head_height(chart: Plot, look: Look) -> float:
    """Points from the top of a chart to below its heading."""
    return len(heading(chart, look)) * leading(SMALL)


def draw_heading(canvas: Canvas, chart: Plot) -> None:
    """Set the heading of a chart."""
    canvas.lines((0, SMALL), heading(chart, canvas.look), SMALL, colour=canvas.look.muted)


def break_label(canvas: Canvas, text: str, x: float, base: float) -> None:
    """Say above an upright break what it means; the text stays on the sheet."""
    half = canvas.look.measure(text, SMALL) / 2
    x = max(half, min(canvas.width - half, x))
    canvas.text((x, base), text, SMALL, colour=canvas.look.muted, align="center")


def mark(row: Row, label: str) -> str:
    """A value's label, with an asterisk if it is provisional."""
    return f"{label}*" if row.provisional and label else label


def slashes(canvas: Canvas, centre: Point, upright: bool) -> None:
    """Interrupt an axis by a double slash; `upright` for a vertical axis."""
    x, y = centre
    gap, reach = 2.0, 3.6
    wide, high = (2.0, gap) if upright else (gap, 2.0)
    canvas.box(x - wide, y - high, 2 * wide, 2 * high, Fill(canvas.look.paper))
    for shift in (-gap, gap):
        if upright:
            canvas.line([(x - reach, y + shift + 1.4), (x + reach, y + shift - 1.4)], canvas.look.ink, 0.8)
        else:
            canvas.line([(x + shift - 1.4, y + reach), (x + shift + 1.4, y - reach)], canvas.look.ink, 0.8)


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values at even steps that cover two ends, with at most as many steps between these as wanted."""
    rough = (high - low) / wanted or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10, 20) if factor * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [count * step for count in range(first, max(last, first + 1) + 1)]


def tick_labels(values: Sequence[float], lang: str) -> list[str]:
    """Ticks as a language prints numbers, all with the decimals that the finest needs."""
    places = next(n for n in range(7) if n == 6 or all(math.isclose(round(v, n), v, abs_tol=1e-9) for v in values))
    written = manner_of(lang)
    return [written.number(Decimal(str(value)), places) for value in values]


def decades(low: float, high: float, wanted: int = 7) -> list[float]:
    """Powers of ten that cover two ends, both above 0, at even steps of one, two or more powers."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    step = max(1, math.ceil((last - first) / wanted))
    count = max(1, math.ceil((last - first) / step))
    return [10.0 ** (first + step * number) for number in range(count + 1)]


def decade_labels(values: Sequence[float], lang: str) -> list[str]:
    """Powers of ten as a language prints numbers, from a million on in words."""
    return [in_words(Decimal(10) ** round(math.log10(value)), lang) for value in values]


def spread(wanted: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """Centres for boxes on a line, as near to the wanted ones as no overlap allows (their order is kept).

    Boxes that touch are moved together as one block to the mean of where they would like to be.
    """
    blocks: list[tuple[list[int], float]] = []
    for index in range(len(wanted)):
        blocks.append(([index], _start([index], wanted, widths, low, high, gap)))
        while len(blocks) > 1 and blocks[-2][1] + _length(blocks[-2][0], widths, gap) + gap > blocks[-1][1]:
            members = blocks[-2][0] + blocks[-1][0]
            blocks[-2:] = [(members, _start(members, wanted, widths, low, high, gap))]
    centres = []
    for members, start in blocks:
        for index in members:
            centres.append(start + widths[index] / 2)
            start += widths[index] + gap
    return centres


def _length(members: Sequence[int], widths: Sequence[float], gap: float) -> float:
    return sum(widths[index] for index in members) + gap * (len(members) - 1)


def _start(
    members: Sequence[int], wanted: Sequence[float], widths: Sequence[float], low: float, high: float, gap: float
) -> float:
    length = _length(members, widths, gap)
    starts, offset = [], 0.0
    for index in members:
        starts.append(wanted[index] - widths[index] / 2 - offset)
        offset += widths[index] + gap
    return max(low, min(high - length, sum(starts) / len(starts)))
