"""Text that has no placeholder in its layout."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.util import Inches

from handouts.writers.powerpoint.parts import Part
from handouts.writers.powerpoint.xmlnames import qn

_MUTED = (
    '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:schemeClr val="tx1">'
    '<a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr></a:solidFill>'
)
"""Grey on a light ground as on a dark one."""


def add_text_box(slide: Any, part: Part) -> Any:
    """An empty text box in the place and setting of a part."""
    box = part.box
    shape = slide.shapes.add_textbox(Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    shape.name = f"{part.slot.name} {shape.shape_id}"
    body = shape._element.txBody
    for name, value in {"wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}.items():
        body.bodyPr.set(name, value)
    for old in list(body.bodyPr):
        body.bodyPr.remove(old)
    style = body.find(qn("a:lstStyle"))
    for level in range(5):
        properties = etree.SubElement(style, qn(f"a:lvl{level + 1}pPr"))
        run = etree.SubElement(properties, qn("a:defRPr"), sz=str(part.setting.size(level) * 100))
        if part.slot.setting.ink == "muted":
            run.append(parse_xml(_MUTED))
    return shape
