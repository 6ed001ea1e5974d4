"""What consists of parts that have to know of one another: lists, footnotes and tables.

Lists: how they are numbered, and one label and one body in each item. Footnotes: the call is a reference, and the note
follows it, wherever on the page it is printed. Tables: which way header cells head, and which headers each cell stands
under or beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.elements import below, kids_of, new_element, object_at, take

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
NOTE = "annotation"
"""Class of what stands beside a line: it is a note where it stands."""
SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
"""Which way a header cell heads, by HTML's `scope`."""


def number_list(element: Any, box: Any) -> None:
    """Say how a list is numbered [14.8.5.5]."""
    items = [child for child in box.children if child.element_tag == "li"]
    if items:
        style = items[0].style["list_style_type"]
        other = "/Decimal" if box.element_tag == "ol" and style != "none" else "/None"
        numbering = NUMBERINGS.get(style, other) if isinstance(style, str) else other
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def wrap_item(item: Any, pdf: Any) -> None:
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


def pair_terms(definitions: Any, terms: set[int], pdf: Any) -> None:
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


class Footnotes:
    """The calls of a document, and their notes."""

    def __init__(self) -> None:
        self.in_area = False
        self.identified: dict[str, Any] = {}
        self._beside: dict[Any, str] = {}
        self._calls: dict[Any, Any] = {}
        self._notes: dict[Any, Any] = {}

    def enter(self, box: Any) -> None:
        """Go on with this box."""
        self.in_area = self.in_area or isinstance(box, boxes.FootnoteAreaBox)

    def mend(self, element: Any, box: Any, pdf: Any) -> bool:
        """Put calls and notes right [14.8.4.4.1]; whether the element has found another place."""
        tag = box.element_tag or ""
        if NOTE in (box.element.get("class") or "").split() if tag == "span" else False:
            name = self._beside.setdefault(box.element, f"help-{len(self._beside) + 1}")
            element["S"], element["ID"] = "/Note", pydyf.String(name)
            self.identified.setdefault(name, element)
        elif tag.endswith("::footnote-call"):
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


class TableTags:
    """One table, which may go on over pages."""

    def __init__(self, element: Any) -> None:
        self._number = element.number
        self._rows: dict[Any, Any] = {}

    def add(self, box: Any, artifacts: Mapping[Any, Any]) -> None:
        """Take the rows of one part, but not the heads that are only repeated."""
        for row in _rows(box):
            if row not in artifacts:
                self._rows.setdefault(row.element if row.element is not None else row, row)

    def relate(self) -> dict[str, Any]:
        """Give header cells their scope, and all cells the headers they stand under or beside [14.8.5.7].

        Returns:
            The header cells by identifier.
        """
        cells = _cells(list(self._rows.values()))
        heads = {}
        for (row, column), cell in cells.items():
            if cell.element_tag == "th":
                name = f"{self._number}-{row}-{column}"
                cell.mark["ID"] = pydyf.String(name)
                cell.mark["A"]["Scope"] = _scope(cell, row, cells)
                heads[row, column] = name
        for place, cell in cells.items():
            names = [heads[head] for head in _above_and_beside(place, cells, heads)]
            cell.mark["A"].pop("Headers", None)
            if names:
                cell.mark["A"]["Headers"] = pydyf.Array([pydyf.String(name) for name in names])
        return {name: cells[head].mark for head, name in heads.items()}


def unmark_cells(box: Any) -> None:
    """Keep WeasyPrint, which looks for the headers of each part of a table, content where its head is an artifact."""
    for cell in below(box):
        if isinstance(cell, boxes.TableCellBox):
            cell.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})


def _cells(rows: Sequence[Any]) -> dict[tuple[int, int], Any]:
    """The cells of a table by row and column, as HTML counts them (HTML, 4.9.12.1)."""
    taken, cells = set(), {}
    for row, row_box in enumerate(rows):
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
