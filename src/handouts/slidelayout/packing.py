"""Slides that no layout foresees → as few pages as will do, each with as much of their blocks as has room together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handouts.model.deck import Block, Code, Columns, Slide, TextBlock
from handouts.slidelayout.arranging import CODE_MARGIN, SIZES, arrange, arrange_most, code_size
from handouts.slidelayout.layouts import PLAIN
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.parts import Draft, Paragraphs
from handouts.slidelayout.split import Unfit

_READABLE = SIZES[:5]
"""The sizes of text on slides that are cut anyway."""
_CODE_SIZES = (14, 13, 12)

Plain = Callable[[tuple[Block, ...]], Iterator[Draft]]
"""Lays out blocks as slides of their own, as layouts foresee them."""


def packed_drafts(slide: Slide, gauge: Gauge, plain: Plain) -> Iterator[Draft]:
    """All of a slide on one page, else as much as there is room for on each.

    Raises:
        Unfit: A block has no room on any page.
    """
    rest: tuple[Block, ...] = (*slide.blocks, *((TextBlock(slide.footer),) if slide.footer else ()))
    sizes = tuple(size for size in SIZES if size >= slide.least)
    try:
        yield arrange(rest, gauge, sizes)
        return
    except Unfit:
        pass
    while rest:
        draft, count = arrange_most(rest, gauge, [size for size in _READABLE if size in sizes])
        if draft:
            yield draft
        else:
            yield from _too_much(rest[0], gauge, plain)
        rest = rest[max(count, 1) :]


def _too_much(block: Block, gauge: Gauge, plain: Plain) -> Iterator[Draft]:
    """A block that has no room on one page."""
    match block:
        case Code(lines):
            yield from code_pages(lines, gauge, lambda line: plain((line,)))
        case Columns(columns) if len(columns) > 2:
            middle = (len(columns) + 1) // 2
            for some in (columns[:middle], columns[middle:]):
                blocks: tuple[Block, ...] = (Columns(some),) if len(some) > 1 else some[0]
                try:
                    draft = arrange(blocks, gauge)
                except Unfit:
                    yield from plain(blocks)
                else:
                    yield draft
        case Columns(columns):
            try:
                draft = arrange((block,), gauge)
            except Unfit:
                for column in columns:
                    yield from plain(column)
            else:
                yield draft
        case _:
            yield from plain((block,))


def code_pages(lines: Paragraphs, gauge: Gauge, otherwise: Callable[[Block], Iterator[Draft]]) -> Iterator[Draft]:
    """A listing on as few pages as it takes, all in one size; a line too long for one is left to `otherwise`."""
    room = gauge.layouts[PLAIN]["text"].box.w - CODE_MARGIN[0] - CODE_MARGIN[2]
    size = code_size(Code(lines), room, gauge, _CODE_SIZES) or _CODE_SIZES[-1]
    rest = lines
    while rest:
        pieces = (Code(rest[:count], size=size) for count in range(len(rest), 0, -1))
        piece = next((piece for piece in pieces if _has_room(piece, gauge)), None)
        if piece is None:
            yield from otherwise(TextBlock(rest[:1]))
            rest = rest[1:]
            continue
        yield arrange((piece,), gauge)
        rest = rest[len(piece.paragraphs) :]


def _has_room(code: Code, gauge: Gauge) -> bool:
    try:
        arrange((code,), gauge)
    except Unfit:
        return False
    return True
