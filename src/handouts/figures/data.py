"""What a figure shows, as plain data read from HTML. All of it is hashable, so that drawings can be cached."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from handouts.charttable import ChartFigure
from handouts.model.chartkinds import ChartKind
from handouts.model.deck import Chart

PAGE_WIDTH = 170.0
"""Millimetres between the margins of an A4 page; a figure's width unless it says otherwise."""

PlaceKind = Literal["war", "politics", "base", "return"]
Labels = Literal["names", "numbers", "none"]


@dataclass(frozen=True)
class ChartCell:
    """One value and the label to print for it, already rounded and localised. No value is a gap."""

    label: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Row:
    """One category or year with a cell for each series.

    `broken` marks a change of method before it: nothing may connect it with the row above.
    """

    name: str
    cells: tuple[ChartCell, ...]
    broken: bool = False
    provisional: bool = False


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
    leaves it to them. What all charts of a figure have in common is the first one's.
    """

    figure: ChartFigure
    width: float
    height: float = 0.0

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

    @cached_property
    def panels(self) -> tuple[ChartPanel, ...]:
        """The charts row by row, as they are drawn."""
        return tuple(_panel(*one) for one in zip(self.figure.charts, self.figure.labels, strict=True))

    @property
    def rows(self) -> list[Row]:
        """The rows of all panels."""
        return [row for panel in self.panels for row in panel.rows]


def _panel(chart: Chart, labels: tuple[tuple[str, ...], ...]) -> ChartPanel:
    rows = (
        Row(
            name,
            tuple(_cell(label, one.values[place]) for label, one in zip(labels[place], chart.series, strict=True)),
            place in chart.breaks,
            place in chart.provisional,
        )
        for place, name in enumerate(chart.categories)
    )
    return ChartPanel(chart.title, tuple(one.name for one in chart.series), tuple(rows))


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
class Map:
    """A map; `outside` names the places that lie beyond its frame, as a sentence to print.

    `compass` are the letters for north, east, south and west, or none.
    """

    labels: Labels
    lang: str
    width: float
    places: tuple[MapPlace, ...]
    outside: str = ""
    compass: tuple[str, ...] = ()
