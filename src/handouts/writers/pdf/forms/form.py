"""The form of a file: all fields, by name, and what they are typed with.

The objects of one field: an annotation that is its own field [12.5.6.19], with what it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from handouts.writers.pdf.forms.places import FieldPlace, family_of, groups_of, places_on
from handouts.writers.pdf.forms.typeface import Typeface, embed, typeface

FONT = "Text"
"""The name of the font in the form's resources."""
CENTRED = 1
PRINT = 1 << 2
MULTILINE = 1 << 12
ON = "Yes"
INK = 0.1
STROKE = 0.16
"""Thickness of a tick, of the square it is in."""
TICK = ((-0.3, 0.02), (-0.08, -0.24), (0.42, 0.5))
"""Its corners from the middle, of the square it is in."""
DEFAULT_SIZE = 11.0


def widget(place: FieldPlace, pdf: Any, page: Any, ticks: dict[str, Any]) -> Any:
    """The annotation of a place; the page itself prints lines and frames, so it shows nothing but the answer.

    Args:
        place: Where it goes.
        pdf: The file, which gets the annotation and its appearances.
        page: The page it is on.
        ticks: The ticks drawn so far, which all boxes of one size share; it grows.

    Returns:
        The annotation, whose name is not set.
    """
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": pydyf.Array(place.rectangle),
            "P": page.reference,
            "F": PRINT,
            "TU": pydyf.String(place.tip),
            "BS": pydyf.Dictionary({"W": 0}),
        }
    )
    annotation.update(_ticked(place, pdf, ticks) if place.kind == "tick" else _typed(place, pdf))
    pdf.add_object(annotation)
    return annotation


def appearance_of(size: float) -> Any:
    """How a viewer is to set what is typed [12.7.3.3]."""
    return pydyf.String(f"/{FONT} {size:g} Tf {INK} g")


def _typed(place: FieldPlace, pdf: Any) -> dict[str, Any]:
    """Each has an appearance of its own, since viewers write into it."""
    empty = _drawing(*_extent(place), "/Tx BMC EMC")
    pdf.add_object(empty)
    entries = {"FT": "/Tx", "DA": appearance_of(place.size), "AP": pydyf.Dictionary({"N": empty.reference})}
    if place.kind != "line":
        entries["Ff"] = MULTILINE
    elif place.length:
        entries |= {"MaxLen": place.length, "Q": CENTRED}
    return entries


def _ticked(place: FieldPlace, pdf: Any, ticks: dict[str, Any]) -> dict[str, Any]:
    width, height = _extent(place)
    states = pydyf.Dictionary()
    for state, drawing in ((ON, _tick(width, height, place.size)), ("Off", "")):
        key = f"{width} {height} {drawing}"
        if key not in ticks:
            ticks[key] = _drawing(width, height, drawing)
            pdf.add_object(ticks[key])
        states[state] = ticks[key].reference
    return {"FT": "/Btn", "V": "/Off", "AS": "/Off", "AP": pydyf.Dictionary({"N": states})}


def _drawing(width: float, height: float, operators: str) -> Any:
    """A form XObject [8.10]."""
    return pydyf.Stream([operators], {"Subtype": "/Form", "BBox": pydyf.Array((0, 0, width, height))})


def _extent(place: FieldPlace) -> tuple[float, float]:
    left, bottom, right, top = place.rectangle
    return round(right - left, 2), round(top - bottom, 2)


def _tick(width: float, height: float, side: float) -> str:
    """A tick over the middle of the area; it reaches out of the printed square at the upper right."""
    points = [f"{width / 2 + x * side:.2f} {height / 2 + y * side:.2f}" for x, y in TICK]
    path = f"{points[0]} m {points[1]} l {points[2]} l"
    return f"{INK} G {side * STROKE:.2f} w 1 J 1 j {path} S"


@contextmanager
def with_fields(document: Any) -> Iterator[None]:
    """Give a document that is written meanwhile the fields that its template marks; without marks nothing happens.

    Args:
        document: A rendered WeasyPrint document, about to be written.

    Raises:
        LayoutError: A mark is not complete, a name is there twice, or the typeface is not shipped.
    """
    found = places_on(document.pages)
    if not any(found):
        yield
        return
    for page, places in zip(document.pages, found, strict=True):
        page.forms = places
    form, write = _Form(typeface(family_of(document.pages))), weasyprint.pdf.add_forms
    weasyprint.pdf.add_forms = form.write
    try:
        yield
    finally:
        weasyprint.pdf.add_forms = write


class _Form:
    """The form while it is written, page by page."""

    def __init__(self, face: Typeface) -> None:
        self._face = face
        self._groups: dict[str, Any] = {}
        self._ticks: dict[str, Any] = {}
        self._fields: Any = pydyf.Array()

    def write(self, places: list[FieldPlace], _matrix: Any, pdf: Any, page: Any, *_rest: Any) -> None:
        """Write the fields of one page; WeasyPrint calls this in place of its own.

        Each is listed with its page in reading order, and hung on its box, for WeasyPrint's structure tree to hold.
        """
        if "AcroForm" not in pdf.catalog:
            self._begin(pdf)
        for place in places:
            field = widget(place, pdf, page, self._ticks)
            self._name(field, place.name, pdf)
            page.setdefault("Annots", pydyf.Array()).append(field.reference)
            place.box.widget_annotation = field

    def _begin(self, pdf: Any) -> None:
        """Viewers need not make appearances: each field has its own (ISO 19005-3, 6.4.1)."""
        fonts = pydyf.Dictionary({FONT: embed(self._face, pdf)})
        form = pydyf.Dictionary(
            {
                "Fields": self._fields,
                "DA": appearance_of(DEFAULT_SIZE),
                "DR": pydyf.Dictionary({"Font": fonts}),
            }
        )
        pdf.add_object(form)
        pdf.catalog["AcroForm"] = form.reference

    def _name(self, field: Any, name: str, pdf: Any) -> None:
        """Hang a field below the groups that its name begins with [12.7.3.2]."""
        parent = None
        for path in groups_of(name):
            if path not in self._groups:
                self._groups[path] = pydyf.Dictionary({"Kids": pydyf.Array()})
                pdf.add_object(self._groups[path])
                self._hang(self._groups[path], path, parent)
            parent = self._groups[path]
        self._hang(field, name, parent)

    def _hang(self, field: Any, name: str, parent: Any) -> None:
        field["T"] = pydyf.String(name.rsplit(".", 1)[-1])
        if parent is not None:
            field["Parent"] = parent.reference
        (self._fields if parent is None else parent["Kids"]).append(field.reference)
