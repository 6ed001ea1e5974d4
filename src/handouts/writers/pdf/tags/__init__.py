"""The structure tree of a PDF, mended where WeasyPrint's falls short of PDF/UA-1 (ISO 14289-1).

WeasyPrint makes one structure element of each box. Each is mended here as soon as it is made: it gets its kind and its
language, links become one element each, and what a page or column breaks in two stays one. `structures` does so for
lists, footnotes and tables; `elements` keeps out what is no part of the text. Form fields need nothing: WeasyPrint
makes a Form element of each box that has one. Numbers in brackets are sections of ISO 32000-1, which PDF/UA-1 builds
upon. This replaces a function and reads boxes that are private to WeasyPrint: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from handouts.writers.pdf.tags.elements import keep_out, kids_of, object_at, take
from handouts.writers.pdf.tags.structures import Footnotes, TableTags, number_list, pair_terms, unmark_cells, wrap_item

__all__ = ["mended_tags"]


WHOLE = ("/Figure", "/Form", "/Link")
"""These hold marked content themselves, which has to be on the page that they name."""
KINDS = {
    **dict.fromkeys(("aside", "figure", "footer", "header"), "/Div"),
    "code": "/Code",
    "q": "/Quote",
    "abbr": "/Span",
    "pre": "/P",
}
"""HTML elements that WeasyPrint knows no structure element for [14.8.4]."""
POINTS = 0.75
"""Points in a CSS pixel."""
EMPTY = ("/Div", "/NonStruct", "/Span")
"""These say nothing if they hold nothing: boxes to tick, lines to write on, room."""


@contextmanager
def mended_tags(document: Any) -> Iterator[Callable[[Any, Any], None]]:
    """Mend the tags of what is written meanwhile.

    Args:
        document: A rendered WeasyPrint document, about to be written.

    Yields:
        The finisher to give to its `write_pdf`.
    """
    tree, build = _Tree(document, tags._build_box_tree), tags._build_box_tree
    tags._build_box_tree = tree.of_box
    try:
        yield tree.finish
    finally:
        tags._build_box_tree = build


class _Tree:
    """The structure tree of one document while it is made: the walk through its boxes."""

    def __init__(self, document: Any, build: Any) -> None:
        self._build = build
        self._heights = [page.height for page in document.pages]
        self._artifacts = keep_out(document.pages)
        self._language: str | None = document.metadata.lang
        self._origin: Any = None
        self._item_of: dict[Any, Any] = {}
        self._links, self._notes, self._fragments = _Links(), Footnotes(), _Fragments()
        self._tables: dict[Any, TableTags] = {}
        self._items: list[Any] = []
        self._definitions: list[Any] = []
        self._terms: set[int] = set()

    def of_box(
        self, box: Any, parent: Any, pdf: Any, page: int, content: Any, annotations: Any, marked: Any
    ) -> list[Any]:
        """The structure elements of a box and all boxes in it; WeasyPrint calls this for each box, outer ones first."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box in self._artifacts:
            unmark_cells(box)
            return []
        going_on = partial(self._build, box, parent, pdf, page, content, annotations, marked)
        if isinstance(box, boxes.PageBox) or box.element_tag in ("html", "body"):
            return list(going_on())
        around = self._language, self._links.around, self._origin, self._notes.in_area
        anonymous = self._is_anonymous(box)
        self._enter(box, parent)
        if box.link_annotation:
            self._links.name(box, pdf, page, annotations)
        elements = list(going_on())
        if not anonymous:
            _name(elements, box)
        if self._language != around[0]:
            _speak(elements, self._language, box)
        self._language, self._links.around, self._origin, self._notes.in_area = around
        if not anonymous and self._links.joined(elements, box, parent, pdf, content, annotations):
            return []
        return [left for element in elements for left in self._mended(element, box, parent, pdf, page)]

    def _enter(self, box: Any, parent: Any) -> None:
        self._language = box.style["lang"] or self._language
        self._notes.enter(box)
        if parent["S"] == "/LI":
            self._item_of[self._origin] = parent
        self._origin = box.element
        if self._links.around is None and parent["S"] == "/Link":
            self._links.around = parent

    def _mended(self, element: Any, box: Any, parent: Any, pdf: Any, page: int) -> list[Any]:
        """What is left for the parent to hold: the element, what is in it, or nothing if that has another place."""
        if self._is_anonymous(box):
            same = element["S"] in ("/NonStruct", parent["S"]) and element["S"] not in WHOLE
            return _lifted(element, parent, pdf) if same else [element]
        if self._notes.mend(element, box, pdf):
            return []
        self._sort(element, box, page)
        if self._fragments.joined(element, box, pdf):
            return []
        if element["S"] == "/L" == parent["S"] and (item := self._item_of.get(self._origin)) is not None:
            take(item, [element])  # WeasyPrint would put it after the item that it is in
            return []
        if element["S"] in EMPTY and not element["K"]:
            element.clear()
            return []
        return [element]

    def _is_anonymous(self, box: Any) -> bool:
        """Whether layout has made this box, not an element or its style."""
        return box.element is None or (box.element is self._origin and "::" not in box.element_tag)

    def _sort(self, element: Any, box: Any, page: int) -> None:
        match element["S"]:
            case "/Figure":
                element["A"]["BBox"] = _place(box, self._heights[page])
            case "/L" if box.element_tag == "dl":
                self._definitions.append(element)
            case "/L":
                number_list(element, box)
            case "/LI":
                self._items.append(element)
                if box.element_tag == "dt":
                    self._terms.add(element.number)
            case "/Table":
                self._tables.setdefault(box.element, TableTags(element)).add(box, self._artifacts)

    def finish(self, _document: Any, pdf: Any) -> None:
        """Mend what can only be seen as a whole, once all pages are through."""
        for item in self._items:
            if "S" in item:
                wrap_item(item, pdf)
        for definitions in self._definitions:
            if "S" in definitions:
                pair_terms(definitions, self._terms, pdf)
        identified = dict(self._notes.identified)
        for table in self._tables.values():
            identified.update(table.relate())
        if identified:
            _list(identified, pdf)


def _list(identified: dict[str, Any], pdf: Any) -> None:
    """List what has an identifier, so that it can be found by it [14.7.2]."""
    names = pydyf.Array()
    for name in sorted(identified):
        names.extend([pydyf.String(name), identified[name].reference])
    limits = pydyf.Array([names[0], names[-2]])
    leaf = pydyf.Dictionary({"Limits": limits, "Names": names})
    pdf.add_object(leaf)
    root = object_at(pdf, pdf.catalog["StructTreeRoot"])
    root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


class _Links:
    """One element and one name for all areas that belong to one link [14.8.4.4.2].

    It follows WeasyPrint through the boxes, and knows which link it is in.
    """

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
            self._words = _words_of(box.element)
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
        _move_link(element, first, pdf, content, annotations)
        return True


def _move_link(element: Any, first: Any, pdf: Any, content: Any, annotations: Any) -> None:
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


def _words_of(link: Any) -> str:
    return " ".join("".join(link.itertext()).replace("\N{SOFT HYPHEN}", "").split())


class _Fragments:
    """The elements of blocks, so that the second part of one finds the first."""

    def __init__(self) -> None:
        self._first: dict[tuple[Any, str], Any] = {}

    def joined(self, element: Any, box: Any, pdf: Any) -> bool:
        """Whether it goes on with an earlier element; that has got all it holds then.

        One of which nothing stood on its page, since a picture had no room there, is gone: then this is the first.
        """
        if element["S"] in WHOLE or isinstance(box, boxes.InlineLevelBox) or _generated(box):
            return False
        key = box.element, element["S"]
        first = self._first.setdefault(key, element)
        if "S" not in first:
            self._first[key] = first = element
        if first is element:
            return False
        take(first, kids_of(pdf, element))
        element.clear()
        element["A"] = pydyf.Dictionary()  # WeasyPrint still writes the headers of cells there
        return True


def _lifted(element: Any, parent: Any, pdf: Any) -> list[Any]:
    """What an element holds, given to the one around it: layout makes boxes inside boxes that mean nothing."""
    kids = kids_of(pdf, element)
    for kid in kids:
        if "S" in kid:
            kid["P"] = parent.reference
    element.clear()
    return kids


def _generated(box: Any) -> bool:
    return box.element is None or "::" in (box.element_tag or "")


def _name(elements: Iterable[Any], box: Any) -> None:
    """Give elements that readers would pass over the kind they are of, and abbreviations what they stand for."""
    for element in elements:
        if element["S"] == "/NonStruct":
            element["S"] = KINDS.get(box.element_tag, "/NonStruct")
        if box.element_tag == "abbr" and (meant := box.element.get("title")):
            element["E"] = pydyf.String(meant)  # [14.9.5]


def _speak(elements: Iterable[Any], language: str | None, box: Any) -> None:
    """Give the elements of a box its language [14.9.2].

    `NonStruct`, which readers pass over [14.8.4.2], could not carry it.
    """
    for element in elements:
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            element["S"] = "/Span" if isinstance(box, boxes.InlineLevelBox) else "/Div"


def _place(box: Any, height: float) -> Any:
    """A picture's box in points from the lower left corner of a page of this height in pixels [14.8.5.4.3]."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = left, height - top - box.height, left + box.width, height - top
    return pydyf.Array([round(corner * POINTS, 2) for corner in corners])
