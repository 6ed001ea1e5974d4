"""Links: one element and one name for all areas that belong to one [14.8.4.4.2].

Tables: which way header cells head, and which headers each cell stands under or beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.artifacts import below
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


SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}


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


def unmark(box: Any) -> None:
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
