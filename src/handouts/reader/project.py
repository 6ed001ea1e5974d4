"""handouts.yaml → Project."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.node import LONGEST_NAME
from handouts.model.position import Positions, Way
from handouts.model.project import Project
from handouts.nearest import suggestion
from handouts.reader.audiences import (
    Family,
    audience_problems,
    document_names,
    document_problems,
    inherit,
    name_problems,
)
from handouts.reader.languages import Tongues, language_list_problems, text_problems
from handouts.reader.references import subject
from handouts.reader.sources import MARKDOWN, Look, Sources, gather, look_at, merged, strings
from handouts.reader.theme import theme_files
from handouts.reader.unsaid import complete_audiences, complete_project
from handouts.reader.validate import validate

PROJECT_FILE = "handouts.yaml"

_FOLDER_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_NAME}}}")
_VARIANT = re.compile(r"[A-Za-z0-9]{1,8}")
_WORD = re.compile(r"\w*")
_OWN_FOLDERS = ("content", "templates", "src")
"""What lies in them is written by people, and read."""


def read_project(root: Path) -> Project:
    """Read the handouts.yaml of the project in a folder.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    project, _ = read_project_with_positions(root)
    return project


def project_look(root: Path) -> Look | None:
    """All that decides what reading handouts.yaml gives: the file, and what documents, themes, lessons there are."""
    file = look_at([root / PROJECT_FILE], root)
    lessons = (_lessons(root), _filled(root))
    there = (sorted(document_names(root)), sorted(theme_files(root)), lessons)
    return (*file, repr(there).encode()) if file else None


def _lessons(root: Path) -> list[str]:
    """What `lesson` may name: folders below content/, and Markdown files there."""
    return _names(_there(root))


def _filled(root: Path) -> list[str]:
    """Those of them that are no folders of pictures: one alone need not be named."""
    kinds = ("*.yaml", f"*{MARKDOWN}")
    return _names(path for path in _there(root) if not path.is_dir() or any(any(path.glob(kind)) for kind in kinds))


def _names(paths: Iterable[Path]) -> list[str]:
    return sorted({path.name if path.is_dir() else path.stem for path in paths})


def _there(root: Path) -> Iterator[Path]:
    for path in (root / "content").glob("*"):
        named = not path.name.startswith(".") and path.stem.upper() != "README"
        if named and (path.is_dir() or path.suffix == MARKDOWN):
            yield path


def read_project_with_positions(root: Path) -> tuple[Project, Positions]:
    """Read handouts.yaml as `read_project` does, and remember where everything stands in it."""
    if not (root / PROJECT_FILE).exists():
        message = f'there is no {PROJECT_FILE} here; run "handouts init" to make one, or go to the project\'s folder'
        raise ContentError(one_problem(PROJECT_FILE, message))
    sources = gather([root / PROJECT_FILE], root)
    if not sources.complete:
        raise ContentError(sources.problems)
    family = _family(sources, root)
    positions = replace(sources, data=family.data, places=family.own).positions(PROJECT_FILE)
    project, found = validate(Project, family.data, positions)
    problems = [*family.problems, *found, *_project_problems(family.data, positions, root)]
    problems = [problem for problem in problems if problem.path]  # the others are told where they are written
    if project is None or problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return project, positions


def _family(sources: Sources, root: Path) -> Family:
    """The file with its audiences complete, and with all that goes without saying."""
    whole = complete_project(sources, _filled(root) or _lessons(root))
    family = inherit(whole.data, whole.places)
    if "languages" in family.data:
        family.data["audiences"] = complete_audiences(family.data["audiences"], family.data["languages"])
    return family


def project_positions(root: Path, *, inherited: bool = True) -> Positions:
    """Where everything stands in handouts.yaml, valid or not.

    What an audience takes over stands where its base states it; if not `inherited`, it has no place.
    """
    sources = gather([root / PROJECT_FILE], root)
    family = _family(sources, root)
    return replace(sources, places=family.places if inherited else family.own).positions(PROJECT_FILE)


def _project_problems(data: dict[str, Any], positions: Positions, root: Path) -> Iterator[Problem]:
    """What no single field can know. Languages, variants and the output folder become parts of paths."""
    languages = strings(data.get("languages"))
    yield from text_problems(Project, data, positions, Tongues(languages))
    for way, pattern, what in (
        (("variants",), _VARIANT, "a name of letters and digits, such as A"),
        *(
            ((key,), _FOLDER_NAME, "the name of a document")
            for key in ("documents", "decks", "for_teachers", "by_plan")
        ),
        (("deck_formats",), _WORD, "a format of slides"),
    ):
        yield from name_problems(data, way, strings(data.get(way[0])), pattern, what, positions)
    yield from language_list_problems(languages, positions)
    documents = strings(data.get("documents"))
    for index, name in enumerate(strings(data.get("by_plan"))):
        if name not in documents:
            message = (
                f'by_plan: "{name}" is not in documents{suggestion(name, documents, "add it there, or delete it")}'
            )
            yield positions.problem(("by_plan", index), message)
    output, lesson = data.get("output"), data.get("lesson")
    if isinstance(output, str) and not _is_own_folder(output):
        message = f'output: "{output}" is not a folder of its own in the project; write a name such as output'
        if (top := PurePosixPath(output).parts[:1]) and top[0].casefold() in _OWN_FOLDERS:
            message = f'output: "{output}" lies in {top[0]}, where your own files are; write a name such as output'
        yield positions.problem(("output",), message)
    if isinstance(lesson, str) and _FOLDER_NAME.fullmatch(lesson) and lesson not in (there := _lessons(root)):
        advice = suggestion(lesson, there, "create it")
        message = f"lesson: there is no folder content/{lesson}, and no file content/{lesson}.md{advice}"
        yield positions.problem(("lesson",), message)
    yield from document_problems(data, positions)
    written = data.get("audiences")
    audiences = written if isinstance(written, list) else []
    yield from audience_problems(data, audiences, positions)
    yield from _theme_problems(data, audiences, positions, theme_files(root))


def _theme_problems(
    data: dict[str, Any], audiences: list[Any], positions: Positions, known: Collection[str]
) -> Iterator[Problem]:
    asked: list[tuple[Way, object]] = [(("theme",), data.get("theme"))]
    for index, audience in enumerate(audiences):
        if isinstance(audience, dict):
            asked.append((("audiences", index, "theme"), audience.get("theme")))
    for way, name in asked:
        if isinstance(name, str) and name not in known:
            there = suggestion(name, known)
            yield positions.problem(way, f"{subject(way, data)}: there is no templates/themes/{name}/brand.yaml{there}")


def _is_own_folder(output: str) -> bool:
    path = PurePosixPath(output)
    inside = not path.is_absolute() and ".." not in path.parts and not re.search(r'[\\:*?"<>|\x00-\x1f\x7f]', output)
    inside = inside and all(len(os.fsencode(part)) <= LONGEST_NAME for part in path.parts)
    top = path.parts[0].casefold() if path.parts else ""
    return inside and bool(output.strip()) and top not in ("", ".git", ".handouts", *_OWN_FOLDERS)
