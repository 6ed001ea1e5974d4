"""Plain data in which every value still knows its place, until `unpacked` parts the two."""

from __future__ import annotations

from typing import Any, NamedTuple

from handouts.model.position import Position, Way


class At(NamedTuple):
    """A value and where it is written; line and column count from 1. What is in it is placed as well."""

    value: Any
    line: int
    column: int = 1

    def of(self, value: Any) -> At:
        """Another value that is written at the same place."""
        return At(value, self.line, self.column)


def unpacked(root: At, name: str) -> tuple[Any, dict[Way, Position]]:
    """The data as the YAML reader gives it, and the position of each key and of each element of a list."""
    places: dict[Way, Position] = {}
    return _plain(root, (), name, places), places


def _plain(one: At, way: Way, name: str, places: dict[Way, Position]) -> Any:
    places[way] = Position(name, one.line, one.column)
    if isinstance(one.value, dict):
        return {key: _plain(part, (*way, key), name, places) for key, part in one.value.items()}
    if isinstance(one.value, list):
        return [_plain(part, (*way, index), name, places) for index, part in enumerate(one.value)]
    return one.value
