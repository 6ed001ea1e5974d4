"""The names of countries and seas: set quietly where they have room, seas in italics; the rest of a map comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, leading
from handouts.figures.maps.linework import dense
from handouts.figures.place import LabelBox, Point
from handouts.figures.style import SMALL

if TYPE_CHECKING:
    from handouts.figures.maps.window import Window
    from handouts.figures.style import Look
    from handouts.figures.tables import MapName

APART = 3.0
"""Points that a name keeps off everything else."""
REACH = 46.0
STEP = 5.0
"""How far a sea's name may move from where it is wanted, and how far any may at a time, in points."""
CLOSE, DEGREES = 20.0, 6.0
"""How far a country's name may move, in points and in degrees; beside its land in the sea half as far."""
NARROW = 58.0
"""Points across which a name breaks into lines, where it has no room in one."""


@dataclass(frozen=True)
class NameLabel:
    """A name as it is set: its lines, centred in a box."""

    lines: tuple[str, ...]
    box: LabelBox
    italic: bool


def place_names(
    names: Sequence[MapName], view: Window, taken: Sequence[LabelBox], look: Look, hidden: LabelBox | None = None
) -> list[NameLabel]:
    """Find room for the names whose places lie in a window, each once, off all that is taken and off each other.

    A sea's name crosses no coast, so that it stays in the sea. A country's stands on land, or if it is small, close by.
    What lies in the part that an inset enlarges, `hidden`, is named there.
    """
    rings = view.rings()
    shore = [point for ring in rings for point in dense(ring)]
    found: dict[str, NameLabel] = {}
    for name in names:
        x, y = view.spot(name)
        at = LabelBox(x, y, x, y)
        if name.name in found or not at.within(view.box) or (hidden and at.within(hidden)):
            continue
        blocked = [*taken, *(one.box.grown(APART) for one in found.values())]
        if rated := list(_options(name, view, blocked, shore, rings, look)):
            found[name.name] = min(rated, key=lambda option: option[0])[1]
    return list(found.values())


def draw_names(canvas: Canvas, names: Sequence[NameLabel]) -> None:
    """Set the names."""
    for name in names:
        place = (name.box.left + name.box.right) / 2, name.box.top + SMALL * 0.85
        canvas.lines(place, name.lines, SMALL, colour=canvas.look.muted, align="center", italic=name.italic)


def _options(
    name: MapName,
    view: Window,
    blocked: Sequence[LabelBox],
    shore: Sequence[Point],
    rings: Sequence[Sequence[Point]],
    look: Look,
) -> Iterator[tuple[float, NameLabel]]:
    """Where the name may stand, with how far that is from where it is wanted and how much coast it covers."""
    x, y = view.spot(name)
    sea = name.kind == "sea"
    around = [point for point in shore if abs(point[0] - x) < 2 * REACH + NARROW and abs(point[1] - y) < 2 * REACH]
    for rank, width in enumerate((500.0, NARROW)):
        lines = look.wrap(name.name, SMALL, width)
        if rank and len(lines) == 1:
            continue
        wide, high = max(look.measure(line, SMALL, italic=sea) for line in lines), len(lines) * leading(SMALL)
        for right, down in _shifts(REACH if sea else min(CLOSE, max(CLOSE / 2, DEGREES * view.scale))):
            left, top = x + right - wide / 2, y + down - high / 2
            box = LabelBox(left, top, left + wide, top + high)
            if not box.within(view.box.grown(-APART)) or any(box.overlap(other) for other in blocked):
                continue
            near = box.grown(1.5)
            crossed = sum(near.left < u < near.right and near.top < v < near.bottom for u, v in around)
            if (sea and not crossed) or (not sea and _belongs(box, hypot(right, down), rings)):
                yield 6.0 * rank + abs(right) + 1.4 * abs(down) + crossed, NameLabel(lines, box, sea)


def _belongs(box: LabelBox, away: float, rings: Sequence[Sequence[Point]]) -> bool:
    """Whether readers take a name for that of the land where it stands, or beside which it stands."""
    middle = (box.top + box.bottom) / 2
    third = (box.right - box.left) / 3
    return away <= CLOSE / 2 or sum(_on_land((box.left + third * part, middle), rings) for part in range(4)) >= 3


def _on_land(point: Point, rings: Sequence[Sequence[Point]]) -> bool:
    x, y = point
    edges = (edge for ring in rings for edge in zip(ring, (*ring[1:], ring[0]), strict=True))
    return sum((t > y) != (v > y) and x < s + (u - s) * (y - t) / (v - t) for (s, t), (u, v) in edges) % 2 == 1


def _shifts(reach: float) -> Iterator[Point]:
    count = int(reach // STEP)
    for right in range(-count, count + 1):
        for down in range(-count, count + 1):
            if hypot(right, down) * STEP <= reach:
                yield right * STEP, down * STEP
