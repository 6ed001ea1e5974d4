"""What a drawing is made of, in points from the top left: lines, areas, discs and texts, in the order of painting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.figures.place import Point


@dataclass(frozen=True)
class Strokes:
    """Open lines of one kind; dashes are lengths of ink and gap."""

    lines: tuple[tuple[Point, ...], ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Areas:
    """Closed shapes of one kind; the fill may be `none`, the edge None."""

    rings: tuple[tuple[Point, ...], ...]
    fill: str
    edge: str | None = None
    width: float = 0.6
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float
    fill: str
    edge: str
    width: float


@dataclass(frozen=True)
class Letters:
    """Part of a line that is set in one font; `at` is the left end of its baseline."""

    at: Point
    text: str
    family: str
    file: Path
    size: float
    bold: bool
    colour: str


Shape = Strokes | Areas | Disc | Letters
