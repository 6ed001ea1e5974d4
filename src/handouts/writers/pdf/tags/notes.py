"""Footnotes: the call is a reference, and the note follows it, wherever on the page it is printed."""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.elements import kids_of, object_at, take


class Notes:
    """The calls of a document, and their notes."""

    def __init__(self) -> None:
        self.in_area = False
        self.identified: dict[str, Any] = {}
        self._calls: dict[Any, Any] = {}
        self._notes: dict[Any, Any] = {}

    def enter(self, box: Any) -> None:
        """Go on with this box."""
        self.in_area = self.in_area or isinstance(box, boxes.FootnoteAreaBox)

    def mend(self, element: Any, box: Any, pdf: Any) -> bool:
        """Put calls and notes right [14.8.4.4.1]; whether the element has found another place."""
        tag = box.element_tag or ""
        if tag.endswith("::footnote-call"):
            element["S"] = "/Reference"
            self._calls[box.element] = element
        elif tag.endswith("::footnote-marker"):
            element["S"] = "/Lbl"
        elif self.in_area and box.element in self._calls:
            self._place(element, box.element, pdf)
            return True
        return False

    def _place(self, element: Any, origin: Any, pdf: Any) -> None:
        if (note := self._notes.get(origin)) is not None:
            take(note, kids_of(pdf, element))
            element.clear()
            return
        call = self._calls[origin]
        around = object_at(pdf, call["P"])  # by now: what a page breaks in two has become one
        name = f"note-{len(self._notes) + 1}"
        element["S"], element["ID"], element["P"] = "/Note", pydyf.String(name), around.reference
        around["K"].insert(around["K"].index(call.reference) + 1, element.reference)
        self._notes[origin] = self.identified[name] = element
