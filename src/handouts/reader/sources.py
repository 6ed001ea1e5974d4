"""Files that together hold one record: their data in one mapping, their positions and their problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.errors import ContentError, Problem
from handouts.model.position import Position, Positions, Way
from handouts.reader.files import read_raw, shown
from handouts.reader.remembered import parsed


@dataclass
class Sources:
    """What files hold together.

    `complete` is False if one of them could not be used: then what seems to be missing may be in there. `files` are
    their texts by name.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Way, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    def positions(self, whole: str) -> Positions:
        """Where everything is; `whole` names the file or folder as such."""
        return Positions({**self.places, (): Position(whole)}, dict(_items(self.data)), self.files)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Note that a file cannot be used."""
        self.problems += problems
        self.complete = False


def gather(paths: Iterable[Path], root: Path) -> Sources:
    """Read files one after the other; a key may stand in one of them only."""
    sources = Sources()
    for path in paths:
        try:
            raw = read_raw(path, root)
        except ContentError as error:
            sources.refuse(error.problems)
        else:
            add(sources, shown(path, root), raw)
    return sources


def add(sources: Sources, name: str, raw: bytes) -> None:
    """Add what is in one file."""
    try:
        found = parsed(raw, name)
    except ContentError as error:
        sources.refuse(error.problems)
        return
    sources.files[name] = raw.decode("utf-8-sig")
    sources.problems += found.problems
    if not isinstance(found.data, dict):
        sources.refuse([] if found.problems else [_no_mapping(found.data, name)])
        return
    repeated = set(found.data) & set(sources.data)
    for key in repeated:
        there, here = sources.places[(key,)], found.places[(key,)]
        message = f'"{key}" is already in {there.path}:{there.line}; a key stands in one file, so move it there'
        sources.problems.append(Problem(*here, message))
    sources.data |= {key: value for key, value in found.data.items() if key not in repeated}
    sources.places |= {way: place for way, place in found.places.items() if way and way[0] not in repeated}


def _no_mapping(data: object, name: str) -> Problem:
    if data is None:
        return Problem(name, 0, 0, "is empty; fill it or delete it")
    return Problem(name, 1, 1, 'must be a mapping; begin with a line such as "key: value"')


def _items(data: dict[str, Any]) -> Iterator[tuple[str, Way]]:
    """Each record that has an id, and the way to it; of records with the same id the first."""
    seen: set[str] = set()
    for kind, part in data.items():
        for index, item in enumerate(part if isinstance(part, list) else ()):
            identity = item.get("id") if isinstance(item, dict) else None
            if isinstance(identity, str) and identity not in seen:
                seen.add(identity)
                yield identity, (kind, index)


def merged(syntax: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """All problems, each once, without those that only follow from a problem of syntax in the same line."""
    first = list(syntax)
    lines = {(problem.path, problem.line) for problem in first}
    return first + [problem for problem in dict.fromkeys(others) if (problem.path, problem.line) not in lines]


def strings(value: object) -> tuple[str, ...]:
    """The strings of what should be a list of strings."""
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()
