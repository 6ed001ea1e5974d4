"""Masters as schools and publishers make them, for tests: built here, so that nobody's design lies in the tree."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

GERMAN = {
    "Title Slide": "Deckblatt Schule",
    "Title and Content": "Titel und Inhalt",
    "Section Header": "Kapitel",
    "Two Content": "Zwei Inhalte",
    "Title Only": "Nur Titel",
}
MAP = {"Title Slide": "Deckblatt Schule"}
"""What brand.yaml has to say of it."""


def saved(presentation: Any) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def plain() -> bytes:
    """python-pptx's own template: 4:3, Calibri, English names."""
    return saved(Presentation())


def german() -> bytes:
    """A dark design of 13⅓ × 7½ inches: German names, no types, Lato, titles in capitals at the left, no first bullets.

    It has been used: there are a slide with notes and a link to a file, a custom show and a thumbnail.
    """
    made: Any = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    for layout in made.slide_layouts:
        layout._element.attrib.pop("type", None)
        layout._element.cSld.set("name", GERMAN.get(layout.name, f"X {layout.name}"))
    master = made.slide_master
    _place(
        next(holder for holder in master.placeholders if holder._element.ph.get("type") == "title"), 0.3, 0.6, 4.7, 3.2
    )
    _place(
        next(holder for holder in master.placeholders if holder._element.ph.get("type") == "body"), 5.4, 0.5, 7.4, 6.2
    )
    halves = next(layout for layout in made.slide_layouts if layout.name == "Zwei Inhalte").placeholders
    _place(next(holder for holder in halves if holder.placeholder_format.idx == 1), 5.4, 0.5, 3.6, 6.2)
    _place(next(holder for holder in halves if holder.placeholder_format.idx == 2), 9.2, 0.5, 3.6, 6.2)
    _restyle(master._element)
    theme = next(relation.target_part for relation in master.part.rels.values() if relation.reltype == RT.THEME)
    theme._blob = theme.blob.replace(b'<a:latin typeface="Calibri"/>', b'<a:latin typeface="Lato"/>')
    _use(made)
    return saved(made)


def _place(holder: Any, *inches: float) -> None:
    holder.left, holder.top, holder.width, holder.height = (Inches(length) for length in inches)


def _restyle(master: Any) -> None:
    title = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    title.attrib.update({"sz": "3200", "cap": "all", "b": "1"})
    first = master.find(f".//{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    first.attrib.update({"marL": "0", "indent": "0"})
    first.find(qn("a:defRPr")).set("sz", "2600")
    for name in ("a:buFont", "a:buChar"):
        first.remove(first.find(qn(name)))
    first.find(qn("a:defRPr")).addprevious(etree.Element(qn("a:buNone")))
    spacing = etree.Element(qn("a:lnSpc"))
    etree.SubElement(spacing, qn("a:spcPct"), val="110000")
    first.insert(0, spacing)
    master.find(qn("p:clrMap")).attrib.update({"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"})


def _use(made: Any) -> None:
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "SECRET SLIDE"
    run = slide.placeholders[1].text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "SECRET LINK", "file:///secret"
    slide.notes_slide.notes_text_frame.text = "SECRET NOTE"
    root = made.part._element
    shows = etree.SubElement(root, qn("p:custShowLst"))
    etree.SubElement(etree.SubElement(shows, qn("p:custShow"), name="SECRET SHOW", id="0"), qn("p:sldLst"))
    root.find(qn("p:notesSz")).addnext(shows)


def without_holder(data: bytes, layout: int, index: int) -> bytes:
    """The file without one of the placeholders of a layout."""
    opened: Any = Presentation(io.BytesIO(data))
    for holder in list(opened.slide_layouts[layout].placeholders):
        if holder.placeholder_format.idx == index:
            holder._element.getparent().remove(holder._element)
    return saved(opened)


def edited(data: bytes) -> bytes:
    """The file with the title of its master further up."""
    opened: Any = Presentation(io.BytesIO(data))
    title = next(holder for holder in opened.slide_master.placeholders if holder._element.ph.get("type") == "title")
    title.top = Emu(100000)
    return saved(opened)
