"""Finding figures in HTML, reading their tables and putting drawings in their place. All else keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast, get_args

from lxml import html as lxml_html
from lxml.html import HtmlElement

from handouts.errors import LayoutError
from handouts.figures.data import PAGE_WIDTH, Cell, Chart, Kind, Labels, Map, Panel, Place, PlaceKind, Row
from handouts.figures.svg import escaped

_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_FIGURE = re.compile(
    rf"<!--.*?-->|(?P<start><figure\b{_ATTRIBUTES}>)(?P<body>.*?)(?P<end></figure\s*>)", re.DOTALL | re.IGNORECASE
)
_TABLE = re.compile(rf"<table\b{_ATTRIBUTES}>.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_ROOT_LANG = re.compile(rf"""<html\b{_ATTRIBUTES}?\slang=["']?([\w-]+)""", re.IGNORECASE)
_POINTS_PER_MM = 72 / 25.4
MARKS = ("break", "provisional")
"""What a row may be: the words for it stand in attributes of these names."""


class FigureText:
    """One `<figure data-chart>` as it stands in the text."""

    def __init__(self, match: re.Match[str], lang: str) -> None:
        self._match = match
        self.element: HtmlElement = lxml_html.fragment_fromstring(match.group())
        self.kind = self.element.get("data-chart", "")
        self.alt = " ".join(self.element.get("aria-label", "").split())
        self.lang = self.element.get("lang", lang)

    def replaced(self, drawing: str, drop: tuple[str, ...] = ("aria-label",)) -> str:
        """The figure with its tables replaced by a drawing, and some attributes left out."""
        names = [name for name in self.element.attrib if name not in (*drop, "class")]
        classes = self.element.get("class", "").split()
        classes += [] if "figure" in classes else ["figure"]
        attributes = "".join(f' {name}="{escaped(str(self.element.get(name)))}"' for name in names)
        drawings = iter([drawing])
        body = _TABLE.sub(lambda _: next(drawings, ""), self._match["body"])
        return f'<figure class="{escaped(" ".join(classes))}"{attributes}>{body}{self._match["end"]}'


def replace_figures(html: str, replacement: Callable[[FigureText], str | None]) -> str:
    """Replace every `<figure data-chart>` that has a table; None leaves it as it is."""
    found = _ROOT_LANG.search(html)
    lang = found[1] if found else "en"

    def one(match: re.Match[str]) -> str:
        if match["start"] is None or "data-chart" not in match["start"] or not _TABLE.search(match["body"]):
            return match.group()
        figure = FigureText(match, lang)
        return (replacement(figure) if figure.kind else None) or match.group()

    return _FIGURE.sub(one, html)


def read_chart(figure: FigureText) -> Chart:
    """Read a chart's tables.

    Raises:
        LayoutError: The kind is not known, or a table has nothing to draw.
    """
    if figure.kind not in get_args(Kind):
        raise LayoutError(f'a figure has data-chart="{figure.kind}"; use one of {", ".join(get_args(Kind))}, map')
    panels = tuple(_panel(figure, table) for table in figure.element.iter("table"))
    unit, broken, provisional = (_clean(figure.element.get(f"data-{name}", "")) for name in ("unit", *MARKS))
    height = float(figure.element.get("data-height", 0)) * _POINTS_PER_MM
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
        return float(value)
    except ValueError:
        raise LayoutError(f'{_named(figure)}: "{row}" has no number to draw ("{value}")') from None


def _width(figure: FigureText) -> float:
    return float(figure.element.get("data-width", PAGE_WIDTH)) * _POINTS_PER_MM


def _named(figure: FigureText) -> str:
    return f'the figure "{figure.alt[:60]}"' if figure.alt else "a figure without aria-label"


def _text(element: HtmlElement) -> str:
    return _clean(str(element.text_content()))


def _clean(text: str) -> str:
    """One line; no-break spaces stay, ordinary white space is joined."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
