"""What a figure shows, as plain data read from HTML. All of it is hashable, so that drawings can be cached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PAGE_WIDTH = 170.0
"""Millimetres between the margins of an A4 page; a figure's width unless it says otherwise."""

Kind = Literal["column", "bar", "line", "share", "grouped_bar"]
PlaceKind = Literal["war", "politics", "base", "return"]
Labels = Literal["names", "numbers", "none"]


@dataclass(frozen=True)
class Cell:
    """One value and the label to print for it, already rounded and localised. No value is a gap."""

    label: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Row:
    """One category or year with a cell for each series.

    `broken` marks a change of method before it: nothing may connect it with the row above.
    """

    name: str
    cells: tuple[Cell, ...]
    broken: bool = False
    provisional: bool = False


@dataclass(frozen=True)
class Panel:
    """One plot; its title is empty where the figure has only one."""

    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chart:
    """A chart; `lang` is a BCP 47 tag, `width` in points.

    `broken` and `provisional` are the words for what marks such rows: a break in a series, and an asterisk. `height` is
    that of the whole drawing in points where columns or lines are to fill a given room; 0 leaves it to them.
    """

    kind: Kind
    unit: str
    lang: str
    width: float
    panels: tuple[Panel, ...]
    broken: str = ""
    provisional: str = ""
    height: float = 0.0

    @property
    def rows(self) -> list[Row]:
        """The rows of all panels."""
        return [row for panel in self.panels for row in panel.rows]


@dataclass(frozen=True)
class Place:
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
    places: tuple[Place, ...]
    outside: str = ""
    compass: tuple[str, ...] = ()
