"""Words and sentences as checks see them, by what a language's grammar says of its words."""

from __future__ import annotations

import re

from handouts.languages import of

WORD = re.compile(r"\w+(?:[’'.,:-]\w+)*")
"""A word or a number, with what joins its parts: US-Soldaten, 1,4, Japan’s."""
BREAK = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÄÖÜ0-9„“‘(])|\n+")
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_STEM = 4
"""Letters that two words have to share at least to be one."""


def sentences(words: str) -> list[str]:
    """The sentences of a text: they end at a full stop, a question mark or the end of a line, not at an ordinal."""
    found: list[str] = []
    for part in BREAK.split(words):
        if found and _ORDINAL.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def content_words(words: str, language: str) -> list[str]:
    """The words of a text that say something about its matter, in small letters, in order; numbers are among them."""
    grammar = of(language).grammar
    told = [match[0].removesuffix("’s").removesuffix("'s") for match in WORD.finditer(words)]
    known = grammar.function_words if grammar else frozenset()
    telling = (word for word in told if len(word) > 2 or word.isdigit() or word.isupper())
    return [word.casefold() for word in telling if word.casefold() not in known]


def is_time(word: str, language: str) -> bool:
    """Whether a word in small letters is a mere measure of time: Jahr, year."""
    grammar = of(language).grammar
    return grammar is not None and word in grammar.times


def alike(one: str, other: str) -> bool:
    """Whether two words in small letters are the same but for an ending, or one begins the other: Krieg, Krieges."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if short[:1].isdigit() or len(short) < _STEM:
        return False
    stem = short[: max(_STEM, len(short) - 2)]
    return long.startswith(stem)
