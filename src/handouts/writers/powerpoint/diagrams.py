"""Shapes of a diagram → one group of native shapes in the colours of the theme, each to be changed and moved."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from handouts.slidelayout.diagram_shapes import DiagramPlan, Shape
from handouts.slidelayout.placeholders import Box, Setting
from handouts.writers.powerpoint.ooxml import emu, qn
from handouts.writers.powerpoint.package import Letters
from handouts.writers.powerpoint.text import fill_text

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FORMS = {"rectangle": MSO_SHAPE.RECTANGLE, "rounded": MSO_SHAPE.ROUNDED_RECTANGLE, "ellipse": MSO_SHAPE.OVAL}
_COLOURS = {
    "accent": '<a:schemeClr val="tx2"/>',
    "second": '<a:schemeClr val="accent2"/>',
    "tint": '<a:schemeClr val="bg2"/>',
    "paper": '<a:schemeClr val="bg1"/>',
    "rule": '<a:schemeClr val="tx1"><a:lumMod val="25000"/><a:lumOff val="75000"/></a:schemeClr>',
    "ink": '<a:schemeClr val="tx1"/>',
    "muted": '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>',
    "reverse": '<a:schemeClr val="bg1"/>',
}
"""The brand's colours by what a theme calls them."""
_LINE = 1.5
_TOUCH = 0.02


def add_diagram(slide: Any, plan: DiagramPlan, language: str, letters: Letters | None = None) -> Any:
    """Add the shapes as one group and return it; what has no ground of its own is in letters that are read there.

    They are grouped when all are there: a group that grows measures all of its shapes anew for each.
    """
    natives = []
    for shape in plan.shapes:
        native = _added(slide.shapes, shape)
        natives.append(native)
        native.name = shape.name
        if shape.setting is not None:
            _say(native, shape, slide.part, language)
        if letters is not None and not any(_lies_on(shape, other) for other in plan.shapes):
            _reletter(native._element, letters)
    return slide.shapes.add_group_shape(natives)


def _lies_on(shape: Shape, other: Shape) -> bool:
    """Whether a shape is an area, or is on one that is."""
    return other.form not in ("line", "text") and (other is shape or _around(other.box).covers(shape.box))


def _around(box: Box) -> Box:
    """The box with a margin, for what touches its edge."""
    return Box(box.x - _TOUCH, box.y - _TOUCH, box.w + 2 * _TOUCH, box.h + 2 * _TOUCH)


def _reletter(element: Any, letters: Letters) -> None:
    for colour in [one for one in element.iter(qn("a:schemeClr")) if one.get("val") in ("tx1", "tx2")]:
        colour.getparent().replace(colour, letters.element)


def _added(shapes: Any, shape: Shape) -> Any:
    box = shape.box
    if shape.form == "line":
        ends = (box.x, box.y, box.x + box.w, box.y + box.h)
        native = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Inches, ends))
        native.line.width = Pt(_LINE)
        _paint(native.line._get_or_add_ln(), shape.fill)
    elif shape.form == "text":
        native = shapes.add_textbox(*map(Inches, (box.x, box.y, box.w, box.h)))
    else:
        native = shapes.add_shape(_FORMS[shape.form], *map(Inches, (box.x, box.y, box.w, box.h)))
        _paint(native._element.spPr, shape.fill)
        native.line.fill.background()
    # Without the style that python-pptx gives new shapes nothing but the theme's colours is left.
    for style in native._element.findall(qn("p:style")):
        native._element.remove(style)
    return native


def _paint(owner: Any, colour: str) -> None:
    for old in owner.findall(qn("a:solidFill")):
        owner.remove(old)
    owner.append(parse_xml(_fill(colour)))


def _fill(colour: str) -> str:
    return f'<a:solidFill xmlns:a="{_DRAWING}">{_COLOURS[colour]}</a:solidFill>'


def _say(native: Any, shape: Shape, part: Any, language: str) -> None:
    """Let a shape hold its text: sizes and colour once for the whole shape, not for each run."""
    setting = shape.setting
    assert setting is not None
    body = native._element.txBody
    frame = body.bodyPr
    frame.attrib.clear()
    for old in list(frame):
        frame.remove(old)
    frame.set("wrap", "square")
    for side in ("lIns", "rIns"):
        frame.set(side, str(emu(shape.margin)))
    for side in ("tIns", "bIns"):
        frame.set(side, "0")
    frame.set("anchor", setting.anchor)
    fill_text(body, shape.text, part=part, language=language)
    style = body.find(qn("a:lstStyle"))
    if style is None:
        style = etree.Element(qn("a:lstStyle"))
        frame.addnext(style)
    style.append(parse_xml(_level(setting, shape.aligned)))


def _level(setting: Setting, aligned: str) -> str:
    spacing = f'<a:lnSpc><a:spcPct val="{round(setting.leading * 100_000)}"/></a:lnSpc>' if setting.leading != 1 else ""
    bold = ' b="1"' if setting.bold else ""
    return (
        f'<a:lvl1pPr xmlns:a="{_DRAWING}" marL="0" indent="0" algn="{aligned}">{spacing}<a:buNone/>'
        f'<a:defRPr sz="{setting.sizes[0] * 100}"{bold}>'
        f"{_fill(setting.ink)}</a:defRPr></a:lvl1pPr>"
    )
