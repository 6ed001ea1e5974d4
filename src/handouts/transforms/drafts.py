"""Quotations whose wording nobody has compared with its source: marked in their words, wherever these are printed."""

from __future__ import annotations

from collections.abc import Callable

from handouts.model.lesson import Lesson
from handouts.model.material import Quotation
from handouts.model.text import Text


def with_marks(lesson: Lesson, mark: Callable[[Quotation, str], str]) -> Lesson:
    """The lesson with a mark before the words of each unverified quotation.

    It stands in the words themselves, so that whatever template prints them prints it, too.

    Args:
        lesson: Of one edition.
        mark: What to write before the words of a quotation in the language with this tag.
    """
    if all(quotation.unverified is None for quotation in lesson.quotations):
        return lesson
    return lesson.model_copy(update={"quotations": tuple(_marked(one, mark) for one in lesson.quotations)})


def _marked(quotation: Quotation, mark: Callable[[Quotation, str], str]) -> Quotation:
    if quotation.unverified is None:
        return quotation
    words = {tag: f"{mark(quotation, tag)}{said}" for tag, said in quotation.text.root.items()}
    return quotation.model_copy(update={"text": Text.model_construct(words)})
