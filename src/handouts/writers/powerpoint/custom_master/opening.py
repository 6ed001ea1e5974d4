"""A .pptx or .potx file of somebody else's → its masters and layouts, without slides and without surprises.

What it lacks or says in a wrong place is put where slides and programs look for it. Whatever is wrong with it, or with
what brand.yaml says of it, is said in a `MasterError`.
"""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from lzma import LZMAError
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from handouts.errors import LayoutError, Problem
from handouts.pictures import kind_of
from handouts.writers.powerpoint.ooxml import MEDIUM_STYLE_2, VIEW, qn

DAMAGED = "is damaged or not a PowerPoint file; open it in PowerPoint and save it again"
_PACKED_WRONG = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError)
"""What zipfile raises: RuntimeError for passwords, and for ways of packing that it does not know."""
_SAID_WRONG = (etree.LxmlError, PythonPptxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What comes of XML that lacks elements, attributes or parts that it has to have, or says words for numbers."""
LARGEST = 200_000_000
"""Bytes that all the parts of a master may have when unpacked."""
_MOST_PARTS = 5000
_TYPES = "[Content_Types].xml"
_MAIN = b"presentationml.presentation.main+xml"
_OTHER_MAINS = (b"presentationml.template.main+xml", b"presentationml.slideshow.main+xml")
_KEPT = (RT.SLIDE_MASTER, RT.THEME, RT.TABLE_STYLES, RT.NOTES_MASTER, RT.HANDOUT_MASTER, RT.FONT)
_KEPT_OUTSIDE = (RT.OFFICE_DOCUMENT, RT.EXTENDED_PROPERTIES)
_GONE = ("custShowLst", "photoAlbum", "custDataLst", "modifyVerifier", "smartTags", "extLst")
"""What the presentation says of its slides, of add-ins and of passwords."""
_ACTIVE = ("vbaProject", "oleObject", "control", "activeXControlBinary", "attachedToolbars", "ui/extensibility")
_PICTURES = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "EMF", "WMF", "SVG")
"""What PowerPoint shows. None of them is opened here; whoever opens the deck has to."""
_WEB = ("https://", "http://", "mailto:")
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SETTINGS = (
    ("presProps", RT.PRES_PROPS, f'<p:presentationPr xmlns:p="{_P}"/>'),
    ("viewProps", RT.VIEW_PROPS, VIEW),
    ("tableStyles", RT.TABLE_STYLES, f'<a:tblStyleLst xmlns:a="{_A}" def="{MEDIUM_STYLE_2}"/>'),
)
_LEVELS = 5
_STEP = 342900
"""How much further in each level of a list stands, in EMU."""


class MasterError(LayoutError):
    """A master that cannot be used.

    Attributes:
        found: Each finding, with the keys in brand.yaml that lead to what it is about; none if it is the file itself.
    """

    def __init__(self, found: Iterable[tuple[tuple[str, ...], str]] | str) -> None:
        self.found = (((), found),) if isinstance(found, str) else tuple(found)
        super().__init__(Problem("master", 0, 0, message) for _, message in self.found)

    def __reduce__(self) -> tuple[type[MasterError], tuple[tuple[tuple[tuple[str, ...], str], ...]]]:
        """Let the error travel whole from a worker process."""
        return type(self), (self.found,)


@contextmanager
def plainly_damaged() -> Iterator[None]:
    """Say in a `MasterError` that a master is no sound file, whichever of the format's rules it breaks.

    There are some thousands of them (ISO/IEC 29500), which nobody looks at before a file is read.
    """
    try:
        yield
    except (*_PACKED_WRONG, *_SAID_WRONG) as error:
        raise MasterError(DAMAGED) from error


def opened(data: bytes) -> Any:
    """The presentation with its masters and layouts alone: no slides, notes, comments, sections, shows, settings.

    Raises:
        MasterError: The file is none, unpacks to too much, or holds macros, other programs' objects or links to files.
    """
    with plainly_damaged():
        presentation: Any = Presentation(io.BytesIO(_as_presentation(data)))
        _empty(presentation)
        for part in list(presentation.part.package.iter_parts()):
            _clean(part)
        _drop_poor_notes_master(presentation)
        _add_settings(presentation.part)
        for master in presentation.slide_masters:
            for layout in master.slide_layouts:
                _fill_footers(layout._element)
                if master._element.find(qn("p:txStyles")) is None:
                    _mend_layout(layout._element)
        return presentation


def _as_presentation(data: bytes) -> bytes:
    """The file as an ordinary presentation, be it a template or a show."""
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise MasterError("is no .pptx or .potx file, or has a password; save it as .pptx without one") from error
    with source:
        entries = source.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
            raise MasterError(
                f"unpacks to more than {LARGEST // 1_000_000} MB; remove large pictures and films from it"
            )
        if _TYPES not in source.namelist():
            raise MasterError("is no .pptx or .potx file; save it as .pptx")
        if any(count > 1 for count in Counter(source.namelist()).values()):
            raise MasterError(DAMAGED)
        types = _unpacked(source, source.getinfo(_TYPES))
        if b"macroEnabled" in types or any("vbaProject" in entry.filename for entry in entries):
            raise MasterError("holds macros; save it as .pptx, which has none")
        for other in _OTHER_MAINS:
            types = types.replace(other, _MAIN)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as copy:
            for entry in entries:
                copy.writestr(entry.filename, types if entry.filename == _TYPES else _unpacked(source, entry))
    return target.getvalue()


def _unpacked(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part, no larger than the file itself says that it is.

    Raises:
        MasterError: It is larger, or declares entities, which packages may not (ECMA-376, part 2).
    """
    with source.open(entry) as part:
        data = part.read(entry.file_size + 1)
    beginning = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")  # in UTF-8 or UTF-16
    if len(data) > entry.file_size or (beginning.startswith(b"<") and b"<!DOCTYPE" in beginning):
        raise MasterError(DAMAGED)
    return data


def _empty(presentation: Any) -> None:
    """Take out the slides, and all that belongs to them or to whoever made them."""
    part = presentation.part
    for entry in list(part._element.findall(qn("p:sldIdLst") + "/" + qn("p:sldId"))):
        entry.getparent().remove(entry)
    for name in _GONE:
        for element in part._element.findall(qn(f"p:{name}")):
            part._element.remove(element)
    for rels, kept in ((part.rels, _KEPT), (part.package._rels, _KEPT_OUTSIDE)):
        for key, relation in list(rels.items()):
            if relation.reltype not in kept:
                rels.pop(key)


def _clean(part: Any) -> None:
    """Unlink slides and add-ins' data from a part that is kept, refuse what could do something."""
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/relationships/")[2] or relation.reltype
        if kind in _ACTIVE:
            raise MasterError(
                f"{part.partname} holds an object of another program ({kind}); remove it from the slide master"
            )
        if relation.is_external and not (kind == "hyperlink" and relation.target_ref.startswith(_WEB)):
            raise MasterError(
                f"{part.partname} links to {relation.target_ref[:80]}; put what it needs into the file itself"
            )
        if kind == "image" and (found := kind_of(relation.target_part.blob)) not in _PICTURES:
            raise MasterError(
                f"{relation.target_part.partname} is no picture that PowerPoint shows"
                f"{f' but of the kind {found}' if found else ''}; put it into the slide master anew, as PNG"
            )
        if kind in ("slide", "tags", "customXml", "notesSlide", "comments"):
            _unlink(part, key)
    if hasattr(part, "_element"):
        for element in list(part._element.iter(qn("p:custDataLst"))):
            element.getparent().remove(element)


def _unlink(part: Any, key: str) -> None:
    for element in list(part._element.iter(etree.Element)) if hasattr(part, "_element") else ():
        if element.get(qn("r:id")) == key:
            element.getparent().remove(element)
    part.rels.pop(key)


def _mend_layout(layout: Any) -> None:
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


def _add_settings(part: Any) -> None:
    """Give the presentation the settings that PowerPoint asks for, which say nothing of slides that are gone."""
    for name, kind, root in _SETTINGS:
        if not any(relation.reltype == kind for relation in part.rels.values()):
            content_type = f"application/vnd.openxmlformats-officedocument.presentationml.{name}+xml"
            part.relate_to(Part(PackURI(f"/ppt/{name}.xml"), content_type, part.package, root.encode()), kind)


def _fill_footers(layout: Any) -> None:
    """Put a space into empty footers, without which LibreOffice forgets how they are set."""
    for shape in layout.xpath('.//p:sp[./p:nvSpPr/p:nvPr/p:ph/@type="ftr"]'):
        paragraph = shape.find(qn("p:txBody") + "/" + qn("a:p"))
        if paragraph is not None and not paragraph.findall(qn("a:r")):
            run = etree.Element(qn("a:r"))
            etree.SubElement(run, qn("a:t")).text = " "
            paragraph.insert(1 if paragraph.find(qn("a:pPr")) is not None else 0, run)


def _drop_poor_notes_master(presentation: Any) -> None:
    """Without a place for text in it, the notes master of the file is of no use."""
    part = presentation.part
    for key, relation in list(part.rels.items()):
        if relation.reltype == RT.NOTES_MASTER and not relation.target_part._element.xpath('.//p:ph[@type="body"]'):
            part.rels.pop(key)
            for element in part._element.findall(qn("p:notesMasterIdLst")):
                part._element.remove(element)
