"""Measures tables, and cuts those that are too long between their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.model.deck import Paragraph, Span, Table
from handouts.slidelayout.font_metrics import FontMetrics
from handouts.slidelayout.measure import POINTS, Gauge, count_lines, longest_word
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import Unfit

CELL_X, CELL_Y = 0.09, 0.05
"""The margins within a cell, in inches."""


@dataclass(frozen=True)
class TableSizes:
    """The measured sizes of a table: columns and rows in inches, text in points.

    `rows` are heights that surely suffice; `least` are written, since a program that needs more makes a row higher.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    least: tuple[float, ...]
    size: int


def measure_table(table: Table, box: Box, size: int, gauge: Gauge, *, breaking: bool = False) -> TableSizes:
    """Give each column the width its content asks for, and each row the height that follows.

    Raises:
        Unfit: A word is wider than its column could be, and no words may be `breaking`.
    """
    face = gauge.face()
    scaled = size * face.margin
    columns = list(zip(*table.rows, strict=True))
    by_row = [tuple(_is_head(table, row, column) for column in range(len(columns))) for row in range(len(table.rows))]
    pad = 2 * CELL_X
    narrowest, widest = [], []
    wide = {
        (row, span.column + by)
        for span in table.spans
        for row in _rows(span)
        for by in range(span.right)
        if span.right > 1
    }
    for place, (cells, heads) in enumerate(zip(columns, zip(*by_row, strict=True), strict=True)):
        pairs = [pair for row, pair in enumerate(zip(cells, heads, strict=True)) if (row, place) not in wide]
        pairs = pairs or [(Paragraph(()), False)]
        narrowest.append(
            max(longest_word(cell.runs, scaled, bold=head, face=face) for cell, head in pairs) / POINTS + pad + 0.02
        )
        widest.append(max(_line(cell, scaled, face, bold=head) for cell, head in pairs) / POINTS + pad + 0.02)
    if breaking and sum(narrowest) > box.w:
        most = max((box.w - sum(other for other in narrowest if other <= wide_one)) for wide_one in narrowest)
        limit = max(box.w / len(narrowest), min(most, box.w * 0.4))
        narrowest = [min(wide_one, limit) for wide_one in narrowest]
        narrowest = [one * min(1.0, box.w / sum(narrowest)) for one in narrowest]
        widest = [max(pair) for pair in zip(narrowest, widest, strict=True)]
    given = [share * box.w for share in table.widths]
    asked = bool(given) and all(width >= least for width, least in zip(given, narrowest, strict=True))
    widths = given if asked else _shared(narrowest, widest, box.w)

    def heights(size: float) -> tuple[float, ...]:
        return _heights(table, widths, by_row, size, face)

    return TableSizes(tuple(widths), heights(scaled), heights(size), size)


def _heights(
    table: Table, widths: list[float], heads: list[tuple[bool, ...]], size: float, face: FontMetrics
) -> tuple[float, ...]:
    """The heights of the rows in inches; what a merged cell needs beyond its rows makes the last of them higher."""

    def needed(row: int, column: int, right: int = 1) -> float:
        room = (sum(widths[column : column + right]) - 2 * CELL_X) * POINTS
        lines = count_lines(table.rows[row][column].runs, room, size, bold=heads[row][column], face=face)
        return lines * size * face.pitch / POINTS + 2 * CELL_Y

    merged = {(row, span.column + by) for span in table.spans for row in _rows(span) for by in range(span.right)}
    empty = size * face.pitch / POINTS + 2 * CELL_Y
    rows = [
        max([empty, *(needed(row, column) for column in range(len(widths)) if (row, column) not in merged)])
        for row in range(len(table.rows))
    ]
    for span in sorted(table.spans, key=lambda span: span.row + span.down):
        more = needed(span.row, span.column, span.right) - sum(rows[row] for row in _rows(span))
        rows[span.row + span.down - 1] += max(0.0, more)
    return tuple(rows)


def _rows(span: Span) -> range:
    return range(span.row, span.row + span.down)


def _is_head(table: Table, row: int, column: int) -> bool:
    return row < table.header_rows or (table.header_column and column == 0)


def _line(cell: Paragraph, size: float, face: FontMetrics, *, bold: bool) -> float:
    """The width of a cell's content if nothing but forced breaks broke its lines."""
    pieces = [
        replace(run, text=run.text.replace(" ", "\u00a0").replace("-", "\u2011").replace("–", "—")) for run in cell.runs
    ]
    return longest_word(pieces, size, bold=bold, face=face)


def _shared(narrowest: list[float], widest: list[float], room: float) -> list[float]:
    """Column widths between the narrowest and the widest possible that fill the room."""
    if sum(narrowest) > room:
        raise Unfit("the table is too wide; leave out a column or shorten its longest words")
    if sum(widest) <= room:
        return [width * room / sum(widest) for width in widest]
    share = (room - sum(narrowest)) / (sum(widest) - sum(narrowest))
    return [least + (most - least) * share for least, most in zip(narrowest, widest, strict=True)]


def fit_table(
    table: Table, box: Box, setting: Setting, gauge: Gauge, *, split: bool, breaking: bool = False
) -> tuple[tuple[Table, TableSizes], ...]:
    """Set a table as large as it goes; if it may be split, on as few slides as possible, each with its heads.

    Raises:
        Unfit: It has no room.
    """
    measured = list(_measured(table, box, setting, gauge, breaking))
    for sizes in measured:
        if sum(sizes.rows) <= box.h:
            return ((table, sizes),)
    if not split:
        raise Unfit(f"the table does not fit even at {setting.minimum} pt")
    fewest = len(_cut(table, measured[-1], box))
    for sizes in measured:
        try:
            parts = _cut(table, sizes, box)
        except Unfit:
            continue
        if len(parts) == fewest:
            break
    return parts


def _measured(table: Table, box: Box, setting: Setting, gauge: Gauge, breaking: bool) -> Iterator[TableSizes]:
    """The table in each size that its width allows, from the largest."""
    settings = setting.smaller()
    for smaller in settings:
        try:
            yield measure_table(table, box, smaller.sizes[0], gauge, breaking=breaking)
        except Unfit:
            if smaller is settings[-1]:
                raise


def _cut(table: Table, sizes: TableSizes, box: Box) -> tuple[tuple[Table, TableSizes], ...]:
    """Cut a table between rows into as few parts as will do, of about the same height, each with its heads.

    Raises:
        Unfit: A single row is too high.
    """
    heads = table.header_rows
    top = sum(sizes.rows[:heads])
    body = list(enumerate(sizes.rows))[heads:]
    if any(top + height > box.h for _, height in body):
        raise Unfit("a row of the table is higher than the slide; shorten it")
    fewest = len(_filled(body, box.h - top))
    rooms = ((box.h - top) * (0.5 + step / 200) for step in range(101))
    parts = next(parts for room in rooms if len(parts := _filled(body, room)) == fewest)
    return tuple(_part(table, sizes, (*range(heads), *(row for row, _ in part))) for part in parts)


def _part(table: Table, sizes: TableSizes, rows: tuple[int, ...]) -> tuple[Table, TableSizes]:
    """Some rows of a table, with as much of its merged cells as is in them; the others repeat what these say."""
    places = {row: place for place, row in enumerate(rows)}
    spans = []
    for span in table.spans:
        kept = [places[row] for row in _rows(span) if row in places]
        if kept and len(kept) * span.right > 1 and kept[-1] - kept[0] == len(kept) - 1:
            spans.append(replace(span, row=kept[0], down=len(kept)))
    return (
        replace(table, rows=tuple(table.rows[row] for row in rows), spans=tuple(spans)),
        replace(sizes, rows=tuple(sizes.rows[row] for row in rows), least=tuple(sizes.least[row] for row in rows)),
    )


def _filled(body: list[tuple[int, float]], room: float) -> list[list[tuple[int, float]]]:
    """Rows and their heights in parts no higher than `room`."""
    parts: list[list[tuple[int, float]]] = [[]]
    for row in body:
        if parts[-1] and sum(height for _, height in (*parts[-1], row)) > room:
            parts.append([])
        parts[-1].append(row)
    return parts
