"""Numbers of materials in running text: which of a register a text names, however it writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SPACE = "[ \u00a0\u202f]?"
_RANGE = "[ \u00a0\u202f]?[–-][ \u00a0\u202f]?| (?:bis|to|through) "


class Register:
    """The ids of materials, in their order. Those without a digit cannot be told from words, and are never found."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = list(ids)
        series = {match[1] for key in self._ids if (match := re.fullmatch(r"([A-Za-z]+)\d+[a-z]?", key))}
        names = "|".join(sorted(map(re.escape, series), key=len, reverse=True)) or "(?!)"
        self._number = re.compile(rf"(?<![\w.-])({names}){_SPACE}(\d+)([a-z]?)(?!\w)")
        self._next = re.compile(rf"({_RANGE}|/)(?:({names}){_SPACE})?(\d+)?([a-z]?)(?!\w)")

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def named(self, words: str, *, unknown: bool = False) -> list[str]:
        """The ids that a text names, each once; with `unknown` also numbers like them that are not in the register."""
        found = (key for name in self._names(words) for key in self._meant(name, unknown=unknown))
        return list(dict.fromkeys(found))

    def _names(self, words: str) -> Iterator[str]:
        for match in self._number.finditer(words):
            series, number, letter = match.groups()
            yield (last := f"{series}{number}{letter}")
            place = match.end()
            while (more := self._next.match(words, place)) and (more[3] or more[4]):
                if " " in more[1] and not more[2]:
                    break
                series, number = more[2] or series, more[3] or number
                name, place = f"{series}{number}{more[4]}", more.end()
                yield from (name,) if more[1] == "/" else self._between(last, name)
                last = name

    def _between(self, first: str, last: str) -> Iterator[str]:
        """What follows the first as far as the last."""
        start, end = ([*self._meant(name, unknown=True)] for name in (first, last))
        if start[0] in self._ids and end[-1] in self._ids:
            yield from self._ids[self._ids.index(start[0]) : self._ids.index(end[-1]) + 1]
        yield last

    def _meant(self, name: str, *, unknown: bool) -> Iterator[str]:
        """An id; or the ids of a group, M8a and M8b for M8."""
        group = [key for key in self._ids if re.fullmatch(rf"{re.escape(name)}[a-z]", key)]
        if name in self._ids:
            yield name
        elif group and name[-1].isdigit():
            yield from group
        elif unknown:
            yield name
