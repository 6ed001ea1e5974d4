"""Lists: how they are numbered, and one label and one body in each item.

Footnotes: the call is a reference, and the note follows it, wherever on the page it is printed.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.elements import kids_of, new_element, object_at, take

NUMBERINGS = {
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
    "decimal": "/Decimal",
    "decimal-leading-zero": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "lower-latin": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "upper-latin": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
}
"""How items are counted, by CSS counter style [14.8.5.5]."""


def number(element: Any, box: Any) -> None:
    """Say how a list is numbered [14.8.5.5]."""
    items = [child for child in box.children if child.element_tag == "li"]
    if items:
        style = items[0].style["list_style_type"]
        other = "/Decimal" if box.element_tag == "ol" and style != "none" else "/None"
        numbering = NUMBERINGS.get(style, other) if isinstance(style, str) else other
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def wrap(item: Any, pdf: Any) -> None:
    """Put all that a list item holds beside its label into one body [14.8.4.3.3]; a bullet drawn as a picture is none.

    An item that a page or column breaks in two has several bodies up to now.
    """
    parts = kids_of(pdf, item)
    labels = [part for part in parts if part.get("S") == "/Lbl" and part["K"]]
    inside = [part for part in parts if part.get("S") != "/Lbl"]
    item["K"] = pydyf.Array()
    take(item, [*labels, *([_body(inside, item, pdf)] if inside else [])])


def _body(inside: list[Any], item: Any, pdf: Any) -> Any:
    if all(part.get("S") == "/LBody" for part in inside):
        body, *rest = inside
        for part in rest:
            take(body, kids_of(pdf, part))
            part.clear()
        return body
    for part in inside:
        if part.get("S") == "/LBody":
            part["S"] = "/Div"
    return new_element(pdf, "/LBody", item, inside)


def pair(definitions: Any, terms: set[int], pdf: Any) -> None:
    """Make one item of the terms and the definitions that belong together: terms are its label [14.8.4.3.3].

    Args:
        definitions: A list with an item for each term and each definition.
        terms: The numbers of those items that are terms.
        pdf: The file.
    """
    items = kids_of(pdf, definitions)
    definitions["K"] = pydyf.Array()
    begun = None
    for is_term, group in groupby(items, key=lambda item: item.number in terms):
        first, *others = group
        _gather(first, others, pdf, "/Lbl" if is_term else "/LBody")
        if is_term or begun is None:
            take(definitions, [first])
            begun = first
        else:
            take(begun, kids_of(pdf, first))
            first.clear()


def _gather(item: Any, others: list[Any], pdf: Any, kind: str) -> None:
    """Put what several items hold into one, as its label or its body."""
    parts = []
    for each in (item, *others):
        language, inside = each.pop("Lang", None), kids_of(pdf, each)
        parts += inside
        for part in inside if language else ():
            part.setdefault("Lang", language)  # a term and its definition may be in two languages
    if len(parts) == 1:
        parts[0]["S"] = kind
        return
    for part in parts:
        part["S"] = "/Span" if kind == "/Lbl" else "/Div"
    item["K"] = pydyf.Array()
    take(item, [new_element(pdf, kind, item, parts)])
    for each in others:
        each.clear()


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
