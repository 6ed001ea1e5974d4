"""PDF → PDF: pages put together on sheets, to fold as a booklet or to read several a side.

What the pages are stays as it was, only where it lies is told anew: tags, links, bookmarks, claims and metadata are
kept, so that the imposed file is as accessible and as lasting as the plain one. Numbers in brackets are sections of
ISO 32000-1. It is written for the files that `writers.pdf` makes.

Which page lies where on which side of which sheet is arithmetic, lengths in points. What stood on a page stands in a
stream of its Form XObject [8.10] then, and so the structure tree, bookmarks and links lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree

if TYPE_CHECKING:
    from handouts.model.edition import Imposition


Size = tuple[float, float]
"""Width and height."""

FOLDED = 4
"""Pages on a sheet that is folded once."""
__all__ = ["impose", "sides"]


@dataclass(frozen=True)
class Spot:
    """Where a page, counted from 0, lies on a side: it is scaled, then shifted from the lower left corner."""

    page: int
    scale: float
    left: float
    bottom: float

    def moved(self, x: float, y: float) -> Size:
        """Where a point of the page comes to lie on the side."""
        return round(self.left + x * self.scale, 4), round(self.bottom + y * self.scale, 4)


@dataclass(frozen=True)
class Side:
    """One side of a sheet and the pages on it, from left to right, from top to bottom."""

    size: Size
    spots: tuple[Spot, ...]


def arrange(pages: Sequence[Size], imposition: Imposition) -> list[Side]:
    """The sides in the order in which they are printed.

    A booklet's sheet has twice the width of its pages, which keep their size. A sheet of several pages has the size of
    one, lying for two pages and upright for four. The first page is the model: others are made to fit.
    """
    width, height = pages[0]
    if imposition == "booklet":
        return [_side(pages, row, (2 * width, height), 2, 1) for row in _folded(len(pages))]
    number = 2 if imposition == "2up" else 4
    rows = [range(first, min(first + number, len(pages))) for first in range(0, len(pages), number)]
    sheet = (height, width) if number == 2 else (width, height)
    return [_side(pages, row, sheet, 2, number // 2) for row in rows]


def _folded(count: int) -> Iterator[tuple[int, int]]:
    """Left and right page of each side when all sheets are folded into one another; blank ones are `count` or more."""
    last = -(-count // FOLDED) * FOLDED - 1
    for near in range((last + 1) // 2):
        yield (near, last - near) if near % 2 else (last - near, near)


def _side(pages: Sequence[Size], row: Sequence[int], size: Size, columns: int, rows: int) -> Side:
    """Pages in the middle of the cells of a grid, as large as they fit."""
    cell_width, cell_height = size[0] / columns, size[1] / rows
    spots = []
    for number, page in enumerate(row):
        if page < len(pages):
            width, height = pages[page]
            scale = min(cell_width / width, cell_height / height)
            left = cell_width * (number % columns) + (cell_width - width * scale) / 2
            bottom = cell_height * (rows - 1 - number // columns) + (cell_height - height * scale) / 2
            spots.append(Spot(page, round(scale, 6), round(left, 4), round(bottom, 4)))
    return Side(size, tuple(spots))


def impose(data: bytes, imposition: Imposition) -> bytes:
    """Put the pages of a document on sheets.

    Args:
        data: A PDF; its pages are upright, and those of a booklet have half the size of the sheet.
        imposition: `booklet` is to be printed on both sides, turned on the short edge, folded and stapled; missing
            pages at its end stay blank. `2up` and `4up` show reduced pages in reading order on sheets of their size.

    Returns:
        The PDF of the sheets' sides; the same input gives the same bytes.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = list(pdf.pages)
        sides = arrange([(float(page.trimbox[2]), float(page.trimbox[3])) for page in pages], imposition)
        labels = [", ".join(str(spot.page + 1) for spot in side.spots) for side in sides]
        places = placed(pdf, pages, sides)
        for page, place in places.items():
            _move_links(page, place)
        retag(pdf.Root, places)
        lead_to(pdf, places)
        del pdf.pages[: len(pages)]
        _tell(pdf, labels, imposition)
        return _saved(pdf)


def sides(data: bytes) -> int:
    """How many pages a PDF has; of one that is imposed, how many sides of sheets."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _move_links(page: pikepdf.Object, place: PagePlace) -> None:
    """Let what can be clicked at lie where the words now are [12.5.2]."""
    for link in page.get("/Annots", ()):
        left, bottom, right, top = (float(number) for number in link.Rect)
        link.Rect = Array([*place.spot.moved(left, bottom), *place.spot.moved(right, top)])
        if "/P" in link:
            link.P = place.side
        place.side.Annots.append(link)


def _tell(pdf: pikepdf.Pdf, labels: list[str], imposition: Imposition) -> None:
    """Name each side by its pages [12.4.2]; ask for paper of its size, and a booklet to be turned rightly [12.2]."""
    entries = [(number, Dictionary(P=pikepdf.String(label))) for number, label in enumerate(labels)]
    pdf.Root.PageLabels = Dictionary(Nums=Array([part for entry in entries for part in entry]))
    preferences = pdf.Root.ViewerPreferences
    preferences.PrintScaling = Name("/None")
    if imposition == "booklet":
        preferences.Duplex = Name.DuplexFlipShortEdge


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file, its identifier hashed from its content, its metadata as they were."""
    out = BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=streams, fix_metadata_version=False)
    return out.getvalue()


def lead_to(pdf: pikepdf.Pdf, places: Places) -> None:
    """Let all destinations on former pages lead to the same point of their places."""
    for destination in _destinations(pdf):
        page, _, left, top, *_ = destination
        if place := places.at(page):
            destination[0] = place.side
            destination[2], destination[3] = place.spot.moved(float(left), float(top))


def _destinations(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Destinations as arrays of page, `/XYZ`, left, top and zoom [12.3.2.2]; links mostly have names of some."""
    root = pdf.Root
    if "/Dests" in root.get("/Names", {}):
        yield from NameTree(root.Names.Dests).values()
    holders = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]
    if "/Outlines" in root:
        holders += _bookmarks(root.Outlines)
    yield from (holder.Dest for holder in holders if isinstance(holder.get("/Dest"), Array))


def _bookmarks(outlines: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [outlines]
    while waiting:
        entry = waiting.pop()
        waiting.extend(entry[key] for key in ("/First", "/Next") if key in entry)
        yield entry


def retag(root: pikepdf.Object, places: Places) -> None:
    """Point all tags from the former pages to their places; their order stays that of reading.

    Args:
        root: The document's catalog.
        places: Where the former pages are.
    """
    if "/StructTreeRoot" not in root:
        return
    waiting = list(_kids(root.StructTreeRoot))
    while waiting:
        element = waiting.pop()
        waiting.extend(kid for kid in _kids(element) if "/S" in kid)
        _retag(element, places)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements and references below an element; numbers of marks are left out."""
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            yield kid


def _retag(element: pikepdf.Object, places: Places) -> None:
    place = places.at(element.get("/Pg"))
    if "/K" in element:
        kids = element.K
        if isinstance(kids, Array):
            element.K = Array([_moved(kid, place, places) for kid in kids])
        else:
            element.K = _moved(kids, place, places)
    if place:
        element.Pg = place.side
        _move_box(element, place.spot)


def _moved(kid: pikepdf.Object | int, around: PagePlace | None, places: Places) -> pikepdf.Object:
    """A mark by its number on a page becomes one in a stream [14.7.4.2]; a link gets its new page [14.7.4.3]."""
    if isinstance(kid, int):
        assert around is not None
        return Dictionary(Type=Name.MCR, Pg=around.side, Stm=around.form, MCID=kid)
    place = places.at(kid.get("/Pg")) or around
    if place and "/S" not in kid:
        kid.Pg = place.side
        if "/MCID" in kid and "/Stm" not in kid:
            kid.Stm = place.form
    return kid


def _move_box(element: pikepdf.Object, spot: Spot) -> None:
    """A picture's box is told on the side [14.8.5.4.3]."""
    attributes = element.get("/A", ())
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary) and "/BBox" in attribute:
            left, bottom, right, top = (float(number) for number in attribute.BBox)
            attribute.BBox = Array([*spot.moved(left, bottom), *spot.moved(right, top)])


@dataclass(frozen=True)
class PagePlace:
    """Where a former page is now: the side, the Form XObject with its content, and its spot on the side."""

    side: pikepdf.Object
    form: pikepdf.Object
    spot: Spot


@dataclass(frozen=True)
class Places:
    """The places of all former pages, found by the numbers of their objects."""

    _by_number: Mapping[tuple[int, int], tuple[pikepdf.Object, PagePlace]]

    def at(self, page: pikepdf.Object | None) -> PagePlace | None:
        """The place of a former page; None for anything else."""
        return self._by_number[page.objgen][1] if page is not None and page.objgen in self._by_number else None

    def items(self) -> Iterable[tuple[pikepdf.Object, PagePlace]]:
        """All former pages with their places."""
        return self._by_number.values()


def placed(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page], sides: Sequence[Side]) -> Places:
    """Append the sides to the document; the former pages stay in it."""
    places = {}
    for side in sides:
        forms = {spot: _form(pages[spot.page]) for spot in side.spots}
        sheet = _page(pdf, side, forms)
        for spot, form in forms.items():
            page = pages[spot.page].obj
            places[page.objgen] = page, PagePlace(sheet, form, spot)
    return Places(places)


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """The content of a page; its marks are found in the tree of tags by the number that was the page's [14.7.4.4]."""
    form = page.as_form_xobject()
    if "/StructParents" in page.obj:
        form.StructParents = page.obj.StructParents
    return form


def _page(pdf: pikepdf.Pdf, side: Side, forms: Mapping[Spot, pikepdf.Object]) -> pikepdf.Object:
    box = Array([0, 0, *(round(length, 4) for length in side.size)])
    names = {f"/Page{spot.page + 1}": form for spot, form in forms.items()}
    drawing = "\n".join(
        f"q {spot.scale:g} 0 0 {spot.scale:g} {spot.left:g} {spot.bottom:g} cm {name} Do Q"
        for spot, name in zip(forms, names, strict=True)
    )
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=box,
                TrimBox=box,
                Resources=Dictionary(XObject=Dictionary(names)),
                Contents=pdf.make_stream(drawing.encode("ascii")),
                Annots=Array(),
                Tabs=Name.S,
            )
        )
    )
    return pdf.pages[-1].obj
