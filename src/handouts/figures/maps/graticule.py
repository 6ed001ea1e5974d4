"""What makes a map measurable: meridians and parallels, their degrees, and a scale bar."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from handouts.figures.place import LabelBox, Point
from handouts.figures.style import SMALL

if TYPE_CHECKING:
    from handouts.figures.canvas import Canvas
    from handouts.figures.maps.window import Window
    from handouts.figures.style import Look

STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30, 45, 60, 90)
KILOMETRES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
PER_DEGREE = 111.2
"""Kilometres in a degree of latitude."""
CORNER = 19.0
"""Points at a window's upper left corner where no degree is written."""


def _meridians(view: Window) -> tuple[float, list[float], list[float]]:
    """The distance of lines in degrees, their longitudes and latitudes: at most five across."""
    west, south, east, north = view.degrees()
    step = next((one for one in STEPS if (east - west) / one <= 5), STEPS[-1])
    lons = [count * step for count in range(math.ceil(west / step), math.floor(east / step) + 1)]
    lats = [count * step for count in range(math.ceil(south / step), math.floor(north / step) + 1)]
    return step, lons, lats


def graticule(view: Window) -> list[list[Point]]:
    """The lines, to be drawn from frame to frame."""
    _, lons, lats = _meridians(view)
    upright = [[(view.at(lon, 0)[0], view.box.top), (view.at(lon, 0)[0], view.box.bottom)] for lon in lons]
    level = [[(view.box.left, view.at(0, lat)[1]), (view.box.right, view.at(0, lat)[1])] for lat in lats]
    return [*upright, *level]


def degrees(view: Window, look: Look, compass: Sequence[str]) -> Iterator[tuple[LabelBox, Point, str]]:
    """Degrees of the lines, along the lower and the left edge: what they cover, where they stand, the text.

    There are none on windows of a few kilometres. Each box reaches to the frame, so that no rest of a line is left
    before a number, where it would read as a minus. `compass` are the letters of north, east, south and west; without
    them a degree has its sign.
    """
    step, lons, lats = _meridians(view)
    box = view.box
    for degree in lons if step >= 1 else ():
        text = _named((degree + 180) % 360 - 180, compass[1::2])
        half = look.measure(text, SMALL) / 2 + 1.5
        x = view.at(degree, 0)[0]
        if box.left + 24 < x - half and x + half < box.right - 2:
            yield LabelBox(x - half, box.bottom - 13, x + half, box.bottom), (x - half + 1.5, box.bottom - 4), text
    for degree in lats if step >= 1 else ():
        text = _named(degree, compass[::2])
        y = view.at(0, degree)[1]
        if box.top + CORNER < y < box.bottom - 18:
            right = box.left + 5 + look.measure(text, SMALL)
            yield LabelBox(box.left, y - 5.5, right, y + 5), (box.left + 3.5, y + 3), text


def _named(degree: float, letters: Sequence[str]) -> str:
    """A longitude or latitude as maps write it; `letters` are those of its positive and its negative half."""
    if not letters or degree in (0, 180, -180):
        return f"{'−' if degree < 0 and degree != -180 else ''}{abs(degree):.0f}°"
    return f"{abs(degree):.0f}°\u00a0{letters[degree < 0]}"


def _kilometres(view: Window) -> int:
    most = (view.box.right - view.box.left) * 0.24
    return max(one for one in KILOMETRES if one * view.scale / PER_DEGREE <= most or one == KILOMETRES[0])


def corners(view: Window) -> list[LabelBox]:
    """Where the scale bar may stand: the corners of the window, the lower left one first."""
    width, height, frame = _kilometres(view) * view.scale / PER_DEGREE + 4, 15.0, view.box.grown(-5)
    lefts, tops = (frame.left, frame.right - width), (frame.bottom - height, frame.top)
    return [LabelBox(left, top, left + width, top + height) for top in tops for left in lefts]


def scale_bar(canvas: Canvas, box: LabelBox, view: Window, lang: str) -> None:
    """Draw how long so many kilometres are in the middle of the window."""
    from babel.numbers import format_decimal

    length = _kilometres(view)
    text = f"{format_decimal(length, locale=lang.split('-')[0])}\u00a0km"
    left, right, y = box.left + 2, box.right - 2, box.bottom - 2
    canvas.line([(left, y - 3), (left, y), (right, y), (right, y - 3)], canvas.look.muted, 0.7)
    canvas.text(((left + right) / 2, y - 3.5), text, SMALL, colour=canvas.look.muted, align="center")
