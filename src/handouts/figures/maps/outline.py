"""Geometry of coasts and other lines on the sheet: clipping them to a window, and keeping them off labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from handouts.figures.place import LabelBox, Point, crossing

DASH = 8.0
"""Points of a line between two labels that may be taken for a dash."""


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
