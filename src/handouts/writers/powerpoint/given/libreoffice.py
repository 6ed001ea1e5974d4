"""Masters that LibreOffice has saved: what it says in a wrong place, put where slides inherit it from."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from handouts.writers.powerpoint.xmlnames import qn

_LEVELS = 5
_STEP = 342900
"""How much further in each level of a list stands, in EMU."""


def mend_layout(layout: Any) -> None:
    """Number placeholders that have no number, and let slides inherit the looks of the text in them.

    LibreOffice gives all placeholders of a layout the number 0, and writes size, font and colour to the paragraph in
    a placeholder, which in PowerPoint holds for that paragraph alone.
    """
    _number(layout.xpath("./p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph"))
    for body in layout.xpath("./p:cSld/p:spTree/p:sp[./p:nvSpPr/p:nvPr/p:ph]/p:txBody"):
        style = body.find(qn("a:lstStyle"))
        if style is None:
            style = etree.Element(qn("a:lstStyle"))
            body.find(qn("a:bodyPr")).addnext(style)
        looks = body.xpath("./a:p[1]/a:r[1]/a:rPr[@sz] | ./a:p[1]/a:endParaRPr[@sz]")
        if not len(style) and looks:
            style.extend(_level(level, body.find(qn("a:p")), looks[0]) for level in range(_LEVELS))


def _number(holders: list[Any]) -> None:
    taken: set[int] = set()
    for holder in holders:
        number = int(holder.get("idx", "0"))
        if number in taken:
            number = max(taken | {int(other.get("idx", "0")) for other in holders}) + 1
            holder.set("idx", str(number))
        taken.add(number)


def _level(level: int, paragraph: Any, looks: Any) -> Any:
    """The style of a level that looks like a paragraph."""
    own = paragraph.find(qn("a:pPr"))
    style = etree.Element(qn(f"a:lvl{level + 1}pPr"))
    if own is not None:
        style.attrib.update(
            {name: value for name, value in own.attrib.items() if name not in ("lvl", "indent", "marL")}
        )
        style.extend(copy.deepcopy(child) for child in own)
    style.set("marL", str(level * _STEP))
    style.set("indent", "0")
    run = etree.SubElement(
        style, qn("a:defRPr"), {k: v for k, v in looks.attrib.items() if k in ("sz", "b", "i", "spc")}
    )
    kept = (qn("a:solidFill"), qn("a:latin"), qn("a:ea"), qn("a:cs"))
    run.extend(copy.deepcopy(child) for child in looks if child.tag in kept)
    return style
