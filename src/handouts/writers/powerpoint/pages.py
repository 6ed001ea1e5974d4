"""Slides → pages: which layout holds what, at which size; more pages where one has not enough room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from textwrap import shorten

from handouts.errors import LayoutError, Problem
from handouts.model.deck import Block, Chart, Columns, Deck, Paragraph, Picture, Quote, Run, Slide, Table, TextBlock
from handouts.writers.powerpoint.beside import try_beside
from handouts.writers.powerpoint.design import Design
from handouts.writers.powerpoint.fit import Gauge
from handouts.writers.powerpoint.layouts import BAR_SPACE, BESIDE, PLAIN, Box, Layout, Setting, Slot
from handouts.writers.powerpoint.parts import Group, Paragraphs, Part, Visual, below, caption_of, shown, with_caption
from handouts.writers.powerpoint.split import Unfit, fit_text
from handouts.writers.powerpoint.tablefit import fit_table

Draft = tuple[Layout, tuple[Part, ...]]
_OWN_LAYOUT = {Quote: "Quotation", Table: "Table", Chart: "Chart", Picture: "Picture with Caption"}
_COUNT = "\u00a0(9/9)"
"""What a title may still get that occurs more than once."""


@dataclass(frozen=True)
class Page:
    """One slide of the file."""

    slide: Slide
    layout: Layout
    title: Part
    parts: tuple[Part, ...]


def paginate(deck: Deck, design: Design) -> tuple[Page, ...]:
    """Lay out all slides of a deck in the layouts of a design.

    Raises:
        LayoutError: With every slide that names an unknown layout or holds what cannot fit.
    """
    gauge = Gauge(design)
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
    return Part(slot, slot.box, gauge.largest(text, slot.setting, slot.box, "title", whole=True), text)


def _drafts(slide: Slide, gauge: Gauge) -> Iterator[Draft]:
    """The pages of one slide: its text beside the first visual if both have room, the other visuals after it."""
    if not slide.title_text.strip():
        raise Unfit("it has no title; give it a heading")
    if slide.layout not in gauge.layouts:
        raise Unfit(f"there is no layout “{slide.layout}”; there are {', '.join(gauge.layouts)}")
    if any(isinstance(block, Columns) for block in slide.blocks):
        yield from _column_drafts(slide, gauge)
        return
    text, groups = _sorted(slide.blocks)
    layout = gauge.layouts[slide.layout]
    if not groups and layout.panel and (draft := _in_panel(slide, text, layout, gauge)):
        yield draft
        return
    text = (*text, *slide.footer)
    if not text and not groups:
        yield (layout, ())
    if text and groups and not layout.cover and (beside := try_beside(text, groups[0], gauge, slide.least)):
        yield gauge.layouts[BESIDE], beside
        groups = groups[1:]
    elif text:
        yield from _text_pages(text, layout, gauge, slide.least)
    while groups:
        if len(groups) > 1 and (beside := try_beside(groups[0], groups[1], gauge, slide.least)):
            yield gauge.layouts[BESIDE], beside
            groups = groups[2:]
        else:
            yield from _visual_pages(slide, groups[0], gauge)
            groups = groups[1:]


def _column_drafts(slide: Slide, gauge: Gauge) -> Iterator[Draft]:
    """A slide with columns: what is before them, the columns on a page of their own if they are two, what follows."""
    said = (TextBlock(slide.footer),) if slide.footer else ()
    for is_columns, piece in groupby((*slide.blocks, *said), key=lambda block: isinstance(block, Columns)):
        if is_columns:
            for columns in piece:
                yield from _side_by_side(slide, columns, gauge)
        else:
            yield from _drafts(_plain(slide, tuple(piece)), gauge)


def _side_by_side(slide: Slide, columns: Columns, gauge: Gauge) -> Iterator[Draft]:
    """Two columns on one page; more, or fuller ones, follow one another."""
    sides: list[Paragraphs | Group] = []
    for column in columns.columns:
        text, groups = _sorted(column)
        sides += [text] if text else []
        sides += groups
    if len(sides) == len(columns.columns) == 2 and (beside := try_beside(sides[0], sides[1], gauge, slide.least)):
        yield gauge.layouts[BESIDE], beside
        return
    for column in columns.columns:
        yield from _drafts(_plain(slide, column), gauge)


def _plain(slide: Slide, blocks: tuple[Block, ...]) -> Slide:
    """Some of a slide's blocks as a plain slide of their own."""
    return replace(slide, layout=PLAIN, blocks=blocks, footer=())


def _sorted(blocks: tuple[Block, ...]) -> tuple[Paragraphs, tuple[Group, ...]]:
    """All the text among the blocks, and the visuals."""
    text = tuple(paragraph for block in blocks if isinstance(block, TextBlock) for paragraph in block.paragraphs)
    return text, _groups(tuple(block for block in blocks if not isinstance(block, TextBlock | Columns)))


def _groups(visuals: Group) -> tuple[Group, ...]:
    """Charts that share a caption are panels of one figure."""

    def key(pair: tuple[int, Visual]) -> object:
        place, visual = pair
        return visual.caption if isinstance(visual, Chart) and visual.caption else place

    return tuple(tuple(visual for _, visual in group) for _, group in groupby(enumerate(visuals), key))


def _in_panel(slide: Slide, text: Paragraphs, layout: Layout, gauge: Gauge) -> Draft | None:
    """The slide with its title in a panel, if title, text and foot have room there."""
    title = (*slide.title, Run(_COUNT, slide.title[-1].language))
    wanted = [(layout["text"], text, slide.least)]
    foot = layout.slot("caption")
    if slide.footer and foot is not None:
        wanted.append((foot, slide.footer, 0))
    elif slide.footer:
        wanted[0] = (layout["text"], (*text, *slide.footer), slide.least)
    try:
        _title(layout["title"], title, gauge)
        parts = tuple(_panel_part(slot, said, least, gauge) for slot, said, least in wanted if said)
    except Unfit:
        return None
    return layout, parts


def _panel_part(slot: Slot, text: Paragraphs, least: int, gauge: Gauge) -> Part:
    setting = gauge.largest(text, slot.setting.at_least(least), slot.box, slot.name, whole=True)
    return Part(slot, slot.box, setting, text)


def _text_pages(text: Paragraphs, layout: Layout, gauge: Gauge, least: int) -> Iterator[Draft]:
    usable = layout.slot("text") is not None and layout.name != BESIDE and not layout.panel
    layout = layout if usable else gauge.layouts[PLAIN]
    slot = layout["text"]
    pages, setting = fit_text(text, slot.setting.at_least(least).smaller(), partial(_fits, gauge, slot.box))
    for page in pages:
        yield layout, (Part(slot, slot.box, setting, page),)


def _fits(gauge: Gauge, box: Box, text: Paragraphs, setting: Setting) -> bool:
    return gauge.fits(text, setting, box)


def _visual_pages(slide: Slide, group: Group, gauge: Gauge) -> Iterator[Draft]:
    """A group in a layout of its own; if title or group have no room there, in what the design has in its stead."""
    name = _OWN_LAYOUT[type(group[0])]
    spare = gauge.design.spares.get(name)
    if spare is None:
        yield from _visual_drafts(group, gauge.layouts[name], gauge, slide.least)
        return
    try:
        _title(gauge.layouts[name]["title"], (*slide.title, Run(_COUNT, slide.title[-1].language)), gauge)
        drafts = tuple(_visual_drafts(group, gauge.layouts[name], gauge, slide.least))
    except Unfit:
        drafts = tuple(_visual_drafts(group, spare, gauge, slide.least))
    yield from drafts


def _visual_drafts(group: Group, layout: Layout, gauge: Gauge, least: int) -> Iterator[Draft]:
    """A group on as many pages of a layout as it takes."""
    slot = layout["visual"]
    indent = 0.0 if layout.barred else BAR_SPACE
    match group[0]:
        case Quote(text):
            box, caption = with_caption(caption_of(group), slot, layout["caption"], gauge, indent=indent)
            pages, setting = fit_text(text, slot.setting.at_least(least).smaller(), partial(_fits, gauge, box))
            for page in pages:
                yield layout, _quotation(Part(slot, box, setting, page), caption, layout, gauge)
        case Table() as table:
            box, caption = with_caption(caption_of(group), slot, layout["caption"], gauge)
            for piece, sizes in fit_table(table, box, slot.setting, gauge, split=True):
                yield layout, (Part(slot, box, slot.setting, piece, sizes), *below(caption, box.y + sum(sizes.rows)))
        case _:
            box, caption = with_caption(caption_of(group), slot, layout["caption"], gauge)
            try:
                drafts = [(*shown(group, slot, box, gauge), *caption)]
            except Unfit:
                if len(group) == 1:
                    raise
                drafts = [(*shown((panel,), slot, box, gauge), *caption) for panel in group]
            yield from ((layout, parts) for parts in drafts)


def _quotation(said: Part, caption: tuple[Part, ...], layout: Layout, gauge: Gauge) -> tuple[Part, ...]:
    """A quotation; in a layout that has no bar for it only as high as its text, with a bar of its own."""
    if layout.barred:
        return said, *caption
    height = min(said.box.h, gauge.height(said.content, said.setting, said.box.w) + 0.1)  # type: ignore[arg-type]
    return replace(said, box=replace(said.box, h=height), bar=height), *below(caption, said.box.y + height)
