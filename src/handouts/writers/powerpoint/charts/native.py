"""A chart as PowerPoint has it: parts as series, gaps at breaks, and the XML that python-pptx leaves undone.

Nothing is drawn here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from lxml import etree
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml import parse_xml

from handouts.languages import of, regional
from handouts.locales import in_words
from handouts.model.deck import ChartData, DataSeries
from handouts.slidelayout.chart_layout import number, worded
from handouts.writers.powerpoint.ooxml import qn

_TINY_SHARE = Decimal("0.06")
"""The part of the whole below which a part has no room for its number."""
_FIRST_DAY = date(1900, 1, 1)
_EMPTY = "\u00a0"
_T = TypeVar("_T")
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def plotted(chart: ChartData, *, told: bool = False) -> ChartData:
    """The chart as PowerPoint plots it; if `told`, its axis says what is provisional and why there is a gap."""
    if chart.traits.direction == "round":
        return replace(chart, breaks=())
    if chart.traits.whole:
        return _by_part(chart)
    return _broken(worded(chart), chart.break_words or _EMPTY) if told else _broken(chart, _EMPTY)


def tick_format(chart: ChartData) -> str:
    """The format of the numbers along the axis of values; by powers of ten, they are words from a million on.

    A format has room for two such sections.
    """
    if not chart.log:
        return number_format(chart)
    tens = (Decimal(10) ** power for power in (6, 9))
    million, billion = (in_words(number, chart.language, short=True).partition("1")[2] for number in tens)
    whole = number_format(replace(chart, decimals=0))
    low = whole if min(chart.known, default=1) >= 1 else "General"
    return f'[>=1000000000]{whole},,,"{billion}";[>=1000000]{whole},,"{million}";{low}'


def number_format(chart: ChartData) -> str:
    """The format of a chart's numbers, with the language whose separators they have.

    LibreOffice goes by that language. PowerPoint reads it too [ECMA-376 part 1, 18.8.31], but takes the separators of
    the computer; so does everything for a language that is not listed here.
    """
    locale = of(chart.language).lcid
    return (f"[$-{locale}]" if locale else "") + "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")


def is_dated(chart: ChartData) -> bool:
    """Whether the categories stand in time, and a workbook knows their days, which it does from 1900."""
    return bool(chart.dates) and min(chart.dates) >= _FIRST_DAY


def is_numbered(chart: ChartData) -> bool:
    """Whether the categories stand on an axis of numbers; time before the first day of a workbook is one."""
    return bool(chart.x) and not is_dated(chart)


def is_to_scale(chart: ChartData) -> bool:
    """Whether the categories are years that a workbook knows as dates, which it does from 1900."""
    return (
        not chart.x
        and chart.traits.by_time
        and all(re.fullmatch("19[0-9]{2}|2[0-9]{3}", name) for name in chart.categories)
    )


def is_tiny(chart: ChartData, values: tuple[Decimal | None, ...]) -> bool:
    """Whether these values, a part of each whole of a plotted share chart, are too thin for a label somewhere."""
    wholes = (_sum(series.values[place] for series in chart.series) for place in range(len(chart.categories)))
    return any(
        value is not None and whole and value / whole < _TINY_SHARE for value, whole in zip(values, wholes, strict=True)
    )


def tiny_places(chart: ChartData, values: tuple[Decimal | None, ...]) -> tuple[int, ...]:
    """Where a series of a stacked chart is too thin for a label, measured by the highest stack."""
    stacks = (_sum(series.values[place] for series in chart.series) for place in range(len(chart.categories)))
    highest = max(stacks, default=Decimal(0))
    return tuple(place for place, value in enumerate(values) if value is not None and value < highest * _TINY_SHARE)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _by_part(chart: ChartData) -> ChartData:
    """Parts of a whole as series of a single bar; a part too thin for a label has its number in the legend."""
    parts = [
        DataSeries(name, tuple(series.values[place] for series in chart.series))
        for place, name in enumerate(chart.categories)
    ]
    turned = replace(
        chart, categories=tuple(series.name for series in chart.series), series=tuple(parts), breaks=(), provisional=()
    )
    return replace(
        turned, series=tuple(_told(turned, part) if is_tiny(turned, part.values) else part for part in parts)
    )


@dataclass(frozen=True)
class ToldSeries(DataSeries):
    """A series whose name says its values. `plain` is the name without them."""

    plain: str = ""


def _told(chart: ChartData, part: DataSeries) -> ToldSeries:
    numbers = (number(value, chart.decimals, chart.language) for value in part.values if value is not None)
    return ToldSeries(f"{part.name} ({', '.join(numbers)})", part.values, part.name)


def _broken(chart: ChartData, filler: str) -> ChartData:
    """The chart with an empty place before each break in the way of counting."""
    gaps = chart.breaks
    names = _spread(chart.categories, gaps, filler)
    if is_to_scale(chart):
        names = tuple(name if name.strip() else str(int(names[place + 1]) - 1) for place, name in enumerate(names))
    return replace(
        chart,
        categories=names,
        x=_between(chart.x, gaps),
        series=tuple(replace(series, values=_spread(series.values, gaps, None)) for series in chart.series),
        breaks=(),
        provisional=tuple(place + sum(gap <= place for gap in gaps) for place in chart.provisional),
    )


def _between(x: tuple[str, ...], gaps: tuple[int, ...]) -> tuple[str, ...]:
    """Where categories stand, with a place just before each gap's end: nothing is drawn there."""
    if not x:
        return ()
    spread = _spread(x, gaps, None)
    return tuple(place if place is not None else spread[index + 1] or "" for index, place in enumerate(spread))


def _spread(values: tuple[_T, ...], gaps: tuple[int, ...], filler: _T) -> tuple[_T, ...]:
    """The values with a filler before each place named in `gaps`."""
    return tuple(
        item for place, value in enumerate(values) for item in ((filler, value) if place in gaps else (value,))
    )


def finish(native: Any, language: str) -> None:
    """Make a chart valid and say its language; gaps stay gaps."""
    space = native.part._element
    _renumber_axes(space)
    if space.find(qn("c:roundedCorners")) is None:
        space.insert(len(space.findall(qn("c:date1904"))), etree.Element(qn("c:roundedCorners"), val="0"))
    gaps = space.find(".//" + qn("c:dispBlanksAs"))
    if gaps is not None:
        gaps.set("val", "gap")
    for name in ("a:rPr", "a:defRPr", "a:endParaRPr"):
        for properties in space.iter(qn(name)):
            properties.set("lang", regional(language))
    for run in space.iter(qn("a:r")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, etree.Element(qn("a:rPr"), lang=regional(language)))
        for style in run.getparent().iterfind(f"{qn('a:pPr')}/{qn('a:defRPr')}"):
            for name, value in style.attrib.items():
                run.find(qn("a:rPr")).set(name, value)


def _renumber_axes(space: Any) -> None:
    numbers: dict[str, str] = {}
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", numbers.setdefault(axis.get("val"), str(100000001 + len(numbers))))


def cross_at_end(axis: Any) -> None:
    """Let an axis stand at the end of the other, which is below if that one runs downwards."""
    axis._element.find(qn("c:crosses")).set("val", "max")


def rotate_labels(labels: Any) -> None:
    """Stand the values on end."""
    body = labels._element.find(qn("c:txPr")).find(qn("a:bodyPr"))
    body.set("rot", "-5400000")
    body.set("vert", "horz")


def separate_labels(labels: Any) -> None:
    """Put the value below the name of its category, and draw no lines to either."""
    element = labels._element
    separator = etree.Element(qn("c:separator"))
    separator.text = "\n"
    element.find(qn("c:showBubbleSize")).addnext(separator)
    lines = element.find(qn("c:showLeaderLines"))
    if lines is None:
        lines = etree.Element(qn("c:showLeaderLines"))
        separator.addnext(lines)
    lines.set("val", "0")


def drop_labels(labels: Any, places: Iterable[int]) -> None:
    """Take away the labels of some points."""
    for place in sorted(set(places), reverse=True):
        gone = etree.Element(qn("c:dLbl"))
        etree.SubElement(gone, qn("c:idx"), val=str(place))
        etree.SubElement(gone, qn("c:delete"), val="1")
        labels._element.insert(0, gone)


def hatch(point: Any, colour: str, *, line: bool) -> None:
    """Mark a point as provisional: hatched, or in a line with a hollow marker."""
    inside = (
        '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        if line
        else f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:schemeClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'
    )
    edge = f'<a:ln w="19050"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln>'
    properties = parse_xml(f"<c:spPr {_NS}>{inside}{edge}</c:spPr>")
    if line:
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    old = (point.marker if line else point).format.fill._xPr
    old.getparent().replace(old, properties)


def scale_years(native: Any, years: list[int]) -> None:
    """Let a date axis count whole years and label round ones."""
    axis = native._chartSpace.find(".//" + qn("c:dateAx"))
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for old in axis.findall(qn(f"c:{name}")):
            axis.remove(old)
    for name, value in (("baseTimeUnit", "years"), ("majorUnit", _step(years)), ("majorTimeUnit", "years")):
        etree.SubElement(axis, qn(f"c:{name}"), val=str(value))


def scale_months(native: Any) -> None:
    """Let a date axis count months."""
    axis = native._chartSpace.find(".//" + qn("c:dateAx"))
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for old in axis.findall(qn(f"c:{name}")):
            axis.remove(old)
    etree.SubElement(axis, qn("c:baseTimeUnit"), val="months")


def grow_by_powers(axis: Any, across: Any, lowest: float, highest: float) -> None:
    """Let an axis of values go from 1 to 10 to 100 in even steps; the other crosses it at its foot."""
    first, last = math.floor(math.log10(lowest) + 1e-9), math.ceil(math.log10(highest) - 1e-9)
    axis.minimum_scale, axis.maximum_scale = 10.0**first, 10.0 ** max(last, first + 1)
    axis._element.find(qn("c:scaling")).insert(0, etree.Element(qn("c:logBase"), val="10"))
    across._element.find(qn("c:crosses")).set("val", "min")


def drop_gaps(native: Any, chart: ChartData) -> None:
    """Leave out of a chart of numbers what has no value."""
    for drawn, series in zip(native._chartSpace.iter(qn("c:ser")), chart.series, strict=True):
        for point in list(drawn.find(qn("c:yVal")).iter(qn("c:pt"))):
            if series.values[int(point.get("idx"))] is None:
                point.getparent().remove(point)


def _step(years: list[int]) -> int:
    """Years between two labels of the axis."""
    span = max(years) - min(years)
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if span / step <= 10)
