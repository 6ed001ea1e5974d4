"""Tables: which way header cells head, and which headers each cell stands under or beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.tags.artifacts import below

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
