"""Paragraphs of running text, set by the conventions of the languages in them: quotation marks, what holds together.

A paragraph comes as pieces, as tags cut it, and goes back as pieces. In between all paragraphs are one long text for
each language, so that every convention looks at it once, across tags; what is not of that language is held by a
character for private use.

Straight quotes and apostrophes → those of a language, nesting and elisions seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple

from handouts.languages import Typesetting, of
from handouts.languages.spelling import NARROW, NBSP, quoting
from handouts.locales import manner_of

APOSTROPHE = "’"
_MARK = re.compile("[\"'„“”‚‘’]")
_MINUTES = re.compile(r"(?<=\d)'(?:(?<=°\d')|(?<=°\d\d')|(?<=°[ \u00a0\u202f]\d')|(?<=°[ \u00a0\u202f]\d\d'))")
_SECONDS = re.compile(r"(′[ \u00a0\u202f]?\d{1,2}(?:[.,]\d+)?)\"")
_YEAR = re.compile(r"'\d\d(s|er|ern|ers)?(?!\w)")
_BEFORE = frozenset("([{–—/")
_SIBILANTS = frozenset("sSxXzZß")
_DOUBLE, _SINGLE, _INNER = "double", "single", "inner"
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


@cache
def conventions(tag: str) -> Typesetting | None:
    """The conventions for a BCP 47 tag, its months named in full; none where it names a language that has none.

    A language without a module of its own has its quotation marks, if these are known.
    """
    found = of(tag).typesetting or quoting(tag)
    return replace(found, months=found.months | frozenset(manner_of(tag).months)) if found else None


def set_quotes(text: str, language_at: Callable[[int], Typesetting | None]) -> list[str]:
    """Set the straight marks of one paragraph.

    Args:
        text: The whole paragraph; what is no running text is held by characters that are neither space nor letter.
        language_at: The language spoken at a place of the text; None leaves a mark as it is.

    Returns:
        For each character of the text what takes its place, which is longer where a language sets its marks apart.
    """
    text = _SECONDS.sub(r"\1″", _MINUTES.sub("′", text))
    paragraph = _Paragraph(text)
    for match in _MARK.finditer(text):
        paragraph.meet(match.start(), language_at(match.start()))
    return paragraph.letters


class _Paragraph:
    """A paragraph while its marks are set from the left; `open` are the quotations that stand open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = list(text)
        self.open: list[str] = []
        self._opening: set[int] = set()

    def meet(self, place: int, language: Typesetting | None) -> None:
        """Set the mark at this place, or note one that is typed already."""
        mark = self.text[place]
        if mark not in "\"'":
            self._note(place, mark)
        elif language is not None:
            self.letters[place] = (self._double if mark == '"' else self._single)(place, language)

    def _note(self, place: int, mark: str) -> None:
        kind = _DOUBLE if mark in "„“”" else _SINGLE
        if mark in "„‚" or (mark in "“‘" and kind not in self.open):
            self._opens(place, kind)
        elif mark != APOSTROPHE or not (self._letter(place - 1) and self._letter(place + 1)):
            self._closes(kind)

    def _double(self, place: int, language: Typesetting) -> str:
        is_open = _DOUBLE in self.open
        if self._can_open(place) and (self._starts(place) or not is_open):
            self._opens(place, _INNER if is_open else _DOUBLE)
            return (language.single if is_open else language.double)[0]
        return (language.single if self._closes(_DOUBLE, _INNER) == _INNER else language.double)[1]

    def _single(self, place: int, language: Typesetting) -> str:
        if self._letter(place - 1) and self._letter(place + 1):
            return APOSTROPHE
        if self._starts(place):
            if not self._can_open(place) or self._elides(place, language):
                return APOSTROPHE
            self._opens(place, _SINGLE)
            return language.single[0]
        possessive = self.text[place - 1] in _SIBILANTS and self._closes_later(place)
        if _SINGLE not in self.open or possessive:
            return APOSTROPHE
        self._closes(_SINGLE)
        return language.single[1]

    def _opens(self, place: int, kind: str) -> None:
        self.open.append(kind)
        self._opening.add(place)

    def _closes(self, *kinds: str) -> str | None:
        """End the innermost quotation of these kinds and all in it."""
        for index in range(len(self.open) - 1, -1, -1):
            if (kind := self.open[index]) in kinds:
                del self.open[index:]
                return kind
        return None

    def _letter(self, place: int) -> bool:
        return 0 <= place < len(self.text) and self.text[place].isalnum()

    def _starts(self, place: int) -> bool:
        """Whether a word could begin here: nothing, a space, a bracket, a dash or an opening mark before it."""
        before = self.text[place - 1] if place else " "
        return before.isspace() or before in _BEFORE or place - 1 in self._opening

    def _can_open(self, place: int) -> bool:
        return place + 1 < len(self.text) and not self.text[place + 1].isspace()

    def _elides(self, place: int, language: Typesetting) -> bool:
        """Whether it stands for what is left out: ’tis, ’s, the ’50s, ’45."""
        if language.elided.match(self.text, place):
            return True
        year = _YEAR.match(self.text, place)
        return year is not None and (bool(year[1]) or not self._closes_later(place))

    def _closes_later(self, place: int) -> bool:
        """Whether a single mark further on can only end a quotation, before another begins."""
        for match in re.finditer("'", self.text[place + 1 :]):
            here = place + 1 + match.start()
            if self.text[here - 1].isspace() or here - 1 == place:
                return False
            if not self._letter(here + 1):
                return True
        return False


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
    if _conventions(tag).dashes:
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
    held = before[-1:].isdigit() or before in language.amounts or language.day.fullmatch(before)
    if after[0].islower() and not held:
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
