"""Chart → native chart: editable numbers, the brand's colours, labels instead of grids."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Inches, Pt

from handouts.model.brand import Brand
from handouts.model.deck import Chart
from handouts.writers.powerpoint.charts.data import is_to_scale, number_format, plotted
from handouts.writers.powerpoint.charts.labels import ACCENTS, label
from handouts.writers.powerpoint.charts.plan import ChartPlan
from handouts.writers.powerpoint.charts.xml import finish, hatch, scale_years
from handouts.writers.powerpoint.layouts import Box

_KINDS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "grouped_bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "share": XL_CHART_TYPE.BAR_STACKED_100,
}


def add_chart(slide: Any, chart: Chart, plan: ChartPlan, box: Box, brand: Brand) -> Any:
    """Add a native chart that fills a box and return its graphic frame."""
    shown = plotted(chart)
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *place, _numbers(shown))
    native = frame.chart
    native.font.size = Pt(plan.size)
    native.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _head(native, shown, plan)
    _axes(native, shown, plan, brand)
    _colours(native, shown, brand)
    label(native, shown, plan, brand)
    if is_to_scale(shown):
        scale_years(native, [int(name) for name in shown.categories])
    finish(native, chart.language)
    return frame


def _numbers(chart: Chart) -> Any:
    """What stands in the chart's workbook; years as dates where the axis is to scale."""
    data: Any = CategoryChartData(number_format=number_format(chart.decimals))  # type: ignore[no-untyped-call]
    if is_to_scale(chart):
        data.categories = [date(int(year), 1, 1) for year in chart.categories]
        data.categories.number_format = "yyyy"
    else:
        data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _head(native: Any, chart: Chart, plan: ChartPlan) -> None:
    native.has_title = bool(chart.title)
    if chart.title:
        frame = native.chart_title.text_frame
        frame.text = chart.title
        frame.paragraphs[0].font.size = Pt(plan.size)
        frame.paragraphs[0].font.bold = True
        native.chart_title.include_in_layout = False
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM if chart.kind == "share" else XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(plan.size)


def _axes(native: Any, chart: Chart, plan: ChartPlan, brand: Brand) -> None:
    across, up = native.category_axis, native.value_axis
    rule = _rgb(brand.colours.rule)
    across.format.line.color.rgb = rule
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.has_major_gridlines = False
    across.tick_labels.font.size = Pt(plan.size)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.major_tick_mark = up.minor_tick_mark = XL_TICK_MARK.NONE
    up.format.line.fill.background()
    up.has_major_gridlines = chart.kind == "line"
    if chart.kind == "line":
        up.major_gridlines.format.line.color.rgb = rule
        up.tick_labels.number_format, up.tick_labels.number_format_is_linked = number_format(chart.decimals), False
        up.minimum_scale = 0 if _lowest(chart) >= 0 else None
    else:
        up.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        up.minimum_scale = 0 if _lowest(chart) >= 0 else None
    if chart.kind in ("bar", "grouped_bar"):
        across.reverse_order = True
    if chart.kind == "share" and len(chart.categories) == 1:
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        across.format.line.fill.background()
    _name_unit(up, chart, plan)


def _lowest(chart: Chart) -> Decimal:
    return min((value for series in chart.series for value in series.values if value is not None), default=Decimal(0))


def _name_unit(axis: Any, chart: Chart, plan: ChartPlan) -> None:
    axis.has_title = bool(chart.unit)
    if chart.unit:
        frame = axis.axis_title.text_frame
        frame.text = chart.unit
        frame.paragraphs[0].font.size = Pt(plan.size)
        frame.paragraphs[0].font.bold = False


def _colours(native: Any, chart: Chart, brand: Brand) -> None:
    paper = _rgb(brand.colours.paper)
    for place, series in enumerate(native.plots[0].series):
        colour = ACCENTS[place % len(ACCENTS)]
        if chart.kind == "line":
            series.smooth = False
            series.format.line.width = Pt(2.5)
            series.format.line.color.theme_color = colour
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.theme_color = colour
            series.marker.format.line.color.theme_color = colour
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
        else:
            series.invert_if_negative = False
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = colour
            if chart.kind == "share":
                series.format.line.color.rgb = paper
        for point in chart.provisional:
            hatch(series.points[point], f"accent{place % len(ACCENTS) + 1}", line=chart.kind == "line")
    if chart.kind != "line":
        native.plots[0].gap_width = {"share": 40, "column": 45}.get(chart.kind, 55)
        native.plots[0].overlap = 100 if chart.kind == "share" else -5 if len(chart.series) > 1 else 0


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())  # type: ignore[no-untyped-call, no-any-return]
