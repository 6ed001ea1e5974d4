"""The form of a file: all fields, by name, and what they are typed with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from handouts.writers.pdf.forms.places import Place, family_of, groups_of, places_on
from handouts.writers.pdf.forms.typeface import Typeface, embed, typeface
from handouts.writers.pdf.forms.widgets import FONT, appearance_of, widget

DEFAULT_SIZE = 11.0


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

    def write(self, places: list[Place], _matrix: Any, pdf: Any, page: Any, *_rest: Any) -> None:
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
