"""A built PDF as plain data: its structure tree (pikepdf) and what is drawn on its pages (PDFium)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Mark = tuple[int, int]
"""A page, counted from 0, and the number (MCID) of a piece of marked content on it."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """In square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def shared(self, other: Box) -> Box:
        """Where both are; its area is 0 if they do not meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def around(self, other: Box) -> Box:
        """The smallest that holds both."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Box(left, bottom, max(self.right, other.right), max(self.top, other.top))


@dataclass(frozen=True)
class Drawn:
    """One piece of text, line work or picture on a page."""

    kind: int
    box: Box
    number: int
    artifact: bool
    text: str

    @property
    def is_text(self) -> bool:
        """Letters, not spaces alone."""
        return self.kind == pdfium.FPDF_PAGEOBJ_TEXT and bool(self.text.strip())


@dataclass(eq=False)
class Element:
    """One element of the structure tree; `kind` is its type after the role map."""

    kind: str
    raw: pikepdf.Dictionary
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    annotations: list[tuple[int, int]] = field(default_factory=list)

    def below(self) -> Iterator[Element]:
        """Itself and all that it holds, in reading order."""
        yield self
        for child in self.children:
            yield from child.below()

    def inside(self, *kinds: str) -> bool:
        """Whether it, or what holds it, is of one of these kinds."""
        return self.kind in kinds or (self.parent is not None and self.parent.inside(*kinds))

    def attribute(self, name: str) -> object:
        """What an attribute object says, or None."""
        for holder in items(self.raw.get("/A")):
            if isinstance(holder, pikepdf.Dictionary) and name in holder:
                return holder[name]
        return None


def items(value: object) -> list[object]:
    """A PDF entry that may be missing, one thing, or an array of things."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


class Document:
    """An opened PDF; what is asked for is read once."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self._pages = pypdfium2.PdfDocument(path)

    @cached_property
    def elements(self) -> list[Element]:
        """The structure tree in reading order; empty if there is none."""
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            return []
        roles = {str(name): str(role) for name, role in root.get("/RoleMap", {}).items()}
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        found: list[Element] = []
        for kid in items(root.get("/K")):
            if isinstance(kid, pikepdf.Dictionary):
                found += _element(kid, None, None, roles, pages).below()
        return found

    @cached_property
    def drawn(self) -> list[list[Drawn]]:
        """What is drawn on each page, in the order of painting."""
        return [list(_drawn(page)) for page in self._pages]

    @cached_property
    def spoken(self) -> dict[Mark, list[Drawn]]:
        """What is drawn, by the marked content that it belongs to."""
        found: dict[Mark, list[Drawn]] = {}
        for page, drawn in enumerate(self.drawn):
            for thing in drawn:
                if thing.number >= 0 and not thing.artifact:
                    found.setdefault((page, thing.number), []).append(thing)
        return found

    def pieces(self, element: Element) -> list[tuple[int, Drawn]]:
        """(page, what is drawn) of an element and all that it holds, in reading order."""
        return [
            (mark[0], thing) for part in element.below() for mark in part.marks for thing in self.spoken.get(mark, [])
        ]

    def text(self, element: Element) -> str:
        """What a screen reader says for an element, spaces made plain."""
        return " ".join("".join(thing.text for _, thing in self.pieces(element)).split())


@lru_cache(maxsize=4)
def opened(path: Path) -> Document:
    """The document of a path; checks of one file that run one after the other share it."""
    return Document(path)


def _element(
    raw: pikepdf.Dictionary,
    parent: Element | None,
    page: int | None,
    roles: dict[str, str],
    pages: dict[tuple[int, int], int],
) -> Element:
    kind = str(raw.get("/S", "/?"))
    element = Element(roles.get(kind, kind)[1:], raw, parent)
    page = pages.get(raw["/Pg"].objgen) if "/Pg" in raw else page
    for kid in items(raw.get("/K")):
        if not isinstance(kid, pikepdf.Dictionary):
            element.marks.append((-1 if page is None else page, int(kid)))  # type: ignore[call-overload]
        elif kid.get("/Type") == pikepdf.Name.MCR:
            at = pages.get(kid["/Pg"].objgen) if "/Pg" in kid else page
            element.marks.append((-1 if at is None else at, int(kid["/MCID"])))
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            element.annotations.append(kid["/Obj"].objgen)
        else:
            element.children.append(_element(kid, element, page, roles, pages))
    return element


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    letters = page.get_textpage()
    for thing in page.get_objects(max_depth=1):
        text = _text(thing, letters) if thing.type == pdfium.FPDF_PAGEOBJ_TEXT else ""
        number = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
        yield Drawn(thing.type, Box(*thing.get_bounds()), number, "Artifact" in _marks(thing), text)


def _text(thing: pypdfium2.PdfObject, letters: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(thing.raw, letters.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(thing.raw, letters.raw, pointer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marks(thing: pypdfium2.PdfObject) -> Iterator[str]:
    """The names of the marks around a piece of content."""
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    for index in range(pdfium.FPDFPageObj_CountMarks(thing.raw)):
        mark = pdfium.FPDFPageObj_GetMark(thing.raw, index)
        if pdfium.FPDFPageObjMark_GetName(mark, pointer, len(buffer), length):
            yield buffer.raw[: length.value].decode("utf-16-le").rstrip("\0")
