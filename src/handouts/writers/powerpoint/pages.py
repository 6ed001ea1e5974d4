"""Slides → pages: which layout holds what, at which size; more pages where one has not enough room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from textwrap import shorten

from handouts.errors import LayoutError, Problem
from handouts.model.brand import Brand
from handouts.model.deck import Chart, Deck, Paragraph, Picture, Quote, Run, Slide, Table, TextBlock
from handouts.writers.powerpoint.charts import ChartPlan
from handouts.writers.powerpoint.fit import Gauge
from handouts.writers.powerpoint.layouts import LAYOUTS, QUOTE_BESIDE, Box, Layout, Setting, Slot
from handouts.writers.powerpoint.pictures import fitted_box
from handouts.writers.powerpoint.split import Unfit, fit_text
from handouts.writers.powerpoint.tablefit import TableSizes, fit_table

Paragraphs = tuple[Paragraph, ...]
Visual = Quote | Table | Chart | Picture
Group = tuple[Visual, ...]
"""What belongs together: one visual, or the panels of one chart."""

_OWN_LAYOUT = {Quote: "Quotation", Table: "Table", Chart: "Chart", Picture: "Picture with Caption"}
_BESIDE = "Two Content"
_GAP = 0.3
_CAPTION_LIMIT = 1.9
_BAR_SPACE = 0.25
_CAPTION_OF = {"text": "text caption", "visual": "caption"}
_INSET_X, _INSET_Y = 0.1, 0.05
"""What programs add around a text that do not look up its layout; captions are full enough to notice."""


@dataclass(frozen=True)
class Part:
    """What stands in one placeholder, and how.

    `sizes` are those of a table or a chart; `bar` is how high a bar at its left marks it as a quotation, in inches.
    """

    slot: Slot
    box: Box
    setting: Setting
    content: Paragraphs | Table | Chart | Picture
    sizes: TableSizes | ChartPlan | None = None
    bar: float = 0.0


@dataclass(frozen=True)
class Page:
    """One slide of the file."""

    slide: Slide
    layout: Layout
    title: Part
    parts: tuple[Part, ...]


def paginate(deck: Deck, brand: Brand) -> tuple[Page, ...]:
    """Lay out all slides of a deck.

    Raises:
        LayoutError: With every slide that names an unknown layout or holds what cannot fit.
    """
    gauge = Gauge(brand.fonts.slides)
    problems: list[Problem] = []
    drafts: list[tuple[Slide, Layout, tuple[Part, ...]]] = []
    for slide in deck.slides:
        try:
            drafts += [(slide, *draft) for draft in _drafts(slide, gauge)]
        except Unfit as unfit:
            problems.append(_problem(slide, str(unfit)))
    pages: list[Page] = []
    for (slide, layout, parts), title in zip(drafts, _numbered([slide for slide, _, _ in drafts]), strict=True):
        try:
            pages.append(Page(slide, layout, _title(layout["title"], title, gauge), parts))
        except Unfit as unfit:
            problems.append(_problem(slide, str(unfit)))
    if problems:
        raise LayoutError(dict.fromkeys(problems))
    return tuple(pages)


def _problem(slide: Slide, message: str) -> Problem:
    return Problem(slide.origin, 0, 0, f"slide “{shorten(slide.title_text, 60, placeholder='…')}”: {message}")


def _numbered(slides: Sequence[Slide]) -> Iterator[tuple[Run, ...]]:
    """The titles, those that occur more than once with (1/2), (2/2)."""
    texts = [slide.title_text.strip() for slide in slides]
    seen: dict[str, int] = {}
    for slide, text in zip(slides, texts, strict=True):
        seen[text] = seen.get(text, 0) + 1
        if (count := texts.count(text)) == 1:
            yield slide.title
        else:
            yield (*slide.title, Run(f"\u00a0({seen[text]}/{count})", slide.title[-1].language))


def _title(slot: Slot, title: tuple[Run, ...], gauge: Gauge) -> Part:
    text = (Paragraph(title),)
    return Part(slot, slot.box, gauge.largest(text, slot.setting, slot.box, "title"), text)


def _drafts(slide: Slide, gauge: Gauge) -> Iterator[tuple[Layout, tuple[Part, ...]]]:
    """The pages of one slide: its text beside the first visual if both have room, the other visuals after it."""
    if not slide.title_text.strip():
        raise Unfit("it has no title; give it a heading")
    if slide.layout not in LAYOUTS:
        raise Unfit(f"there is no layout “{slide.layout}”; there are {', '.join(LAYOUTS)}")
    text = tuple(paragraph for block in slide.blocks if isinstance(block, TextBlock) for paragraph in block.paragraphs)
    groups = _groups(tuple(block for block in slide.blocks if not isinstance(block, TextBlock)))
    layout = LAYOUTS[slide.layout]
    if not text and not groups:
        yield (layout, ())
    if text and groups and not layout.cover and (beside := _try_beside(text, groups[0], gauge)):
        yield LAYOUTS[_BESIDE], beside
        groups = groups[1:]
    elif text:
        yield from _text_pages(text, layout, gauge)
    while groups:
        if len(groups) > 1 and (beside := _try_beside(groups[0], groups[1], gauge)):
            yield LAYOUTS[_BESIDE], beside
            groups = groups[2:]
        else:
            yield from _visual_pages(groups[0], gauge)
            groups = groups[1:]


def _groups(visuals: Group) -> tuple[Group, ...]:
    """Charts that share a caption are panels of one figure."""

    def key(pair: tuple[int, Visual]) -> object:
        place, visual = pair
        return visual.caption if isinstance(visual, Chart) and visual.caption else place

    return tuple(tuple(visual for _, visual in group) for _, group in groupby(enumerate(visuals), key))


def _text_pages(text: Paragraphs, layout: Layout, gauge: Gauge) -> Iterator[tuple[Layout, tuple[Part, ...]]]:
    usable = layout.slot("text") is not None and layout.name != _BESIDE
    layout = layout if usable else LAYOUTS["Title and Content"]
    slot = layout["text"]
    pages, setting = fit_text(text, slot.setting.smaller(), partial(_fits, gauge, slot.box))
    for page in pages:
        yield layout, (Part(slot, slot.box, setting, page),)


def _fits(gauge: Gauge, box: Box, text: Paragraphs, setting: Setting) -> bool:
    return gauge.fits(text, setting, box)


def _try_beside(left: Paragraphs | Group, right: Group, gauge: Gauge) -> tuple[Part, ...]:
    """Two things side by side; nothing if one has no room there."""
    layout = LAYOUTS[_BESIDE]
    try:
        if isinstance(left[0], Paragraph):
            slot = layout["text"]
            setting = gauge.largest(left, slot.setting, slot.box, "text")
            first: tuple[Part, ...] = (Part(slot, slot.box, setting, left),)
        else:
            first = _half(left, layout["text"], layout["text caption"], gauge)
        return _aligned((*first, *_half(right, layout["visual"], layout["caption"], gauge)), gauge)
    except Unfit:
        return ()


def _half(group: Group, slot: Slot, caption_slot: Slot, gauge: Gauge) -> tuple[Part, ...]:
    """A group in one half of a slide, its caption below; a quotation leaves room for a bar at its left."""
    indent = _BAR_SPACE if isinstance(group[0], Quote) else 0.0
    box, caption = _with_caption(_caption(group), slot, caption_slot, gauge, indent=indent)
    if isinstance(group[0], Picture):
        (shown,) = _shown(group, slot, box, gauge)
        top = replace(shown, box=replace(shown.box, x=box.x, y=box.y))
        below = box.y + shown.box.h + 0.1
        return (top, *(replace(part, box=replace(part.box, y=min(below, part.box.y))) for part in caption))
    if not isinstance(group[0], Quote):
        return (*_shown(group, slot, box, gauge), *caption)
    text = group[0].paragraphs
    setting = gauge.largest(text, QUOTE_BESIDE, box, "quotation")
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


def _visual_pages(group: Group, gauge: Gauge) -> Iterator[tuple[Layout, tuple[Part, ...]]]:
    """A group in a layout of its own, split over more pages where it can be."""
    layout = LAYOUTS[_OWN_LAYOUT[type(group[0])]]
    slot = layout["visual"]
    box, caption = _with_caption(_caption(group), slot, layout["caption"], gauge)
    match group[0]:
        case Quote() as quote:
            pages, setting = fit_text(quote.paragraphs, slot.setting.smaller(), partial(_fits, gauge, box))
            for page in pages:
                yield layout, (Part(slot, box, setting, page), *caption)
        case Table() as table:
            for piece, sizes in fit_table(table, box, slot.setting, gauge, split=True):
                yield layout, (Part(slot, box, slot.setting, piece, sizes), *caption)
        case _:
            yield layout, (*_shown(group, slot, box, gauge), *caption)


def _shown(group: Group, slot: Slot, box: Box, gauge: Gauge) -> tuple[Part, ...]:
    """Tables, charts and pictures in a box; panels side by side, in a narrow box one above the other."""
    wide = box.w > 8
    boxes = box.columns(len(group), _GAP) if wide else box.rows(len(group), _GAP)
    return tuple(_single(visual, slot, place, gauge) for visual, place in zip(group, boxes, strict=True))


def _single(visual: Visual, slot: Slot, box: Box, gauge: Gauge) -> Part:
    match visual:
        case Table():
            ((table, sizes),) = fit_table(visual, box, LAYOUTS["Table"]["visual"].setting, gauge, split=False)
            return Part(slot, box, slot.setting, table, sizes)
        case Chart():
            return Part(slot, box, slot.setting, visual, gauge.chart(visual, box))
        case Picture():
            return Part(slot, fitted_box(visual, box), slot.setting, visual)
        case Quote():
            raise Unfit("a quotation cannot share its place")


def _caption(group: Group) -> Paragraphs:
    last = group[-1]
    return last.attribution if isinstance(last, Quote) else last.caption


def _with_caption(
    caption: Paragraphs, slot: Slot, place: Slot, gauge: Gauge, *, indent: float = 0.0
) -> tuple[Box, tuple[Part, ...]]:
    """The room left for a visual above its caption; a long caption grows upwards, a missing one leaves its room.

    Both are indented at the left by `indent` inches.

    Raises:
        Unfit: The caption would take too much of the slide.
    """
    above, below = slot.box.indented(indent), place.box.indented(indent)
    if not caption:
        return above.taller(below.y + below.h - above.y - above.h), ()
    for setting in place.setting.smaller():
        needed = gauge.height(caption, setting, below.w - 2 * _INSET_X) + 2 * _INSET_Y
        if needed <= below.h:
            break
    more = max(0.0, needed - below.h)
    if below.h + more > _CAPTION_LIMIT:
        raise Unfit(f"the caption is too long even at {place.setting.minimum} pt; shorten it")
    box = replace(below, y=below.y - more, h=below.h + more)
    return above.taller(-more), (Part(place, box, setting, caption),)
