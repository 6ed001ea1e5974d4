"""Which windows a map needs: all places, and insets where they lie too close to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.figures.data import MapPlace
from handouts.figures.maps.window import Window, window, with_coast
from handouts.figures.place import LabelBox

GAP = 8.0
EDGE = 0.4
NARROW = 335.0
"""Points of width below which the whole map lies above both insets, which makes a map about as high as wide."""
WHOLE = 166.0
"""Points of width that the whole map has at least beside two insets: room for two labels next to each other."""
CROWDED = (0.103, 0.054)
"""Distance of crowded places, as a share of the extent of all: on the whole map and in the first inset."""
FEWEST = 3
"""Two neighbours can be labelled where they stand; only more of them call for an inset."""
MARGINS = (0.165, 0.117, 0.165)
"""Room around the places by the window's shorter side: on the whole map, in the first and in the second inset."""
LEAST, ALONE = 0.5, 5.0
"""Degrees that a window shows at least: of several places, of a single one."""


@dataclass(frozen=True)
class Region:
    """One window with the places that are marked in it; `inset` is the part that another window enlarges."""

    window: Window
    places: tuple[MapPlace, ...]
    inset: tuple[MapPlace, ...] = ()


def regions(places: Sequence[MapPlace], width: float, ratio: float) -> list[Region]:
    """The whole map, then each inset, with boxes that fill the width without overlap; `ratio` is height to width."""
    count = 1
    found: list[Region] = []
    for count in (1, 2, 3):
        frames = boxes(width, ratio, count)
        found = _arranged(places, frames)
        if count == 2 and found[0].window.box != frames[0]:  # too high a frame for so wide a part of the earth
            found = _arranged(places, stacked(width))
        if len(found) < count or not found[-1].inset:
            break
    return found


def _arranged(places: Sequence[MapPlace], frames: Sequence[LabelBox]) -> list[Region]:
    """Up to so many windows, each but the first showing what is crowded in the one before."""
    found: list[Region] = []
    shown = tuple(places)
    for index, box in enumerate(frames):
        margin = MARGINS[index] * min(box.right - box.left, box.bottom - box.top)
        view = window(shown, box, margin, LEAST if len(shown) > 1 else ALONE)
        view = view if index else with_coast(view, shown)
        inset = crowded(shown, view, CROWDED[index]) if index < len(CROWDED) else ()
        if len(inset) == len(shown):  # an inset would show no less
            inset = ()
        found.append(Region(view, tuple(place for place in shown if place not in inset), inset))
        if not inset:
            break
        shown = inset
    return found


def boxes(width: float, ratio: float, count: int) -> list[LabelBox]:
    """Where windows stand: the first inset large on the left, the whole map and a second inset on the right.

    On a narrow map the whole map lies above both insets.
    """
    height = width * ratio
    near, top, far, bottom = EDGE, EDGE, width - EDGE, height - EDGE
    if count == 3 and width < NARROW:
        middle, split, bottom = round(width * 0.34), round(width * 0.6), width - EDGE
        left, right = LabelBox(near, middle + GAP, split, bottom), LabelBox(split + GAP, middle + GAP, far, bottom)
        return [LabelBox(near, top, far, middle), left, right]
    if count == 1:
        return [LabelBox(near, top, far, bottom)]
    split = round(width * 0.53 if count == 2 else min(width * 0.53, width - GAP - WHOLE))
    left, right = LabelBox(near, top, split, bottom), LabelBox(split + GAP, top, far, bottom)
    if count == 2:
        return [right, left]
    middle = round(height * 0.42)
    return [LabelBox(right.left, top, far, middle), left, LabelBox(right.left, middle + GAP, far, bottom)]


def stacked(width: float) -> list[LabelBox]:
    """The whole map above an inset, both across the width."""
    middle = round(width * 0.42)
    return [LabelBox(EDGE, EDGE, width - EDGE, middle), LabelBox(EDGE, middle + GAP, width - EDGE, 2 * middle)]


def crowded(places: Sequence[MapPlace], view: Window, share: float) -> tuple[MapPlace, ...]:
    """The largest group of places linked by less than a share of the extent of all, if it has enough members."""
    xs, ys = zip(*map(view.spot, places), strict=True)
    distance = share * max(max(xs) - min(xs), max(ys) - min(ys))
    groups: list[set[MapPlace]] = []
    for place in places:
        near = [group for group in groups if any(_near(place, other, view, distance) for other in group)]
        groups = [group for group in groups if group not in near] + [{place}.union(*near)]
    largest = max(groups, key=lambda group: (len(group), -min(place.number for place in group)))
    return tuple(place for place in places if place in largest) if len(largest) >= FEWEST else ()


def _near(one: MapPlace, other: MapPlace, view: Window, distance: float) -> bool:
    (x, y), (u, v) = view.spot(one), view.spot(other)
    return bool((x - u) ** 2 + (y - v) ** 2 < distance**2)
