"""The structure tree of pages that have become Form XObjects: what stood on a page now stands in one of its streams."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.writers.imposition.places import Place, Places
from handouts.writers.imposition.sheets import Spot


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


def _moved(kid: pikepdf.Object | int, around: Place | None, places: Places) -> pikepdf.Object:
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
