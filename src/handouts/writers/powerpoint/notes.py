"""Speaker notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handouts.model.deck import Paragraph, Run
from handouts.writers.powerpoint.text import fill_text


def add_notes(slide: Any, notes: tuple[Paragraph, ...], language: str) -> None:
    """Write what the presenter sees; lists keep their marks as characters, as notes have no list styles."""
    if not notes:
        return
    sheet = slide.notes_slide
    body = sheet.notes_text_frame._txBody
    fill_text(body, (_marked(paragraph) for paragraph in notes), part=sheet.part, language=language)


def _marked(paragraph: Paragraph) -> Paragraph:
    if paragraph.bullet == "none" or not paragraph.runs:
        return paragraph
    mark = {"bullet": "• ", "number": f"{paragraph.number}. ", "continued": "\u2003"}[paragraph.bullet]
    first = replace(paragraph.runs[0], bold=False, italic=False, code=False, link=None)
    return replace(paragraph, runs=(Run("\u2003" * paragraph.level + mark, first.language), *paragraph.runs))
