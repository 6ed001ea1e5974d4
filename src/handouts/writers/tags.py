"""The structure tree of a PDF, mended where WeasyPrint's falls short of PDF/UA-1 (ISO 14289-1).

WeasyPrint makes one structure element of each box. Here each is put right as soon as it is made: language, links,
lists, pictures, tables; and running heads and feet are kept out. Numbers in brackets are sections of ISO 32000-1,
which PDF/UA-1 builds upon. This replaces a function and reads boxes that are private to WeasyPrint: the version is
pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

POINTS = 0.75
"""Points in a CSS pixel."""
SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
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


@contextmanager
def mended_tags(document: Any) -> Iterator[Callable[[Any, Any], None]]:
    """Mend the tags of what is written meanwhile.

    Args:
        document: A rendered WeasyPrint document, about to be written.

    Yields:
        The finisher to give to its `write_pdf`.
    """
    for page in document.pages:
        page.paint = partial(_paint, page.paint, _running(page._page_box))
    tree, build = _Tree(document, tags._build_box_tree), tags._build_box_tree
    tags._build_box_tree = tree.of_box
    try:
        yield tree.finish
    finally:
        tags._build_box_tree = build


def _running(page_box: Any) -> dict[Any, Any]:
    """All boxes of running heads and feet, each with what kind of artifact it is [14.8.2.2.2]."""
    kinds = {}
    for margin in page_box.children:
        if isinstance(margin, boxes.MarginBox):
            kind = pydyf.Dictionary({"Type": "/Pagination"})
            if margin.at_keyword.startswith(("@top", "@bottom")):
                kind["Subtype"] = "/Header" if margin.at_keyword.startswith("@top") else "/Footer"
            kinds.update(dict.fromkeys(margin.descendants(), kind))
    return kinds


def _paint(paint: Any, running: dict[Any, Any], stream: Any, scale: float = 1) -> None:
    """Paint a page, running heads and feet as artifacts: they are no part of the text (ISO 14289-1, 7.8)."""
    marked = stream.marked
    stream.marked = lambda box, tag: _artifact(stream, running[box]) if box in running else marked(box, tag)
    paint(stream, scale)


@contextmanager
def _artifact(stream: Any, kind: Any) -> Iterator[None]:
    stream.begin_marked_content("Artifact", kind)
    try:
        yield
    finally:
        stream.end_marked_content()


class _Tree:
    """The structure tree of one document while it is made."""

    def __init__(self, document: Any, build: Any) -> None:
        self._document, self._build = document, build
        self._language: str | None = document.metadata.lang
        self._link: Any = None
        self._words = ""
        self._identified: dict[str, Any] = {}

    def of_box(
        self, box: Any, parent: Any, pdf: Any, page: int, content: Any, annotations: Any, marked: Any
    ) -> list[Any]:
        """The structure elements of a box and all boxes in it; WeasyPrint calls this for each box, outer ones first."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            return []
        going_on = partial(self._build, box, parent, pdf, page, content, annotations, marked)
        if isinstance(box, boxes.PageBox) or box.element_tag in ("html", "body"):
            return list(going_on())
        around = self._language, self._link
        self._language = box.style["lang"] or self._language
        if self._link is None and parent["S"] == "/Link":
            self._link = parent
        if box.link_annotation:
            self._name(box, pdf, page, annotations)
        elements = list(going_on())
        if self._language != around[0]:
            _speak(elements, self._language, box)
        for element in elements:
            self._mend(element, box, pdf, page)
        self._language, self._link = around
        return elements

    def _name(self, box: Any, pdf: Any, page: int, annotations: Any) -> None:
        """Name a link by its words, not its address (ISO 14289-1, 7.18.5).

        What stands inside a link, or is added to it by CSS, has an area of its own to click at: one more of that link.
        """
        area = box.link_annotation
        if self._link is None:
            self._words = _words(box.element)
        if self._words:
            area["Contents"] = pydyf.String(self._words)
        if self._link is not None:
            box.link_annotation = None
            kid = pydyf.Dictionary({"Type": "/OBJR", "Obj": area.reference, "Pg": pdf.page_references[page]})
            pdf.add_object(kid)
            self._link["K"].append(kid.reference)
            annotations.append((self._link.reference, area))

    def _mend(self, element: Any, box: Any, pdf: Any, page: int) -> None:
        kind = element["S"]
        if kind == "/Link" and self._link is not None:
            element["S"] = "/Span"
        elif kind == "/Figure":
            element["A"]["BBox"] = _place(box, self._document.pages[page].height)
        elif kind == "/L":
            _number(element, box)
        elif kind == "/LI":
            _wrap(element, pdf)
        elif kind == "/Table":
            self._identified.update(_relate(element, box))

    def finish(self, _document: Any, pdf: Any) -> None:
        """List what has an identifier, so that it can be found by it [14.7.2]."""
        if not self._identified:
            return
        names = pydyf.Array()
        for name in sorted(self._identified):
            names.extend([pydyf.String(name), self._identified[name].reference])
        limits = pydyf.Array([names[0], names[-2]])
        leaf = pydyf.Dictionary({"Limits": limits, "Names": names})
        pdf.add_object(leaf)
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _speak(elements: list[Any], language: str | None, box: Any) -> None:
    """Say where the language changes [14.9.2]; `NonStruct`, which readers pass over [14.8.4.2], could not carry it."""
    for element in elements:
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            element["S"] = "/Span" if isinstance(box, boxes.InlineLevelBox) else "/Div"


def _words(link: Any) -> str:
    return " ".join("".join(link.itertext()).replace("\N{SOFT HYPHEN}", "").split())


def _place(box: Any, height: float) -> Any:
    """A picture's box in points from the lower left corner of a page of this height in pixels [14.8.5.4.3]."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = left, height - top - box.height, left + box.width, height - top
    return pydyf.Array([round(corner * POINTS, 2) for corner in corners])


def _number(element: Any, box: Any) -> None:
    """Say how a list is numbered [14.8.5.5]."""
    items = [child for child in box.children if child.element_tag == "li"]
    if items:
        style = items[0].style["list_style_type"]
        other = "/Decimal" if box.element_tag == "ol" and style != "none" else "/None"
        numbering = NUMBERINGS.get(style, other) if isinstance(style, str) else other
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _wrap(item: Any, pdf: Any) -> None:
    """Put all that a list item holds beside its label into one body [14.8.4.3.3]."""
    parts = [(kid, _object(pdf, kid)) for kid in item["K"]]
    labels = [kid for kid, part in parts if part.get("S") == "/Lbl"]
    inside = [(kid, part) for kid, part in parts if part.get("S") != "/Lbl"]
    if [part.get("S") for _, part in inside] in ([], ["/LBody"]):
        return
    kids = pydyf.Array([kid for kid, _ in inside])
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": kids, "Pg": item["Pg"], "P": item.reference})
    pdf.add_object(body)
    for _, part in inside:
        if "S" in part:
            part["P"] = body.reference
            part["S"] = "/Div" if part["S"] == "/LBody" else part["S"]
    item["K"] = pydyf.Array([*labels, body.reference])


def _relate(table: Any, box: Any) -> dict[str, Any]:
    """Give header cells their scope, and all cells the headers they stand under or beside [14.8.5.7].

    Returns:
        The header cells by identifier.
    """
    cells = _cells(box)
    heads = {}
    for (row, column), cell in cells.items():
        if cell.element_tag == "th":
            name = f"{table.number}-{row}-{column}"
            cell.mark["ID"] = pydyf.String(name)
            cell.mark["A"]["Scope"] = _scope(cell, row, cells)
            heads[row, column] = name
    for place, cell in cells.items():
        names = [heads[head] for head in _above_and_beside(place, cells, heads)]
        cell.mark["A"].pop("Headers", None)
        if names:
            cell.mark["A"]["Headers"] = pydyf.Array([pydyf.String(name) for name in names])
    return {name: cells[head].mark for head, name in heads.items()}


def _cells(box: Any) -> dict[tuple[int, int], Any]:
    """The cells of a table by row and column, as HTML counts them (HTML, 4.9.12.1)."""
    taken, cells = set(), {}
    for row, row_box in enumerate(_rows(box)):
        column = 0
        for cell in row_box.children:
            while (row, column) in taken:
                column += 1
            taken |= {(row + y, column + x) for y in range(cell.rowspan) for x in range(cell.colspan)}
            if cell.element_tag in ("td", "th"):
                cells[row, column] = cell
    return cells


def _rows(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TableRowBox):
            yield child
        elif isinstance(child, boxes.TableBox | boxes.TableRowGroupBox):
            yield from _rows(child)


def _scope(cell: Any, row: int, cells: dict[tuple[int, int], Any]) -> str:
    """Which way a header cell heads; one that does not say heads its column if there are only headers in its row."""
    if said := SCOPES.get(cell.element.get("scope")):
        return said
    return "/Column" if all(other.element_tag == "th" for (y, _), other in cells.items() if y == row) else "/Row"


def _above_and_beside(
    place: tuple[int, int], cells: dict[tuple[int, int], Any], heads: dict[tuple[int, int], str]
) -> Iterator[tuple[int, int]]:
    """Where the headers of a cell are: those of its rows before those of its columns."""
    (row, column), cell = place, cells[place]
    for scope in ("/Row", "/Column"):
        for y, x in heads:
            head = cells[y, x]
            if head.mark["A"]["Scope"] != scope:
                continue
            beside = x < column and y < row + cell.rowspan and row < y + head.rowspan
            above = y < row and x < column + cell.colspan and column < x + head.colspan
            if beside if scope == "/Row" else above:
                yield y, x
