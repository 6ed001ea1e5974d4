"""Where in the content a piece of a lesson is written, so that a finding can name its line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from handouts.errors import Problem

Way = tuple[str | int, ...]
"""How to get to a value: `("tasks", 6, "operators", 0)`. Lists count from 0."""


class Position(NamedTuple):
    """A place in a file. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0


NOWHERE = Position("")


@dataclass(frozen=True)
class Positions:
    """The positions of everything that was read.

    `places` holds a position for each key (that of the key) and for each element of a list (that of its start).
    `items` holds the way to each record that has an id, `files` the text of each file.
    """

    places: Mapping[Way, Position] = field(default_factory=dict)
    items: Mapping[str, Way] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict, repr=False)

    def at(self, path: Way) -> Position:
        """The position of what is at `path`, or of the nearest thing around it that has one."""
        for length in range(len(path), -1, -1):
            if (found := self.places.get(path[:length])) is not None:
                return found
        return NOWHERE

    def of(self, item: str, *keys: str | int) -> Position:
        """The position of an item by its id, or of something inside it."""
        return self.at((*self.items.get(item, ()), *keys))

    def of_letter(self, path: Way, letter: str) -> Position:
        """Where a character first stands in what is at `path`; written as an escape, it is where that begins."""
        start = self.at(path)
        lines = self.files.get(start.path, "").splitlines()
        others = (place for place in self.places.values() if place.path == start.path and place > start)
        end = min(others, default=Position(start.path, len(lines), sys.maxsize))
        for number in range(start.line, end.line + 1):
            first = start.column - 1 if number == start.line else 0
            last = end.column - 1 if number == end.line else sys.maxsize
            if (column := lines[number - 1].find(letter, first, last) if lines else -1) >= 0:
                return Position(start.path, number, column + 1)
        return start

    def problem(self, path: Way, message: str) -> Problem:
        """A finding about what is at `path`."""
        return Problem(*self.at(path), message)

    def problem_in(self, item: str, message: str, *keys: str | int) -> Problem:
        """A finding about an item, or about something inside it."""
        return Problem(*self.of(item, *keys), message)
