"""A content folder → Lesson.

A folder holds any number of .yaml files. Each is a mapping whose keys are fields of Lesson; how they are spread over
the files is up to the author, but a key stands in one file only, lists included: one place for one thing.
Other files are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.lesson import Lesson
from handouts.model.position import NOWHERE, Positions, Way
from handouts.model.project import Project
from handouts.reader.files import shown
from handouts.reader.languages import Tongues, language_problems, text_problems
from handouts.reader.project import project_positions, read_project_with_positions
from handouts.reader.references import duplicate_problems, ids, reference_problems
from handouts.reader.sources import Sources, gather, merged, strings
from handouts.reader.validate import validate
from handouts.reader.words import suggestion


@dataclass(frozen=True)
class Content:
    """A project with its lesson, and where everything in the lesson is written."""

    project: Project
    lesson: Lesson
    positions: Positions


def read_all(root: Path) -> Content:
    """Read handouts.yaml and the lesson it names.

    Raises:
        ContentError: With everything that is wrong; with handouts.yaml alone if that is.
    """
    project, _ = read_project_with_positions(root)
    lesson, positions = read_lesson_with_positions(root / "content" / project.lesson, root=root, project=project)
    return Content(project, lesson, positions)


def read_lesson(folder: Path, *, root: Path, project: Project | None = None) -> Lesson:
    """Read a lesson.

    Args:
        folder: The content folder.
        root: The project's folder; messages name files relative to it, and no file may lead out of it.
        project: If given, audiences and wordings are checked too, and what handouts.yaml asks of the lesson.

    Raises:
        ContentError: With everything that is wrong in all files.
    """
    lesson, _ = read_lesson_with_positions(folder, root=root, project=project)
    return lesson


def read_lesson_with_positions(folder: Path, *, root: Path, project: Project | None = None) -> tuple[Lesson, Positions]:
    """Read a lesson as `read_lesson` does, and remember where everything is written."""
    sources = _gather(folder, root)
    data = sources.data
    positions = sources.positions(_main_file(sources, shown(folder, root)))
    lesson, found = validate(Lesson, data, positions)
    problems = [problem for problem in found if sources.complete or problem.line]
    problems += text_problems(Lesson, data, positions, _tongues(data, project))
    problems += language_problems(data, positions)
    problems += duplicate_problems(data, positions)
    problems += reference_problems(data, positions, project, complete=sources.complete)
    if project is not None:
        problems += _request_problems(sources, project, root)
    if lesson is None or problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return lesson, positions


def _gather(folder: Path, root: Path) -> Sources:
    name = shown(folder, root)
    if not folder.is_dir():
        raise ContentError(one_problem(name, "there is no such folder; create it or correct the lesson's name"))
    if not folder.resolve().is_relative_to(root.resolve()):
        raise ContentError(one_problem(name, "leads out of the project; copy the folder here instead of linking to it"))
    files = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    sources = gather((path for path in files if path.suffix == ".yaml"), root)
    for path in files:
        if path.suffix != ".yaml" and path.suffix.lower() in (".yaml", ".yml"):
            advice = f"is not read under this name; rename it to {path.stem}.yaml"
            sources.refuse(one_problem(shown(path, root), advice))
    if not sources.data and not sources.problems:
        raise ContentError(one_problem(name, "holds no content; add files such as lesson.yaml"))
    return sources


def _main_file(sources: Sources, folder: str) -> str:
    """Where to put what is missing: the file with the lesson's id, else the folder."""
    return sources.places.get(("id",), NOWHERE).path or folder


def _tongues(data: dict[str, Any], project: Project | None) -> Tongues:
    wordings = frozenset(word for audience in project.audiences for word in audience.preferred) if project else None
    return Tongues(strings(data.get("languages")), wordings)


def _request_problems(sources: Sources, project: Project, root: Path) -> Iterator[Problem]:
    """What handouts.yaml asks of the lesson and the lesson does not have, once where it is stated."""
    found = _unanswered(sources, project, project_positions(root, inherited=False))
    return (problem for problem in found if problem.path)


def _unanswered(sources: Sources, project: Project, places: Positions) -> Iterator[Problem]:
    texts = set(ids(sources.data, "texts"))
    languages = strings(sources.data.get("languages"))
    asked: list[tuple[Way, str]] = [(("languages", index), tag) for index, tag in enumerate(project.languages)]
    for index, audience in enumerate(project.audiences):
        second = (("gloss", audience.gloss), ("facing", audience.facing))
        asked += [(("audiences", index, key), tag) for key, tag in second if tag]
        for place, text in enumerate(audience.texts if sources.complete or texts else ()):
            if text not in texts:
                advice = suggestion(text, texts, "add it there, or correct it")
                message = f'audience {audience.id}: text "{text}" is not in texts{advice}'
                yield places.problem(("audiences", index, "texts", place), message)
    for way, tag in asked if languages else ():
        if tag not in languages:
            yield places.problem(way, f'"{tag}" is not a language of the lesson{suggestion(tag, languages)}')
