"""Links: one element and one name for all areas that belong to one [14.8.4.4.2]."""

from __future__ import annotations

from typing import Any

import pydyf

from handouts.writers.pdf.tags.elements import kids_of


class Links:
    """Follows WeasyPrint through the boxes, and knows which link it is in."""

    def __init__(self) -> None:
        self.around: Any = None
        self._words = ""
        self._first: dict[tuple[Any, bytes], Any] = {}

    def name(self, box: Any, pdf: Any, page: int, annotations: Any) -> None:
        """Name a link by its words, not its address (ISO 14289-1, 7.18.5).

        What stands inside a link, or is added to it by CSS, has an area of its own to click at: one more of that link.
        """
        area = box.link_annotation
        if self.around is None:
            self._words = _words(box.element)
        if self._words:
            area["Contents"] = pydyf.String(self._words)
        if self.around is not None:
            box.link_annotation = None
            kid = pydyf.Dictionary({"Type": "/OBJR", "Obj": area.reference, "Pg": pdf.page_references[page]})
            pdf.add_object(kid)
            self.around["K"].append(kid.reference)
            annotations.append((self.around.reference, area))

    def joined(self, elements: list[Any], box: Any, parent: Any, pdf: Any, content: Any, annotations: Any) -> bool:
        """Whether a link goes on in another line: it stays one link then, with one more area to click at.

        On another page it has to begin anew, since it holds marked content itself. Inside of a link there is no other.
        """
        if len(elements) != 1 or elements[0]["S"] != "/Link":
            return False
        element = elements[0]
        if self.around is not None or parent["S"] == "/Link":
            element["S"] = "/Span"
            return False
        first = self._first.setdefault((box.element, element["Pg"]), element)
        if first is element:
            return False
        _move(element, first, pdf, content, annotations)
        return True


def _move(element: Any, first: Any, pdf: Any, content: Any, annotations: Any) -> None:
    """Give all that an element holds to another on the same page, and let that content and its areas know."""
    for kid in kids_of(pdf, element):
        if "S" in kid:
            kid["P"] = first.reference
    first["K"].extend(element["K"])
    for number, owner in content.items():
        if owner == element.reference:
            content[number] = first.reference
    for place, (owner, area) in enumerate(annotations):
        if owner == element.reference:
            annotations[place] = first.reference, area
    element.clear()


def _words(link: Any) -> str:
    return " ".join("".join(link.itertext()).replace("\N{SOFT HYPHEN}", "").split())
