"""What a custom master lacks or says in a wrong place, put where slides and programs look for it."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from handouts.writers.powerpoint.ooxml import qn

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MEDIUM_STYLE_2 = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""What PowerPoint gives tables if nobody says otherwise; every version knows it."""
_SETTINGS = (
    ("presProps", RT.PRES_PROPS, f'<p:presentationPr xmlns:p="{_P}"/>'),
    ("viewProps", RT.VIEW_PROPS, f'<p:viewPr xmlns:p="{_P}"/>'),
    ("tableStyles", RT.TABLE_STYLES, f'<a:tblStyleLst xmlns:a="{_A}" def="{MEDIUM_STYLE_2}"/>'),
)
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


def add_settings(part: Any) -> None:
    """Give the presentation the settings that PowerPoint asks for, which say nothing of slides that are gone."""
    for name, kind, root in _SETTINGS:
        if not any(relation.reltype == kind for relation in part.rels.values()):
            content_type = f"application/vnd.openxmlformats-officedocument.presentationml.{name}+xml"
            part.relate_to(Part(PackURI(f"/ppt/{name}.xml"), content_type, part.package, root.encode()), kind)


def fill_footers(layout: Any) -> None:
    """Put a space into empty footers, without which LibreOffice forgets how they are set."""
    for shape in layout.xpath('.//p:sp[./p:nvSpPr/p:nvPr/p:ph/@type="ftr"]'):
        paragraph = shape.find(qn("p:txBody") + "/" + qn("a:p"))
        if paragraph is not None and not paragraph.findall(qn("a:r")):
            run = etree.Element(qn("a:r"))
            etree.SubElement(run, qn("a:t")).text = " "
            paragraph.insert(1 if paragraph.find(qn("a:pPr")) is not None else 0, run)


def drop_poor_notes_master(presentation: Any) -> None:
    """Without a place for text in it, the notes master of the file is of no use."""
    part = presentation.part
    for key, relation in list(part.rels.items()):
        if relation.reltype == RT.NOTES_MASTER and not relation.target_part._element.xpath('.//p:ph[@type="body"]'):
            part.rels.pop(key)
            for element in part._element.findall(qn("p:notesMasterIdLst")):
                part._element.remove(element)
