"""What reading made of the same bytes before: parsed files and sound records, kept in the user's cache.

Nothing that has a mistake in it is kept as a record, so mistakes are always told by the code that looks for them.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from handouts import cache as kept
from handouts.errors import ContentError, Problem
from handouts.installed import version
from handouts.model import chartkinds
from handouts.model.kinds import KINDS
from handouts.model.position import Position, Positions
from handouts.reader.files import clean, read_raw, shown
from handouts.reader.parse import Parsed

T = TypeVar("T")
Look = tuple[bytes, ...]
"""All that decides what reading gives: bytes of files, and names."""


@lru_cache(maxsize=256)
def parsed(raw: bytes, name: str) -> Parsed:
    """One YAML file, as `parse` reads it. What is in it is shared, so nobody may change it.

    Args:
        raw: The file.
        name: How positions and messages name it.

    Raises:
        ContentError: It is not clean UTF-8.
    """
    key = kept.digest(raw, _tools())
    if (data := kept.load("parsed", key)) is not None:
        content, places, problems = marshal.loads(data)
        positions = {way: Position(name, *place) for way, place in places}
        return Parsed(content, positions, tuple(Problem(name, *problem) for problem in problems))
    from handouts.reader.parse import parse

    found = parse(clean(raw, name), name)
    places = [(way, (place.line, place.column)) for way, place in found.places.items()]
    problems = [(problem.line, problem.column, problem.message) for problem in found.problems]
    kept.keep("parsed", key, marshal.dumps((found.data, places, problems)))
    return found


def remembered(
    kind: str, look: Callable[[], Look | None], read: Callable[[], T], sound: Callable[[T], bool] = lambda _: True
) -> T:
    """What `read` gives, or what it gave before where all looks the same.

    Args:
        kind: A word for what it is.
        look: What it depends on; None if that cannot be told.
        read: Raises what is wrong; then nothing is kept.
        sound: Whether it may be kept.
    """
    if (before := look()) is None:
        return read()
    key = kept.digest(_tools(), *before)
    if (data := kept.load(kind, key)) is not None:
        known: T = pickle.loads(data)
        return known
    found = read()
    if sound(found) and look() == before:  # nobody has saved anything meanwhile
        kept.keep(kind, key, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    return found


def look_at(paths: Iterable[Path], root: Path) -> Look | None:
    """The names and bytes of files; None if one of them cannot be read, or may not be."""
    try:
        return tuple(part for path in paths for part in (os.fsencode(shown(path, root)), read_raw(path, root)))
    except ContentError:
        return None


def later(make: Callable[[], Positions]) -> Positions:
    """Positions that are looked up when somebody asks for the first of them."""
    found = cache(make)
    return Positions(_Later(lambda: found().places), _Later(lambda: found().items), _Later(lambda: found().files))


class _Later(Mapping[Any, Any]):
    """A mapping that is made when it is first used."""

    def __init__(self, make: Callable[[], Mapping[Any, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[Any, Any]:
        return self._make()

    def __getitem__(self, key: Any) -> Any:
        return self._made[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@cache
def _tools() -> str:
    """What decides how bytes are read, apart from them."""
    own = kept.code("reader", "model", "colours.py", "errors.py", "nearest.py")
    return kept.digest(sys.version, version("pydantic"), version("pyyaml"), own, *KINDS, *chartkinds.KINDS)
