"""Pages as Form XObjects [8.10] on the pages that sides are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from handouts.writers.imposition.sheets import Side, Spot


@dataclass(frozen=True)
class Place:
    """Where a former page is now: the side, the Form XObject with its content, and its spot on the side."""

    side: pikepdf.Object
    form: pikepdf.Object
    spot: Spot


@dataclass(frozen=True)
class Places:
    """The places of all former pages, found by the numbers of their objects."""

    _by_number: Mapping[tuple[int, int], tuple[pikepdf.Object, Place]]

    def at(self, page: pikepdf.Object | None) -> Place | None:
        """The place of a former page; None for anything else."""
        return self._by_number[page.objgen][1] if page is not None and page.objgen in self._by_number else None

    def items(self) -> Iterable[tuple[pikepdf.Object, Place]]:
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
            places[page.objgen] = page, Place(sheet, form, spot)
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
