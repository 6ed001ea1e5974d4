"""The words of a lesson that are names, which no line end may break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.languages import of
from handouts.model.lesson import Lesson

_WORD = re.compile(r"[^\W\d_]{4,}")


def names_of(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """Names of people and places and the readings of Japanese terms, by language, with their usual endings.

    Words of fewer than 4 letters are left out: too short to break.
    """
    return {
        language: tuple(
            word + ending
            for word in dict.fromkeys(found for text in _texts(lesson, language) for found in _WORD.findall(text))
            for ending in of(language).genitives
        )
        for language in lesson.languages
    }


def _texts(lesson: Lesson, language: str) -> Iterator[str]:
    for person in lesson.people:
        yield f"{person.name} {person.western or ''}"
    for place in lesson.places:
        if language in place.name:
            yield place.name.in_language(language)
    for term in lesson.glossary:
        yield term.romaji or ""
