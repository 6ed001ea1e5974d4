"""Slides → pages: which layout holds what, at which size; more pages where one has not enough room.

Text, else a visual, stands at the left of a visual where both have room side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from textwrap import shorten

from handouts.errors import LayoutError, Problem
from handouts.languages import is_right_to_left
from handouts.model.deck import (
    Block,
    ChartData,
    Code,
    Columns,
    Deck,
    Diagram,
    Paragraph,
    Picture,
    Quote,
    Run,
    Slide,
    Table,
    TextBlock,
)
from handouts.slidelayout.arranging import arrange, needs_arranging
from handouts.slidelayout.forcing import fitting_title, forced_drafts
from handouts.slidelayout.layouts import BAR_SPACE, BESIDE, PLAIN, SHIFT, Design, credited, quoted
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.packing import packed_drafts
from handouts.slidelayout.parts import (
    Draft,
    Group,
    PagePart,
    Paragraphs,
    Visual,
    below,
    caption_of,
    diagram_pages,
    shown,
    visual_pages,
    with_caption,
)
from handouts.slidelayout.placeholders import Placeholder, SlideLayout
from handouts.slidelayout.split import Unfit, fit_text

_OWN_LAYOUT = {Quote: "Quotation", Table: "Table", ChartData: "Chart", Picture: "Picture with Caption"}
_COUNT = "\u00a0(9/9)"
"""What a title may still get whose slide is cut."""
_CAPTION_OF = {"text": "text caption", "visual": "caption"}
"""The placeholder below each of those that stand side by side."""


@dataclass(frozen=True)
class Page:
    """One slide of the file; `number` is that of the deck's slide which it shows all or a part of."""

    slide: Slide
    layout: SlideLayout
    title: PagePart
    parts: tuple[PagePart, ...]
    number: int = 0


def paginate(deck: Deck, design: Design, told: list[Problem] | None = None) -> tuple[Page, ...]:
    """Lay out all slides of a deck in the layouts of a design.

    Args:
        deck: The slides.
        design: The layouts.
        told: Where to say what has no room and was set smaller, cut, or shown otherwise; None refuses it.

    Raises:
        LayoutError: With every slide that names an unknown layout or holds what cannot fit.
    """
    gauge = Gauge(design)
    problems: list[Problem] = []
    pages: list[Page] = []
    for number, slide in enumerate(deck.slides, 1):
        try:
            pages += _pages(slide, number, gauge)
        except Unfit as unfit:
            problems.append(_problem(slide, str(unfit)))
            if told is not None:
                pages += _forced_pages(slide, number, gauge)
    if told is not None:
        told += [replace(problem, message=_mended(problem.message)) for problem in problems]
    elif problems:
        raise LayoutError(dict.fromkeys(problems))
    return tuple(pages)


def _pages(slide: Slide, number: int, gauge: Gauge) -> list[Page]:
    return list(_titled(slide, number, tuple(_drafts(slide, gauge)), gauge))


def _titled(slide: Slide, number: int, drafts: Sequence[Draft], gauge: Gauge) -> Iterator[Page]:
    """The pages of one slide with their titles, those of several with (1/2), (2/2)."""
    for place, (layout, parts) in enumerate(drafts, 1):
        count = Run(f"\u00a0({place}/{len(drafts)})", slide.title[-1].language)
        title = (*slide.title, count) if len(drafts) > 1 and not slide.untitled else slide.title
        yield Page(slide, layout, _title(layout["title"], title, gauge, unseen=slide.untitled), parts, number)


def _forced_pages(slide: Slide, number: int, gauge: Gauge) -> list[Page]:
    """A slide in which something has no room: with the first words of its title, its blocks one after the other."""
    plain = replace(slide, least=0, layout=slide.layout if slide.layout in gauge.layouts else PLAIN)

    def fits(title: tuple[Run, ...], layouts: Sequence[str] = (PLAIN,)) -> bool:
        try:
            for name in layouts:
                _title(gauge.layouts[name]["title"], (*title, Run(_COUNT, title[-1].language)), gauge)
        except Unfit:
            return False
        return True

    if not slide.untitled and not fits(plain.title):
        plain = fitting_title(plain, fits)
    elif not fits(plain.title, (plain.layout,)):
        plain = replace(plain, layout=PLAIN)
    try:
        return _pages(plain, number, gauge)
    except Unfit:
        drafts = tuple(forced_drafts(plain, gauge)) or ((gauge.layouts[PLAIN], ()),)
        return list(_titled(plain, number, drafts, gauge))


_HINT = re.compile(r"; (?:shorten|leave|give|there are|make|save|split)\b[^;]*$")


def _mended(message: str) -> str:
    """What is said of something that had no room, and has been given some."""
    if "there is no layout" in message:
        return f"{message.partition(';')[0]}; a plain one is taken"
    return f"{_HINT.sub('', message)}; it is set smaller, cut or shown otherwise"


def _problem(slide: Slide, message: str) -> Problem:
    return Problem(slide.origin, 0, 0, f"slide “{shorten(slide.title_text, 60, placeholder='…')}”: {message}")


def _title(placeholder: Placeholder, title: tuple[Run, ...], gauge: Gauge, *, unseen: bool = False) -> PagePart:
    """The title in its place; one that is not to be seen above the slide, where PowerPoint has hidden titles."""
    text = (Paragraph(title, rtl=is_right_to_left(title[0].language)),)
    if unseen:
        box = replace(placeholder.box, y=-0.6, h=0.5)
        return PagePart(placeholder, box, replace(placeholder.setting, sizes=(placeholder.setting.minimum,)), text)
    return PagePart(
        placeholder,
        placeholder.box,
        gauge.largest(text, placeholder.setting, placeholder.box, "title", whole=True),
        text,
    )


def _drafts(slide: Slide, gauge: Gauge) -> Iterator[Draft]:
    """The pages of one slide: its text beside the first visual if both have room, the other visuals after it."""
    if not slide.title_text.strip():
        raise Unfit("it has no title; give it a heading")
    if slide.layout not in gauge.layouts:
        raise Unfit(f"there is no layout “{slide.layout}”; there are {', '.join(gauge.layouts)}")
    if needs_arranging(slide.blocks):
        yield from packed_drafts(slide, gauge, lambda blocks: _drafts(_plain(slide, blocks), gauge))
        return
    if any(isinstance(block, Columns) for block in slide.blocks):
        yield from _column_drafts(slide, gauge)
        return
    text, groups = _text_and_groups(slide.blocks)
    layout = gauge.layouts[slide.layout]
    if not groups and layout.panel and (draft := _in_panel(slide, text, layout, gauge)):
        yield draft
        return
    text = (*text, *slide.footer)
    if not text and not groups:
        yield (layout, ())
    if text and groups and not layout.cover and (beside := _try_beside(text, groups[0], gauge, slide.least)):
        yield gauge.layouts[BESIDE], beside
        groups = groups[1:]
    elif text:
        yield from _text_pages(text, layout, gauge, slide.least)
    while groups:
        if len(groups) > 1 and (beside := _try_beside(groups[0], groups[1], gauge, slide.least)):
            yield gauge.layouts[BESIDE], beside
            groups = groups[2:]
        else:
            yield from _visual_pages(slide, groups[0], gauge)
            groups = groups[1:]


def _column_drafts(slide: Slide, gauge: Gauge) -> Iterator[Draft]:
    """A slide with two columns on a page of its own, and what it has at its foot."""
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
        text, groups = _text_and_groups(column)
        sides += [text] if text else []
        sides += groups
    if len(sides) == len(columns.columns) == 2 and (beside := _try_beside(sides[0], sides[1], gauge, slide.least)):
        yield gauge.layouts[BESIDE], beside
        return
    try:
        yield arrange((columns,), gauge)
        return
    except Unfit:
        pass
    for column in columns.columns:
        yield from _drafts(_plain(slide, column), gauge)


def _plain(slide: Slide, blocks: tuple[Block, ...]) -> Slide:
    """Some of a slide's blocks as a plain slide of their own."""
    return replace(slide, layout=PLAIN, blocks=blocks, footer=())


def _text_and_groups(blocks: tuple[Block, ...]) -> tuple[Paragraphs, tuple[Group, ...]]:
    """All the text among the blocks, and the visuals."""
    text = tuple(paragraph for block in blocks if isinstance(block, TextBlock | Code) for paragraph in block.paragraphs)
    return text, _groups(tuple(block for block in blocks if not isinstance(block, TextBlock | Code | Columns)))


def _groups(visuals: Group) -> tuple[Group, ...]:
    """Charts that share a caption are panels of one figure."""

    def key(pair: tuple[int, Visual]) -> object:
        place, visual = pair
        return visual.caption if isinstance(visual, ChartData) and visual.caption else place

    return tuple(tuple(visual for _, visual in group) for _, group in groupby(enumerate(visuals), key))


def _in_panel(slide: Slide, text: Paragraphs, layout: SlideLayout, gauge: Gauge) -> Draft | None:
    """The slide with its title in a panel, if title, text and foot have room there."""
    wanted = [(layout["text"], text, slide.least)]
    foot = layout.placeholder("caption")
    if slide.footer and foot is not None:
        wanted.append((foot, slide.footer, 0))
    elif slide.footer:
        wanted[0] = (layout["text"], (*text, *slide.footer), slide.least)
    try:
        _title(layout["title"], slide.title, gauge)
        parts = tuple(_panel_part(placeholder, said, least, gauge) for placeholder, said, least in wanted if said)
    except Unfit:
        return None
    return layout, parts


def _panel_part(placeholder: Placeholder, text: Paragraphs, least: int, gauge: Gauge) -> PagePart:
    setting = gauge.largest(text, placeholder.setting.at_least(least), placeholder.box, placeholder.name, whole=True)
    return PagePart(placeholder, placeholder.box, setting, text)


def _text_pages(text: Paragraphs, layout: SlideLayout, gauge: Gauge, least: int) -> Iterator[Draft]:
    usable = layout.placeholder("text") is not None and layout.name != BESIDE and not layout.panel
    layout = layout if usable else gauge.layouts[PLAIN]
    placeholder = layout["text"]
    pages, setting = fit_text(
        text, placeholder.setting.at_least(least).smaller(), partial(gauge.fits, box=placeholder.box)
    )
    for page in pages:
        yield layout, (PagePart(placeholder, placeholder.box, setting, page),)


def _visual_pages(slide: Slide, group: Group, gauge: Gauge) -> Iterator[Draft]:
    """A group in a layout of its own; if title or group have no room there, in what the design has in its stead."""
    if isinstance(group[0], Diagram):
        yield from diagram_pages(group[0], gauge, slide.least)
        return
    name = _OWN_LAYOUT[type(group[0])]
    spare = gauge.design.spares.get(name)
    if spare is None:
        yield from visual_pages(group, gauge.layouts[name], gauge, slide.least)
        return
    try:
        _title(gauge.layouts[name]["title"], (*slide.title, Run(_COUNT, slide.title[-1].language)), gauge)
        drafts = tuple(visual_pages(group, gauge.layouts[name], gauge, slide.least))
    except Unfit:
        drafts = tuple(visual_pages(group, spare, gauge, slide.least))
    yield from drafts


def _try_beside(
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
    return replace(layout, placeholders=tuple(placeholder.shifted(by) for placeholder in layout.placeholders))


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
    roles = {_CAPTION_OF[part.placeholder.role] for part in quotes}
    y = max(part.box.y + part.box.h for part in quotes) + 0.08
    moved = {
        part.placeholder.role: replace(part, box=replace(part.box, y=min(y, part.box.y)))
        for part in parts
        if part.placeholder.role in roles
    }
    ends = [part.box.y + gauge.height(part.content, part.setting, part.box.w) for part in moved.values()]  # type: ignore[arg-type]
    end = max(ends, default=y)
    return tuple(
        replace(part, bar=end - part.box.y) if part.bar else moved.get(part.placeholder.role, part) for part in parts
    )
