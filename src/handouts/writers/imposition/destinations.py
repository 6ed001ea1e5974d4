"""Where bookmarks and links lead to [12.3.2], once the pages lie on sheets. WeasyPrint names a point of a page."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, NameTree

from handouts.writers.imposition.places import Places


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
