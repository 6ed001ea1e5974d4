"""What a figure shows, as plain data read from its tables. All of it is hashable, so that drawings can be cached."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast, get_args

from handouts.charttable import ChartFigure, one_line, read_figure, words_of
from handouts.errors import FigureError, LayoutError
from handouts.figures.html import FigureText
from handouts.model.chartkinds import ChartKind, refusal
from handouts.model.deck import ChartData

if TYPE_CHECKING:
    from lxml.html import HtmlElement


PAGE_WIDTH = 170.0
"""Millimetres between the margins of an A4 page; a figure's width unless it says otherwise."""

NameKind = Literal["country", "sea"]
PlaceKind = Literal["war", "politics", "base", "return"]
Labels = Literal["names", "numbers", "rings", "none"]
_YEAR = re.compile(r"\d{3,4}")
_POINTS_PER_MM = 72 / 25.4
_LARGEST = 1e15
"""Beyond it numbers are not exact to a tenth (IEEE 754), nor is anything in a lesson as large."""
_LONGEST = 1000
"""Millimetres; the long side of A1 has 841."""


@dataclass(frozen=True)
class ChartCell:
    """One value and the label to print for it, already rounded and localised. No value is a gap."""

    label: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Row:
    """One category or year with a cell for each series.

    `broken` marks a change of method before it: nothing may connect it with the row above. `x` is where it stands on an
    axis of numbers or of time, if the table says so or its rows are years.
    """

    name: str
    cells: tuple[ChartCell, ...]
    broken: bool = False
    provisional: bool = False
    x: float | None = None


@dataclass(frozen=True)
class ChartPanel:
    """One plot; its title is empty where the figure has only one."""

    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Plot:
    """The charts of one figure as pages draw them: to one scale, with the labels that their tables print.

    `width` is in points; so is `height`, that of the whole drawing where columns or lines are to fill a given room; 0
    leaves it to them. What all charts of a figure have in common is the first one's. `unit_above`: the page already
    says what the numbers count.
    """

    figure: ChartFigure
    width: float
    height: float = 0.0
    unit_above: bool = False

    @property
    def traits(self) -> ChartKind:
        """How charts of its kind are drawn."""
        return self.figure.charts[0].traits

    @property
    def unit(self) -> str:
        """What the numbers count."""
        return self.figure.charts[0].unit

    @property
    def lang(self) -> str:
        """The language as a BCP 47 tag."""
        return self.figure.charts[0].language

    @property
    def broken(self) -> str:
        """The words for a break in a series."""
        return self.figure.charts[0].break_words

    @property
    def provisional(self) -> str:
        """The words for what an asterisk marks."""
        return self.figure.charts[0].provisional_words

    @property
    def axis(self) -> str:
        """What the places of rows count."""
        return self.figure.charts[0].axis

    @property
    def log(self) -> bool:
        """Whether the axis of values goes from 1 to 10 to 100 in even steps."""
        return self.figure.charts[0].log

    @cached_property
    def panels(self) -> tuple[ChartPanel, ...]:
        """The charts row by row, as they are drawn."""
        return tuple(_panel(*one) for one in zip(self.figure.charts, self.figure.labels, strict=True))

    @property
    def rows(self) -> list[Row]:
        """The rows of all panels."""
        return [row for panel in self.panels for row in panel.rows]


def _panel(chart: ChartData, labels: tuple[tuple[str, ...], ...]) -> ChartPanel:
    positions = chart.positions or _on_years(chart)
    rows = (
        Row(
            name,
            tuple(_cell(label, one.values[place]) for label, one in zip(labels[place], chart.series, strict=True)),
            place in chart.breaks,
            place in chart.provisional,
            positions[place] if positions else None,
        )
        for place, name in enumerate(chart.categories)
    )
    return ChartPanel(chart.title, tuple(one.name for one in chart.series), tuple(rows))


def _on_years(chart: ChartData) -> tuple[float, ...]:
    """Where rows stand that are years, a year apart; 1 BC comes before 1, since there is no year 0."""
    years = chart.years
    if not years and all(map(_YEAR.fullmatch, chart.categories)):
        years = tuple(map(int, chart.categories))
    return tuple(float(year + (year < 0)) for year in years)


def _cell(label: str, value: Decimal | None) -> ChartCell:
    return ChartCell(label, None if value is None else float(value))


@dataclass(frozen=True)
class MapPlace:
    """A point on the map; longitudes run from 0 to 360. `number` counts the rows of the table from 1."""

    number: int
    name: str
    note: str
    kind: PlaceKind
    kind_name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class MapName:
    """A country or a sea whose name may stand around a point."""

    name: str
    kind: NameKind
    lat: float
    lon: float


@dataclass(frozen=True)
class Map:
    """A map; `outside` names the places that lie beyond its frame, as a sentence to print.

    `names` are those of countries and seas; `compass` are the letters for north, east, south and west, or none.
    """

    labels: Labels
    lang: str
    width: float
    places: tuple[MapPlace, ...]
    outside: str = ""
    compass: tuple[str, ...] = ()
    names: tuple[MapName, ...] = ()


def refuse_kind(figure: FigureText, *, pages: bool) -> None:
    """See that a figure is of a kind that its target draws.

    Raises:
        LayoutError: It is not; with the kind that would do.
    """
    if told := refusal(figure.kind, f'a figure has data-chart="{figure.kind}"', pages=pages):
        raise FigureError(told, figure.kind)


def read_chart(figure: FigureText) -> Plot:
    """Read a chart's tables.

    Raises:
        LayoutError: A table has nothing to draw, or something that is no number.
    """
    found = read_figure(figure.element, figure.lang)
    if not found.charts:
        raise LayoutError(f"{_named(figure)} has no table with its numbers; give it one")
    for row, written in found.unreadable:
        raise LayoutError(_no_number(figure, row, written))
    for chart in found.charts:
        if not chart.known:
            raise LayoutError(f"{_named(figure)} has a table without a value")
        for row, value in _values(chart):
            if abs(value) > _LARGEST:
                raise LayoutError(_no_number(figure, row, str(value)))
    return Plot(
        found, _width(figure), _length(figure, "data-height", 0), figure.element.get("data-unit-above") == "true"
    )


def _values(chart: ChartData) -> Iterator[tuple[str, Decimal]]:
    for one in chart.series:
        for name, value in zip(chart.categories, one.values, strict=True):
            if value is not None:
                yield name, value


def read_map(figure: FigureText) -> Map:
    """Read a map's table; places only for the inset are left out, but counted.

    Rows of countries and seas are no places.

    Raises:
        LayoutError: A place has no usable position or kind.
    """
    every = [row for row in figure.element.iter("tr") if row.get("data-lat") is not None or row.find("td") is not None]
    rows = [row for row in every if row.get("data-kind") not in get_args(NameKind)]
    names = tuple(_name(figure, row) for row in every if row not in rows)
    places = tuple(_place(figure, number, row) for number, row in enumerate(rows, 1) if row.get("data-inset") != "only")
    labels = figure.element.get("data-labels", "names")
    if labels not in get_args(Labels):
        raise LayoutError(f'a map has data-labels="{labels}"; use one of {", ".join(get_args(Labels))}')
    if not places:
        raise LayoutError(f"{_named(figure)} has no place to show")
    outside = one_line(figure.element.get("data-outside", ""))
    compass = tuple(figure.element.get("data-compass", "").split())
    return Map(cast(Labels, labels), figure.lang, _width(figure), places, outside, compass, names)


def _name(figure: FigureText, row: HtmlElement) -> MapName:
    name = words_of(row.find("th"))
    lat, lon = (_number(figure, name, row.get(key, "")) for key in ("data-lat", "data-lon"))
    return MapName(name, cast(NameKind, row.get("data-kind")), lat, lon % 360)


def _place(figure: FigureText, number: int, row: HtmlElement) -> MapPlace:
    head = row.find("th")
    name = words_of(head)
    kind = row.get("data-kind", "")
    if kind not in get_args(PlaceKind):
        raise LayoutError(
            f'{_named(figure)}: "{name}" has data-kind="{kind}"; use one of {", ".join(get_args(PlaceKind))}'
        )
    lat, lon = (_number(figure, name, row.get(key, "")) for key in ("data-lat", "data-lon"))
    cells = [words_of(cell) for cell in row.findall("td")] + ["", ""]
    return MapPlace(number, name, cells[1], cast(PlaceKind, kind), cells[0], lat, lon % 360)


def _number(figure: FigureText, row: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not abs(number) <= _LARGEST:
        raise LayoutError(_no_number(figure, row, value))
    return number


def _no_number(figure: FigureText, row: str, written: str) -> str:
    return f'{_named(figure)}: "{row}" has no number to draw ("{written[:60]}")'


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
