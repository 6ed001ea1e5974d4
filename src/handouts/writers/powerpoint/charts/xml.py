"""What python-pptx leaves undone in a chart's XML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml import parse_xml

from handouts.languages import regional
from handouts.writers.powerpoint.ooxml import qn

_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
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


def _step(years: list[int]) -> int:
    """Years between two labels of the axis."""
    span = max(years) - min(years)
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if span / step <= 10)
