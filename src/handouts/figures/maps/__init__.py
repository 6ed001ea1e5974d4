"""Maps: land without borders, places by kind, labels that keep off each other, a legend."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.figures.canvas import Canvas, Fill, leading
from handouts.figures.maps.linework import coast, degrees, graticule, masked, scale_bar
from handouts.figures.maps.maplabels import Label, label_places
from handouts.figures.maps.window import Region, regions
from handouts.figures.place import LabelBox, Point
from handouts.figures.style import SMALL, TEXT

if TYPE_CHECKING:
    from handouts.figures.style import Look
    from handouts.figures.tables import Map, PlaceKind

MARKER = 3.1
PIXELS = 2000
SLIDE = (520.0, 0.35)
"""Width in points and ratio of a map for slides, where it has a slide to itself: its names come out at 14 pt."""
TAG = 11.0


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
    shown = regions(chart.places, width, ratio)
    bottom = max(region.window.box.bottom for region in shown)
    legend = _legend(chart, look, width)
    notes = look.wrap(chart.outside, SMALL, width) if chart.outside else ()
    height = bottom + 7 + (legend[-1][1] + 1) * 14.0 + len(notes) * leading(SMALL)
    canvas = Canvas(width, height, look)
    for index, region in enumerate(shown):
        _region(canvas, chart, region, index)
    for x, row, kind, name in legend:
        y = bottom + 15 + row * 14.0
        _marker(canvas, (x + MARKER + 0.5, y - 3), kind)
        canvas.text((x + 2 * MARKER + 5, y), name, TEXT)
    canvas.lines((0, bottom + 15 + (legend[-1][1] + 1) * 14.0 - 2), notes, SMALL, colour=look.muted)
    return canvas


def _legend(chart: Map, look: Look, width: float) -> list[tuple[float, int, PlaceKind, str]]:
    """Each kind with its place: x and row."""
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
    labels, bar = label_places(chart, region, rings, blocked, look)
    masks = [*(label.box for label in labels), bar, *(space for space, *_ in angles)]
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
    for label in labels:
        _label(canvas, label)
    for label in labels:
        _marker(canvas, label.at, label.place.kind)


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


def _label(canvas: Canvas, label: Label) -> None:
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
