"""A Word document's text, before it is HTML: signs where numbers and losses are, which then come with the words.

The signs are characters of the private use area, so no document has them; ones that it has are taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from handouts.importing.numbering import Lists, W, child, val

NUMBER = re.compile("\ue000([0-9]+)\ue001")
LOSS = re.compile("\ue002([0-9]+)\ue003")
_SIGNS = re.compile("[\ue000-\ue003]")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWN = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "a chart is left out; write its values into a table",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "a SmartArt drawing is left out",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "a drawing is left out",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "a group of drawings is left out",
}
_LONGEST = 200


@dataclass
class Marked:
    """What the signs stand for: the losses in their order.

    `lettered` says that letters of lists became numbers, `contents` that a table of contents was taken out.
    """

    losses: list[str] = field(default_factory=list)
    lettered: bool = False
    contents: bool = False


def mark(document: etree._Element, lists: Lists, comments: dict[str, str]) -> Marked:
    """Put signs into a document; what is left out is taken from it."""
    made = Marked()
    for text in document.iter(f"{W}t"):
        text.text = _SIGNS.sub("", text.text or "")
    _contents(document, made)
    for paragraph in list(document.iter(f"{W}p")):
        for message in _lost(paragraph, comments):
            _append(paragraph, f"\ue002{len(made.losses)}\ue003")
            made.losses.append(message)
        if (found := lists.number(paragraph)) is not None and not _is_heading(paragraph):
            made.lettered |= found[1] != "decimal"
            _append(paragraph, f"\ue000{found[0]}\ue001")
    return made


def words_in(element: etree._Element, tag: str = f"{W}t") -> str:
    """The words of an element, as many as a message can hold."""
    words = " ".join("".join(one.text or "" for one in element.iter(tag)).split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _is_heading(paragraph: etree._Element) -> bool:
    return val(child(paragraph, "pPr", "pStyle")).lower().startswith(("heading", "berschrift", "title"))


def _append(paragraph: etree._Element, sign: str) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = sign


def _contents(document: etree._Element, made: Marked) -> None:
    """Take out a table of contents: its numbers of pages are none here."""
    for block in list(document.iter(f"{W}sdt")):
        gallery = next(block.iter(f"{W}docPartGallery"), None)
        parent = block.getparent()
        if val(gallery) == "Table of Contents" and parent is not None:
            parent.remove(block)
            made.contents = True
    for paragraph in list(document.iter(f"{W}p")):
        parent = paragraph.getparent()
        if re.fullmatch(r"(TOC|Verzeichnis)\d", val(child(paragraph, "pPr", "pStyle"))) and parent is not None:
            parent.remove(paragraph)
            made.contents = True


def _own(paragraph: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Elements within a paragraph that stand in no paragraph in it, such as one of a text box."""
    for one in paragraph.iter(tag):
        above = next(one.iterancestors(f"{W}p"), None)
        if above is paragraph:
            yield one


def _lost(paragraph: etree._Element, comments: dict[str, str]) -> Iterator[str]:
    """What a paragraph has and a draft has not."""
    for deleted in _own(paragraph, f"{W}del"):
        if words := words_in(deleted, f"{W}delText"):
            yield f"deleted with tracked changes, and left out: “{words}”"
    for inserted in _own(paragraph, f"{W}ins"):
        if words := words_in(inserted):
            yield f"inserted with tracked changes, and taken over: “{words}”"
    for reference in _own(paragraph, f"{W}commentReference"):
        said = comments.get(reference.get(f"{W}id") or "", "")
        yield f"a comment: “{said}”" if said else "a comment is left out"
    for formula in _own(paragraph, f"{_MATH}oMath"):
        yield f"a formula is left out; its signs: “{words_in(formula, f'{_MATH}t')}”"
    for field_box in _own(paragraph, f"{W}ffData"):
        yield f"a field of a form is left out: “{val(child(field_box, 'name'))}”"
    for _ in _own(paragraph, f"{W}object"):
        yield "an embedded object (of another program) is left out, or but its picture is there"
    yield from _drawn(paragraph)


def _drawn(paragraph: etree._Element) -> Iterator[str]:
    told = set()
    for box in paragraph.iter(f"{W}txbxContent"):
        alternative = next(box.iterancestors(_CHOICE), None)
        if next(box.iterancestors(_FALLBACK), None) is not None:
            continue
        words = words_in(box)
        fallback = alternative.find(_FALLBACK) if alternative is not None else None
        kept = fallback is not None and next(fallback.iter(f"{W}txbxContent"), None) is not None
        in_old = next(box.iterancestors(f"{W}pict"), None) is not None
        told.add("box")
        if kept or in_old:
            yield f"the words of a text box stand between the paragraphs now: “{words}”"
        else:
            yield f"a text box is left out: “{words}”"
    for one in paragraph.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"):
        if (message := _DRAWN.get(one.get("uri") or "")) and "box" not in told and message not in told:
            told.add(message)
            yield message
