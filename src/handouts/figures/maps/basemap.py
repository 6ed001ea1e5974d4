"""The coastlines that maps are drawn on: Natural Earth, public domain, in several degrees of detail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate

from handouts.figures.place import Point

Bounds = tuple[float, float, float, float]
"""West, south, east and north end in degrees."""


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
