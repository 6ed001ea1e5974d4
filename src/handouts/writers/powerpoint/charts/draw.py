"""Chart → native chart: editable numbers, the brand's colours, labels instead of grids."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.util import Pt

from handouts.model.brand import Brand
from handouts.model.deck import Chart
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.writers.powerpoint.charts.axes import add_axes, add_head, rgb
from handouts.writers.powerpoint.charts.data import is_to_scale, number_format, plotted
from handouts.writers.powerpoint.charts.labels import ACCENTS, label
from handouts.writers.powerpoint.charts.xml import finish, hatch, scale_years

_KINDS = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "grouped_bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "share": XL_CHART_TYPE.BAR_STACKED_100,
    "pie": XL_CHART_TYPE.PIE,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
}
_STACKED = ("share", "stacked_bar", "stacked_column")
_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE)
_DASHES = (MSO_LINE_DASH_STYLE.SOLID, MSO_LINE_DASH_STYLE.DASH, MSO_LINE_DASH_STYLE.ROUND_DOT)


def draw_chart(slide: Any, chart: Chart, plan: ChartPlan, place: tuple[Any, ...], brand: Brand) -> Any:
    """Add a native chart at a place (from left, from top, width, height) and return its graphic frame."""
    shown = plotted(chart, told=plan.worded)
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *place, _numbers(shown))
    native = frame.chart
    native.font.size = Pt(plan.size)
    native.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    add_head(native, shown, plan)
    if chart.kind == "pie":
        _slices(native.plots[0], shown, brand)
    else:
        add_axes(native, shown, plan, brand)
        _colours(native.plots[0], shown, brand)
    label(native, shown, plan, brand)
    if is_to_scale(shown):
        scale_years(native, [int(name) for name in shown.categories])
    finish(native, chart.language)
    return frame


def _numbers(chart: Chart) -> Any:
    """What stands in the chart's workbook; years as dates where the axis is to scale."""
    data: Any = CategoryChartData(number_format=number_format(chart))  # type: ignore[no-untyped-call]
    if is_to_scale(chart):
        data.categories = [date(int(year), 1, 1) for year in chart.categories]
        data.categories.number_format = "yyyy"
    else:
        data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _slices(plot: Any, chart: Chart, brand: Brand) -> None:
    """Give each part of a pie its colour, with a seam of paper between them."""
    plot.vary_by_categories = True
    (series,) = plot.series
    for place in range(len(chart.categories)):
        part = series.points[place].format
        part.fill.solid()
        part.fill.fore_color.theme_color = ACCENTS[place % len(ACCENTS)]
        part.line.color.rgb = rgb(brand.colours.paper)
        part.line.width = Pt(1.5)
    for place in chart.provisional:
        hatch(series.points[place], f"accent{place % len(ACCENTS) + 1}", line=False)


def _colours(plot: Any, chart: Chart, brand: Brand) -> None:
    """Give each series a colour; lines have markers and dashes of their own, too, so that they differ in grey."""
    for place, series in enumerate(plot.series):
        colour = ACCENTS[place % len(ACCENTS)]
        if chart.kind == "line":
            _line(series, place)
        else:
            series.invert_if_negative = False
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = colour
            if chart.kind in _STACKED:
                series.format.line.color.rgb = rgb(brand.colours.paper)
        for point in chart.provisional:
            hatch(series.points[point], f"accent{place % len(ACCENTS) + 1}", line=chart.kind == "line")
    if chart.kind != "line":
        plot.gap_width = {"share": 40, "column": 45, "stacked_column": 45}.get(chart.kind, 55)
        plot.overlap = 100 if chart.kind in _STACKED else -5 if len(chart.series) > 1 else 0


def _line(series: Any, place: int) -> None:
    colour, marker = ACCENTS[place % len(ACCENTS)], series.marker
    series.smooth = False
    series.format.line.width = Pt(2.5)
    series.format.line.color.theme_color = colour
    series.format.line.dash_style = _DASHES[place % len(_DASHES)] if place else None
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = colour
    marker.format.line.color.theme_color = colour
    marker.style, marker.size = _MARKERS[place % len(_MARKERS)], 7
