"""Paragraphs of running text, set by the conventions of the languages in them.

A paragraph comes as pieces, as tags cut it, and goes back as pieces. In between all paragraphs are one long text for
each language, so that every convention looks at it once, across tags; what is not of that language is held by a
character for private use.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from handouts.languages import Typesetting
from handouts.languages.spelling import NARROW, NBSP
from handouts.typography.conventions import conventions
from handouts.typography.quotes import set_quotes

HELD, END, CUT = "\ue000", "\ue001", "\ue002"
"""What stands for text that is not to be set, ends a paragraph, cuts a piece."""
RESERVED = re.compile(f"[{HELD}-{CUT}]")

_WORDS = re.compile(rf"(?<![^\s{END}])([^\s{END}]+)[ \n](?=([^\s{END}]+))")
_DASH = re.compile(rf"[ \n][-–](?=[ \n])(?<=[^\s{END}–-][ \n].)", re.DOTALL)
_RANGE = re.compile(rf"(?<=[\s{END}{HELD}(\[„“‚‘])([1-9]\d{{0,3}})-([1-9]\d{{0,3}})(?![\w–-]|[.,:/]\d)")
_DAYS = re.compile(rf"(?<=[\s{END}(])(\d{{1,2}}\.)-(?=\d{{1,2}}\. )")
_NUMBERS = re.compile(r"(?<![\w-])([MQT]\d{1,2}[a-z]?)-(?=[MQT]\d)")
_OPENING, _CLOSING = "([„“‚‘«‹»›/" + HELD, ".,;:!?…)]”“’‘»›«‹/" + HELD
_COUNT = re.compile(r"\d|[IVX]+\b|[AB]\b")
_COUNT_AFTER_POINT = re.compile(r"\d|[VX][IVX]*\b|I[IVX]+\b")
"""Not A or I, with which a sentence may begin after “no.”"""


class Piece(NamedTuple):
    """Text between two tags; `language` is a tag with conventions, empty for what is not to be set."""

    text: str
    language: str


Paragraph = Sequence[Piece]


def set_paragraphs(paragraphs: Iterable[Paragraph]) -> list[list[str]]:
    """Set all paragraphs of a document, each piece by its language, all of them in sight of their neighbours."""
    pieces = [list(paragraph) for paragraph in paragraphs]
    spoken = {piece.language for paragraph in pieces for piece in paragraph if piece.language}
    for tag in sorted(spoken):
        pieces = _spelled(pieces, tag)
    pieces = [_quoted(paragraph) for paragraph in pieces]
    for tag in sorted(spoken):
        pieces = _bound(pieces, tag)
    return [[piece.text for piece in paragraph] for paragraph in pieces]


def _conventions(tag: str) -> Typesetting:
    found = conventions(tag)
    assert found is not None
    return found


def _spelled(paragraphs: list[list[Piece]], tag: str) -> list[list[Piece]]:
    """What is spelled otherwise within one piece; it may grow or shrink."""
    text = CUT.join(piece.text for paragraph in paragraphs for piece in paragraph if piece.language == tag)
    for pattern, replacement in _conventions(tag).spelling:
        text = pattern.sub(replacement, text)
    return _replaced(paragraphs, tag, text.split(CUT))


def _quoted(paragraph: list[Piece]) -> list[Piece]:
    """Straight marks set; a mark belongs to the language of its own piece."""
    if not any(piece.language and ('"' in piece.text or "'" in piece.text) for piece in paragraph):
        return paragraph
    starts = [0, *accumulate(len(piece.text) for piece in paragraph)]

    def language_at(place: int) -> Typesetting | None:
        return conventions(paragraph[bisect_right(starts, place) - 1].language)

    letters = set_quotes("".join(map(_seen, paragraph)), language_at)
    return [
        Piece("".join(letters[start : start + len(piece.text)]), piece.language) if piece.language else piece
        for start, piece in zip(starts, paragraph, strict=False)
    ]


def _bound(paragraphs: list[list[Piece]], tag: str) -> list[list[Piece]]:
    """Dashes and spaces, each in the place of one that was typed: no piece changes its length."""
    own = [paragraph for paragraph in paragraphs if any(piece.language == tag for piece in paragraph)]
    shown = [[piece.text if piece.language == tag else _seen(piece) for piece in paragraph] for paragraph in own]
    text = END + END.join("".join(texts) for texts in shown)
    text = _NUMBERS.sub(r"\1–", _DAYS.sub(r"\1–", _RANGE.sub(_range, text)))
    text = _DASH.sub(f"{NBSP}–", text)
    text = _WORDS.sub(partial(_glued, language=_conventions(tag)), text)
    found, place = [], 0
    for paragraph, texts in zip(own, shown, strict=True):
        place += len(END)
        for piece, was in zip(paragraph, texts, strict=True):
            if piece.language == tag:
                found.append(text[place : place + len(was)])
            place += len(was)
    return _replaced(paragraphs, tag, found)


def _replaced(paragraphs: list[list[Piece]], tag: str, texts: list[str]) -> list[list[Piece]]:
    following = iter(texts)
    return [
        [Piece(next(following), tag) if piece.language == tag else piece for piece in paragraph]
        for paragraph in paragraphs
    ]


def _seen(piece: Piece) -> str:
    """How a piece looks to others: its letters held, its white space kept."""
    return piece.text if piece.language else re.sub(r"\S", HELD, piece.text)


def _range(match: re.Match[str]) -> str:
    """A hyphen between two numbers, the second of them higher: 1945–1952, 1945–52, 5–7; not a month (1951-09)."""
    first, second = match[1], match[2]
    if len(first) == 4 and len(second) == 2:
        rises = int(second) > max(12, int(first[2:]))
    else:
        rises = int(second) > int(first) and (len(first) == 4) == (len(second) == 4)
    return f"{first}–{second}" if rises else match[0]


def _glued(match: re.Match[str], language: Typesetting) -> str:
    """Two words, the space between them one that does not break where they belong together."""
    before, after = match[1].lstrip(_OPENING), match[2]
    if after[0].islower() and not before[-1:].isdigit() and before not in language.amounts:
        return match[0]
    return match[1] + (_space(before, after, language) or match[0][-1])


def _space(before: str, after: str, language: Typesetting) -> str | None:
    word = after.rstrip(_CLOSING)
    if before[-1:].isdigit():
        if after[0] == "%" or (word in ("f", "ff") and after.startswith(f"{word}.")):
            return NARROW
        if word in language.units:
            return NBSP
    if after[0].isdigit() and before in ("M", "Q", "T"):
        return NARROW
    together = (
        (before in language.numbered and (_COUNT_AFTER_POINT if before[-1] == "." else _COUNT).match(after))
        or (word in language.months and language.day.fullmatch(before))
        or (word in language.currencies and before in language.amounts)
        or (before in language.titles and after[0].isupper())
        or (after[0] == "…" and before)
        or (language.month_first and before in language.months and after[0].isdigit() and len(word) < 3)
    )
    return NBSP if together else None
