"""Hyphenation patterns, parsed once and kept: reading them takes a tenth of the time of parsing them, a quarter second.

They are read when a word is first looked up that Pyphen does not remember.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from pathlib import Path
from typing import Any

import pyphen

from handouts import cache

KIND = "patterns"
_Patterns = tuple[dict[str, tuple[int, tuple[int, ...]]], int]


def keep_patterns() -> None:
    """Let Pyphen take patterns from the user's cache from now on."""
    if cache.folder() is not None:
        pyphen.HyphDict = _Dictionary


class _Dictionary(pyphen.HyphDict):
    """A dictionary that has read no patterns yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.cache: dict[str, Any] = {}

    @cached_property
    def _parsed(self) -> _Patterns:
        key = cache.digest(pyphen.VERSION, cache.code("writers/pdf/shortcuts"), self._path.read_bytes())
        kept = cache.load(KIND, key)
        if kept is not None:
            parsed: _Patterns = marshal.loads(kept)
            return parsed
        plain = _Parsed(self._path)
        if _is_standard(plain.patterns):
            cache.keep(KIND, key, marshal.dumps((plain.patterns, plain.maxlen)))
        return plain.patterns, plain.maxlen

    @property
    def patterns(self) -> dict[str, tuple[int, tuple[int, ...]]]:
        """By the letters of a pattern, where its numbers begin, and those."""
        return self._parsed[0]

    @property
    def maxlen(self) -> int:
        """The length of the longest."""
        return self._parsed[1]


_Parsed = pyphen.HyphDict


def _is_standard(patterns: dict[str, tuple[int, tuple[int, ...]]]) -> bool:
    """Whether words only break and never change: numbers that carry more could not be kept."""
    return all(type(number) is int for _, numbers in patterns.values() for number in numbers)
