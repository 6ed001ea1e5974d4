"""Which part of the earth a map shows, and where a place lies in it.

The coastlines that maps are drawn on: Natural Earth, public domain, in several degrees of detail.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

from handouts.figures.data import MapPlace
from handouts.figures.maps.outline import area, clipped, coast, rounded, thinned
from handouts.figures.place import LabelBox, Point

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

    def spot(self, place: MapPlace) -> Point:
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


def window(places: Sequence[MapPlace], box: LabelBox, margin: float, least: float) -> Window:
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


def extent(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest way around the earth that passes all longitudes: where it starts in the west, and its degrees."""
    order = sorted({lon % 360 for lon in lons})
    gaps = [(east - west, east) for west, east in pairwise([*order, order[0] + 360])]
    gap, west = max(gaps)
    return west % 360, 360 - gap


def with_coast(view: Window, places: Sequence[MapPlace]) -> Window:
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
