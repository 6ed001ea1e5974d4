"""What LibreOffice makes of a deck: where its text really stands, against the places that the file gives it."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from handouts.languages import known

TOLERANCE = 0.03
"""Inches by which letters may stand out of their place, or into each other's."""
SECONDS = 500
CAPTIONS = (13, 14)
"""The indices of placeholders for captions."""
LEAST = {"title": 22, "text": 20, "table": 14, "caption": 12, "foot": 11, "source": 14}
"""Points that type has at least: what is read from the back of a room, and what is looked up."""
SMALL = ("Credit", "Caption", "Year")
"""Parts of diagrams that are looked up: where something is from, the years on an axis."""
FEET = (KIND.FOOTER, KIND.DATE)


@dataclass(frozen=True)
class Area:
    """A rectangle in inches from the top left of the slide."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> bool:
        """Whether it stands out of another nowhere, but for the tolerance."""
        return (
            min(self.left - other.left, self.top - other.top, other.right - self.right, other.bottom - self.bottom)
            >= -TOLERANCE
        )

    def meets(self, other: Area) -> bool:
        """Whether it overlaps another by more than the tolerance."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > TOLERANCE and min(self.bottom, other.bottom) - max(self.top, other.top) > TOLERANCE

    def __str__(self) -> str:
        return f"{self.left:.2f}–{self.right:.2f} × {self.top:.2f}–{self.bottom:.2f} in"


@dataclass(frozen=True)
class Glyph:
    """A letter or digit on the page, its place and its size in points."""

    char: str
    area: Area
    size: float


def converted(decks: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """All decks as PDF files in one call of LibreOffice, by the names they are given."""
    copies = [Path(shutil.copy(path, folder / f"{name}.pptx")) for name, path in decks.items()]
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *copies], check=True, capture_output=True, timeout=SECONDS)
    return {name: folder / f"{name}.pdf" for name in decks}


def misfits(deck: Path, pdf: Path) -> list[str]:
    """Text out of its place, off the slide, over something else, too small, or not there at all."""
    presentation, pages = Presentation(str(deck)), pypdfium2.PdfDocument(pdf)
    if len(pages) != len(presentation.slides):
        return [f"{len(presentation.slides)} slides became {len(pages)} pages"]
    room = Area(0, 0, (presentation.slide_width or 0) / 914400, (presentation.slide_height or 0) / 914400)
    return [
        f"slide {number}, {complaint}"
        for number, (slide, page) in enumerate(zip(presentation.slides, pages, strict=True), 1)
        for complaint in _of_slide(slide, list(glyphs(page)), room)
    ]


def glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The letters and digits of a page in the order in which they are drawn."""
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        said = unicodedata.normalize("NFKC", chr(pdfium.FPDFText_GetUnicode(text, index)))
        if not said[0].isalnum():
            continue
        left, bottom, right, top = (side / 72 for side in text.get_charbox(index))
        area = Area(left, height / 72 - top, right, height / 72 - bottom)
        size = pdfium.FPDFText_GetFontSize(text, index) * _scale(text, index)
        yield from (Glyph(char, area, size) for char in said if char.isalnum())


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return float((matrix.c**2 + matrix.d**2) ** 0.5)


def _single(shapes: Any) -> Iterator[Any]:
    """The shapes, those of a group one by one; a line is not all of the box around it."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _single(shape.shapes)
        elif shape.shape_type != MSO_SHAPE_TYPE.LINE:
            yield shape


def _of_slide(slide: Any, drawn: list[Glyph], room: Area) -> Iterator[str]:
    taken: list[tuple[str, Area]] = []
    for shape in _single(slide.shapes):
        if not _texts(shape):
            if not shape.has_text_frame:
                taken.append((shape.name, _place(shape)))
            continue
        place, found = _place(shape), list[Glyph]()
        said_by = _credits(slide, shape)
        if shape.has_table:  # whose rows may grow
            place = replace(place, bottom=room.bottom)
        for text in _texts(shape):
            if not (letters := _found(text, drawn, place)):
                yield f"{shape.name}: “{text[:30]}…” is not shown"
            found += letters
            least = LEAST["caption" if text in said_by else _role(slide, shape)]
            if letters and (size := min(glyph.size for glyph in letters)) < least - 0.5:
                yield f"{shape.name}: type of {size:.0f} points"
        if not found:
            continue
        ink = _around(found)
        taken.append((shape.name, ink))
        if not ink.within(place):
            yield f"{shape.name}: text at {ink} stands out of {place}"
        if not ink.within(room):
            yield f"{shape.name}: text at {ink} is off the slide"
    for (one, area), (other, its) in combinations(taken, 2):
        if area.meets(its):
            yield f"{one} at {area} overlaps {other} at {its}"


def _found(text: str, drawn: list[Glyph], place: Area) -> list[Glyph]:
    """The letters of a paragraph, preferably where they belong, since other shapes may say the same.

    LibreOffice draws footers first, so that the order of the shapes is no help; PDFium may take the end of a line for
    a part of what stands beside it, so that a paragraph may be in two pieces.
    """
    words = _letters(text).split()
    whole = _pieces("".join(words), drawn)
    if whole:
        return next((letters for letters in whole if _around(letters).within(place)), whole[0])
    for cut in range(len(words) - 1, 0, -1):
        halves = [_pieces("".join(half), drawn) for half in (words[:cut], words[cut:])]
        first, second = (next((letters for letters in half if _around(letters).within(place)), None) for half in halves)
        if first and second:
            return first + second
    return []


def _pieces(said: str, drawn: list[Glyph]) -> list[list[Glyph]]:
    """All places where a run of letters and digits is drawn."""
    page = "".join(glyph.char for glyph in drawn)
    starts = (match.start() for match in re.finditer(f"(?={re.escape(said)})", page))
    return [drawn[start : start + len(said)] for start in starts]


def _letters(text: str) -> str:
    """Letters, digits and the spaces between words; a sign stands within a word."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum() or char.isspace())


def _texts(shape: Any) -> list[str]:
    """Each paragraph that a shape shows; none of a slide's number, which is a field."""
    if shape.has_table:
        frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
    elif shape.has_text_frame and not (shape.is_placeholder and shape.placeholder_format.type == KIND.SLIDE_NUMBER):
        frames = [shape.text_frame]
    else:
        return []
    texts = (paragraph.text for frame in frames for paragraph in frame.paragraphs)
    return [text for text in texts if _letters(text).strip()]


def _credits(slide: Any, shape: Any) -> list[str]:
    """What says beside a quotation where it is from: the second level of its placeholder."""
    if not shape.is_placeholder or not shape.has_text_frame or not _is(slide, "Text and Quotation"):
        return []
    return [paragraph.text for paragraph in shape.text_frame.paragraphs if paragraph.level]


def _role(slide: Any, shape: Any) -> str:
    if shape.has_table:
        return "table"
    form = shape.placeholder_format if shape.is_placeholder else None
    if form is not None and form.type in FEET:
        return "foot"
    if (form is not None and form.idx in CAPTIONS) or shape.name.startswith(SMALL):
        return "caption"
    if slide.shapes.title is not None and shape.shape_id == slide.shapes.title.shape_id:
        return "title"
    return "source" if _is(slide, "References") else "text"


def _is(slide: Any, layout: str) -> bool:
    """Whether a slide has this layout or one made of it, in any language."""
    names = {language.layouts.get(layout, layout) for language in known().values()}
    return re.sub(r"^\d+_", "", slide.slide_layout.name).partition(" – ")[0] in names


def _place(shape: Any) -> Area:
    left, top = shape.left.inches, shape.top.inches
    return Area(left, top, left + shape.width.inches, top + shape.height.inches)


def _around(letters: Iterable[Glyph]) -> Area:
    every = [letter.area for letter in letters]
    return Area(
        min(area.left for area in every),
        min(area.top for area in every),
        max(area.right for area in every),
        max(area.bottom for area in every),
    )
