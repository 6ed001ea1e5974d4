"""handouts.yaml → Project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.position import Positions, Way
from handouts.model.project import Project
from handouts.model.text import LANGUAGE_TAG
from handouts.reader.languages import Tongues, text_problems
from handouts.reader.sources import gather, merged, strings
from handouts.reader.validate import validate
from handouts.reader.words import subject, suggestion

PROJECT_FILE = "handouts.yaml"

_FOLDER_NAME = re.compile(r"[A-Za-z0-9_-]+")
_VARIANT = re.compile(r"[A-Za-z0-9]{1,8}")
_WORDING = re.compile(r"[a-z0-9]{1,8}")
_RESERVED_FOLDERS = ("", ".", "content", "templates")


def read_project(root: Path) -> Project:
    """Read the handouts.yaml of the project in a folder.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    project, _ = read_project_with_positions(root)
    return project


def read_project_with_positions(root: Path) -> tuple[Project, Positions]:
    """Read handouts.yaml as `read_project` does, and remember where everything stands in it."""
    if not (root / PROJECT_FILE).exists():
        message = f'there is no {PROJECT_FILE} here; run "handouts init" to make one, or go to the project\'s folder'
        raise ContentError(one_problem(PROJECT_FILE, message))
    sources = gather([root / PROJECT_FILE], root)
    if not sources.complete:
        raise ContentError(sources.problems)
    positions = sources.positions(PROJECT_FILE)
    project, problems = validate(Project, sources.data, positions)
    problems += _project_problems(sources.data, positions, root)
    if project is None or problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return project, positions


def project_positions(root: Path) -> Positions:
    """Where everything stands in handouts.yaml, valid or not."""
    return gather([root / PROJECT_FILE], root).positions(PROJECT_FILE)


def _project_problems(data: dict[str, Any], positions: Positions, root: Path) -> Iterator[Problem]:
    """What no single field can know. Languages, variants and the output folder become parts of paths."""
    languages = strings(data.get("languages"))
    yield from text_problems(Project, data, positions, Tongues(languages))
    for way, pattern, what in (
        (("languages",), LANGUAGE_TAG, "a language tag such as de or en"),
        (("variants",), _VARIANT, "a name of letters and digits, such as A"),
        (("documents",), _FOLDER_NAME, "the name of a document"),
    ):
        yield from _name_problems(data, way, strings(data.get(way[0])), pattern, what, positions)
    output, lesson = data.get("output"), data.get("lesson")
    if isinstance(output, str) and not _is_own_folder(output):
        message = f'output: "{output}" is not a folder of its own in the project; write a name such as output'
        yield positions.problem(("output",), message)
    if isinstance(lesson, str) and _FOLDER_NAME.fullmatch(lesson) and not (root / "content" / lesson).is_dir():
        there = [path.name for path in (root / "content").glob("*/")]
        message = f"lesson: there is no folder content/{lesson}{suggestion(lesson, there, 'create it')}"
        yield positions.problem(("lesson",), message)
    audiences = data.get("audiences")
    yield from _audience_problems(data, audiences if isinstance(audiences, list) else [], positions)


def _audience_problems(data: dict[str, Any], audiences: list[Any], positions: Positions) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, audience in enumerate(audiences):
        if not isinstance(audience, dict):
            continue
        way: Way = ("audiences", index)
        folder = str(audience.get("id")).casefold()  # to many machines "A" and "a" are the same folder
        if first.setdefault(folder, index) != index:
            there = positions.at(("audiences", first[folder])).line
            message = f'audience "{audience["id"]}": the id is already there in line {there}; rename one of the two'
            yield positions.problem((*way, "id"), message)
        for key in ("languages", "documents"):
            for place, value in enumerate(strings(audience.get(key))):
                if value not in (known := strings(data.get(key))):
                    message = (
                        f'{subject(way, data)}: "{value}" is not in the project\'s {key}{suggestion(value, known)}'
                    )
                    yield positions.problem((*way, key, place), message)
        wordings = strings(audience.get("wordings"))
        what = "a wording of 1 to 8 lower-case letters or digits"
        yield from _name_problems(data, (*way, "wordings"), wordings, _WORDING, what, positions)
        yield from _mix_problems(data, way, audience.get("level_mix"), positions)


def _mix_problems(data: dict[str, Any], way: Way, mix: object, positions: Positions) -> Iterator[Problem]:
    if not isinstance(mix, dict) or not all(str(share).isdecimal() for share in mix.values()):
        return
    if (total := sum(int(share) for share in mix.values())) != 100:
        message = f"{subject(way, data)}: level_mix adds up to {total}, not 100; correct it"
        yield positions.problem((*way, "level_mix"), message)


def _name_problems(
    data: dict[str, Any], way: Way, names: tuple[str, ...], pattern: re.Pattern[str], what: str, positions: Positions
) -> Iterator[Problem]:
    """Names that are not made for what they become part of, and names that are there twice."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if not pattern.fullmatch(name) or "-x-" in name:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{name}" is not {what}; correct it')
        elif name.casefold() in seen:
            yield positions.problem((*way, index), f'{subject(way, data)}: "{name}" is there twice; delete one')
        seen.add(name.casefold())


def _is_own_folder(output: str) -> bool:
    path = PurePosixPath(output)
    inside = not path.is_absolute() and ".." not in path.parts and not re.search(r'[\\:*?"<>|]', output)
    return inside and bool(output.strip()) and path.as_posix() not in _RESERVED_FOLDERS
