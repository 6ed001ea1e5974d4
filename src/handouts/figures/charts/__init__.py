"""A chart → SVG: what draws which kind, and every drawing once a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from handouts.figures.charts import bars, columns, lines, shares

if TYPE_CHECKING:
    from handouts.figures.canvas import Canvas
    from handouts.figures.style import Look
    from handouts.figures.tables import Plot


class Drawer(NamedTuple):
    """What draws the only panel of a chart, and whether all its labels have room then."""

    draw: Callable[[Plot, Look], Canvas]
    fits: Callable[[Plot, Look], bool] = lambda plot, look: True


DRAWERS: dict[str, Drawer] = {
    "bars": Drawer(bars.draw),
    "columns": Drawer(columns.draw, columns.fits),
    "lines": Drawer(lines.draw),
    "shares": Drawer(shares.draw, shares.fits),
}
"""By the names under which kinds of charts ask for them."""


@lru_cache(maxsize=256)
def chart_svg(chart: Plot, look: Look) -> str:
    """Draw a chart for print."""
    return draw(chart, look).svg()


def draw(chart: Plot, look: Look) -> Canvas:
    """Draw a chart. What its kind cannot show is drawn as bars.

    That is several panels, columns too narrow for their labels, and parts of a whole whose labels would not fit.
    """
    drawer = DRAWERS[chart.traits.drawer]
    if len(chart.panels) == 1 and drawer.fits(chart, look):
        return drawer.draw(chart, look)
    return bars.draw(chart, look)
