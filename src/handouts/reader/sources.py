"""Files that together hold one record: their data in one mapping, their positions and their problems.

What reading made of the same bytes before is kept in the user's cache: parsed files, for which YAML is not even loaded,
and sound records. Nothing that has a mistake in it is kept as a record, so mistakes are always told by the code that
looks for them.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path, PurePath
from typing import Any, TypeVar

from handouts import cache as kept
from handouts.errors import ContentError, Problem
from handouts.installed import version
from handouts.model import chartkinds
from handouts.model.kinds import KINDS
from handouts.model.position import Position, Positions, Way
from handouts.reader.copies import copies
from handouts.reader.files import clean, read_raw, shown

T = TypeVar("T")
MARKDOWN = ".md"
"""How the names of files end that hold a lesson, or a part of one, as Markdown."""
Look = tuple[bytes, ...]
"""All that decides what reading gives: bytes of files, and names."""


@dataclass(frozen=True)
class Parsed:
    """What one file holds. `data` is None if it could not be read to its end."""

    data: Any
    places: dict[Way, Position]
    problems: tuple[Problem, ...]


@dataclass
class Sources:
    """What files hold together.

    `complete` is False if one of them could not be used: then what seems to be missing may be in there. `files` are
    their texts by name. `languages` are those of the project, for Markdown whose lesson names none.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Way, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    complete: bool = True
    languages: tuple[str, ...] = ()

    def positions(self, whole: str) -> Positions:
        """Where everything is; `whole` names the file or folder as such."""
        return Positions({**self.places, (): Position(whole)}, dict(_items(self.data)), self.files)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Note that a file cannot be used."""
        self.problems += problems
        self.complete = False


def gather(paths: Iterable[Path], root: Path, languages: tuple[str, ...] = ()) -> Sources:
    """Read files one after the other; a key may stand in one of them only, unless it is a list of entries."""
    sources, files = Sources(languages=languages), dict[str, bytes]()
    for path in paths:
        try:
            files[shown(path, root)] = read_raw(path, root)
        except ContentError as error:
            sources.refuse(error.problems)
    add_all(sources, files)
    return sources


def add_all(sources: Sources, files: Mapping[str, bytes]) -> None:
    """Add what is in files, by their names, but of copies of a file only that they are copies."""
    read = {name: _read(sources, name, raw) for name, raw in files.items() if not name.endswith(MARKDOWN)}
    said = {name: found.data if found else None for name, found in read.items()}
    said |= {name: _headings(raw) for name, raw in files.items() if name not in read}
    double = copies(said) if len(said) > 1 else {}
    for name, raw in files.items():
        if name in double:
            continue
        if found := read[name] if name in read else _read(sources, name, raw):
            _add(sources, name, raw, found)
    for name, original in double.items():
        there = PurePath(original).name
        message = f"looks like a copy of {there}, since it says the same again; compare them, and delete one of the two"
        sources.problems.append(Problem(name, 0, 0, message))


def _headings(raw: bytes) -> dict[str, None]:
    """What a Markdown file says that no other can say: its ids are given only as it is read, after the others."""
    return dict.fromkeys(line for line in raw.decode("utf-8", "replace").splitlines() if line.startswith("#"))


def _read(sources: Sources, name: str, raw: bytes) -> Parsed | None:
    """What is in one file; None if it cannot be used, which is noted."""
    try:
        if name.endswith(MARKDOWN):
            return parsed_markdown(raw, name, sources.data, sources.languages)
        return parsed(raw, name)
    except ContentError as error:
        sources.refuse(error.problems)
        return None


def _add(sources: Sources, name: str, raw: bytes, found: Parsed) -> None:
    """Add what is in one file."""
    sources.files[name] = raw.decode("utf-8-sig")
    sources.problems += found.problems
    if not isinstance(found.data, dict):
        sources.refuse([] if found.problems else [_no_mapping(found.data, name)])
        return
    repeated = set(found.data) & set(sources.data)
    continued = {
        key: sources.data[key] for key in repeated if _entries(sources.data[key]) and _entries(found.data[key])
    }
    for key in repeated - set(continued):
        there, here = sources.places[(key,)], found.places[(key,)]
        message = f'"{key}" is already in {there.path}:{there.line}; a key stands in one file, so move it there'
        sources.problems.append(Problem(*here, message))
    sources.data |= {key: value for key, value in found.data.items() if key not in repeated}
    sources.data |= {key: [*entries, *found.data[key]] for key, entries in continued.items()}
    for way, place in found.places.items():
        if way and way[0] not in repeated:
            sources.places[way] = place
        elif way and way[0] in continued and len(way) > 1:
            sources.places[way[0], int(way[1]) + len(continued[str(way[0])]), *way[2:]] = place


def _entries(value: object) -> bool:
    """Whether a value is a list of entries, which files can go on with: not words, and not nothing."""
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


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


@lru_cache(maxsize=256)
def parsed(raw: bytes, name: str) -> Parsed:
    """One YAML file, as `parse` reads it. What is in it is shared, so nobody may change it.

    Args:
        raw: The file.
        name: How positions and messages name it.

    Raises:
        ContentError: It is not clean UTF-8.
    """

    def read() -> Parsed:
        from handouts.reader.parse import parse

        return parse(clean(raw, name), name)

    return _kept(kept.digest(raw, _tools()), name, read)


def parsed_markdown(raw: bytes, name: str, others: Mapping[str, Any], languages: tuple[str, ...] = ()) -> Parsed:
    """One Markdown file, read as `parsed` reads YAML.

    Its ids avoid those of the files before it, and it need not say again which languages they are in; if nobody says
    it, these are its `languages`.

    Raises:
        ContentError: It is not clean UTF-8.
    """
    spoken = strings(others.get("languages")) or languages
    taken = tuple(sorted(identity for identity, _ in _items(dict(others))))

    def read() -> Parsed:
        from handouts.reader.markdown import parse_markdown

        return parse_markdown(clean(raw, name), name, languages=spoken, taken=taken)

    return _kept(kept.digest(raw, _tools(), MARKDOWN, *spoken, "", *taken), name, read)


def _kept(key: str, name: str, read: Callable[[], Parsed]) -> Parsed:
    """What reading gives, or gave before under this key."""
    if (data := kept.load("parsed", key)) is not None:
        content, places, problems = marshal.loads(data)
        positions = {way: Position(name, *place) for way, place in places}
        return Parsed(content, positions, tuple(Problem(name, *problem) for problem in problems))
    found = read()
    places = [(way, (place.line, place.column)) for way, place in found.places.items()]
    problems = [(problem.line, problem.column, problem.message) for problem in found.problems]
    kept.keep("parsed", key, marshal.dumps((found.data, places, problems)))
    return found


def remembered(kind: str, look: Callable[[], Look | None], read: Callable[[], T]) -> T:
    """What `read` gives, or what it gave before where all looks the same.

    Args:
        kind: A word for what it is.
        look: What it depends on; None if that cannot be told.
        read: Raises what is wrong; then nothing is kept.
    """
    if (before := look()) is None:
        return read()
    key = kept.digest(_tools(), *before)
    if (data := kept.load(kind, key)) is not None:
        known: T = pickle.loads(data)
        return known
    found = read()
    if look() == before:  # nobody has saved anything meanwhile
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
    own = kept.code("reader", "model", "languages", "colours.py", "errors.py", "locales", "nearest.py")
    libraries = (version(name) for name in ("babel", "pydantic", "pyyaml", "markdown-it-py", "mdit-py-plugins"))
    return kept.digest(sys.version, *libraries, own, *KINDS, *chartkinds.KINDS)
