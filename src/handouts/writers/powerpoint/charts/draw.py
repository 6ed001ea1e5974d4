"""ChartData → native chart: editable numbers, the brand's colours, labels instead of grids.

First the series, then the axes, their titles and the head with title, unit and legend, then the numbers in the chart.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree
from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.util import Pt

from handouts.colours import contrast
from handouts.languages import of
from handouts.model.brand import Brand
from handouts.model.deck import ChartData, DataSeries
from handouts.slidelayout.chart_layout import ChartPlan, label_of
from handouts.writers.powerpoint.charts.native import (
    ToldSeries,
    cross_at_end,
    drop_gaps,
    drop_labels,
    finish,
    grow_by_powers,
    hatch,
    is_dated,
    is_numbered,
    is_tiny,
    is_to_scale,
    number_format,
    plotted,
    rotate_labels,
    scale_months,
    scale_years,
    separate_labels,
    tick_format,
    tiny_places,
)
from handouts.writers.powerpoint.charts.workbook import LinkedChartData
from handouts.writers.powerpoint.ooxml import qn
from handouts.writers.powerpoint.theme import brightness, faint, theme_colours

_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE)
_DASHES = (MSO_LINE_DASH_STYLE.SOLID, MSO_LINE_DASH_STYLE.DASH, MSO_LINE_DASH_STYLE.ROUND_DOT)
_HEADROOM = Decimal("1.18")
"""How far the axis of columns with values on their tops goes on above the highest, so that none runs into the title."""
_MANY_POINTS = 10
_FLOOR = Decimal("0.15")
"""The part of the highest value below which a label under a point would run into the axis."""
_GREYS = (0.45, 0.75)
"""How much lighter than text the second and the third group of bars are."""
_ACCENTS = tuple(getattr(MSO_THEME_COLOR, f"ACCENT_{place}") for place in range(1, 7))
"""The theme's colours for series, in their order."""


def draw_chart(slide: Any, chart: ChartData, plan: ChartPlan, place: tuple[Any, ...], brand: Brand) -> Any:
    """Add a native chart at a place (from left, from top, width, height) and return its graphic frame."""
    shown = plotted(chart, told=plan.worded)
    kind = XL_CHART_TYPE.XY_SCATTER_LINES if is_numbered(shown) else XL_CHART_TYPE[chart.traits.native]
    frame = slide.shapes.add_chart(kind, *place, _numbers(shown))
    native = frame.chart
    native.font.size = Pt(plan.size)
    native.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _add_head(native, shown, plan)
    if chart.traits.direction == "round":
        _slices(native.plots[0], shown)
    else:
        _add_axes(native, shown, plan, brand)
        _colours(native.plots[0], shown)
    _label(native, shown, plan, brand)
    if is_to_scale(shown):
        scale_years(native, [int(name) for name in shown.categories])
    elif is_dated(shown):
        scale_months(native)
    elif is_numbered(shown):
        drop_gaps(native, shown)
    finish(native, chart.language)
    return frame


def _numbers(chart: ChartData) -> Any:
    """What stands in the chart's workbook; years, months and days as dates where the axis is to scale."""
    if is_numbered(chart):
        return _pairs(chart)
    data: Any = LinkedChartData(number_format(chart))
    data.told = {place: series.plain for place, series in enumerate(chart.series) if isinstance(series, ToldSeries)}
    data.decimals = chart.decimals
    if is_to_scale(chart):
        data.categories = [date(int(year), 1, 1) for year in chart.categories]
        data.categories.number_format = "yyyy"
    elif is_dated(chart):
        data.categories = chart.dates
        data.categories.number_format = f"[$-{of(chart.language).lcid or 409}]mmm yyyy"
    else:
        data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _pairs(chart: ChartData) -> Any:
    """The same where categories stand on an axis of numbers: pairs of them."""
    data: Any = XyChartData(number_format=number_format(chart))  # type: ignore[no-untyped-call]
    for series in chart.series:
        drawn = data.add_series(series.name)
        for position, value in zip(chart.positions, series.values, strict=True):
            drawn.add_data_point(position, value)
    return data


def _slices(plot: Any, chart: ChartData) -> None:
    """Give each part of a pie its colour, with a seam of paper between them."""
    plot.vary_by_categories = True
    (series,) = plot.series
    for place in range(len(chart.categories)):
        part = series.points[place].format
        part.fill.solid()
        part.fill.fore_color.theme_color = _ACCENTS[place % len(_ACCENTS)]
        part.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        part.line.width = Pt(1.5)
    for place in chart.provisional:
        hatch(series.points[place], f"accent{place % len(_ACCENTS) + 1}", line=False)


def _colours(plot: Any, chart: ChartData) -> None:
    """Give each series a colour; lines have markers and dashes of their own, too, so that they differ in grey."""
    kind = chart.traits
    for place, series in enumerate(plot.series):
        colour = _ACCENTS[place % len(_ACCENTS)]
        if kind.joined:
            _line(series, place)
        else:
            series.invert_if_negative = False
            series.format.fill.solid()
            if place and _is_contrasted(chart):
                series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
                series.format.fill.fore_color.brightness = _GREYS[place - 1]
            else:
                series.format.fill.fore_color.theme_color = colour
            if kind.stacked:
                series.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        for point in chart.provisional:
            hatch(series.points[point], f"accent{place % len(_ACCENTS) + 1}", line=kind.joined)
    if not kind.joined:
        plot.gap_width = kind.gap
        plot.overlap = 100 if kind.stacked else -5 if len(chart.series) > 1 else 0


def _is_contrasted(chart: ChartData) -> bool:
    """Whether the first series has the accent and the others are grey, as two or three groups of bars are."""
    return (
        not (chart.traits.joined or chart.traits.stacked or chart.provisional) and len(chart.series) <= len(_GREYS) + 1
    )


def _line(series: Any, place: int) -> None:
    colour, marker = _ACCENTS[place % len(_ACCENTS)], series.marker
    series.smooth = False
    series.format.line.width = Pt(2.5)
    series.format.line.color.theme_color = colour
    series.format.line.dash_style = _DASHES[place % len(_DASHES)] if place else None
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = colour
    marker.format.line.color.theme_color = colour
    marker.style, marker.size = _MARKERS[place % len(_MARKERS)], 7


def _add_head(native: Any, chart: ChartData, plan: ChartPlan) -> None:
    """Write title and unit above the plot, and the legend."""
    lines = [(chart.title, True)] if chart.title else []
    if chart.unit and (plan.above or chart.traits.direction == "round"):
        lines.append((chart.unit, False))
    native.has_title = bool(lines)
    if lines:
        _write(native.chart_title.text_frame, lines, plan)
        native.chart_title.include_in_layout = False
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM if chart.traits.whole else XL_LEGEND_POSITION.TOP
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(plan.size)


def _add_axes(native: Any, chart: ChartData, plan: ChartPlan, brand: Brand) -> None:
    """Set both axes; a value axis has a scale only where values have no labels."""
    kind, across, up = chart.traits, native.category_axis, native.value_axis
    _tinge(across.format.line.color, brand.colours.rule, brand)
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.has_major_gridlines = False
    across.tick_labels.font.size = Pt(plan.size)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.major_tick_mark = up.minor_tick_mark = XL_TICK_MARK.NONE
    up.format.line.fill.background()
    up.has_major_gridlines = kind.scale
    if kind.scale:
        _tinge(up.major_gridlines.format.line.color, faint(brand), brand)
        up.major_gridlines.format.line.width = Pt(0.5)
        up.tick_labels.number_format, up.tick_labels.number_format_is_linked = tick_format(chart), False
    else:
        up.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    up.minimum_scale = 0 if _lowest(chart) >= 0 else None
    if is_numbered(chart):
        across.maximum_scale = chart.positions[-1]
    if chart.log:
        grow_by_powers(up, across, float(_lowest(chart)), float(_highest(chart)))
    if kind.columns and not kind.stacked and _highest(chart) > 0:
        up.maximum_scale = float(_highest(chart) * _HEADROOM)
    if kind.lying:
        across.reverse_order = True
        cross_at_end(up)
    if kind.whole and len(chart.categories) == 1:
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        across.format.line.fill.background()
    _name(up, "" if plan.above else chart.unit, plan)
    _name(across, chart.axis, plan)


def _lowest(chart: ChartData) -> Decimal:
    return min(chart.known, default=Decimal(0))


def _highest(chart: ChartData) -> Decimal:
    return max(chart.known, default=Decimal(0))


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


def _tinge(native: Any, colour: str, brand: Brand) -> None:
    """Write a grey as the theme's ink made lighter or darker, so that it follows the theme."""
    native.theme_color = MSO_THEME_COLOR.TEXT_1
    native.brightness = brightness(colour, brand.colours.ink)


def _label(native: Any, chart: ChartData, plan: ChartPlan, brand: Brand) -> None:
    """Write the values where they are read best: at the bars, in the parts, at the ends of long lines."""
    plot, kind = native.plots[0], chart.traits
    if kind.direction == "round":
        _label_slices(plot, chart, plan)
    elif kind.stacked:
        if plan.labelled:
            _label_parts(plot, chart, plan, brand)
    elif kind.joined and (len(chart.categories) > _MANY_POINTS or len(chart.series) > 1 or chart.log):
        _label_ends(plot, chart, plan)
    elif is_numbered(chart):
        _label_ends(plot, chart, plan, every=True)
    else:
        _label_all(plot, chart, plan)


def _label_all(plot: Any, chart: ChartData, plan: ChartPlan) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    _set_labels(labels, chart, plan)
    labels.position = XL_LABEL_POSITION.ABOVE if chart.traits.joined else XL_LABEL_POSITION.OUTSIDE_END
    if plan.upright:
        rotate_labels(labels)


def _set_labels(labels: Any, chart: ChartData, plan: ChartPlan) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format(chart), False
    labels.font.size = Pt(plan.size)


def _label_ends(plot: Any, chart: ChartData, plan: ChartPlan, *, every: bool = False) -> None:
    """In a long line label the first, the last, the highest and the lowest value; the axis tells the others.

    If `every`, all values have their labels, point by point.
    """
    for native, series in zip(plot.series, chart.series, strict=True):
        known = [(value, place) for place, value in enumerate(series.values) if value is not None]
        ends = (
            {place for _, place in known}
            if every
            else {known[0][1], known[-1][1], max(known)[1], min(known)[1]}
            if known
            else set()
        )
        for place in sorted(ends):
            if _told_before(chart, series, place):
                continue
            data_label = native.points[place].data_label
            if chart.log:
                data_label.text_frame.text = label_of(chart, series.values[place] or Decimal(0))
            data_label.position = _beside_point(chart, series, place)
            data_label.font.size = Pt(plan.size)
            if not chart.log:
                _show_value(data_label, chart)


def _told_before(chart: ChartData, series: DataSeries, place: int) -> bool:
    """Whether a series before has the same value there, whose label is enough for both."""
    before = chart.series[: chart.series.index(series)]
    return any(other.values[place] == series.values[place] for other in before)


def _beside_point(chart: ChartData, series: DataSeries, place: int) -> Any:
    """Where a label keeps off the lines, and off the axes where a line begins near them."""
    known = [(value, where) for where, value in enumerate(series.values) if value is not None]
    first, last, value = known[0][1], known[-1][1], series.values[place] or Decimal(0)
    others = [other for one in chart.series if one is not series and (other := one.values[place]) is not None]
    under = bool(others) and min(others) >= value and max(others) > value
    if len(others) > 1 and min(others) < value < max(others):
        return XL_LABEL_POSITION.RIGHT
    on_floor = value < _FLOOR * _highest(chart)
    if place == first != last and (under and on_floor if others else is_to_scale(chart) or (chart.x and not chart.log)):
        return XL_LABEL_POSITION.RIGHT
    lowest = place == min(known)[1] and place not in (first, last)
    return XL_LABEL_POSITION.BELOW if (lowest or under) and not on_floor else XL_LABEL_POSITION.ABOVE


def _show_value(data_label: Any, chart: ChartData) -> None:
    """A label of one point that shows its value and nothing else."""
    element = data_label._dLbl
    for name in ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        element.find(qn(name)).set("val", str(int(name == "c:showVal")))
    form = etree.Element(qn("c:numFmt"), formatCode=number_format(chart), sourceLinked="0")
    element.find(qn("c:idx")).addnext(form)


def _label_slices(plot: Any, chart: ChartData, plan: ChartPlan) -> None:
    """Name and number beside each part of a pie, which needs no legend then."""
    plot.has_data_labels = True
    labels = plot.data_labels
    _set_labels(labels, chart, plan)
    labels.show_category_name, labels.show_percentage = True, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    separate_labels(labels)


def _label_parts(plot: Any, chart: ChartData, plan: ChartPlan, brand: Brand) -> None:
    """The number within each part, in the ink that is read best on its colour; none in parts too thin for it."""
    fills = theme_colours(brand)
    for place, (native, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        if chart.traits.whole and is_tiny(chart, series.values):
            continue
        _set_labels(native.data_labels, chart, plan)
        native.data_labels.position = XL_LABEL_POSITION.CENTER
        fill = f"#{fills[f'accent{place % len(_ACCENTS) + 1}']}"
        light = contrast(brand.colours.paper, fill) >= contrast(brand.colours.ink, fill)
        native.data_labels.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if light else MSO_THEME_COLOR.TEXT_1
        if not chart.traits.whole:
            drop_labels(native.data_labels, (*tiny_places(chart, series.values), *chart.provisional))
