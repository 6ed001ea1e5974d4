"""The coastlines that maps are drawn on (Natural Earth, public domain), and what part of them a window shows."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handouts.errors import LayoutError
from handouts.figures.data import Place
from handouts.figures.outline import clipped
from handouts.figures.place import Box, Point

FINE = 0.4
"""Points on paper by which a coast may be off before a finer one is taken."""


@dataclass(frozen=True)
class Level:
    """Coastlines of one degree of detail; bounds are west, south, east, north, tolerance is in degrees."""

    bounds: tuple[float, float, float, float]
    tolerance: float
    polygons: tuple[tuple[Point, ...], ...]


@cache
def levels() -> tuple[Level, ...]:
    """All degrees of detail, the coarsest first."""
    document = json.loads(files("handouts.figures").joinpath("data/land.json").read_text(encoding="utf-8"))
    return tuple(
        Level(
            tuple(level["bounds"]),
            level["tolerance"],
            tuple(tuple(zip(flat[::2], flat[1::2], strict=True)) for flat in level["polygons"]),
        )
        for level in document["levels"].values()
    )


@dataclass(frozen=True)
class Window:
    """A rectangle of the earth in a box on the sheet: an equirectangular projection true to scale in its middle."""

    box: Box
    lon: float
    lat: float
    scale: float
    """Points per degree of latitude."""

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return math.cos(math.radians(self.lat))

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies on the sheet."""
        x = (self.box.left + self.box.right) / 2 + (lon - self.lon) * self.scale * self.narrowing
        return x, (self.box.top + self.box.bottom) / 2 - (lat - self.lat) * self.scale

    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east and north end."""
        half_lon = (self.box.right - self.box.left) / 2 / self.scale / self.narrowing
        half_lat = (self.box.bottom - self.box.top) / 2 / self.scale
        return self.lon - half_lon, self.lat - half_lat, self.lon + half_lon, self.lat + half_lat

    def rings(self) -> list[list[Point]]:
        """The land in the window, clipped to it, in points."""
        west, south, east, north = self.degrees()
        shown = [one for one in levels() if _covers(one, (west, south, east, north))]
        level = next((one for one in shown if one.tolerance * self.scale <= FINE), shown[-1])
        rings = []
        for polygon in level.polygons:
            lons, lats = [x for x, _ in polygon], [y for _, y in polygon]
            if min(lons) < east and max(lons) > west and min(lats) < north and max(lats) > south:
                ring = clipped([self.at(lon, lat) for lon, lat in polygon], self.box)
                if len(ring) > 2:
                    rings.append(ring)
        return rings


def window(places: Sequence[Place], box: Box, margin: float, least: float) -> Window:
    """The window that shows the places with a margin in points, as large as the box allows.

    `least` is how many degrees it shows at least.

    Raises:
        LayoutError: A place lies beyond the base map.
    """
    west, south, east, north = levels()[0].bounds
    for place in places:
        if not (west < place.lon < east and south < place.lat < north):
            raise LayoutError(f'the place "{place.name}" lies beyond the base map; leave it out with data-inset="only"')
    lons, lats = [place.lon for place in places], [place.lat for place in places]
    lat = (min(lats) + max(lats)) / 2
    width, height = box.right - box.left - 2 * margin, box.bottom - box.top - 2 * margin
    span = max(max(lons) - min(lons), least) * math.cos(math.radians(lat))
    scale = min(width / span, height / max(max(lats) - min(lats), least))
    scale = max(scale, (box.bottom - box.top) / (north - south))
    half = (box.bottom - box.top) / 2 / scale
    lat = max(south + half, min(north - half, lat))
    half = (box.right - box.left) / 2 / scale / math.cos(math.radians(lat))
    lon = max(west + half, min(east - half, (min(lons) + max(lons)) / 2))
    return Window(box, lon, lat, scale)


def _covers(level: Level, window: tuple[float, float, float, float]) -> bool:
    west, south, east, north = level.bounds
    coarsest = level is levels()[0]
    return coarsest or (west <= window[0] and south <= window[1] and window[2] <= east and window[3] <= north)
