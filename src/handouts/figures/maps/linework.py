"""The lines of a map: coasts, what makes it measurable, and keeping both off labels.

Coasts are clipped to a window and rounded; meridians and parallels with their degrees and a scale bar are drawn over
them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from handouts.figures.place import LabelBox, Point, crossing
from handouts.figures.style import SMALL

if TYPE_CHECKING:
    from handouts.figures.canvas import Canvas
    from handouts.figures.maps.window import Window
    from handouts.figures.style import Look


DASH = 8.0
"""Points of a line between two labels that may be taken for a dash."""
STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30, 45, 60, 90)
KILOMETRES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
PER_DEGREE = 111.2
"""Kilometres in a degree of latitude."""
CORNER = 19.0
"""Points at a window's upper left corner where no degree is written."""


def clipped(ring: list[Point], box: LabelBox) -> list[Point]:
    """Clip a ring to a box (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        if all(sign * (point[axis] - limit) >= 0 for point in ring):
            continue
        kept: list[Point] = []
        for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside, was = (sign * (point[axis] - limit) >= 0 for point in (here, before))
            if inside != was:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if inside:
                kept.append(here)
        ring = kept
    return ring


def thinned(ring: list[Point], least: float = 0.35) -> list[Point]:
    """A ring without the points that nobody can tell from the one before."""
    kept = ring[:1]
    for point in ring[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept


def rounded(ring: list[Point], reach: float = 3.0, least: float = 1.5) -> list[Point]:
    """A ring with its corners rounded, from so many points before them to so many behind.

    Where a map shows coasts larger than they were surveyed for, their straight pieces would look like piers. No point
    moves by more than half the reach; pieces shorter than the least stay as they are.
    """
    curved: list[Point] = []
    for before, here, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
        lengths = [math.dist(before, here), math.dist(here, after)]
        if min(lengths) < least:
            curved.append(here)
            continue
        start, end = (
            _towards(here, to, min(0.5, reach / far)) for to, far in zip((before, after), lengths, strict=True)
        )
        curved += [start, *(_bent(start, here, end, share) for share in (0.25, 0.5, 0.75)), end]
    return curved


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _bent(start: Point, corner: Point, end: Point, share: float) -> Point:
    """A point on the parabola between two points of a corner's sides."""
    return _towards(_towards(start, corner, share), _towards(corner, end, share), share)


def coast(rings: Iterable[list[Point]], box: LabelBox) -> list[list[Point]]:
    """The outlines of clipped rings without the parts that clipping added along the frame."""
    runs: list[list[Point]] = []
    for ring in rings:
        run = [ring[0]]
        for point in [*ring[1:], ring[0]]:
            if _on_frame(run[-1], point, box):
                runs.append(run)
                run = [point]
            else:
                run.append(point)
        runs.append(run)
    return [run for run in runs if len(run) > 1]


def _on_frame(start: Point, end: Point, box: LabelBox) -> bool:
    sides = ((0, box.left), (0, box.right), (1, box.top), (1, box.bottom))
    return any(abs(start[axis] - limit) < 1e-6 and abs(end[axis] - limit) < 1e-6 for axis, limit in sides)


def dense(ring: Sequence[Point], step: float = 2.0) -> Iterator[Point]:
    """Points along an outline, a step apart at most."""
    for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
        count = int(max(abs(u - x), abs(v - y)) / step) + 1
        for part in range(count):
            yield x + (u - x) * part / count, y + (v - y) * part / count


def masked(lines: Sequence[Sequence[Point]], boxes: Sequence[LabelBox]) -> list[list[Point]]:
    """Lines without what lies under labels, so that nothing strikes type through.

    What is left between two labels is left out too if it is so short that it would read as a dash.
    """
    runs: list[list[Point]] = []
    for line in lines:
        first, *rest = _uncovered(line, boxes)
        runs += [first, *(run for run in rest[:-1] if _length(run) >= DASH), *rest[-1:]]
    return [_straight(run) for run in runs if len(run) > 1]


def _uncovered(line: Sequence[Point], boxes: Sequence[LabelBox]) -> list[list[Point]]:
    """The parts of a line outside the boxes; the first and the last are empty where it begins or ends under one."""
    runs: list[list[Point]] = [[line[0]]]
    for start, end in pairwise(line):
        over = [box for box in boxes if crossing(box, start, end)]
        for point in _steps(start, end) if over else [end]:
            if not any(box.left < point[0] < box.right and box.top < point[1] < box.bottom for box in over):
                runs[-1].append(point)
            elif runs[-1]:
                runs.append([])
    return runs


def _length(run: Sequence[Point]) -> float:
    return sum(math.dist(*pair) for pair in pairwise(run))


def _steps(start: Point, end: Point) -> list[Point]:
    count = int(max(abs(end[0] - start[0]), abs(end[1] - start[1]))) + 1
    return [
        (start[0] + (end[0] - start[0]) * part / count, start[1] + (end[1] - start[1]) * part / count)
        for part in range(1, count + 1)
    ]


def _straight(run: list[Point]) -> list[Point]:
    """A run without points between two others in line with it."""
    kept = run[:1]
    for point, after in pairwise(run):
        (x, y), (u, v), (s, t) = kept[-1], point, after
        if abs((u - x) * (t - y) - (v - y) * (s - x)) > 1e-6:
            kept.append(point)
    return [*kept, run[-1]]


def area(ring: Sequence[Point]) -> float:
    """The area of a ring; inland seas run the other way round than coasts, and so have the other sign."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


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
