"""A chart → SVG: which module draws which kind, and every drawing once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.figures import bars, columns, lines, shares

if TYPE_CHECKING:
    from handouts.figures.canvas import Canvas
    from handouts.figures.data import Chart
    from handouts.figures.style import Look


@lru_cache(maxsize=256)
def chart_svg(chart: Chart, look: Look) -> str:
    """Draw a chart for print."""
    return draw(chart, look).svg()


def draw(chart: Chart, look: Look) -> Canvas:
    """Draw a chart. What its kind cannot show is drawn as bars.

    That is several panels, columns too narrow for their labels, and parts of a whole whose labels would not fit.
    """
    if len(chart.panels) == 1:
        if chart.kind == "column" and columns.fits(chart, look):
            return columns.draw(chart, look)
        if chart.kind == "line":
            return lines.draw(chart, look)
        if chart.kind == "share" and shares.fits(chart, look):
            return shares.draw(chart, look)
    return bars.draw(chart, look)
