"""Straight quotes and apostrophes → those of a language, nesting and elisions seen."""

from __future__ import annotations

import re
from collections.abc import Callable

from handouts.languages import Typesetting

APOSTROPHE = "’"
_MARK = re.compile("[\"'„“”‚‘’]")
_MINUTES = re.compile(r"(?<=\d)'(?:(?<=°\d')|(?<=°\d\d')|(?<=°[ \u00a0\u202f]\d')|(?<=°[ \u00a0\u202f]\d\d'))")
_SECONDS = re.compile(r"(′[ \u00a0\u202f]?\d{1,2}(?:[.,]\d+)?)\"")
_YEAR = re.compile(r"'\d\d(s|er|ern|ers)?(?!\w)")
_BEFORE = frozenset("([{–—/")
_SIBILANTS = frozenset("sSxXzZß")
_DOUBLE, _SINGLE, _INNER = "double", "single", "inner"


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
