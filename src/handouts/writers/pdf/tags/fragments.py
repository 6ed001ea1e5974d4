"""What a page or column breaks in two stays one element."""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.elements import kids_of, take

WHOLE = ("/Figure", "/Form", "/Link")
"""These hold marked content themselves, which has to be on the page that they name."""


class Fragments:
    """The elements of blocks, so that the second part of one finds the first."""

    def __init__(self) -> None:
        self._first: dict[tuple[Any, str], Any] = {}

    def joined(self, element: Any, box: Any, pdf: Any) -> bool:
        """Whether it goes on with an earlier element; that has got all it holds then."""
        if element["S"] in WHOLE or isinstance(box, boxes.InlineLevelBox) or _generated(box):
            return False
        first = self._first.setdefault((box.element, element["S"]), element)
        if first is element:
            return False
        take(first, kids_of(pdf, element))
        element.clear()
        element["A"] = pydyf.Dictionary()  # WeasyPrint still writes the headers of cells there
        return True


def lifted(element: Any, parent: Any, pdf: Any) -> list[Any]:
    """What an element holds, given to the one around it: layout makes boxes inside boxes that mean nothing."""
    kids = kids_of(pdf, element)
    for kid in kids:
        if "S" in kid:
            kid["P"] = parent.reference
    element.clear()
    return kids


def _generated(box: Any) -> bool:
    return box.element is None or "::" in (box.element_tag or "")
