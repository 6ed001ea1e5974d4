"""Make src/handouts/figures/data/land.json from Natural Earth's coastlines.

Natural Earth is in the public domain; the npm package world-atlas (2.0.2) carries it as TopoJSON. To renew the file:

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python scripts/make_basemap.py package/land-50m.json package/land-10m.json src/handouts/figures/data/land.json

Rings are not torn at the antimeridian: each runs on beyond 180° or 360° where its land does, and begins so that its
middle lies between 0° and 360°. To keep the file small each polygon is a list of whole numbers: the longitude and the
latitude of its first point, then the steps to the next ones, in units of 1/`unit` degrees.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

WORLD = (-180.0, -90.0, 540.0, 90.0)
# name: source (0 = 1:50 m, 1 = 1:10 m), bounds west south east north, tolerance and least area in degrees, unit.
LEVELS: dict[str, tuple[int, tuple[float, float, float, float], float, float, int]] = {
    "world": (0, WORLD, 0.2, 0.045, 100),
    "seas": (0, WORLD, 0.08, 0.02, 100),
    "countries": (0, WORLD, 0.035, 0.005, 100),
    "region": (0, (118.0, 20.0, 152.0, 50.0), 0.02, 0.002, 100),
    "detail": (1, (122.0, 23.0, 147.0, 46.5), 0.002, 0.00005, 1000),
}


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Decode every ring of the object `land` (TopoJSON: quantised, delta-coded arcs)."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield _joined([arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring])


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _joined(arcs: list[Ring]) -> Ring:
    ring = list(arcs[0])
    for arc in arcs[1:]:
        ring.extend(arc[1:])
    return ring


def whole(ring: Ring) -> Ring:
    """Undo leaps across the antimeridian, close the ring around the South Pole, put middles between 0° and 360°."""
    run = [ring[0]]
    for x, y in ring[1:]:
        run.append((x - 360 * round((x - run[-1][0]) / 360), y))
    if abs(run[-1][0] - run[0][0]) > 180:
        run += [(run[-1][0], -90.0), (run[0][0], -90.0)]
    middle = (min(x for x, _ in run) + max(x for x, _ in run)) / 2
    return [(x - 360 * (middle // 360), y) for x, y in run]


def clip(ring: Ring, bounds: tuple[float, float, float, float]) -> Ring:
    """Clip a ring to a rectangle (Sutherland and Hodgman)."""
    west, south, east, north = bounds
    for axis, limit, keep in (
        (0, west, float.__ge__),
        (0, east, float.__le__),
        (1, south, float.__ge__),
        (1, north, float.__le__),
    ):
        ring = _cut(ring, axis, limit, keep)
    return ring


def _cut(ring: Ring, axis: int, limit: float, keep: Callable[[float, float], bool]) -> Ring:
    cut: Ring = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if keep(before[axis], limit) != keep(here[axis], limit):
            share = (limit - before[axis]) / (here[axis] - before[axis])
            cut.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if keep(here[axis], limit):
            cut.append(here)
    return cut


def simplify(line: Ring, tolerance: float) -> Ring:
    """Leave out what deviates less than the tolerance (Ramer, Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        far, index = max((_distance(line[i], line[first], line[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length)) if length else 0.0
    x, y = start[0] + along * dx - point[0], start[1] + along * dy - point[1]
    return float((x * x + y * y) ** 0.5)


def area(ring: Ring) -> float:
    """In square degrees."""
    ahead = ring[1:] + ring[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ahead, strict=True))) / 2


def level(
    topology: dict[str, Any],
    bounds: tuple[float, float, float, float],
    tolerance: float,
    least: float,
    unit: int,
) -> list[list[int]]:
    """One level of detail; what is smaller than the least area is left out, whether islands or inland seas."""
    polygons = []
    for ring in rings(topology):
        clipped = clip(whole(ring), bounds)
        if len(clipped) < 3 or area(clipped) < least:
            continue
        thin = simplify(clipped, tolerance)
        if len(thin) >= 3:
            polygons.append(steps(thin, unit))
    return sorted(polygons)


def steps(ring: Ring, unit: int) -> list[int]:
    """A polygon as whole numbers: its first point, then how far it is to each next one."""
    points = [(round(x * unit), round(y * unit)) for x, y in ring]
    return [value for (x, y), (u, v) in zip([(0, 0), *points], points, strict=False) for value in (u - x, v - y)]


def main(coarse: str, fine: str, target: str) -> None:
    """Read two TopoJSON files and write the base map."""
    sources = [json.loads(Path(name).read_text(encoding="utf-8")) for name in (coarse, fine)]
    land = {
        name: {
            "bounds": bounds,
            "tolerance": tolerance,
            "unit": unit,
            "polygons": level(sources[source], bounds, tolerance, least, unit),
        }
        for name, (source, bounds, tolerance, least, unit) in LEVELS.items()
    }
    document = {"source": "Natural Earth (public domain), through world-atlas 2.0.2", "levels": land}
    Path(target).write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
