"""How texts name materials and tasks by their numbers, and how the numbers are changed in them.

A text names a material by its number: M1, M 1, a group (M8 for M8a and M8b), a range (M3–M6, M8a–c, M3 bis M6) or a
pair (M4b/c). What it names has another number on each sheet, so a sheet's texts are rewritten with those of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_SPACE = "[ \u00a0\u202f]?"
_RANGE = "[ \u00a0\u202f]?[–-][ \u00a0\u202f]?| (?:bis|to|through) "
_ASIDE = re.compile(r"\s*\([^)]*\)")
_LETTER_AND_NUMBER = re.compile(rf"[A-Za-z]{_SPACE}\d")
_NUMBERED = re.compile(r"([A-Za-z]+)\d+[A-Za-z]*")


@lru_cache(maxsize=20_000)
def may_mention(words: str) -> bool:
    """Whether a text may name anything: most have no number behind a letter, and each is asked for many sheets."""
    return _LETTER_AND_NUMBER.search(words) is not None


class Mention(NamedTuple):
    """A place in a text, and the ids that it names; those among them that are in no register may be something else."""

    start: int
    end: int
    ids: tuple[str, ...]


class Register:
    """The ids of materials, in their order. Those without a digit cannot be told from words, and are never found."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = list(ids)
        self._found: dict[str, tuple[Mention, ...]] = {}
        series = {match[1] for key in self._ids if (match := re.fullmatch(r"([A-Za-z]+)\d+[a-z]?", key))}
        names = "|".join(sorted(map(re.escape, series), key=len, reverse=True)) or "(?!)"
        self._number = re.compile(rf"(?<![\w.-])({names}){_SPACE}(\d+)([a-z]?)(?!\w)")
        self._next = re.compile(rf"({_RANGE}|/)(?:({names}){_SPACE})?(\d+)?([a-z]?)(?!\w)")

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def named(self, words: str, *, unknown: bool = False) -> list[str]:
        """The ids that a text names, each once; with `unknown` also numbers like them that are not in the register."""
        found = (key for mention in self.mentions(words) for key in mention.ids if unknown or key in self._ids)
        return list(dict.fromkeys(found))

    def mentions(self, words: str) -> Sequence[Mention]:
        """The places where a text names materials, from left to right; a range or a pair is one place."""
        if not may_mention(words):
            return ()
        if words not in self._found:  # one audience after another asks for the same text
            self._found[words] = tuple(self._mentions(words))
        return self._found[words]

    def _mentions(self, words: str) -> Iterator[Mention]:
        place = 0
        for match in self._number.finditer(words):
            if match.start() < place:  # the end of "M3 bis M6"
                continue
            series, number, letter = match.groups()
            names, place = [f"{series}{number}{letter}"], match.end()
            while (more := self._next.match(words, place)) and (more[3] or more[4]):
                if " " in more[1] and not more[2]:
                    break
                series, number, place = more[2] or series, more[3] or number, more.end()
                name = f"{series}{number}{more[4]}"
                names += (name,) if more[1] == "/" else self._between(names[-1], name)
            yield Mention(match.start(), place, tuple(key for name in names for key in self._meant(name)))

    def rewritten(self, words: str, numbers: Mapping[str, str]) -> str:
        """The text with each id in `numbers` called as that says; what names anything else stays as it is."""
        parts, done = [], 0
        for mention in self.mentions(words):
            if all(key in numbers for key in mention.ids):
                new = listed(list(dict.fromkeys(numbers[key] for key in mention.ids)))
                parts += [words[done : mention.start], new]
                done = mention.end
        return "".join((*parts, words[done:])) if parts else words

    def _between(self, first: str, last: str) -> Iterator[str]:
        """What follows the first as far as the last."""
        start, end = ([*self._meant(name)] for name in (first, last))
        if start[0] in self._ids and end[-1] in self._ids:
            yield from self._ids[self._ids.index(start[0]) : self._ids.index(end[-1]) + 1]
        yield last

    def _meant(self, name: str) -> Iterator[str]:
        """An id; or the ids of a group, M8a and M8b for M8."""
        group = [key for key in self._ids if re.fullmatch(rf"{re.escape(name)}[a-z]", key)]
        if name not in self._ids and group and name[-1].isdigit():
            yield from group
        else:
            yield name


def listed(names: Iterable[str]) -> str:
    """Several numbers in a row of words: M2, M4; three and more that follow one another are M2–M4."""
    runs: list[list[str]] = []
    for name in names:
        if runs and (place := _place(name)) and place == _next(runs[-1][-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _place(name: str) -> tuple[str, int] | None:
    match = re.fullmatch(r"([A-Za-z]+)(\d+)", name)
    return (match[1], int(match[2])) if match else None


def _next(name: str) -> tuple[str, int] | None:
    place = _place(name)
    return (place[0], place[1] + 1) if place else None


def renumbered(ids: Iterable[str]) -> dict[str, str]:
    """New ids for those that end in a number, counted anew in their order: M3, M8b, M5 become M1, M2, M3.

    Each series of letters is counted by itself; ids without a number are not changed, and not in the result.
    """
    counts: dict[str, int] = {}
    new: dict[str, str] = {}
    for key in ids:
        if match := _NUMBERED.fullmatch(key):
            series = match[1]
            counts[series] = counts.get(series, 0) + 1
            new[key] = f"{series}{counts[series]}"
    return new


def occurs(name: str, words: str) -> bool:
    """Whether a text names something, with an ending of up to three letters; without what its name has in brackets."""
    plain = _ASIDE.sub("", name).strip()
    return bool(plain) and bool(re.search(rf"(?<!\w){re.escape(plain)}\w{{0,3}}(?!\w)", words, re.IGNORECASE))
