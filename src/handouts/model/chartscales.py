"""Where the values of a chart stand on its axes, and with how many digits they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model.chart import Chart, Panel


def most_places(panels: Iterable[Panel]) -> int:
    """How many digits after its point the number has that has most, as they are written."""
    values = (number for panel in panels for point in panel.data for number in point.values.values())
    return max(map(places_of, values), default=0)


def places_of(number: Decimal) -> int:
    """How many digits a number has after its point, as it is written."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unplaced(chart: Chart) -> str:
    """What is wrong with the places of a chart's values; empty if each has one."""
    points = [point for panel in chart.panels for point in panel.data]
    for name in ("x", "date"):
        given = [place for point in points if (place := getattr(point, name)) is not None]
        if given and (not chart.traits.by_time or len(chart.panels) > 1):
            return f"points have {name}, so it has to be a line in one panel; use label in other charts"
        if given and len(given) < len(points):
            return f"only some points have {name}; give it to all of them"
        if any(one >= other for one, other in pairwise(given)):
            return f"the points do not go from the smallest {name} to the largest; put them in order"
    if (chart.x_label is None) == any(point.x is not None for point in points):
        return 'points with x need "x_label", which says what x counts; other charts have none'
    return _without_power(chart)


def _without_power(chart: Chart) -> str:
    """What is wrong with an axis that goes from 1 to 10 to 100 in even steps."""
    if chart.scale != "log":
        return ""
    if not chart.traits.joined or len(chart.panels) > 1:
        return "scale: log is for a line in one panel; delete it, or draw lines"
    for number, point in enumerate(chart.panels[0].data, 1):
        if (least := min(point.values.values(), default=Decimal(1))) <= 0:
            return f"scale: log has no place for {least} (point {number}); it begins above 0"
    return ""
