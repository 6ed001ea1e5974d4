"""The file around the slides: its master, properties, sections, and bytes that depend on nothing but the input."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handouts import cache as store
from handouts.languages import regional
from handouts.model.deck import Deck
from handouts.slidelayout.layouts import Design
from handouts.writers.powerpoint.ooxml import qn
from handouts.writers.powerpoint.shortcuts import Members, members_of, unzipped

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
LONGEST_PROPERTY = 255
"""Characters of a title, an author or a subject (ECMA-376 part 2, 11.1)."""
_COMPRESSED = (".jpeg", ".jpg", ".png", ".xlsx")


@dataclass(frozen=True)
class Letters:
    """Letters that are read on a layout where the theme's ink is not.

    `xml` is their colour as the file says it, `colour` and `ground` are what is seen, `#rrggbb`; the ground is empty if
    nobody knows it. `dim` are the placeholders whose own letters are not read.
    """

    xml: str
    colour: str
    ground: str
    dim: frozenset[int] = frozenset()

    @property
    def element(self) -> Any:
        """Their colour as an element of its own."""
        return etree.fromstring(self.xml)


@dataclass(frozen=True, eq=False)
class Master:
    """An empty presentation that has the layouts of a design, and the id of the style that it gives tables.

    `letters` has, by their places, the layouts on which the theme's ink is not read.
    """

    file: bytes
    design: Design
    table_style: str
    letters: Mapping[int, Letters] = field(default_factory=dict)


def made_on(deck: Deck) -> datetime:
    """The first moment (UTC) of the deck's own day, month or year; 1980 if it has none."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", deck.date)
    if parts is None:
        return _EPOCH
    try:
        return datetime(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1), tzinfo=UTC)
    except ValueError:
        return _EPOCH


def fitting_property(text: str) -> str:
    """A text as a property of a file may have it: of a longer one its beginning."""
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"


def set_properties(presentation: Any, deck: Deck) -> None:
    """Title, author, language, dates: the deck's instead of the template's."""
    core = presentation.core_properties
    author = fitting_property(deck.author)
    core.title, core.author, core.subject = fitting_property(deck.title), author, fitting_property(deck.subject)
    core.last_modified_by, core.comments, core.keywords, core.category = author, "", "", ""
    core.language, core.revision = regional(deck.language), 1
    core.created = core.modified = made_on(deck).replace(tzinfo=None)
    _set_statistics(presentation)


def _set_statistics(presentation: Any) -> None:
    notes = sum(slide.has_notes_slide for slide in presentation.slides)
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Microsoft Office PowerPoint</Application>"
        f"<PresentationFormat>{_format(presentation)}</PresentationFormat>"
        f"<Slides>{len(presentation.slides)}</Slides><Notes>{notes}</Notes><AppVersion>16.0000</AppVersion></Properties>"
    )
    for relation in presentation.part.package._rels.values():
        if relation.reltype == RT.EXTENDED_PROPERTIES:
            relation.target_part._blob = text.encode()


def _format(presentation: Any) -> str:
    """What PowerPoint calls the proportions of the slides."""
    ratio = presentation.slide_width / presentation.slide_height
    return {1.78: "Widescreen", 1.6: "On-screen Show (16:10)", 1.33: "On-screen Show (4:3)"}.get(
        round(ratio, 2), "Custom"
    )


def set_sections(presentation: Any, names: list[str | None], title: str) -> None:
    """Group the slides; those before the first section are in one named like the deck.

    Args:
        presentation: The whole presentation.
        names: The section of each slide, None where it names none.
        title: The deck's title.
    """
    if not any(names):
        return
    root = presentation.part._element
    listing = etree.Element(f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    slides: Any = None
    before: str | None = None
    for place, (entry, given) in enumerate(zip(root.sldIdLst, names, strict=True)):
        name = given or before or title or "–"
        if slides is None or name != before:
            section = etree.SubElement(listing, f"{{{_P14}}}section", name=name, id=_guid(f"{place}:{name}"))
            slides = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        etree.SubElement(slides, f"{{{_P14}}}sldId", id=entry.get("id"))
        before = name
    extensions = root.find(qn("p:extLst"))
    if extensions is None:
        extensions = etree.SubElement(root, qn("p:extLst"))
    etree.SubElement(extensions, qn("p:ext"), uri=_SECTIONS_URI).append(listing)


def _guid(name: str) -> str:
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"section:{name}")).upper() + "}"


def list_notes_master(presentation: Any) -> None:
    """Name the notes master in the presentation, without which PowerPoint repairs the file."""
    root = presentation.part._element
    for key, relation in presentation.part.rels.items():
        if relation.reltype == RT.NOTES_MASTER and root.find(qn("p:notesMasterIdLst")) is None:
            listing = etree.Element(qn("p:notesMasterIdLst"))
            etree.SubElement(listing, qn("p:notesMasterId"), {qn("r:id"): key})
            root.find(qn("p:sldMasterIdLst")).addnext(listing)


def set_languages(presentation: Any, language: str) -> None:
    """The language of everything that has none of its own: layouts, masters, defaults."""
    masters = list(presentation.slide_masters)
    layouts = [layout.part for master in masters for layout in master.slide_layouts]
    parts = [presentation.part, *(master.part for master in masters), *layouts]
    if any(slide.has_notes_slide for slide in presentation.slides):
        parts.append(presentation.notes_master.part)
    for slide in presentation.slides:
        parts.append(slide.part)
        if slide.has_notes_slide:
            parts.append(slide.notes_slide.part)
    for part in parts:
        own = "/slides/" in part.partname or "/notesSlides/" in part.partname
        _set_language(part._element, regional(language), keep=own)


def _set_language(root: Any, language: str, *, keep: bool) -> None:
    for node in list(root.iter(qn("a:r"), qn("a:fld"), qn("a:br"))):
        properties = node.find(qn("a:rPr"))
        if properties is None:
            properties = etree.Element(qn("a:rPr"))
            node.insert(0, properties)
        if not (keep and properties.get("lang")):
            properties.set("lang", language)
    for name in ("a:endParaRPr", "a:defRPr"):
        for properties in root.iter(qn(name)):
            if not (keep and properties.get("lang")) and (name != "a:defRPr" or properties.get("lang")):
                properties.set("lang", language)
    for paragraph in root.iter(qn("a:p")):
        if not len(paragraph):
            etree.SubElement(paragraph, qn("a:endParaRPr"), lang=language)


def packed(presentation: Any, deck: Deck, *, template: bool = False) -> bytes:
    """The presentation, or a template, as a file whose bytes do not depend on the clock."""
    stamp = made_on(deck).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return _zipped(members_of(presentation), stamp, template=template)


def _zipped(members: Members, stamp: bytes, *, template: bool = False) -> bytes:
    """A zip with fixed times, also in the workbooks in it, and every date the deck's.

    Pictures and workbooks are stored as they are: they are compressed already.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            if name.endswith(".xlsx"):
                content = _workbook(content, stamp)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            if template and name == "[Content_Types].xml":
                content = content.replace(b"presentationml.presentation.main+xml", b"presentationml.template.main+xml")
            fixed = zipfile.ZipInfo(name, _ZIP_DATE)
            fixed.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            fixed.create_system, fixed.external_attr = 3, 0o600 << 16
            archive.writestr(fixed, content, compresslevel=9)
    return target.getvalue()


def _workbook(content: bytes, stamp: bytes) -> bytes:
    """The workbook of a chart, from an earlier run if there is one."""
    key = store.digest(content, stamp, zlib.ZLIB_RUNTIME_VERSION, store.code("writers/powerpoint"))
    if (kept := store.load("workbooks", key)) is None:
        kept = _zipped(unzipped(content), stamp)
        store.keep("workbooks", key, kept)
    return kept
