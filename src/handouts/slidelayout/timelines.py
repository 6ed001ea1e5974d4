"""A timeline to scale: an axis with its years, above and below it in turn what happened, with stems to its days."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.model.deck import Diagram, Entry, Paragraph, Run
from handouts.slidelayout.diagram_shapes import LABEL, Shape, with_sizes
from handouts.slidelayout.measure import POINTS, Gauge
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import Unfit

_BAND = 0.42
"""How high the axis is."""
_STEM = 0.34
"""The least distance of a label from the axis."""
_DOT = 0.2
_WIDEST, _GAP = 3.9, 0.28
_YEARS = Setting((16,), 14, "accent", bold=True, anchor="ctr")
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_YEAR = 0.74
"""How much room the number of a year takes, with its tick."""
_LEAST_BETWEEN_YEARS = 0.95


@dataclass(frozen=True)
class _Axis:
    """The years from the left edge of the slide's room to the right one."""

    first: float
    last: float
    box: Box

    def x(self, year: float) -> float:
        return self.box.x + (year - self.first) / (self.last - self.first) * self.box.w

    @property
    def ticks(self) -> Iterator[int]:
        """The round years that have room on it, one after the other."""
        per_year = self.box.w / (self.last - self.first)
        step = next((step for step in _STEPS if step * per_year >= _LEAST_BETWEEN_YEARS), _STEPS[-1])
        year = math.ceil(self.first / step) * step
        while year <= self.last:
            yield year
            year += step


def plan_timeline(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> Iterator[tuple[Diagram, tuple[Shape, ...]]]:
    """The timeline on one page if its labels have room there, else each half of them on a page with its own stretch.

    Raises:
        Unfit: One label alone has no room, or nothing is dated.
    """
    dated = tuple(entry for entry in diagram.entries if entry.begins is not None)
    if not dated:
        raise Unfit("the timeline has nothing with a date (data-x); give it a day or a year")
    ordered = replace(diagram, entries=tuple(sorted(dated, key=lambda entry: entry.begins or 0)))
    for setting in with_sizes(LABEL, (24, 20), least).smaller():
        try:
            yield ordered, tuple(_drawn(ordered, box, gauge, setting))
            return
        except Unfit as unfit:
            told = unfit
    named = [place for place, entry in enumerate(ordered.entries) if _is_named(entry)]
    if len(named) < 4:
        raise told
    middle = named[(len(named) + 1) // 2]
    for half in (ordered.entries[:middle], ordered.entries[middle:]):
        yield from plan_timeline(replace(ordered, entries=half, span=None), box, gauge, least)


def _is_named(entry: Entry) -> bool:
    return bool(entry.head or entry.text)


def _axis(diagram: Diagram, box: Box) -> _Axis:
    """Of the stretch that is asked for, else of whole years around all that is shown."""
    years = [year for entry in diagram.entries for year in (entry.begins, entry.ends) if year is not None]
    first, last = diagram.span or (math.floor(min(years)), math.floor(max(years)) + 1)
    band = Box(box.x, box.y + (box.h - _BAND) / 2, box.w, _BAND)
    return _Axis(min(first, *years), max(last, *years), band)


def _drawn(diagram: Diagram, box: Box, gauge: Gauge, setting: Setting) -> Iterator[Shape]:
    axis = _axis(diagram, box)
    stretches = [entry for entry in diagram.entries if entry.ends is not None]
    yield from _band(axis, stretches)
    named = [entry for entry in diagram.entries if _is_named(entry)]
    sides = (named[::2], named[1::2])
    room = (box.h - _BAND) / 2 - _STEM
    labels = [
        (entry, where, above)
        for above, side in zip((True, False), sides, strict=True)
        for entry, where in _placed(side, axis, room, gauge, setting, above=above)
    ]
    labels.sort(key=lambda one: one[0].begins or 0)
    for number, (entry, where, above) in enumerate(labels, 1):
        yield from _stem(entry, where, axis, number, above=above)
    for number, entry in enumerate((one for one in diagram.entries if not _is_named(one)), 1):
        yield _dot(f"Mark {number}", axis.x(entry.begins or 0), axis.box.y + _BAND / 2, 0.6 * _DOT, "second")
    for number, (entry, where, above) in enumerate(labels, 1):
        own = replace(setting, anchor="b" if above else "t")
        yield Shape(f"Event {number}", "text", where, text=_words(entry), setting=own)


def _band(axis: _Axis, stretches: list[Entry]) -> Iterator[Shape]:
    """The axis with its years, in stretches if there are some."""
    if not stretches:
        yield Shape("Axis", "rectangle", axis.box, "tint")
    for number, entry in enumerate(stretches, 1):
        left, right = axis.x(entry.begins or 0), axis.x(entry.ends or 0)
        part = replace(axis.box, x=left, w=max(0.02, right - left - 0.03))
        yield Shape(f"Period {number}", "rectangle", part, "accent" if entry.lit else "tint")
    for year in axis.ticks:
        x = axis.x(year)
        if x + _YEAR > axis.box.x + axis.box.w + 0.02:
            continue
        lit = any(entry.lit and (entry.begins or 0) <= year < (entry.ends or 0) for entry in stretches)
        if any(entry.lit != lit and _overlaps(entry, x, axis) for entry in stretches):
            continue
        yield Shape(f"Tick {year}", "rectangle", Box(x, axis.box.y, 0.014, _BAND), "paper" if lit else "accent")
        text = (Paragraph((Run(str(year), "und"),)),)
        ink = replace(_YEARS, ink="reverse" if lit else "accent")
        yield Shape(
            f"Year {year}", "text", Box(x + 0.08, axis.box.y, 0.66, _BAND), text=text, setting=ink, spoken=False
        )


def _overlaps(stretch: Entry, x: float, axis: _Axis) -> bool:
    """Whether the number of a year that stands right of `x` reaches into a stretch."""
    return axis.x(stretch.begins or 0) < x + _YEAR and x < axis.x(stretch.ends or 0)


def _words(entry: Entry) -> tuple[Paragraph, ...]:
    head = (Paragraph(tuple(replace(run, bold=True) for run in entry.head)),) if entry.head else ()
    return (*head, *entry.text)


def _middle(entry: Entry) -> float:
    begins = entry.begins or 0
    return begins if entry.ends is None else (begins + entry.ends) / 2


def _placed(
    entries: list[Entry], axis: _Axis, room: float, gauge: Gauge, setting: Setting, *, above: bool
) -> Iterator[tuple[Entry, Box]]:
    """A label for each, as near above or below its day as the others let it.

    Raises:
        Unfit: There are too many, or one is too long.
    """
    if not entries:
        return
    most = min(_WIDEST, (axis.box.w - _GAP * (len(entries) - 1)) / len(entries))
    wide = [_width(_words(entry), most, room, gauge, setting) for entry in entries]
    left = axis.box.x
    at: list[float] = []
    for entry, width in zip(entries, wide, strict=True):
        at.append(max(left, axis.x(_middle(entry)) - (width / 2 if entry.ends is not None else 0.0)))
        left = at[-1] + width + _GAP
    right = axis.box.x + axis.box.w
    for place in reversed(range(len(at))):
        at[place] = min(at[place], right - wide[place])
        right = at[place] - _GAP
    for entry, x, width in zip(entries, at, wide, strict=True):
        high = gauge.height(_words(entry), setting, width)
        y = axis.box.y - _STEM - high if above else axis.box.y + _BAND + _STEM
        yield entry, Box(x, y, width, high)


def _width(words: tuple[Paragraph, ...], most: float, room: float, gauge: Gauge, setting: Setting) -> float:
    """How wide a label is that stands in four lines if it can, without breaking a word.

    Raises:
        Unfit: It is too long for `most` inches, or for a room so high.
    """
    line = setting.sizes[0] * gauge.face().pitch / POINTS
    whole = replace(setting, minimum=setting.sizes[0])
    for high in (min(room, 4.3 * line), room):
        for tenths in range(12, math.floor(most * 10) + 1):
            try:
                gauge.largest(words, whole, Box(0, 0, tenths / 10, high), "event", whole=True)
            except Unfit:
                continue
            return tenths / 10
    raise Unfit(f"“{words[0].text[:40]}” has no room on the timeline even at {setting.minimum} pt; shorten it")


def _stem(entry: Entry, label: Box, axis: _Axis, number: int, *, above: bool) -> Iterator[Shape]:
    """From the day on the axis to the nearest place of its label."""
    x = axis.x(_middle(entry))
    edge = axis.box.y if above else axis.box.y + _BAND
    end = label.y + label.h + 0.04 if above else label.y - 0.04
    to = min(max(x, label.x), label.x + label.w)
    yield Shape(f"Stem {number}", "line", Box(x, edge, to - x, end - edge), "second")
    if entry.ends is None:
        yield _dot(f"Dot {number}", x, edge, _DOT, "accent")


def _dot(name: str, x: float, y: float, size: float, fill: str) -> Shape:
    return Shape(name, "ellipse", Box(x - size / 2, y - size / 2, size, size), fill)  # type: ignore[arg-type]
