"""Maps: land without borders, places by kind, names of countries and seas, labels that keep off each other, a legend.

Labels stand at one of several candidates around their place, which are rated by what they would cover.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from handouts.figures.canvas import Align, Canvas, Fill, leading
from handouts.figures.maps.linework import coast, corners, degrees, dense, graticule, masked, scale_bar
from handouts.figures.maps.names import NameLabel, draw_names, place_names
from handouts.figures.maps.window import Region, regions
from handouts.figures.place import Candidate, LabelBox, Point, choose
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import Map, MapName, MapPlace, PlaceKind


MARKER = 3.1
"""Points from a marker's middle to its edge."""
PIXELS = 2000
"""How wide the picture of a map is."""
SLIDE = (520.0, 0.35)
"""Width in points and ratio of a map for slides, where it has a slide to itself: its names come out at 14 pt."""
TAG = 11.0
"""Points across the letter of an inset."""
RADIUS = 6.4
"""From a marker's middle to where it is surely white."""
SIGN = 4.3
"""To the farthest point of any sign."""
RING = 6.0
"""Points from the middle of a ring with a number to its edge."""
APART = 6.8
"""Between the middles of markers; closer ones are moved apart, as symbols on maps are."""
_PLACES: tuple[tuple[float, float, float], ...] = (
    (1, 0, 0), (-1, 0, 1), (1, -1, 2), (1, 1, 2), (-1, -1, 3), (-1, 1, 3), (0, -1, 3), (0, 1, 3),
)  # fmt: skip
"""Directions from the marker (x to the right, y down) and how little they are liked."""


@dataclass(frozen=True)
class _Label:
    """A place's label as it is set; nothing to set if it has no lines."""

    place: MapPlace
    at: Point
    box: LabelBox
    align: Align
    name: tuple[str, ...]
    note: tuple[str, ...]
    leader: tuple[Point, Point] | None = None


@lru_cache(maxsize=32)
def map_svg(chart: Map, look: Look) -> str:
    """Draw a map for print."""
    return draw(chart, look, chart.width, 0.6).svg()


def slide_map(chart: Map, look: Look) -> tuple[str, bytes]:
    """Draw a map for a slide that it has to itself: as SVG, for slides that are printed, and as PNG."""
    canvas = draw(chart, look, *SLIDE)
    return canvas.svg(), canvas.png(PIXELS)


def draw(chart: Map, look: Look, width: float, ratio: float) -> Canvas:
    """Draw all windows of a map with its legend below."""
    shown = regions(chart.places, width, ratio, [name for name in _named(chart) if name.kind == "country"])
    bottom = max(region.window.box.bottom for region in shown)
    legend = _legend(chart, look, width)
    notes = look.wrap(chart.outside, SMALL, width) if chart.outside else ()
    rows = legend[-1][1] + 1 if legend else 0
    height = bottom + 7 + rows * 14.0 + len(notes) * leading(SMALL)
    canvas = Canvas(width, height, look)
    for index, region in enumerate(shown):
        _region(canvas, chart, region, index)
    for x, row, kind, name in legend:
        y = bottom + 15 + row * 14.0
        _marker(canvas, (x + MARKER + 0.5, y - 3), kind)
        canvas.text((x + 2 * MARKER + 5, y), name, TEXT)
    canvas.lines((0, bottom + 15 + rows * 14.0 - 2), notes, SMALL, colour=look.muted)
    return canvas


def _legend(chart: Map, look: Look, width: float) -> list[tuple[float, int, PlaceKind, str]]:
    """Each kind with its place: x and row; none where readers are to find out what is what."""
    if chart.labels == "rings":
        return []
    x, row, entries = 0.0, 0, []
    for kind, name in dict.fromkeys((place.kind, place.kind_name) for place in chart.places):
        size = 2 * MARKER + 5 + look.measure(name, TEXT)
        if x and x + size > width:
            x, row = 0.0, row + 1
        entries.append((x, row, kind, name))
        x += size + 18
    return entries


def _region(canvas: Canvas, chart: Map, region: Region, index: int) -> None:
    look, view, box = canvas.look, region.window, region.window.box
    rings = view.rings()
    frame = _frame(region) if region.inset else None
    tag = LabelBox(box.left, box.top, box.left + TAG, box.top + TAG + 1) if index else None
    angles = [
        one for one in degrees(view, look, chart.compass) if not (frame and one[0].grown(1).overlap(_with_tag(frame)))
    ]
    blocked = [*filter(None, (tag, frame and _with_tag(frame))), *(space for space, *_ in angles)]
    labels, bar = _place_labels(chart, region, rings, blocked, look)
    angles = [one for one in angles if not one[0].overlap(bar.grown(8))]
    names = _names(chart, region, [*blocked, bar, *(label.box for label in labels), *map(_sign, labels)], look)
    masks = [*(one.box for one in labels), *(one.box for one in names), bar, *(space for space, *_ in angles)]
    canvas.areas(rings, look.pale)
    canvas.strokes(masked(graticule(view), masks), look.grid, 0.4)
    canvas.strokes(masked(coast(rings, box), masks), look.muted, 0.45)
    for _, at, degree in angles:
        canvas.text(at, degree, SMALL, colour=look.muted)
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    canvas.areas([corners], "none", look.muted, 0.5)
    if frame:
        canvas.box(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top, Fill("none", look.ink))
        _tag(canvas, LabelBox(frame.right, frame.top, frame.right + TAG, frame.top + TAG + 1), "ABC"[index])
    if tag:
        _tag(canvas, tag, "ABC"[index - 1])
    scale_bar(canvas, bar, view, chart.lang)
    draw_names(canvas, names)
    for label in labels:
        _label(canvas, label)
    for label in labels:
        if chart.labels == "rings":
            _ring(canvas, label.at, str(label.place.number))
        else:
            _marker(canvas, label.at, label.place.kind)


def _sign(label: _Label) -> LabelBox:
    """What the sign of a place covers."""
    return LabelBox(*label.at, *label.at).grown(RING + 1)


def _named(chart: Map) -> list[MapName]:
    """What may be named besides places; where readers are to name these, only seas."""
    return [name for name in chart.names if chart.labels == "names" or name.kind == "sea"]


def _names(chart: Map, region: Region, taken: list[LabelBox], look: Look) -> list[NameLabel]:
    """The names of countries and seas in a window."""
    hidden = _frame(region) if region.inset else None
    solid = [box.grown(2) for box in taken if box.right > box.left]
    return place_names(_named(chart), region.window, solid, look, hidden)


def _frame(region: Region) -> LabelBox:
    """The part of a window that an inset enlarges."""
    points = [region.window.spot(place) for place in region.inset]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return LabelBox(min(xs), min(ys), max(xs), max(ys)).grown(5)


def _with_tag(frame: LabelBox) -> LabelBox:
    return LabelBox(frame.left, frame.top, frame.right + TAG, max(frame.bottom, frame.top + TAG + 1))


def _tag(canvas: Canvas, box: LabelBox, letter: str) -> None:
    canvas.box(box.left, box.top, box.right - box.left, box.bottom - box.top, Fill(canvas.look.ink))
    centre = (box.left + box.right) / 2, (box.top + box.bottom) / 2 + SMALL * 0.33
    canvas.text(centre, letter, SMALL, bold=True, colour=canvas.look.paper, align="center")


def _label(canvas: Canvas, label: _Label) -> None:
    look = canvas.look
    if label.leader:
        canvas.line(label.leader, look.ink, 0.5)
    box = label.box
    x = {"left": box.left, "center": (box.left + box.right) / 2, "right": box.right}[label.align]
    y = box.top + TEXT * 0.8
    for line in label.name:
        canvas.text((x, y), line, TEXT, bold=True, align=label.align)
        y += leading(TEXT)
    for line in label.note:
        canvas.text((x, y - 0.6), line, SMALL, align=label.align)
        y += leading(SMALL)


def _marker(canvas: Canvas, at: Point, kind: PlaceKind) -> None:
    (x, y), look, r = at, canvas.look, MARKER
    match kind:
        case "war":
            canvas.areas([[(x, y - r * 1.3), (x + r * 1.25, y + r), (x - r * 1.25, y + r)]], look.ink, look.paper)
        case "politics":
            side = r * 0.95
            corners = [(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]
            canvas.areas([corners], look.ink, look.paper)
        case "base":
            canvas.disc(at, r * 1.05, look.accent, look.paper)
        case "return":
            reach = r * 1.35
            canvas.areas([[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]], look.paper, look.ink, 1.1)


def _ring(canvas: Canvas, at: Point, number: str) -> None:
    canvas.disc(at, RING, canvas.look.paper, canvas.look.ink)
    canvas.text((at[0], at[1] + TEXT * 0.35), number, TEXT, bold=True, align="center")


def _place_labels(
    chart: Map, region: Region, rings: Sequence[Sequence[Point]], blocked: list[LabelBox], look: Look
) -> tuple[list[_Label], LabelBox]:
    """Choose places for all labels of a window and for its scale bar."""
    view = region.window
    apart = 2 * RING + 0.8 if chart.labels == "rings" else APART
    points = _apart([view.spot(place) for place in region.places], apart)
    solid = [*blocked, *(LabelBox(x, y, x, y).grown(SIGN) for x, y in points)]
    shore = sorted(point for ring in rings for point in dense(ring))
    options = [list(_options(chart, place, at, look)) for place, at in zip(region.places, points, strict=True)]
    rated = [
        [
            Candidate(label.box, cost + _cost(label.box, view.box, solid, shore) + _doubt(label, points), choice)
            for choice, (label, cost) in enumerate(one)
        ]
        for one in options
    ]
    bars = [
        Candidate(box, 2.0 * choice + _cost(box, view.box, solid, shore), choice)
        for choice, box in enumerate(corners(view))
    ]
    whole = [[one for one in some if _says_all(each[one.choice][0])] for some, each in zip(rated, options, strict=True)]
    picked = choose([*whole, bars])
    if any(one.box.overlap(other.box) for one, other in combinations(picked, 2)):
        picked = choose([*rated, bars])
    return [one[found.choice][0] for one, found in zip(options, picked, strict=False)], picked[-1].box


def _says_all(label: _Label) -> bool:
    """Whether a label has its remark, which is left out where there is no other way."""
    return bool(label.note) or not label.place.note or "".join(label.name) in ("", str(label.place.number))


def _options(chart: Map, place: MapPlace, at: Point, look: Look) -> Iterator[tuple[_Label, float]]:
    """All ways to set a label, with the cost of each before anything else is known."""
    if chart.labels in ("none", "rings"):
        yield _Label(place, at, LabelBox(*at, *at), "left", (), ()), 0.0
        return
    if chart.labels == "numbers":
        yield from _around(place, at, (str(place.number),), (), look, 0.0)
        return
    names = list(dict.fromkeys([look.wrap(place.name, TEXT, 500, True), look.wrap(place.name, TEXT, 60, True)]))
    notes = [look.wrap(place.note, SMALL, 110), look.wrap(place.note, SMALL, 62), ()] if place.note else [()]
    for rank, note in enumerate(dict.fromkeys(notes)):
        for lines, name in enumerate(names):
            yield from _around(
                place, at, name, note, look, lines * 2.0 + (300.0 if place.note and not note else rank * 2.0)
            )


def _around(
    place: MapPlace, at: Point, name: tuple[str, ...], note: tuple[str, ...], look: Look, cost: float
) -> Iterator[tuple[_Label, float]]:
    width = max([look.measure(line, TEXT, True) for line in name] + [look.measure(line, SMALL) for line in note])
    height = len(name) * leading(TEXT) + len(note) * leading(SMALL)
    for far, extra in ((0.0, 0.0), (9.0, 12.0), (20.0, 16.0), (32.0, 60.0)):
        for right, down, dislike in _PLACES:
            reach = (RADIUS + far) * (0.8 if right and down else 1)
            x, y = at[0] + right * (reach + width / 2), at[1] + down * (reach + height / 2)
            if right and down:  # diagonal: beside the marker, most of the label above or below it
                y = at[1] + down * (height / 2 - 1 + far)
            if right and not down:  # the first line of the name level with the marker
                y = at[1] + height / 2 - leading(TEXT) / 2
            box = LabelBox(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            align: Align = "left" if right > 0 else "right" if right < 0 else "center"
            leader = (at, _nearest(at, box)) if far else None
            yield _Label(place, at, box, align, name, note, leader), cost + dislike + extra


def _nearest(at: Point, box: LabelBox) -> Point:
    x = max(box.left - 1, min(box.right + 1, at[0]))
    return x, max(box.top + 2, min(box.top + leading(TEXT) / 2, at[1]) if at[1] < box.bottom else box.bottom - 1)


def _cost(box: LabelBox, frame: LabelBox, solid: Sequence[LabelBox], shore: Sequence[Point]) -> float:
    """What it costs that a label leaves the window, covers a marker or crosses a coast, whose points come sorted."""
    if box.left == box.right:
        return 0.0
    cost = 0.0 if box.within(frame.grown(-3)) else 1000.0
    cost += sum(4 * box.overlap(other) for other in solid)
    around = shore[bisect_left(shore, (box.left, 0.0)) : bisect_left(shore, (box.right, 0.0))]
    return cost + min(24.0, 0.5 * sum(box.top < y < box.bottom for _, y in around))


def _doubt(label: _Label, points: Sequence[Point]) -> float:
    """What it costs that a reader may take the label for another place's, which is as near."""
    if label.box.left == label.box.right or not label.name:
        return 0.0
    own = _away(label.at, label.box)
    return sum(8.0 for point in points if point != label.at and _away(point, label.box) < own + 1.5)


def _away(point: Point, box: LabelBox) -> float:
    dx = max(box.left - point[0], 0, point[0] - box.right)
    dy = max(box.top - point[1], 0, point[1] - box.bottom)
    return float((dx * dx + dy * dy) ** 0.5)


def _apart(points: list[Point], apart: float) -> list[Point]:
    """Move markers that cover each other apart, by as little as makes both readable."""
    moved = list(points)
    for _ in range(20):
        for first in range(len(moved)):
            for second in range(first):
                (x, y), (u, v) = moved[first], moved[second]
                gap = ((x - u) ** 2 + (y - v) ** 2) ** 0.5
                if gap < apart:
                    dx, dy = ((x - u) / gap, (y - v) / gap) if gap else (1.0, 0.0)
                    push = (apart - gap) / 2
                    moved[first], moved[second] = (x + dx * push, y + dy * push), (u - dx * push, v - dy * push)
    return moved
