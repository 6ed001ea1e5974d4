"""The numbers in a chart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from handouts.colours import contrast
from handouts.model.brand import Brand
from handouts.model.deck import Chart, Series
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.writers.powerpoint.charts.data import is_tiny, is_to_scale, number_format, tiny_places
from handouts.writers.powerpoint.charts.xml import drop_labels, rotate_labels, separate_labels
from handouts.writers.powerpoint.ooxml import qn
from handouts.writers.powerpoint.theme_xml import theme_colours

_MANY_POINTS = 10
_FLOOR = Decimal("0.15")
"""The part of the highest value below which a label under a point would run into the axis."""
ACCENTS = tuple(getattr(MSO_THEME_COLOR, f"ACCENT_{place}") for place in range(1, 7))
"""The theme's colours for series, in their order."""


def label(native: Any, chart: Chart, plan: ChartPlan, brand: Brand) -> None:
    """Write the values where they are read best: at the bars, in the parts, at the ends of long lines."""
    plot, kind = native.plots[0], chart.traits
    if kind.direction == "round":
        _label_slices(plot, chart, plan)
    elif kind.stacked:
        if plan.labelled:
            _label_parts(plot, chart, plan, brand)
    elif kind.joined and (len(chart.categories) > _MANY_POINTS or len(chart.series) > 1):
        _label_ends(plot, chart, plan)
    else:
        _label_all(plot, chart, plan)


def _label_all(plot: Any, chart: Chart, plan: ChartPlan) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    _set_labels(labels, chart, plan)
    labels.position = XL_LABEL_POSITION.ABOVE if chart.traits.joined else XL_LABEL_POSITION.OUTSIDE_END
    if plan.upright:
        rotate_labels(labels)


def _set_labels(labels: Any, chart: Chart, plan: ChartPlan) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format(chart), False
    labels.font.size = Pt(plan.size)


def _label_ends(plot: Any, chart: Chart, plan: ChartPlan) -> None:
    """In a long line label the first, the last, the highest and the lowest value; the axis tells the others."""
    for native, series in zip(plot.series, chart.series, strict=True):
        known = [(value, place) for place, value in enumerate(series.values) if value is not None]
        ends = {known[0][1], known[-1][1], max(known)[1], min(known)[1]} if known else set()
        for place in sorted(ends):
            data_label = native.points[place].data_label
            data_label.position = _beside_point(chart, series, place)
            data_label.font.size = Pt(plan.size)
            _show_value(data_label, chart)


def _beside_point(chart: Chart, series: Series, place: int) -> Any:
    """Where a label keeps off the lines, and off the axes where a line begins near them."""
    known = [(value, where) for where, value in enumerate(series.values) if value is not None]
    first, last, value = known[0][1], known[-1][1], series.values[place] or Decimal(0)
    others = [other for one in chart.series if one is not series and (other := one.values[place]) is not None]
    under = bool(others) and min(others) > value
    on_floor = value < _FLOOR * max(other for one in chart.series for other in one.values if other is not None)
    if place == first != last and (under and on_floor if others else is_to_scale(chart)):
        return XL_LABEL_POSITION.RIGHT
    lowest = place == min(known)[1] and place not in (first, last)
    return XL_LABEL_POSITION.BELOW if (lowest or under) and not on_floor else XL_LABEL_POSITION.ABOVE


def _show_value(data_label: Any, chart: Chart) -> None:
    """A label of one point that shows its value and nothing else."""
    element = data_label._dLbl
    for name in ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        element.find(qn(name)).set("val", str(int(name == "c:showVal")))
    form = etree.Element(qn("c:numFmt"), formatCode=number_format(chart), sourceLinked="0")
    element.find(qn("c:idx")).addnext(form)


def _label_slices(plot: Any, chart: Chart, plan: ChartPlan) -> None:
    """Name and number beside each part of a pie, which needs no legend then."""
    plot.has_data_labels = True
    labels = plot.data_labels
    _set_labels(labels, chart, plan)
    labels.show_category_name, labels.show_percentage = True, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    separate_labels(labels)


def _label_parts(plot: Any, chart: Chart, plan: ChartPlan, brand: Brand) -> None:
    """The number within each part, in the ink that is read best on its colour; none in parts too thin for it."""
    fills = theme_colours(brand)
    for place, (native, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        if chart.traits.whole and is_tiny(chart, series.values):
            continue
        _set_labels(native.data_labels, chart, plan)
        native.data_labels.position = XL_LABEL_POSITION.CENTER
        fill = f"#{fills[f'accent{place % len(ACCENTS) + 1}']}"
        light = contrast(brand.colours.paper, fill) >= contrast(brand.colours.ink, fill)
        native.data_labels.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if light else MSO_THEME_COLOR.TEXT_1
        if not chart.traits.whole:
            drop_labels(native.data_labels, (*tiny_places(chart, series.values), *chart.provisional))
