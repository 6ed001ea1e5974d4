"""Which parts of the earth a map shows, and where a place lies in them.

A window opens on all places, and insets where they lie too close to each other. The coastlines that it is drawn on are
Natural Earth's, public domain, in several degrees of detail.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

from handouts.figures.maps.linework import area, clipped, coast, rounded, thinned
from handouts.figures.place import LabelBox, Point
from handouts.figures.tables import MapName, MapPlace

Bounds = tuple[float, float, float, float]
"""West, south, east and north end in degrees."""
FINE = 0.4
"""Points on paper by which a coast may be off before a finer one is taken."""
SURVEYED = 50.0
"""Points per degree up to which Natural Earth's coasts have been drawn; in larger windows corners are rounded."""
POLE = 84.0
"""The latitude where maps end, north and south, unless a place lies beyond it."""
NARROWEST = 0.15
"""The least width of a degree of longitude against one of latitude, which would be nothing at the poles."""
SPECK = 0.15
"""Square points below which land is left out."""
COAST = 0.25
"""The length of coast that tells where a window lies, as a share of its width."""
INLAND = 0.9
"""The most of a window that is land, else it is no map."""
WIDEST = 30.0
"""Degrees of latitude to which a window is widened in search of a coast."""
GAP = 8.0
EDGE = 0.4
NARROW = 335.0
"""Points of width below which the whole map lies above both insets, which makes a map about as high as wide."""
NARROWER = 270.0
"""Points of width below which all three windows stand below each other."""
WHOLE = 166.0
"""Points of width that the whole map has at least beside two insets: room for two labels next to each other."""
CROWDED = (0.103, 0.054)
"""Distance of crowded places, as a share of the extent of all: on the whole map and in the first inset."""
FEWEST = 3
"""Two neighbours can be labelled where they stand; only more of them call for an inset."""
BESIDE = 20.0
"""Degrees from the places to what a map shows besides them."""
MARGINS = (0.165, 0.117, 0.165)
"""Room around the places by the window's shorter side: on the whole map, in the first and in the second inset."""
LEAST, ALONE = 0.5, 5.0
"""Degrees that a window shows at least: of several places, of a single one."""


@dataclass(frozen=True)
class Polygon:
    """A coast that closes. Longitudes run on where it crosses 0° or 180°; its middle lies between 0° and 360°."""

    points: tuple[Point, ...]

    @cached_property
    def bounds(self) -> Bounds:
        """The least rectangle around it."""
        lons, lats = [lon for lon, _ in self.points], [lat for _, lat in self.points]
        return min(lons), min(lats), max(lons), max(lats)


@dataclass(frozen=True)
class Level:
    """Coastlines of one degree of detail; tolerance is in degrees, steps are as the file has them."""

    bounds: Bounds
    tolerance: float
    unit: int
    steps: list[list[int]]

    @cached_property
    def polygons(self) -> tuple[Polygon, ...]:
        """All its land, worked out when it is first drawn."""
        unit = self.unit
        return tuple(
            Polygon(
                tuple((x / unit, y / unit) for x, y in zip(accumulate(way[::2]), accumulate(way[1::2]), strict=True))
            )
            for way in self.steps
        )

    def covers(self, part: Bounds) -> bool:
        """Whether there is detail for all of a part of the earth."""
        west, south, east, north = self.bounds
        return east - west >= 360 or (west <= part[0] and south <= part[1] and part[2] <= east and part[3] <= north)

    def within(self, part: Bounds) -> Iterator[list[Point]]:
        """The coasts that reach into a part of the earth around a middle of 0° to 360°, by whole turns."""
        for polygon in self.polygons:
            west, south, east, north = polygon.bounds
            for turn in (-360, 0, 360):
                if west + turn < part[2] and east + turn > part[0] and south < part[3] and north > part[1]:
                    yield [(lon + turn, lat) for lon, lat in polygon.points]


@cache
def levels() -> tuple[Level, ...]:
    """All degrees of detail, the coarsest first."""
    document = json.loads(files("handouts.figures").joinpath("data/land.json").read_text(encoding="utf-8"))
    return tuple(
        Level(tuple(level["bounds"]), level["tolerance"], level["unit"], level["polygons"])
        for level in document["levels"].values()
    )


@dataclass(frozen=True)
class Window:
    """A rectangle of the earth in a box on the sheet: an equirectangular projection true to scale in its middle."""

    box: LabelBox
    lon: float
    lat: float
    scale: float
    """Points per degree of latitude."""

    @cached_property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return max(NARROWEST, math.cos(math.radians(self.lat)))

    def at(self, lon: float, lat: float) -> Point:
        """Where a point lies on the sheet; longitudes run on from the middle of the window."""
        x = (self.box.left + self.box.right) / 2 + (lon - self.lon) * self.scale * self.narrowing
        return x, (self.box.top + self.box.bottom) / 2 - (lat - self.lat) * self.scale

    def points(self, ring: Iterable[Point]) -> list[Point]:
        """Where many points lie on the sheet, see `at`."""
        middle = (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2
        west, south, scale, narrowing = self.lon, self.lat, self.scale, self.narrowing
        return [(middle[0] + (lon - west) * scale * narrowing, middle[1] - (lat - south) * scale) for lon, lat in ring]

    def spot(self, place: MapPlace | MapName) -> Point:
        """Where a place lies on the sheet."""
        return self.at(self.lon + (place.lon - self.lon + 180) % 360 - 180, place.lat)

    def degrees(self) -> Bounds:
        """West, south, east and north end."""
        half_lon = (self.box.right - self.box.left) / 2 / self.scale / self.narrowing
        half_lat = (self.box.bottom - self.box.top) / 2 / self.scale
        return self.lon - half_lon, self.lat - half_lat, self.lon + half_lon, self.lat + half_lat

    def rings(self) -> list[list[Point]]:
        """The land in the window, clipped to it, in points."""
        return _rings(self)

    def coastal(self) -> bool:
        """Whether its coasts tell where it lies."""
        box, rings = self.box, self.rings()
        land = abs(sum(map(area, rings))) / ((box.right - box.left) * (box.bottom - box.top))
        length = sum(math.dist(*pair) for line in coast(rings, box) for pair in pairwise(line))
        return land <= INLAND and length >= COAST * (box.right - box.left)


@lru_cache(maxsize=16)
def _rings(view: Window) -> list[list[Point]]:
    """See `Window.rings`; maps in several languages have windows in common."""
    part = view.degrees()
    shown = [one for one in levels() if one.covers(part)]
    level = next((one for one in shown if one.tolerance * view.scale <= FINE), shown[-1])
    rings = (clipped(thinned(view.points(ring)), view.box) for ring in level.within(part))
    if view.scale > SURVEYED:
        rings = (clipped(rounded(ring), view.box) for ring in rings)
    return [ring for ring in rings if len(ring) > 2 and abs(area(ring)) > SPECK]


def window(places: Sequence[MapPlace | MapName], box: LabelBox, margin: float, least: float) -> Window:
    """The window that shows the places with a margin in points, as large as the box allows.

    It opens where no place is: the widest gap in longitude lies at its back. `least` is how many degrees it shows at
    least. It ends where the earth does, so that its own box may be smaller than the given one.
    """
    west, span = extent([place.lon for place in places])
    south, north = min(place.lat for place in places), max(place.lat for place in places)
    wide, high = box.right - box.left, box.bottom - box.top
    view = Window(box, (west + span / 2) % 360, (south + north) / 2, (high - 2 * margin) / max(north - south, least))
    for _ in range(8):  # moving a window off a pole makes its degrees of longitude wider
        scale = min(view.scale, (wide - 2 * margin) / max(span, least) / view.narrowing)
        view = _on_earth(replace(view, box=box, scale=scale), south, north)
    return view


def _beside(name: MapName, places: Sequence[MapPlace]) -> bool:
    """Whether something lies next to places, in degrees."""
    west, span = extent([place.lon for place in places])
    south, north = min(place.lat for place in places), max(place.lat for place in places)
    across = (name.lon - west) % 360
    return min(max(0.0, across - span), 360 - across) <= BESIDE and south - BESIDE <= name.lat <= north + BESIDE


def extent(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest way around the earth that passes all longitudes: where it starts in the west, and its degrees."""
    order = sorted({lon % 360 for lon in lons})
    gaps = [(east - west, east) for west, east in pairwise([*order, order[0] + 360])]
    gap, west = max(gaps)
    return west % 360, 360 - gap


def _with_coast(view: Window, places: Sequence[MapPlace]) -> Window:
    """The window on the places, widened until its coasts tell where it lies, or as far as is sensible."""
    lats = [place.lat for place in places]
    while not view.coastal() and (view.box.bottom - view.box.top) / view.scale < WIDEST:
        view = _on_earth(replace(view, scale=view.scale / 1.15), min(lats), max(lats))
    return view


def _on_earth(view: Window, lowest: float, highest: float) -> Window:
    """The window moved, and if need be made smaller, so that it shows nothing beyond the poles and nothing twice."""
    box = view.box
    south, north = max(-90.0, min(-POLE, lowest - 4)), min(90.0, max(POLE, highest + 4))
    high = min(box.bottom - box.top, (north - south) * view.scale)
    half = high / 2 / view.scale
    lat = max(south + half, min(north - half, view.lat))
    moved = replace(view, lat=lat)
    wide = min(box.right - box.left, 360 * view.scale * moved.narrowing)
    return replace(moved, box=replace(box, right=box.left + wide, bottom=box.top + high))


@dataclass(frozen=True)
class Region:
    """One window with the places that are marked in it; `inset` is the part that another window enlarges."""

    window: Window
    places: tuple[MapPlace, ...]
    inset: tuple[MapPlace, ...] = ()


def regions(places: Sequence[MapPlace], width: float, ratio: float, around: Sequence[MapName] = ()) -> list[Region]:
    """The whole map, then each inset, with boxes that fill the width without overlap.

    Args:
        places: All that is marked.
        width: In points.
        ratio: Height to width.
        around: What the whole map shows besides, if that is next to the places.
    """
    count = 1
    found: list[Region] = []
    for count in (1, 2, 3):
        frames = _boxes(width, ratio, count)
        found = _arranged(places, frames, around)
        if count == 2 and found[0].window.box != frames[0]:  # too high a frame for so wide a part of the earth
            found = _arranged(places, _stacked(width), around)
        if len(found) < count or not found[-1].inset:
            break
    return found


def _arranged(places: Sequence[MapPlace], frames: Sequence[LabelBox], around: Sequence[MapName]) -> list[Region]:
    """Up to so many windows, each but the first showing what is crowded in the one before."""
    found: list[Region] = []
    shown = tuple(places)
    for index, box in enumerate(frames):
        margin = MARGINS[index] * min(box.right - box.left, box.bottom - box.top)
        seen: list[MapPlace | MapName] = [*shown]
        seen += [] if index else [name for name in around if _beside(name, shown)]
        view = window(seen, box, margin, LEAST if len(shown) > 1 else ALONE)
        view = view if index else _with_coast(view, shown)
        inset = _crowded(shown, view, CROWDED[index]) if index < len(CROWDED) else ()
        if len(inset) == len(shown):  # an inset would show no less
            inset = ()
        found.append(Region(view, tuple(place for place in shown if place not in inset), inset))
        if not inset:
            break
        shown = inset
    return found


def _boxes(width: float, ratio: float, count: int) -> list[LabelBox]:
    """Where windows stand: the first inset large on the left, the whole map and a second inset on the right.

    On a narrow map the whole map lies above both insets, on a still narrower one each below the other.
    """
    height = width * ratio
    near, top, far, bottom = EDGE, EDGE, width - EDGE, height - EDGE
    if count == 3 and width < NARROWER:
        ends = [near, *(round(width * share) for share in (0.42, 1.12, 1.6))]
        return [LabelBox(near, top + GAP * bool(top > near), far, low) for top, low in pairwise(ends)]
    if count == 3 and width < NARROW:
        middle, split, bottom = round(width * 0.34), round(width * 0.62), round(width * 1.1)
        left, right = LabelBox(near, middle + GAP, split, bottom), LabelBox(split + GAP, middle + GAP, far, bottom)
        return [LabelBox(near, top, far, middle), left, right]
    if count == 1:
        return [LabelBox(near, top, far, bottom)]
    split = round(width * 0.53 if count == 2 else min(width * 0.53, width - GAP - WHOLE))
    left, right = LabelBox(near, top, split, bottom), LabelBox(split + GAP, top, far, bottom)
    if count == 2:
        return [right, left]
    middle = round(height * 0.52)
    return [LabelBox(right.left, top, far, middle), left, LabelBox(right.left, middle + GAP, far, bottom)]


def _stacked(width: float) -> list[LabelBox]:
    """The whole map above an inset, both across the width."""
    middle = round(width * 0.42)
    return [LabelBox(EDGE, EDGE, width - EDGE, middle), LabelBox(EDGE, middle + GAP, width - EDGE, 2 * middle)]


def _crowded(places: Sequence[MapPlace], view: Window, share: float) -> tuple[MapPlace, ...]:
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
