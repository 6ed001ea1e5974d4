"""Decides how a chart is labelled in the room it has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from handouts.model.deck import Chart
from handouts.writers.powerpoint.layouts import Box
from handouts.writers.powerpoint.metrics import width

_SIZES = (14, 12)
_WIDE, _SIZES_WIDE = 8.0, (18, 16)
"""A chart wider than this many inches has the slide to itself, so its labels may be larger."""
_AXIS_TITLE = 24.0
_LEGEND = 26.0
_AIR = 3.0


@dataclass(frozen=True)
class ChartPlan:
    """`size` of all labels in points; `upright`: the values stand on end over narrow columns."""

    size: int
    upright: bool = False


def plan_chart(chart: Chart, box: Box, margin: float) -> ChartPlan | None:
    """The largest labels that do not run into each other; None if even the smallest do."""
    sizes = (*_SIZES_WIDE, *_SIZES) if box.w > _WIDE else _SIZES
    plans = [plan for size in sizes if (plan := _plan(chart, box, size, size * margin)) is not None]
    return min(plans, key=lambda plan: (plan.upright, -plan.size), default=None)


def _plan(chart: Chart, box: Box, size: int, scaled: float) -> ChartPlan | None:
    if not chart.categories or not chart.series:
        return None
    count, series = len(chart.categories) + len(chart.breaks), len(chart.series)
    across, down = box.w * 72 - _AXIS_TITLE, box.h * 72 - 2 * _AXIS_TITLE - (_LEGEND if series > 1 else 0)
    if chart.kind in ("bar", "grouped_bar"):
        return ChartPlan(size) if down / count / (series + 0.5) >= scaled else None
    if chart.kind != "column":
        return ChartPlan(size)
    slot = across / count
    if max(width(category, scaled) for category in chart.categories) + _AIR > slot:
        return None
    bar = slot / series
    if widest_label(chart, scaled) + _AIR <= bar:
        return ChartPlan(size)
    return ChartPlan(size, upright=True) if scaled * 1.2 <= bar else None


def widest_label(chart: Chart, size: float) -> float:
    """The width of the widest value in points."""
    values = (value for series in chart.series for value in series.values if value is not None)
    return max((width(number(value, chart.decimals, chart.language), size) for value in values), default=0.0)


def number(value: Decimal, decimals: int, language: str) -> str:
    """A number as the language writes it."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language.split("-")[0] == "de" else text
