"""The fonts in a file [ISO 19005-3 6.2.11]: embedded, cut down, the shipped ones, and with a way back to text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from .structure import opened

SHIPPED = re.compile(r"(Source-?Sans|Gentium-?Book-?Plus|Noto-?Sans-?JP|Noto-?Sans)\b")
SUBSET = re.compile(r"/[A-Z]{6}\+(.+)")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
SHOWN = re.compile(rb"[<>0-9a-fA-F.\s\[-]*\]\s*TJ|<[0-9a-fA-F]*>\s*Tj")
CODES = re.compile(rb"<([0-9a-fA-F]+)>")


def embedded(path: Path) -> list[str]:
    """Each font is embedded, as TrueType, and a subset; each can be turned back into text."""
    fonts = list(_fonts(path))
    found = [] if fonts else ["no fonts"]
    for name, font in fonts:
        face = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
        descriptor = face.get("/FontDescriptor", {})
        if not any(file in descriptor for file in FILES):
            found.append(f"{name} is not embedded")
        if not SUBSET.fullmatch(name):
            found.append(f"{name} is not a subset")
        if face["/Subtype"] not in ("/CIDFontType2", "/TrueType"):
            found.append(f"{name} is {face['/Subtype']}, not TrueType")
        if "/ToUnicode" not in font and (face is not font or "/Encoding" not in font):
            found.append(f"{name} cannot be turned back into text")
    return found


def shipped(path: Path) -> list[str]:
    """Nothing but the families that come with the tool."""
    names = (name.partition("+")[2] or name for name, _ in _fonts(path))
    return [f"{name} is not shipped" for name in names if not SHIPPED.match(name)]


def glyphs(path: Path) -> list[str]:
    """No piece of text shows glyph 0, the box that stands for a missing letter."""
    found = []
    for number, page in enumerate(opened(path).pdf.pages, 1):
        shown = [code for line in SHOWN.findall(_stream(page)) for code in CODES.findall(line)]
        if opened(path).drawn[number - 1] and not shown:
            found.append(f"page {number}: no text that this check can read")
        if any(code[at : at + 4] == b"0000" for code in shown for at in range(0, len(code), 4)):
            found.append(f"page {number}: a letter without a glyph")
    return found


def _stream(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return bytes(page.obj["/Contents"].read_bytes())


def _fonts(path: Path) -> Iterator[tuple[str, pikepdf.Object]]:
    """(name with its slash, font) of every font that a page can select."""
    for thing in opened(path).pdf.objects:
        font = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Font
        if font and thing["/Subtype"] not in ("/CIDFontType0", "/CIDFontType2"):
            yield str(thing["/BaseFont"]), thing


CHECKS = (embedded, shipped, glyphs)
