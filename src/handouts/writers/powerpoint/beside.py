"""Two things side by side on one slide: text or a visual at the left, a visual at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.model.deck import Paragraph, Picture, Quote
from handouts.writers.powerpoint.fit import Gauge
from handouts.writers.powerpoint.layouts import BAR_SPACE, CREDIT, LAYOUTS, QUOTE_BESIDE, SHIFT, Layout, Slot
from handouts.writers.powerpoint.parts import Group, Paragraphs, Part, caption_of, shown, with_caption
from handouts.writers.powerpoint.split import Unfit

BESIDE = LAYOUTS["Two Content"]
_CAPTION_OF = {"text": "text caption", "visual": "caption"}


def try_beside(left: Paragraphs | Group, right: Group, gauge: Gauge, least: int = 0) -> tuple[Part, ...]:
    """Two things side by side, text in sizes of `least` points or more; nothing if one has no room there.

    Short text takes a narrower column, which leaves more to the visual.
    """
    for by, largest in ((-SHIFT, True), (0.0, False), (SHIFT, False), (-SHIFT, False)):
        try:
            parts = tuple(_beside(left, right, _shifted(BESIDE, by), gauge, least))
        except Unfit:
            continue
        if not largest or (isinstance(left[0], Paragraph) and _is_full(parts[0])):
            return tuple(replace(part, slot=BESIDE[part.slot.role]) for part in _aligned(parts, gauge))
    return ()


def _shifted(layout: Layout, by: float) -> Layout:
    """The layout with another width of its left column; its placeholders are told so on the slide."""
    return replace(layout, slots=tuple(_moved(slot, by) for slot in layout.slots))


def _moved(slot: Slot, by: float) -> Slot:
    if slot.role in ("text", "text caption"):
        return replace(slot, box=replace(slot.box, w=slot.box.w + by))
    return replace(slot, box=slot.box.indented(by)) if slot.role in ("visual", "caption") else slot


def _is_full(part: Part) -> bool:
    """Whether text has the size that its placeholder gives it."""
    return part.setting.sizes[0] >= part.slot.setting.sizes[0]


def _beside(left: Paragraphs | Group, right: Group, layout: Layout, gauge: Gauge, least: int) -> Iterator[Part]:
    if isinstance(left[0], Paragraph):
        slot = layout["text"]
        setting = gauge.largest(left, slot.setting.at_least(least), slot.box, "text", whole=True)
        yield Part(slot, slot.box, setting, left)
    else:
        yield from _half(left, layout["text"], layout["text caption"], gauge, least)
    yield from _half(right, layout["visual"], layout["caption"], gauge, least)


def _half(group: Group, slot: Slot, below: Slot, gauge: Gauge, least: int) -> tuple[Part, ...]:
    """A group in one half of a slide, its caption below; a quotation leaves room for a bar at its left."""
    if isinstance(group[0], Quote):
        below = replace(below, setting=CREDIT)
    box, caption = with_caption(
        caption_of(group), slot, below, gauge, indent=BAR_SPACE if isinstance(group[0], Quote) else 0.0
    )
    if isinstance(group[0], Picture):
        (picture,) = shown(group, slot, box, gauge)
        top = replace(picture, box=replace(picture.box, x=box.x, y=box.y))
        end = box.y + picture.box.h + 0.1
        return (top, *(replace(part, box=replace(part.box, y=min(end, part.box.y))) for part in caption))
    if not isinstance(group[0], Quote):
        return (*shown(group, slot, box, gauge), *caption)
    text = group[0].paragraphs
    setting = gauge.largest(text, QUOTE_BESIDE.at_least(least), box, "quotation", whole=True)
    box = replace(box, h=min(box.h, gauge.height(text, setting, box.w) + 0.1))
    return (Part(slot, box, setting, text, bar=box.h), *caption)


def _aligned(parts: tuple[Part, ...], gauge: Gauge) -> tuple[Part, ...]:
    """Bring the captions of quotations up to the longer one, their bars down to the captions' end."""
    quotes = [part for part in parts if part.bar]
    if not quotes:
        return parts
    below = {_CAPTION_OF[part.slot.role] for part in quotes}
    y = max(part.box.y + part.box.h for part in quotes) + 0.08
    moved = {
        part.slot.role: replace(part, box=replace(part.box, y=min(y, part.box.y)))
        for part in parts
        if part.slot.role in below
    }
    ends = [part.box.y + gauge.height(part.content, part.setting, part.box.w) for part in moved.values()]  # type: ignore[arg-type]
    end = max(ends, default=y)
    return tuple(replace(part, bar=end - part.box.y) if part.bar else moved.get(part.slot.role, part) for part in parts)
