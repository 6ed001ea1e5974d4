"""handouts.yaml, brand.yaml and label files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any


from handouts.errors import ContentError, Problem, one_problem
from handouts.model.brand import Brand
from handouts.model.position import Path as Way
from handouts.model.position import Position, Positions
from handouts.model.project import Project
from handouts.model.text import LANGUAGE_TAG
from handouts.reader.files import read_text, shown
from handouts.reader.languages import Tongues, text_problems
from handouts.reader.parse import Parsed, parse
from handouts.reader.validate import ModelT, validate
from handouts.reader.words import subject, suggestion

PROJECT_FILE = "handouts.yaml"

_LABEL_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FILE_NAME_PART = re.compile(r"[A-Za-z0-9]{1,8}")
_WORDING = re.compile(r"[a-z0-9]{1,8}")
_RESERVED_FOLDERS = ("", ".", "content", "templates")


def read_project(root: Path) -> Project:
    """Read the project's handouts.yaml.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    project, _ = read_project_with_positions(root)
    return project


def read_project_with_positions(root: Path) -> tuple[Project, Positions]:
    """Read handouts.yaml, and remember where everything stands in it."""
    path = root / PROJECT_FILE
    if not path.exists():
        message = f'there is no {PROJECT_FILE} here; run "handouts init" to make one, or go to the project\'s folder'
        raise ContentError(one_problem(PROJECT_FILE, message))
    return _read_record(Project, path, root, _project_problems)


def read_brand(path: Path, *, root: Path | None = None) -> Brand:
    """Read a theme's brand.yaml.

    Args:
        path: The file.
        root: The project's folder; messages name the file relative to it, and it may not lead out of it.
    """
    brand, _ = _read_record(Brand, path, root or path.parent)
    return brand


def read_labels(path: Path, *, root: Path | None = None) -> dict[str, str]:
    """Read the words of the forms in one language: a flat mapping of snake_case keys."""
    root = root or path.parent
    parsed = parse(read_text(path, root), shown(path, root))
    problems = list(parsed.problems)
    positions = Positions(parsed.places)
    labels: dict[str, str] = {}
    for key, value in mapping_of(parsed, shown(path, root), problems).items():
        if not _LABEL_KEY.fullmatch(key):
            problems.append(positions.problem((key,), f'"{key}" is not a label; use lower-case letters, digits and _'))
        elif not isinstance(value, str) or not value.strip():
            problems.append(positions.problem((key,), f"{key}: must be a text; put it in quotes"))
        else:
            labels[key] = value
    if problems:
        raise ContentError(problems)
    return labels


def mapping_of(parsed: Parsed, name: str, problems: list[Problem]) -> dict[str, Any]:
    """The mapping that a file should be; what else it is becomes a problem."""
    if isinstance(parsed.data, dict):
        return parsed.data
    if parsed.data is None and not problems:
        problems.append(Problem(name, 0, 0, "is empty; fill it or delete it"))
    elif parsed.data is not None:
        problems.append(Problem(name, 1, 1, 'must be a mapping; begin with a line such as "key: value"'))
    return {}


def _read_record(model: type[ModelT], path: Path, root: Path, more: Any = None) -> tuple[ModelT, Positions]:
    name = shown(path, root)
    parsed = parse(read_text(path, root), name)
    problems = list(parsed.problems)
    data = mapping_of(parsed, name, problems)
    positions = Positions({**parsed.places, (): Position(name)}, dict(items_of(data)))
    if not data:
        raise ContentError(problems)
    record, found = validate(model, data, positions)
    found += more(data, positions, root) if more else ()
    if record is None or problems or found:
        raise ContentError(merged(problems, found))
    return record, positions


def merged(syntax: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """All problems, without those that only follow from a problem of syntax in the same line."""
    first = list(syntax)
    lines = {(problem.path, problem.line) for problem in first}
    return first + [problem for problem in dict.fromkeys(others) if (problem.path, problem.line) not in lines]


def items_of(data: dict[str, Any]) -> Iterator[tuple[str, Way]]:
    """Each record that has an id, and the way to it; of records with the same id the first."""
    seen: set[str] = set()
    for kind, part in data.items():
        for index, item in enumerate(part if isinstance(part, list) else ()):
            identity = item.get("id") if isinstance(item, dict) else None
            if isinstance(identity, str) and identity not in seen:
                seen.add(identity)
                yield identity, (kind, index)


def _project_problems(data: dict[str, Any], positions: Positions, root: Path) -> Iterator[Problem]:
    """What pydantic cannot know about handouts.yaml."""
    languages = _strings(data.get("languages"))
    yield from text_problems(Project, data, positions, Tongues(languages, None))
    yield from _not_matching(data, ("languages",), LANGUAGE_TAG, "a language tag such as de or en", positions)
    yield from _not_matching(data, ("variants",), _FILE_NAME_PART, "one of letters and digits, such as A", positions)
    output = data.get("output")
    if isinstance(output, str) and not _is_own_folder(output):
        message = f'output: "{output}" is not a folder of its own in the project; write a name such as output'
        yield positions.problem(("output",), message)
    lesson = data.get("lesson")
    if isinstance(lesson, str) and re.fullmatch(r"[A-Za-z0-9_-]+", lesson) and not (root / "content" / lesson).is_dir():
        there = [path.name for path in (root / "content").glob("*/")]
        advice = suggestion(lesson, there, "create it")
        yield positions.problem(("lesson",), f"lesson: there is no folder content/{lesson}{advice}")
    yield from _audience_problems(data, positions, languages)


def _audience_problems(data: dict[str, Any], positions: Positions, languages: tuple[str, ...]) -> Iterator[Problem]:
    documents = _strings(data.get("documents"))
    audiences = data.get("audiences")
    seen: dict[str, int] = {}
    for index, audience in enumerate(audiences if isinstance(audiences, list) else ()):
        if not isinstance(audience, dict):
            continue
        way: Way = ("audiences", index)
        identity = str(audience.get("id")).casefold()  # becomes a folder: "A" and "a" are one on many machines
        if seen.setdefault(identity, index) != index:
            first = positions.at(("audiences", seen[identity])).line
            message = f'audience "{audience["id"]}" is already there in line {first}; rename one of the two'
            yield positions.problem((*way, "id"), message)
        yield from _unlisted(data, (*way, "languages"), audience, languages, "languages of the project", positions)
        yield from _unlisted(data, (*way, "documents"), audience, documents, "documents of the project", positions)
        yield from _not_matching(data, (*way, "wordings"), _WORDING, "1 to 8 lower-case letters or digits", positions)
        mix = audience.get("level_mix")
        if isinstance(mix, dict) and all(str(share).isdecimal() for share in mix.values()):
            if (total := sum(int(share) for share in mix.values())) != 100:
                message = f"{subject(way, data)}: level_mix adds up to {total}, not 100; correct it"
                yield positions.problem((*way, "level_mix"), message)


def _unlisted(
    data: dict[str, Any], way: Way, record: dict[str, Any], known: tuple[str, ...], where: str, positions: Positions
) -> Iterator[Problem]:
    for index, value in enumerate(_strings(record.get(str(way[-1])))):
        if value not in known:
            message = f'{subject(way[:-1], data)}: "{value}" is not in the {where}{suggestion(value, known)}'
            yield positions.problem((*way, index), message)


def _not_matching(
    data: dict[str, Any], way: Way, pattern: re.Pattern[str], what: str, positions: Positions
) -> Iterator[Problem]:
    """Strings that become part of paths or tags and are not made for it, and repeated ones."""
    values: Any = data
    for part in way:
        values = values.get(part) if isinstance(values, dict) else values[part]
    seen: set[str] = set()
    for index, value in enumerate(_strings(values)):
        if not pattern.fullmatch(value) or "-x-" in value:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{value}" is not {what}; correct it')
        elif value.casefold() in seen:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{value}" is there twice; delete one')
        seen.add(value.casefold())


def _is_own_folder(output: str) -> bool:
    path = PurePosixPath(output)
    inside = not path.is_absolute() and ".." not in path.parts and not re.search(r'[\\:*?"<>|]', output)
    return inside and path.as_posix() not in _RESERVED_FOLDERS and output.strip() != ""


def _strings(value: object) -> tuple[str, ...]:
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()
