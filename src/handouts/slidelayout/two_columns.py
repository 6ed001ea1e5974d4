"""Two things side by side on one slide: text or a visual at the left, a visual at the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.model.deck import Paragraph, Picture, Quote, Table
from handouts.slidelayout.layouts import BAR_SPACE, BESIDE, SHIFT, credited, quoted
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.parts import Group, PagePart, Paragraphs, below, caption_of, shown, with_caption
from handouts.slidelayout.placeholders import Placeholder, SlideLayout
from handouts.slidelayout.split import Unfit

_CAPTION_OF = {"text": "text caption", "visual": "caption"}


def try_beside(
    left: Paragraphs | Group, right: Paragraphs | Group, gauge: Gauge, least: int = 0
) -> tuple[PagePart, ...]:
    """Two things side by side, text in sizes of `least` points or more; nothing if one has no room there.

    Short text beside a visual takes a narrower column, which leaves more to the visual; two texts have one size.
    """
    layout = gauge.layouts[BESIDE]
    if isinstance(right[0], Paragraph):
        trials: tuple[tuple[float, bool], ...] = ((0.0, False), (-SHIFT, False), (SHIFT, False))
    else:
        trials = ((-SHIFT, True), (0.0, False), (SHIFT, False), (-SHIFT, False))
    for by, largest in trials:
        try:
            parts = tuple(_beside(left, right, _shifted(layout, by), gauge, least))
        except Unfit:
            continue
        if not largest or (isinstance(left[0], Paragraph) and _is_full(parts[0])):
            return tuple(replace(part, placeholder=layout[part.placeholder.role]) for part in _aligned(parts, gauge))
    return ()


def _shifted(layout: SlideLayout, by: float) -> SlideLayout:
    """The layout with another width of its left column; its placeholders are told so on the slide."""
    return replace(layout, placeholders=tuple(_moved(placeholder, by) for placeholder in layout.placeholders))


def _moved(placeholder: Placeholder, by: float) -> Placeholder:
    if placeholder.role in ("text", "text caption"):
        return replace(placeholder, box=replace(placeholder.box, w=placeholder.box.w + by))
    return (
        replace(placeholder, box=placeholder.box.indented(by))
        if placeholder.role in ("visual", "caption")
        else placeholder
    )


def _is_full(part: PagePart) -> bool:
    """Whether text has the size that its placeholder gives it."""
    return part.setting.sizes[0] >= part.placeholder.setting.sizes[0]


def _beside(
    left: Paragraphs | Group, right: Paragraphs | Group, layout: SlideLayout, gauge: Gauge, least: int
) -> Iterator[PagePart]:
    sides = ((left, "text", "text caption"), (right, "visual", "caption"))
    settings = [
        gauge.largest(content, layout[role].setting.at_least(least), layout[role].box, "text", whole=True)
        for content, role, _ in sides
        if isinstance(content[0], Paragraph)
    ]
    for content, role, foot in sides:
        if isinstance(content[0], Paragraph):
            setting = min(settings, key=lambda setting: setting.sizes)
            yield PagePart(layout[role], layout[role].box, setting, content)
        else:
            yield from _half(content, layout[role], layout[foot], gauge, least)


def _half(group: Group, placeholder: Placeholder, foot: Placeholder, gauge: Gauge, least: int) -> tuple[PagePart, ...]:
    """A group in one half of a slide, its caption below; a quotation leaves room for a bar at its left."""
    is_quote = isinstance(group[0], Quote)
    foot = replace(foot, setting=credited(foot.setting)) if is_quote else foot
    box, caption = with_caption(caption_of(group), placeholder, foot, gauge, indent=BAR_SPACE if is_quote else 0.0)
    match group[0]:
        case Quote(text):
            setting = gauge.largest(text, quoted(placeholder.setting).at_least(least), box, "quotation", whole=True)
            box = replace(box, h=min(box.h, gauge.height(text, setting, box.w) + 0.1))
            return (PagePart(placeholder, box, setting, text, bar=box.h), *caption)
        case Picture():
            (picture,) = shown(group, placeholder, box, gauge)
            top = replace(picture, box=replace(picture.box, x=box.x, y=box.y))
            return (top, *below(caption, box.y + picture.box.h))
        case Table():
            (table,) = shown(group, placeholder, box, gauge)
            return (table, *below(caption, box.y + sum(table.sizes.rows)))  # type: ignore[union-attr]
        case _:
            return (*shown(group, placeholder, box, gauge), *caption)


def _aligned(parts: tuple[PagePart, ...], gauge: Gauge) -> tuple[PagePart, ...]:
    """Bring the captions of quotations up to the longer one, their bars down to the captions' end."""
    quotes = [part for part in parts if part.bar]
    if not quotes:
        return parts
    below = {_CAPTION_OF[part.placeholder.role] for part in quotes}
    y = max(part.box.y + part.box.h for part in quotes) + 0.08
    moved = {
        part.placeholder.role: replace(part, box=replace(part.box, y=min(y, part.box.y)))
        for part in parts
        if part.placeholder.role in below
    }
    ends = [part.box.y + gauge.height(part.content, part.setting, part.box.w) for part in moved.values()]  # type: ignore[arg-type]
    end = max(ends, default=y)
    return tuple(
        replace(part, bar=end - part.box.y) if part.bar else moved.get(part.placeholder.role, part) for part in parts
    )
