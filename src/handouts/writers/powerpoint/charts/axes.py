"""The axes of a chart, their titles, and the head with title, unit and legend."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from handouts.colours import mixed
from handouts.model.brand import Brand
from handouts.model.deck import Chart
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.writers.powerpoint.charts.data import number_format
from handouts.writers.powerpoint.charts.xml import cross_at_end

_SCALED = ("line", "stacked_bar", "stacked_column")
"""Kinds whose values are read from a scale, at least where they have no labels."""

_HEADROOM = Decimal("1.18")
"""How far the axis of columns with values on their tops goes on above the highest, so that none runs into the title."""

_FAINT = 0.6
"""How far lines that only guide the eye go from the colour of rules to that of paper."""


def add_head(native: Any, chart: Chart, plan: ChartPlan) -> None:
    """Write title and unit above the plot, and the legend."""
    lines = [(chart.title, True)] if chart.title else []
    if chart.unit and (plan.above or chart.kind == "pie"):
        lines.append((chart.unit, False))
    native.has_title = bool(lines)
    if lines:
        _write(native.chart_title.text_frame, lines, plan)
        native.chart_title.include_in_layout = False
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM if chart.kind == "share" else XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(plan.size)


def add_axes(native: Any, chart: Chart, plan: ChartPlan, brand: Brand) -> None:
    """Set both axes; a value axis has a scale only where values have no labels."""
    across, up = native.category_axis, native.value_axis
    rule = rgb(brand.colours.rule)
    across.format.line.color.rgb = rule
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.has_major_gridlines = False
    across.tick_labels.font.size = Pt(plan.size)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.major_tick_mark = up.minor_tick_mark = XL_TICK_MARK.NONE
    up.format.line.fill.background()
    up.has_major_gridlines = chart.kind in _SCALED
    if chart.kind in _SCALED:
        up.major_gridlines.format.line.color.rgb = rgb(mixed(brand.colours.rule, brand.colours.paper, _FAINT))
        up.major_gridlines.format.line.width = Pt(0.5)
        up.tick_labels.number_format, up.tick_labels.number_format_is_linked = number_format(chart), False
    else:
        up.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    up.minimum_scale = 0 if _lowest(chart) >= 0 else None
    if chart.kind == "column" and _highest(chart) > 0:
        up.maximum_scale = float(_highest(chart) * _HEADROOM)
    if chart.kind in ("bar", "grouped_bar", "stacked_bar"):
        across.reverse_order = True
        cross_at_end(up)
    if chart.kind == "share" and len(chart.categories) == 1:
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        across.format.line.fill.background()
    _name(up, "" if plan.above else chart.unit, plan)
    _name(across, chart.axis, plan)


def _lowest(chart: Chart) -> Decimal:
    return min(_values(chart), default=Decimal(0))


def _highest(chart: Chart) -> Decimal:
    return max(_values(chart), default=Decimal(0))


def _values(chart: Chart) -> list[Decimal]:
    return [value for series in chart.series for value in series.values if value is not None]


def _name(axis: Any, name: str, plan: ChartPlan) -> None:
    axis.has_title = bool(name)
    if name:
        _write(axis.axis_title.text_frame, [(name, False)], plan)


def _write(frame: Any, lines: list[tuple[str, bool]], plan: ChartPlan) -> None:
    """Fill a title with lines, each with whether it is bold."""
    frame.text = "\n".join(text for text, _ in lines)
    for paragraph, (_, bold) in zip(frame.paragraphs, lines, strict=True):
        paragraph.font.size = Pt(plan.size)
        paragraph.font.bold = bold


def rgb(colour: str) -> RGBColor:
    """A colour as python-pptx wants it."""
    return RGBColor.from_string(colour.lstrip("#").upper())  # type: ignore[no-untyped-call, no-any-return]
