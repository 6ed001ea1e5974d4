"""What has no room anywhere → slides all the same: set smaller, cut at a word, taken apart, or shown as text.

For decks that nobody here has written: their authors cannot shorten them, and one slide too full is no reason to have
none. What our own authors write is refused instead, so that they can mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from handouts.model.deck import Block, ChartData, Code, Columns, Paragraph, Picture, Run, Slide, Table, TextBlock
from handouts.slidelayout.arranging import arrange, text_of
from handouts.slidelayout.layouts import PLAIN
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.packing import code_pages
from handouts.slidelayout.parts import Draft, PagePart, Paragraphs
from handouts.slidelayout.placeholders import Box, Setting
from handouts.slidelayout.split import Unfit, fit_text, sliced
from handouts.slidelayout.table_layout import fit_table

_TEXT_SIZES = (20, 18, 16)
_TABLE_SIZES = (14, 12, 11, 10, 9, 8)
_MOST_COLUMNS = 10
"""Of a table on one slide, if it has no room otherwise."""
_PIECE = 300
"""Characters after which a sentence is cut that has no room on a slide."""


def forced_drafts(slide: Slide, gauge: Gauge) -> Iterator[Draft]:
    """The pages of a slide that has no room otherwise: its blocks one after the other."""
    waiting: list[Paragraph] = []
    for block in _single(slide.blocks):
        if isinstance(block, TextBlock):
            waiting += block.paragraphs
            continue
        yield from _text(tuple(waiting), gauge)
        waiting = []
        try:
            yield arrange((block,), gauge)
        except Unfit:
            yield from _taken_apart(block, gauge)
    yield from _text((*waiting, *slide.footer), gauge)


def _single(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Columns):
            yield from (inner for column in block.columns for inner in column)
        else:
            yield block


def _taken_apart(block: Block, gauge: Gauge) -> Iterator[Draft]:
    """A block that has no room on a slide of its own."""
    match block:
        case Code(lines):
            yield from code_pages(lines, gauge, lambda line: _text(text_of(line), gauge))
        case Table():
            yield from _table(block, gauge)
        case ChartData():
            yield from _table(_numbers(block), gauge)
        case Picture() if block.caption:
            try:
                yield arrange((replace(block, caption=()),), gauge)
            except Unfit:
                yield from _text(text_of(replace(block, caption=())), gauge)
            yield from _text(block.caption, gauge)
        case _:
            yield from _text(text_of(block), gauge)


def _text(text: Paragraphs, gauge: Gauge) -> Iterator[Draft]:
    """Text on as many pages as it takes; what is too long for one is cut at a word."""
    if not text:
        return
    layout = gauge.layouts[PLAIN]
    holder = layout["text"]
    settings = [replace(holder.setting, sizes=(size,), minimum=size) for size in _TEXT_SIZES]
    shallow = tuple(replace(paragraph, level=min(paragraph.level, 8)) for paragraph in text)
    fits = partial(gauge.fits, box=holder.box)
    try:
        pages, setting = fit_text(shallow, settings, fits)
    except Unfit:
        pieces = tuple(piece for paragraph in shallow for piece in _cut(paragraph))
        narrow = tuple(replace(piece, level=0) for piece in pieces)
        pages, setting = _first_that_fits(pieces, narrow, settings, fits)
    for page in pages:
        yield layout, (PagePart(holder, holder.box, setting, page),)


def _first_that_fits(pieces: Paragraphs, narrow: Paragraphs, settings: list[Setting], fits):  # type: ignore[no-untyped-def]
    try:
        return fit_text(pieces, settings, fits)
    except Unfit:
        return fit_text(narrow, settings, fits)


def _cut(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph in pieces that have room: cut at spaces, words without end anywhere, and at every tenth line."""
    text, start, mark = paragraph.text, 0, paragraph.bullet
    while start < len(text):
        stop = min(len(text), start + _PIECE)
        if stop < len(text) and (space := text.rfind(" ", start + _PIECE // 2, stop)) > 0:
            stop = space + 1
        breaks = [place for place in range(start, stop) if text[place] == "\n"]
        if len(breaks) > 6:
            stop = breaks[6] + 1
        yield replace(paragraph, runs=sliced(paragraph.runs, start, stop), bullet=mark)
        start, mark = stop, "none" if mark == "none" else "continued"
    if not text:
        yield paragraph


def _table(table: Table, gauge: Gauge) -> Iterator[Draft]:
    """A table in the largest size that it has room in, its words broken, and its columns on several slides."""
    layout = gauge.layouts[PLAIN]
    box = layout["text"].box
    for piece in _narrow(table):
        for size in _TABLE_SIZES:
            try:
                pieces = fit_table(piece, box, Setting((size,), size), gauge, split=True, breaking=True)
            except Unfit:
                continue
            for part, sizes in pieces:
                yield layout, (_alone(part, sizes, box, gauge),)
            break
        else:
            yield from _text(text_of(replace(piece, caption=())), gauge)
    yield from _text(table.caption, gauge)


def _alone(part: Table, sizes, box: Box, gauge: Gauge) -> PagePart:  # type: ignore[no-untyped-def]
    holder = replace(gauge.layouts[PLAIN]["text"], role="visual")
    return PagePart(holder, box, holder.setting, replace(part, caption=()), sizes)


def _narrow(table: Table) -> Iterator[Table]:
    """Tables of so many columns that they have room, each with the first."""
    count = len(table.rows[0])
    if count <= _MOST_COLUMNS:
        yield table
        return
    for start in range(1, count, _MOST_COLUMNS - 1):
        kept = (0, *range(start, min(count, start + _MOST_COLUMNS - 1)))
        rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
        aligned = tuple(table.aligned[place] for place in kept) if table.aligned else ()
        yield replace(table, rows=rows, aligned=aligned, widths=(), spans=())


def _numbers(chart: ChartData) -> Table:
    """The numbers of a chart as a table."""

    def cell(text: str) -> Paragraph:
        return Paragraph((Run(text, chart.language),)) if text else Paragraph(())

    head = (cell(chart.unit), *(cell(one.name) for one in chart.series))
    rows = tuple(
        (cell(name), *(cell("" if one.values[place] is None else str(one.values[place])) for one in chart.series))
        for place, name in enumerate(chart.categories)
    )
    return Table((head, *rows), 1, True, chart.alt, chart.caption)


def fitting_title(slide: Slide, fits) -> Slide:  # type: ignore[no-untyped-def]
    """A slide with the first words of its title that have room, and all of it as its first text."""
    text = slide.title_text
    for stop in range(min(len(text), 200), 0, -1):
        if stop < len(text) and text[stop] != " " and " " in text[:200]:
            continue
        short = sliced(slide.title, 0, stop)
        cut = (*short[:-1], replace(short[-1], text=short[-1].text.rstrip(" ,;:–-") + "…"))
        if fits(cut):
            whole = Paragraph(tuple(replace(run, bold=True) for run in slide.title))
            return replace(slide, title=cut, blocks=(TextBlock((whole,)), *slide.blocks), layout=PLAIN)
    return replace(
        slide, title=(Run("…", slide.title[-1].language),), blocks=(TextBlock((Paragraph(slide.title),)), *slide.blocks)
    )
