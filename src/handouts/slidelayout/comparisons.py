"""A comparison: columns under their heads, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.model.deck import Diagram, Entry, Paragraph
from handouts.slidelayout.diagram_shapes import CREDIT, LABEL, Shape, largest, with_sizes
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import Unfit

_SHARES = (0.36, 0.25)
"""How narrow the column of the shorter of two texts may be, tried in this order."""


def plan_comparison(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> tuple[Shape, ...]:
    """Columns under their heads; what is compared stands at the same height, and before it, if it has one, its name.

    Raises:
        Unfit: They have no room.
    """
    for share in _SHARES:
        try:
            return tuple(_drawn(diagram, box, gauge, least, share))
        except Unfit as unfit:
            told = unfit
    raise told


def _drawn(diagram: Diagram, box: Box, gauge: Gauge, least: int, share: float) -> Iterator[Shape]:
    margin, head_high = 0.2, 0.58
    aside = _aside(diagram, box, gauge, least)
    columns = _columns(diagram, replace(box, x=box.x + aside, w=box.w - aside), share)
    heads = largest(
        [
            ((Paragraph(e.head),), Box(0, 0, c.w - 2 * margin, head_high))
            for e, c in zip(diagram.entries, columns, strict=True)
            if e.head
        ],
        replace(LABEL, sizes=(24,), minimum=18, bold=True, ink="reverse", anchor="ctr"),
        gauge,
        "head of a column",
    )
    cited = [gauge.height(e.credit, CREDIT, c.w - 2 * margin) for e, c in zip(diagram.entries, columns, strict=True)]
    foot = max(cited, default=0.0) + (0.2 if any(cited) else 0.0)
    top = box.y + (head_high if any(entry.head for entry in diagram.entries) else 0.0)
    room = box.y + box.h - top - foot
    rows = max(len(entry.text) for entry in diagram.entries)
    for size in with_sizes(LABEL, (28, 20), least).smaller():
        heights = [_row(diagram, row, columns, size, gauge, margin, aside) for row in range(rows)]
        if sum(heights) <= room:
            break
    else:
        raise Unfit(f"the columns do not fit even at {size.minimum} pt; shorten them")
    if any(
        _broken(entry, column.w - 2 * margin, size, gauge)
        for entry, column in zip(diagram.entries, columns, strict=True)
    ):
        raise Unfit("a word is wider than its column; shorten it")
    names = replace(LABEL, sizes=(size.sizes[0],), minimum=max(20, least), bold=True)
    names = gauge.largest(diagram.labels, names, Box(0, 0, aside - 0.2, box.h), "name of a row", whole=True)
    spare = min(0.5, (room - sum(heights)) / rows) if rows > 1 else room - sum(heights)
    heights = [height + spare for height in heights]
    ends = top + sum(heights) + foot
    for place, (entry, column) in enumerate(zip(diagram.entries, columns, strict=True), 1):
        yield Shape(f"Ground {place}", "rectangle", Box(column.x, box.y, column.w, ends - box.y), "tint")
        if entry.head:
            band = Box(column.x, box.y, column.w, head_high)
            yield Shape(f"Head {place}", "rectangle", band, "accent", (Paragraph(entry.head),), heads, margin=margin)
    y = top
    for row, height in enumerate(heights):
        if row:
            yield Shape(f"Rule {row}", "rectangle", Box(box.x, y, box.w, 0.012), "rule")
        if diagram.labels:
            label = Box(box.x, y + 0.12, aside - 0.2, height - 0.12)
            yield Shape(f"Row {row + 1}", "text", label, text=(diagram.labels[row],), setting=names)
        for place, (entry, column) in enumerate(zip(diagram.entries, columns, strict=True), 1):
            if row < len(entry.text):
                cell = Box(column.x + margin, y + 0.12, column.w - 2 * margin, height - 0.12)
                yield Shape(f"Text {place}.{row + 1}", "text", cell, text=(entry.text[row],), setting=size)
        y += height
    for place, (entry, column, high) in enumerate(zip(diagram.entries, columns, cited, strict=True), 1):
        if entry.credit:
            where = Box(column.x + margin, ends - high - 0.12, column.w - 2 * margin, high)
            yield Shape(f"Credit {place}", "text", where, text=entry.credit, setting=CREDIT)


def _columns(diagram: Diagram, box: Box, share: float) -> tuple[Box, ...]:
    """Columns of equal width; of two texts side by side the longer one has more room, the other at least a `share`."""
    gap = 0.35
    if len(diagram.entries) != 2 or diagram.labels or any(len(entry.text) != 1 for entry in diagram.entries):
        return box.columns(len(diagram.entries), gap)
    first, second = (len(entry.text[0].text) + 1 for entry in diagram.entries)
    wide = (box.w - gap) * min(max(first / (first + second), share), 1 - share)
    return replace(box, w=wide), Box(box.x + wide + gap, box.y, box.w - wide - gap, box.h)


def _aside(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> float:
    """How wide the names of the rows are, whose longest word stays whole; at most a third of the room.

    Raises:
        Unfit: A word is longer than that.
    """
    if not diagram.labels:
        return 0.0
    setting = replace(LABEL, sizes=(max(20, least),), minimum=max(20, least), bold=True)
    for tenths in range(18, round(box.w * 10 / 3)):
        width = tenths / 10
        try:
            gauge.largest(diagram.labels, setting, Box(0, 0, width, box.h), "name of a row", whole=True)
        except Unfit:
            continue
        return width + 0.25
    raise Unfit("the names of the rows are too long; shorten them")


def _row(
    diagram: Diagram, row: int, columns: tuple[Box, ...], setting: Setting, gauge: Gauge, margin: float, aside: float
) -> float:
    """How high a row of a comparison is, with the air around it."""
    cells = [
        gauge.height((entry.text[row],), setting, column.w - 2 * margin)
        for entry, column in zip(diagram.entries, columns, strict=True)
        if row < len(entry.text)
    ]
    label = [gauge.height((diagram.labels[row],), replace(setting, bold=True), aside - 0.2)] if diagram.labels else []
    return max((*cells, *label)) + 0.22


def _broken(entry: Entry, wide: float, setting: Setting, gauge: Gauge) -> bool:
    try:
        gauge.largest(entry.text, replace(setting, minimum=setting.sizes[0]), Box(0, 0, wide, 99), "column", whole=True)
    except Unfit:
        return True
    return False
