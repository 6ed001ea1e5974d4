"""The terms of an edition as tab-separated values: cards for Anki, Quizlet and other flashcard programs.

A line a term: front, back, and the term in the second language if the audience has one. There is no line of headings,
since Quizlet would make a card of it, and nothing is quoted, since it would print the marks; both programs take tabs
for the borders of fields without being told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from handouts.errors import ContentError

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.model.lesson import Lesson
    from handouts.model.material import Term

Plain = Callable[[str, str], str]
"""A text and its language → the text without markup on one line, set by the rules of the language."""


def prepare(lesson: Lesson, edition: Edition, plain: Plain) -> list[list[str]]:
    """The fields of each card; the lesson is as the readers of the edition get it.

    Raises:
        ContentError: It has no terms for them.
    """
    if not lesson.glossary:
        advice = 'add some to "glossary" in the lesson, or take the document out of their "documents"'
        raise ContentError(f"{edition}: the lesson has no terms for {edition.audience.id}; {advice}")
    return [list(_card(term, edition, plain)) for term in lesson.glossary]


def write(cards: Sequence[Sequence[str]]) -> tuple[bytes, int]:
    """The file in UTF-8, and how many terms are in it."""
    return "".join("\t".join(card) + "\n" for card in cards).encode(), len(cards)


def _card(term: Term, edition: Edition, plain: Plain) -> Sequence[str]:
    audience, language = edition.audience, edition.language
    reading = f" ({', '.join(filter(None, (term.kanji, term.romaji)))})" if audience.kanji and term.kanji else ""
    meaning = term.easy if audience.glossary == "easy" else term.standard
    card = [plain(str(term.term), language) + reading, plain(str(meaning), language)]
    if audience.gloss:
        card.append(plain(term.term.in_language(audience.gloss), audience.gloss) if audience.gloss in term.term else "")
    return card
