"""A sheet to draw on, in points from the top left, and its export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handouts.figures.place import Point
from handouts.figures.raster import png
from handouts.figures.shapes import Areas, Disc, Letters, Shape, Strokes
from handouts.figures.svg import document

if TYPE_CHECKING:
    from handouts.figures.style import Look

Align = Literal["left", "center", "right"]

HATCH_PITCH = 3.2
"""Points between the lines of a hatch; survives a second copying."""


@dataclass(frozen=True)
class Fill:
    """How an area is filled: a colour, and lines over it (1 rising, -1 falling, 0 both, None no lines)."""

    colour: str
    edge: str | None = None
    hatch: Literal[-1, 0, 1] | None = None
    dashed: bool = False


class Canvas:
    """One figure while it is drawn: what is added later covers what was added before."""

    def __init__(self, width: float, height: float, look: Look) -> None:
        self.width = width
        self.height = height
        self.look = look
        self._shapes: list[Shape] = []

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set one line; `at` is on its baseline."""
        width = self.look.measure(text, size, bold)
        x = at[0] - {"left": 0, "center": width / 2, "right": width}[align]
        for family, file, letters in self.look.runs(text, bold):
            heavy = bold and file == self.look.bold
            self._shapes.append(Letters((x, at[1]), letters, family, file, size, heavy, colour or self.look.ink))
            x += self.look.measure(letters, size, bold)

    def lines(
        self,
        at: Point,
        lines: Iterable[str],
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set several lines; `at` is on the first baseline."""
        for index, line in enumerate(lines):
            place = (at[0], at[1] + index * leading(size))
            self.text(place, line, size, bold=bold, colour=colour, align=align)

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: tuple[float, ...] = ()) -> None:
        """Draw an open line."""
        self.strokes([points], colour, width, dashes)

    def strokes(
        self, lines: Sequence[Sequence[Point]], colour: str, width: float, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw several open lines as one path."""
        if lines:
            self._shapes.append(Strokes(tuple(map(tuple, lines)), colour, width, dashes))

    def areas(
        self,
        rings: Sequence[Sequence[Point]],
        fill: str,
        edge: str | None = None,
        width: float = 0.6,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Fill closed shapes as one path; the fill may be `none`."""
        if rings:
            self._shapes.append(Areas(tuple(map(tuple, rings)), fill, edge, width, dashes))

    def disc(self, centre: Point, radius: float, fill: str, edge: str, width: float = 0.6) -> None:
        """Fill a circle."""
        self._shapes.append(Disc(centre, radius, fill, edge, width))

    def box(self, left: float, top: float, width: float, height: float, fill: Fill) -> None:
        """Fill a rectangle; the hatch is drawn line by line, since not every reader of SVG knows patterns."""
        right, bottom = left + width, top + height
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        if fill.colour != "none":
            self.areas([corners], fill.colour)
        if fill.hatch is not None and fill.edge:
            directions = (1, -1) if fill.hatch == 0 else (fill.hatch,)
            strokes = [line for way in directions for line in hatching(left, top, right, bottom, way)]
            self.strokes(strokes, fill.edge, 0.7)
        if fill.edge:
            self.areas([corners], "none", fill.edge, 0.8, (2.0, 1.2) if fill.dashed else ())

    def svg(self) -> str:
        """The drawing as an inline `<svg>`; the same drawing gives the same text."""
        return document(self._shapes, self.width, self.height)

    def png(self, pixels: int) -> bytes:
        """The drawing as a PNG so many pixels wide, on the brand's paper."""
        return png(self._shapes, self.width, self.height, self.look.paper, pixels)


def leading(size: float) -> float:
    """Points from one baseline to the next."""
    return size * 1.18


def hatching(left: float, top: float, right: float, bottom: float, way: int) -> list[list[Point]]:
    """Lines at 45° that fill a rectangle; `way` 1 rises to the right, -1 falls."""
    step = HATCH_PITCH * 2**0.5
    width, height = right - left, bottom - top
    lines = []
    offset = step / 2
    while offset < width + height:
        start = (min(offset, width), max(0.0, offset - width))
        end = (max(0.0, offset - height), min(offset, height))
        ends = [(x, y if way > 0 else height - y) for x, y in (start, end)]
        lines.append([(left + x, top + y) for x, y in ends])
        offset += step
    return lines
