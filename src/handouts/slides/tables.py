"""`<table>` → Table, `<figure data-chart="…">` → charts, if a deck can hold them.

Merged cells are told again in each of their places, so that whoever cannot merge them loses nothing; a figure that is
to be a chart and is none says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

from lxml.html import HtmlElement

from handouts.charttable import read_figure
from handouts.model.chartkinds import KINDS, drawable
from handouts.model.deck import ChartData, Paragraph, Run, Span, Table
from handouts.nearest import suggestion
from handouts.slides.inline import BREAK, Style, child_runs, collapse, plain, raw_runs, style_at, tag

_INNER_BLOCKS = frozenset("p div li dt dd blockquote".split())
_MOST_ROWS = 4
"""Of a table that only sets pictures side by side."""
_PER_CENT = re.compile(r"width:\s*(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})%", re.ASCII)
_ALIGN = re.compile(r"text-align:\s*(center|right)")
_BREAKS = re.compile(rf"{BREAK}+")


def table_of(table: HtmlElement, style: Style) -> tuple[Table, ...]:
    """The table, or nothing if it has no cells."""
    lines = list(_lines(table))
    grid, spans = _grid(lines, style)
    if not grid:
        return ()
    heads = _header_rows(lines)
    body = [cells for line in lines[heads:] if (cells := _cells(line))]
    header_column = bool(body) and all(tag(cells[0]) == "th" for cells in body)
    return (
        Table(
            tuple(tuple(row) for row in grid),
            # A table without any heads is read as if its first row were one, as PowerPoint does with new tables.
            heads or int(not header_column and len(grid) > 1),
            header_column,
            (table.get("aria-label") or "").strip() or plain(table.find("caption")),
            tuple(Paragraph(runs) for caption in table.findall("caption") if (runs := cell_runs(caption, style))),
            _widths(table, len(grid[0])),
            _aligned(lines, len(grid[0])),
            spans=spans,
            rtl=style.rtl,
        ),
    )


def sets_pictures(table: HtmlElement) -> bool:
    """Whether a table only sets pictures side by side: it has some, and no heads."""
    return (
        table.find(".//img") is not None
        and table.find(".//th") is None
        and table.find(".//table") is None
        and sum(1 for _ in table.iter("tr")) <= _MOST_ROWS
    )


def _widths(table: HtmlElement, columns: int) -> tuple[float, ...]:
    """The columns' shares of the width, if its `<col>`s give one to each, in per cent."""
    found = [
        float(match[1])
        for column in table.iterdescendants("col")
        if (match := _PER_CENT.search(f"width:{column.get('width') or ''};{column.get('style') or ''}"))
    ]
    return tuple(width / sum(found) for width in found) if len(found) == columns and min(found) > 0 else ()


def _aligned(lines: list[HtmlElement], columns: int) -> tuple[Literal["left", "center", "right"], ...]:
    """How each column stands, if all its body's cells agree; empty if all stand at the left."""
    rows = [cells for line in lines if len(cells := _cells(line)) == columns]
    sides = [{_side(row[place]) for row in rows[1:] or rows} for place in range(columns)]
    aligned = tuple(side.copy().pop() if len(side) == 1 else "left" for side in sides)
    return aligned if {*aligned} != {"left"} else ()


def _side(cell: HtmlElement) -> Literal["left", "center", "right"]:
    match = _ALIGN.search(f"text-align:{cell.get('align') or ''};{cell.get('style') or ''}")
    return cast("Literal['center', 'right']", match[1]) if match else "left"


def _lines(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows that are this table's own, the head first."""
    for part in ("thead", None, "tbody", "tfoot"):
        for owner in [table] if part is None else table.findall(part):
            yield from owner.findall("tr")


def _cells(line: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in line if tag(cell) in ("td", "th")]


def _header_rows(lines: list[HtmlElement]) -> int:
    """How many rows at the top are heads: those of the thead, else those of th only."""
    count = 0
    for line in lines:
        parent = line.getparent()
        in_head = parent is not None and tag(parent) == "thead"
        if not (in_head or all(tag(cell) == "th" for cell in _cells(line))):
            break
        count += 1
    return count if count < len(lines) else min(count, 1)


def _grid(lines: list[HtmlElement], style: Style) -> tuple[list[list[Paragraph]], tuple[Span, ...]]:
    """The cells by row and column, and which are merged; every row is as wide as the widest."""
    grid: list[dict[int, Paragraph]] = [{} for _ in lines]
    spans: list[Span] = []
    for row, line in enumerate(lines):
        column = 0
        for cell in _cells(line):
            while column in grid[row]:
                column += 1
            own = style_at(cell, style.language)
            plain_style = replace(own, bold=False, step=0, aligned="")
            content = Paragraph(cell_runs(cell, plain_style), rtl=own.rtl)
            down, right = _free(grid, row, column, _rows_down(cell, len(lines) - row), _span(cell, "colspan", 50))
            for below in range(down):
                for beside in range(right):
                    grid[row + below][column + beside] = content
            if down * right > 1:
                spans.append(Span(row, column, down, right))
            column += 1
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    filled = [place for place, row in enumerate(grid) if row]
    moved = {old: new for new, old in enumerate(filled)}
    rows = [[grid[place].get(column, Paragraph(())) for column in range(width)] for place in filled]
    return rows, tuple(replace(span, row=moved[span.row]) for span in spans)


def _free(grid: list[dict[int, Paragraph]], row: int, column: int, down: int, right: int) -> tuple[int, int]:
    """How far a cell may reach without covering another."""
    right = next((by for by in range(1, right) if column + by in grid[row]), right)
    taken = (by for by in range(1, down) if any(column + beside in grid[row + by] for beside in range(right)))
    return next(taken, down), right


def _rows_down(cell: HtmlElement, left: int) -> int:
    """How many rows a cell has; `rowspan=0` is all that are left of its part of the table."""
    if (cell.get("rowspan") or "").strip() == "0":
        line = cell.getparent()
        part = [] if line is None or line.getparent() is None else line.getparent().findall("tr")
        return min(left, len(part) - part.index(line)) if line in part else left
    return _span(cell, "rowspan", left)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), most)) if value.isdigit() else 1


def cell_runs(cell: HtmlElement, style: Style) -> tuple[Run, ...]:
    """The content of a cell as runs, paragraphs within it on lines of their own; `style` is the cell's."""
    return tuple(replace(run, text=_BREAKS.sub(BREAK, run.text)) for run in collapse(_flat(cell, style)))


def _flat(element: HtmlElement, style: Style) -> Iterator[Run]:
    """The runs of a cell with a break around each paragraph in it."""
    if not any(tag(inner) in _INNER_BLOCKS for inner in element.iterdescendants()):
        yield from raw_runs(element, style)
        return
    yield style.run(element.text or "")
    for child in element:
        around = style.run("\0" if tag(child) in _INNER_BLOCKS else "")
        yield around
        if tag(child) == "li":
            yield replace(style.run(_mark(child)), bold=False)
        if tag(child) in _INNER_BLOCKS or any(tag(inner) in _INNER_BLOCKS for inner in child.iterdescendants()):
            yield from _flat(child, style.within(child))
        elif tag(child):
            yield from child_runs(child, style)
        yield around
        yield style.run(child.tail or "")


def _mark(item: HtmlElement) -> str:
    """What stands before an item in a cell, which has no lists."""
    listing = item.getparent()
    if listing is None or tag(listing) != "ol":
        return "• "
    items = [one for one in listing if tag(one) == "li"]
    first = listing.get("start") or "1"
    number = (int(first) if first.lstrip("-").isdigit() else 1) + items.index(item)
    if listing.get("reversed") is not None:
        number = len(items) - items.index(item)
    return f"{item.get('value') or number}. "


def is_chart(figure: HtmlElement) -> bool:
    """Whether the figure is a chart of a kind that a deck can hold."""
    kind = KINDS.get(figure.get("data-chart") or "")
    return kind is not None and bool(kind.native) and figure.find(".//table") is not None


def charts_of(figure: HtmlElement, style: Style, caption: tuple[Paragraph, ...]) -> tuple[ChartData, ...]:
    """One chart for each table of the figure; all share the caption, and numbers are rounded as they are printed."""
    return read_figure(figure, style.language, caption).as_printed


def lost_charts(element: HtmlElement) -> Iterator[str]:
    """What a figure has that is to be a chart, and no slide shows as one."""
    name = element.get("data-chart")
    if name is None or element.tag not in ("figure", "blockquote"):
        return
    if is_chart(element):
        for row, written in read_figure(element, "").unreadable:
            yield f"“{row[:60]}” has no number in data-value (“{written[:60]}”); the chart has a gap there"
    elif name in KINDS and KINDS[name].native:
        yield f"the chart ({name}) has no table, so it is not on the slides; give it one"
    elif name in KINDS:
        yield f"slides draw no {name}; its numbers are shown as a table; write {KINDS[name].instead} for a chart"
    elif element.find(".//table") is not None:
        hint = suggestion(name, drawable(), f"for a chart write {', '.join(drawable())}")
        yield f"“{name[:60]}” is no kind of chart (data-chart), so its numbers are shown as a table{hint}"
    else:
        yield f"“{name[:60]}” is no kind of chart (data-chart), and it has no table"
