"""What a figure shows, read from its tables."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, cast, get_args

from handouts.errors import LayoutError
from handouts.figures.data import PAGE_WIDTH, Cell, Chart, Kind, Labels, Map, Panel, Place, PlaceKind, Row
from handouts.figures.html import FigureText

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POINTS_PER_MM = 72 / 25.4
_LARGEST = 1e15
"""Beyond it numbers are not exact to a tenth (IEEE 754), nor is anything in a lesson as large."""
_LONGEST = 1000
"""Millimetres; the long side of A1 has 841."""
MARKS = ("break", "provisional")
"""What a row may be: the words for it stand in attributes of these names."""


def read_chart(figure: FigureText) -> Chart:
    """Read a chart's tables.

    Raises:
        LayoutError: The kind is not known, or a table has nothing to draw.
    """
    if figure.kind not in get_args(Kind):
        raise LayoutError(f'a figure has data-chart="{figure.kind}"; use one of {", ".join(get_args(Kind))}, map')
    panels = tuple(_panel(figure, table) for table in figure.element.iter("table"))
    unit, broken, provisional = (_clean(figure.element.get(f"data-{name}", "")) for name in ("unit", *MARKS))
    height = _length(figure, "data-height", 0)
    return Chart(cast(Kind, figure.kind), unit, figure.lang, _width(figure), panels, broken, provisional, height)


def read_map(figure: FigureText) -> Map:
    """Read a map's table; places only for the inset are left out, but counted.

    Raises:
        LayoutError: A place has no usable position or kind.
    """
    rows = [row for row in figure.element.iter("tr") if row.get("data-lat") is not None or row.find("td") is not None]
    places = tuple(_place(figure, number, row) for number, row in enumerate(rows, 1) if row.get("data-inset") != "only")
    labels = figure.element.get("data-labels", "names")
    if labels not in get_args(Labels):
        raise LayoutError(f'a map has data-labels="{labels}"; use one of {", ".join(get_args(Labels))}')
    if not places:
        raise LayoutError(f"{_named(figure)} has no place to show")
    outside = _clean(figure.element.get("data-outside", ""))
    compass = tuple(figure.element.get("data-compass", "").split())
    return Map(cast(Labels, labels), figure.lang, _width(figure), places, outside, compass)


def _panel(figure: FigureText, table: HtmlElement) -> Panel:
    caption = table.find("caption")
    title = _text(caption) if caption is not None else ""
    heads = table.xpath("./thead/tr[1]/*")
    rows = tuple(_row(figure, row) for row in table.xpath("./tbody/tr | ./tr"))
    count = max((len(row.cells) for row in rows), default=0)
    if not any(cell.value is not None for row in rows for cell in row.cells):
        raise LayoutError(f"{_named(figure)} has a table without a value")
    rows = tuple(
        Row(row.name, row.cells + (Cell(),) * (count - len(row.cells)), row.broken, row.provisional) for row in rows
    )
    series = [_text(head) for head in heads[1:]][:count]
    return Panel(title, (*series, *[""] * (count - len(series))), rows)


def _row(figure: FigureText, row: HtmlElement) -> Row:
    head = row.find("th")
    name = _text(head) if head is not None else ""
    cells = tuple(_cell(figure, name, cell) for cell in row.findall("td"))
    return Row(name, cells, row.get("data-break") == "before", row.get("data-provisional") == "true")


def _cell(figure: FigureText, row: str, cell: HtmlElement) -> Cell:
    label, value = _text(cell), cell.get("data-value", "").strip()
    if not label and not value:
        return Cell()
    return Cell(label, _number(figure, row, value))


def _place(figure: FigureText, number: int, row: HtmlElement) -> Place:
    head = row.find("th")
    name = _text(head) if head is not None else ""
    kind = row.get("data-kind", "")
    if kind not in get_args(PlaceKind):
        raise LayoutError(
            f'{_named(figure)}: "{name}" has data-kind="{kind}"; use one of {", ".join(get_args(PlaceKind))}'
        )
    lat, lon = (_number(figure, name, row.get(key, "")) for key in ("data-lat", "data-lon"))
    cells = [_text(cell) for cell in row.findall("td")] + ["", ""]
    return Place(number, name, cells[1], cast(PlaceKind, kind), cells[0], lat, lon % 360)


def _number(figure: FigureText, row: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not abs(number) <= _LARGEST:
        raise LayoutError(f'{_named(figure)}: "{row}" has no number to draw ("{value[:60]}")')
    return number


def _width(figure: FigureText) -> float:
    return _length(figure, "data-width", PAGE_WIDTH)


def _length(figure: FigureText, name: str, usual: float) -> float:
    """A size in points, written in millimetres."""
    written = figure.element.get(name, str(usual))
    try:
        length = float(written)
    except ValueError:
        length = math.nan
    if not 0 <= length <= _LONGEST:
        raise LayoutError(f'{_named(figure)} has {name}="{written[:60]}"; write millimetres, {_LONGEST} at most')
    return length * _POINTS_PER_MM


def _named(figure: FigureText) -> str:
    return f'the figure "{figure.alt[:60]}"' if figure.alt else "a figure without aria-label"


def _text(element: HtmlElement) -> str:
    return _clean(str(element.text_content()))


def _clean(text: str) -> str:
    """One line; no-break spaces stay, ordinary white space is joined."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
