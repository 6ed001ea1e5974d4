"""What a file says of itself: title, language, conformance, size; and what it must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

from .structure import opened

UA, A = "{http://www.aiim.org/pdfua/ns/id/}", "{http://www.aiim.org/pdfa/ns/id/}"
FILE_LIKE = re.compile(r".*\.(html|pdf|yaml|yml|j2)|(un(titled|benannt)|document|dokument).*", re.IGNORECASE)
PAPER = {"poster": (420, 297)}
A4 = (210, 297)
MOST_BYTES = 500_000
"""A slow line, as a school's, takes a few seconds for it; the largest file has four fifths of that."""
FORBIDDEN = ("/JavaScript", "/Launch", "/ImportData", "/GoToR", "/SubmitForm")


def title(path: Path) -> list[str]:
    """A title for people, the same in both places, and shown instead of the file name."""
    pdf = opened(path).pdf
    info, xmp = str(pdf.docinfo.get("/Title", "")), pdf.open_metadata().get("dc:title")
    found = [] if info == xmp else [f"title {info!r}, in XMP {xmp!r}"]
    if len(info) < 5 or FILE_LIKE.fullmatch(info):
        found.append(f"title {info!r}")
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        found.append("the window shows the file name, not the title")
    return found


def language(path: Path) -> list[str]:
    """The language of the folder that the file lies in."""
    said, wanted = str(opened(path).pdf.Root.get("/Lang", "")), path.parts[-3]
    return [] if said.split("-")[0] == wanted else [f"language {said!r}, wanted {wanted!r}"]


def conformance(path: Path) -> list[str]:
    """PDF/UA-1 and PDF/A-3a are claimed, and the file is marked as tagged."""
    pdf = opened(path).pdf
    metadata = pdf.open_metadata()
    claims = [metadata.get(f"{UA}part"), metadata.get(f"{A}part"), metadata.get(f"{A}conformance")]
    found = [] if claims == ["1", "3", "A"] else [f"claims PDF/UA and PDF/A {claims}"]
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        found.append("not marked as tagged")
    if "/OutputIntents" not in pdf.Root or "/ID" not in pdf.trailer:
        found.append("no output intent or no identifier")
    return found


def paper(path: Path) -> list[str]:
    """A4, posters A3 across; readers tab through a page as the tree goes."""
    wanted = PAPER.get(path.stem, A4)
    found = []
    for number, page in enumerate(opened(path).pdf.pages, 1):
        left, bottom, right, top = (float(side) for side in page.mediabox)
        size = round((right - left) / 72 * 25.4), round((top - bottom) / 72 * 25.4)
        if size != wanted:
            found.append(f"page {number} is {size} mm, not {wanted}")
        if "/Annots" in page.obj and page.obj.get("/Tabs") != "/S":
            found.append(f"page {number} is not tabbed through by structure")
    return found


def harmless(path: Path) -> list[str]:
    """Nothing runs, nothing is attached, nothing is encrypted, no path of a machine, and the file is small."""
    pdf = opened(path).pdf
    found = ["the file does something when it is opened"] if "/AA" in pdf.Root else []
    found += [f"attachment {name!r}" for name in pdf.attachments]
    if pdf.is_encrypted:
        found.append("encrypted")
    for thing in _dictionaries(pdf.objects):
        if thing.get("/S") in FORBIDDEN or "/JS" in thing:
            found.append(f"action {thing.get('/S')}")
        found += [str(value) for value in thing.values() if isinstance(value, pikepdf.String) and "file:" in str(value)]
    size = path.stat().st_size
    return found + ([f"{size} bytes, more than {MOST_BYTES}"] if size > MOST_BYTES else [])


def _dictionaries(things: Iterable[object]) -> Iterator[pikepdf.Dictionary]:
    """All dictionaries, those within others too; what is an object of its own is met there."""
    for thing in things:
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            yield from _dictionaries(value for value in thing.values() if not getattr(value, "is_indirect", False))


CHECKS = (title, language, conformance, paper, harmless)
