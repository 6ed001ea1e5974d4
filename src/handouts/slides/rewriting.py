"""Slides with changed runs, wherever these are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from handouts.model.deck import Block, Code, Columns, Paragraph, Picture, Quote, Run, Slide, Table, TextBlock

Change = Callable[[Run], Run]
_B = TypeVar("_B", bound=Block)


def rewritten(slide: Slide, change: Change) -> Slide:
    """A slide each of whose runs is what `change` makes of it."""
    return replace(
        slide,
        title=tuple(map(change, slide.title)),
        blocks=tuple(_block(block, change) for block in slide.blocks),
        footer=_paragraphs(slide.footer, change),
        notes=_paragraphs(slide.notes, change),
    )


def _paragraphs(text: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    return tuple(replace(paragraph, runs=tuple(map(change, paragraph.runs))) for paragraph in text)


def _block(block: _B, change: Change) -> _B:
    match block:
        case TextBlock() | Code():
            return replace(block, paragraphs=_paragraphs(block.paragraphs, change))
        case Quote():
            attribution = _paragraphs(block.attribution, change)
            return replace(block, paragraphs=_paragraphs(block.paragraphs, change), attribution=attribution)
        case Columns():
            columns = tuple(tuple(_block(inner, change) for inner in column) for column in block.columns)
            return replace(block, columns=columns)
        case Table():
            rows = tuple(_paragraphs(row, change) for row in block.rows)
            return replace(block, rows=rows, caption=_paragraphs(block.caption, change))
        case Picture():
            jump = change(Run("", "", jump=block.jump)).jump
            return replace(block, caption=_paragraphs(block.caption, change), jump=jump)
        case _:
            return replace(block, caption=_paragraphs(block.caption, change))
