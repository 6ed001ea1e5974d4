"""Bytes of a Word document → its parts, none of them larger than memory can take."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

from handouts.errors import ContentError, one_problem
from handouts.importing.xml import tree_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 200 * 1024 * 1024
_MOST_PARTS = 5000
_AGAIN = "open it in Word, and save it as .docx once more"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parts_of(raw: bytes, name: str) -> dict[str, bytes]:
    """The parts by their names; those that are XML are sound.

    Raises:
        ContentError: It is an old or protected document, damaged, too large, or none.
    """
    if raw.startswith(_OLE):
        raise ContentError(
            one_problem(name, f"an old Word document (.doc), or one that a password protects; {_AGAIN} without one")
        )
    try:
        with ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST:
                raise ContentError(one_problem(name, "this document is larger than 200 MB; take out its pictures"))
            parts: dict[str, bytes] = {}
            for entry in entries:
                with archive.open(entry) as file:
                    parts[entry.filename] = file.read(entry.file_size + 1)
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise ContentError(
            one_problem(name, f"this is no Word document (.docx), or a damaged one; {_AGAIN}")
        ) from error
    for part, content in parts.items():
        if part.endswith((".xml", ".rels")):
            tree_of(content, f"{name} ({part})")
    return parts


def main_part(parts: dict[str, bytes], name: str) -> str:
    """The name of the part that holds the text.

    Raises:
        ContentError: There is none.
    """
    if "_rels/.rels" in parts:
        for one in tree_of(parts["_rels/.rels"], name).iter(_RELATION):
            if (one.get("Type") or "").endswith("/officeDocument"):
                found = posixpath.normpath((one.get("Target") or "").lstrip("/"))
                if found in parts and found.endswith(".xml"):
                    return found
    raise ContentError(one_problem(name, f"this document holds no text; {_AGAIN}"))


def zipped(parts: dict[str, bytes]) -> BytesIO:
    """The parts as one file again."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made.seek(0)
    return made


def xml_bytes(tree: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
