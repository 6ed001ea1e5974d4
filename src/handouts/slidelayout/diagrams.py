"""Diagram → shapes: where each of them stands, and how large what it says is set. Nothing here knows a file format.

`timelines` has the axis of time, which is to scale, `comparisons` columns and rows; `diagram_shapes` is what all of
them are drawn with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.model.deck import Diagram, Entry, Paragraph
from handouts.model.diagrams import KINDS
from handouts.slidelayout.comparisons import plan_comparison
from handouts.slidelayout.diagram_shapes import CREDIT, LABEL, DiagramPlan, Shape, largest, with_sizes
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import Unfit
from handouts.slidelayout.timelines import plan_timeline


def plan_diagram(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> Iterator[tuple[Diagram, DiagramPlan]]:
    """Draw a diagram in a box, in letters of `least` points or more, on as many pages as it takes.

    Columns of one text each that have no room side by side stand below one another, else on a page each.

    Raises:
        Unfit: It has no room, or nothing in it.
    """
    kind = KINDS[diagram.kind]
    if not diagram.entries:
        raise Unfit(f"the diagram ({kind.name}) has nothing to show; give it a row")
    if len(diagram.entries) > kind.most:
        raise Unfit(
            f"the diagram ({kind.name}) has {len(diagram.entries)} entries, of which no more than {kind.most} can be "
            "told apart; leave some out"
        )
    credit = tuple(_caption(diagram, box, gauge))
    box = box.taller(-credit[0].box.h - 0.1) if credit else box
    if kind.dated:
        for piece, shapes in plan_timeline(diagram, box, gauge, least):
            yield piece, DiagramPlan((*shapes, *credit))
        return
    plan = {"figures": _figures, "comparison": plan_comparison, "agenda": _agenda}[kind.name]
    try:
        yield diagram, DiagramPlan((*plan(diagram, box, gauge, least), *credit))
    except Unfit:
        texts = [len(entry.text) for entry in diagram.entries]
        if kind.name != "comparison" or diagram.labels or len(texts) == 1 or texts != [1] * len(texts):
            raise
        below = _below_one_another(diagram)
        try:
            yield below, DiagramPlan((*plan_comparison(below, box, gauge, least), *credit))
        except Unfit:
            for entry in diagram.entries:
                yield from plan_diagram(replace(diagram, entries=(entry,)), box, gauge, least)


def _below_one_another(diagram: Diagram) -> Diagram:
    """Columns of one text each as rows of one column, which has the whole width for its lines."""
    texts = tuple(paragraph for entry in diagram.entries for paragraph in entry.text)
    credit = tuple(paragraph for entry in diagram.entries for paragraph in entry.credit)
    labels = tuple(Paragraph(entry.head) for entry in diagram.entries)
    return replace(diagram, entries=(Entry((), texts, credit),), labels=labels)


def _caption(diagram: Diagram, box: Box, gauge: Gauge) -> Iterator[Shape]:
    if diagram.caption:
        height = gauge.height(diagram.caption, CREDIT, box.w) + 0.04
        foot = Box(box.x, box.y + box.h - height, box.w, height)
        yield Shape("Caption", "text", foot, text=diagram.caption, setting=CREDIT)


def _figures(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> Iterator[Shape]:
    """Numbers side by side in the largest type that all of them have room in, what they count below."""
    columns = box.columns(len(diagram.entries), 0.7)
    number = Setting((140,), 54, "accent", bold=True, leading=0.9, anchor="b")
    heads = [(Paragraph(entry.head),) for entry in diagram.entries]
    tall = 2.4
    number = largest(
        [(head, replace(column, h=tall)) for head, column in zip(heads, columns, strict=True)], number, gauge, "number"
    )
    # What a number counts stands right below it: the larger the number, the more room it takes.
    tall = max(gauge.height(head, number, column.w) for head, column in zip(heads, columns, strict=True)) + 0.1
    room = replace(box, h=box.h - 0.35 - tall - 0.25)
    below = [replace(column, h=room.h) for column in columns]
    line = largest(
        list(zip((entry.text for entry in diagram.entries), below, strict=True)),
        with_sizes(LABEL, (28, 20), least),
        gauge,
        "line below a number",
    )
    high = max(gauge.height(entry.text, line, column.w) for entry, column in zip(diagram.entries, below, strict=True))
    top = box.y + max(0.1, (room.h - high) * 0.4)
    for place, (entry, head, column) in enumerate(zip(diagram.entries, heads, columns, strict=True), 1):
        yield Shape(f"Rule {place}", "rectangle", Box(column.x, top, column.w, 0.05), "rule")
        number_box = Box(column.x, top + 0.25, column.w, tall)
        yield Shape(f"Number {place}", "text", number_box, text=head, setting=number)
        under = Box(column.x, top + 0.25 + tall + 0.25, column.w, high)
        yield Shape(f"Line {place}", "text", under, text=entry.text, setting=line)


def _agenda(diagram: Diagram, box: Box, gauge: Gauge, least: int) -> Iterator[Shape]:
    """Stations below one another on a line, each with its number; the one at hand is filled and bold."""
    count = len(diagram.entries)
    step = min(0.95, box.h / count)
    dot = min(0.52, step * 0.72)
    wide = box.w - dot - 0.35
    texts = [(_station(entry), Box(0, 0, wide, step)) for entry in diagram.entries]
    setting = largest(texts, replace(with_sizes(LABEL, (28, 20), least), anchor="ctr", bold=True), gauge, "station")
    top = box.y + (box.h - step * count) / 2
    first, last = top + step / 2, top + step * (count - 0.5)
    yield Shape("Line", "line", Box(box.x + dot / 2, first, 0, last - first), "rule")
    for place, (entry, (text, _)) in enumerate(zip(diagram.entries, texts, strict=True), 1):
        y = top + step * (place - 1)
        round_box = Box(box.x, y + (step - dot) / 2, dot, dot)
        number = Setting((18,), 14, "reverse" if entry.lit else "accent", bold=True, anchor="ctr")
        said = (Paragraph(entry.head),)
        yield Shape(f"Station {place}", "ellipse", round_box, "accent" if entry.lit else "tint", said, number, "ctr")
        ink = replace(setting, ink="accent" if entry.lit else "ink", bold=entry.lit)
        yield Shape(f"Name {place}", "text", Box(box.x + dot + 0.35, y, wide, step), text=text, setting=ink)


def _station(entry: Entry) -> tuple[Paragraph, ...]:
    return entry.text or (Paragraph(entry.head),)
