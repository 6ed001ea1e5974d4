"""Content folder in, Lesson out: every error with file, line and column, all of them at once.

A step that only reads: nothing here knows an edition. YAML is known only here. `files` turns a file into text, `parse`
text into plain data with positions, `sources` several files into one mapping, `validate` data into models; what they
made of the same bytes before is remembered. `references`, `languages`, `audiences` and `annotations` look at what no
single record can know; `project`, `theme` and this module put it together.

The folder of a lesson holds any number of .yaml files. Each is a mapping whose keys are fields of Lesson; how they are
spread over the files is up to the author. Lists of entries (texts, tasks …) may go on in further files, which are read
in the order of their names; any other key stands in one file only: one place for one thing. Markdown files, in the
folder or beside it under its name, are read after them, as `markdown` says. Files of other kinds are left alone;
`strays` tells of those that look like content and are not read, `copies` of those that say the same twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from handouts.errors import ContentError, Problem, one_problem
from handouts.locales.codes import meant_here
from handouts.model.lesson import Lesson
from handouts.model.position import NOWHERE, Positions, Way
from handouts.model.project import Project
from handouts.nearest import suggestion
from handouts.reader.audiences import absent_documents
from handouts.reader.files import read_raw, shown
from handouts.reader.languages import Tongues, language_problems, text_problems
from handouts.reader.needs import annotation_problems, need_problems, voice_problems
from handouts.reader.pictures import PictureFiles, home_of, picture_files
from handouts.reader.project import project_look, project_positions, read_project
from handouts.reader.references import duplicate_problems, ids, reference_problems, values
from handouts.reader.sources import (
    Look,
    Sources,
    add_all,
    gather,
    later,
    look_at,
    merged,
    parsed_markdown,
    remembered,
    strings,
)
from handouts.reader.strays import lesson_files, single_file, stray_problems
from handouts.reader.theme import Theme, read_brand, read_labels, read_labels_with_positions, read_theme, theme_files
from handouts.reader.unsaid import complete_lesson, glosses_of
from handouts.reader.validate import null_problems, validate

__all__ = [
    "Content",
    "MarkdownFile",
    "PictureFiles",
    "Theme",
    "absent_documents",
    "project_positions",
    "read_all",
    "read_brand",
    "read_labels",
    "read_labels_with_positions",
    "read_lesson",
    "read_lesson_with_positions",
    "read_markdown",
    "read_project",
    "read_theme",
    "theme_files",
]


@dataclass(frozen=True)
class Content:
    """A project with its lesson, where everything in the lesson is written, and the files of its pictures."""

    project: Project
    lesson: Lesson
    positions: Positions
    pictures: PictureFiles = field(default_factory=PictureFiles)


def read_all(root: Path) -> Content:
    """Read handouts.yaml and the lesson it names.

    Raises:
        ContentError: With everything that is wrong; with handouts.yaml alone if that is.
    """
    project = read_project(root)
    folder = root / "content" / project.lesson
    asked, files = project_look(root), _files(folder, root)
    if asked is None or files is None:
        return _with_pictures(project, *read_lesson_with_positions(folder, root=root, project=project), root)
    seen = (*asked, *files)

    def read() -> Lesson:
        return _lesson(_gathered(files, project), folder, root, project)[0]

    def positions() -> Positions:
        sources = complete_lesson(_gathered(files, project), project)
        return sources.positions(_main_file(sources, shown(folder, root)))

    return _with_pictures(project, remembered("lessons", lambda: seen, read), later(positions), root)


def _with_pictures(project: Project, lesson: Lesson, positions: Positions, root: Path) -> Content:
    home = home_of(root, project.lesson)
    return Content(project, lesson, positions, picture_files(lesson, home, root, positions))


def _files(folder: Path, root: Path) -> Look | None:
    """The files of a lesson, name and bytes by turns; None if something in its folder has to be told."""
    try:
        paths = _paths(folder, root)
    except ContentError:
        return None
    if stray_problems(folder, root):
        return None
    return look_at(paths, root) or None


def _gathered(files: Look, project: Project) -> Sources:
    sources = Sources(languages=project.languages)
    add_all(sources, {name.decode(): raw for name, raw in zip(files[::2], files[1::2], strict=True)})
    return sources


class MarkdownFile(NamedTuple):
    """What a lesson in Markdown says of itself: its languages, and the files of its pictures."""

    languages: tuple[str, ...]
    pictures: tuple[str, ...]


def read_markdown(file: Path) -> MarkdownFile:
    """Look into a file outside of a project, whatever may be wrong with its content.

    Raises:
        ContentError: It is missing, too large, or no clean UTF-8.
    """
    data = parsed_markdown(read_raw(file, file.parent), file.name, {}).data
    names = (path for _, path in values(data, ("pictures", "file")))
    return MarkdownFile(strings(data.get("languages")), tuple(name for name in names if isinstance(name, str)))


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
    return _lesson(_gather(folder, root, project.languages if project else ()), folder, root, project)


def _lesson(sources: Sources, folder: Path, root: Path, project: Project | None) -> tuple[Lesson, Positions]:
    sources = complete_lesson(sources, project)
    data = sources.data
    positions = sources.positions(_main_file(sources, shown(folder, root)))
    lesson, found = validate(Lesson, data, positions)
    problems = [problem for problem in found if sources.complete or problem.line]
    problems += text_problems(Lesson, data, positions, _tongues(data, project))
    problems += null_problems(data, positions)
    problems += language_problems(data, positions)
    problems += duplicate_problems(data, positions)
    problems += reference_problems(data, positions, project, complete=sources.complete)
    problems += annotation_problems(data, positions)
    problems += voice_problems(data, positions)
    problems += need_problems(data, positions) if sources.complete else ()
    if project is not None:
        problems += _request_problems(sources, project, root)
        problems += _plan_problems(lesson, project, root) if lesson else ()
    if lesson is None or problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return lesson, positions


def _paths(folder: Path, root: Path) -> list[Path]:
    """The files of a lesson, as `lesson_files` has them.

    Raises:
        ContentError: There is no such lesson in the project.
    """
    name = shown(folder, root)
    single = single_file(folder)
    if not folder.is_dir() and not single.is_file():
        raise ContentError(one_problem(name, "there is no such folder; create it or correct the lesson's name"))
    if not (folder if folder.is_dir() else single).resolve().is_relative_to(root.resolve()):
        raise ContentError(one_problem(name, "leads out of the project; copy the folder here instead of linking to it"))
    return lesson_files(folder)


def _gather(folder: Path, root: Path, languages: tuple[str, ...]) -> Sources:
    sources = gather(_paths(folder, root), root, languages)
    if strays := stray_problems(folder, root):
        sources.refuse(strays)
    if not sources.data and not sources.problems:
        raise ContentError(one_problem(shown(folder, root), "holds no content; add files such as lesson.yaml"))
    return sources


def _main_file(sources: Sources, folder: str) -> str:
    """Where to put what is missing: the file with the lesson's id, else the only one there is, else the folder."""
    only = next(iter(sources.files)) if len(sources.files) == 1 else ""
    return sources.places.get(("id",), NOWHERE).path or only or folder


def _tongues(data: dict[str, Any], project: Project | None) -> Tongues:
    wordings = frozenset(word for audience in project.audiences for word in audience.preferred) if project else None
    languages = strings(data.get("languages"))
    if project is None:
        return Tongues(languages, wordings)
    built = tuple(tag for tag in languages if tag in project.languages)
    return Tongues(languages, wordings, built, glosses_of(project))


def _request_problems(sources: Sources, project: Project, root: Path) -> Iterator[Problem]:
    """What handouts.yaml asks of the lesson and the lesson does not have, once where it is stated."""
    found = _unanswered(sources, project, project_positions(root, inherited=False))
    return (problem for problem in found if problem.path)


def _plan_problems(lesson: Lesson, project: Project, root: Path) -> Iterator[Problem]:
    """Plans that an audience asks for and does not have; by number or suffix, once where it is stated."""
    places = project_positions(root, inherited=False)
    for index, audience in enumerate(project.audiences):
        names = audience.plans_of(lesson)
        for place, name in enumerate(audience.plans or ()):
            if name not in names:
                known = f"; there are {', '.join(names)}" if names else "; the lesson has no plan for it"
                message = f'audience {audience.id}: there is no plan "{name}"{known}'
                problem = places.problem(("audiences", index, "plans", place), message)
                yield from (problem,) if problem.path else ()


def _unanswered(sources: Sources, project: Project, places: Positions) -> Iterator[Problem]:
    texts = set(ids(sources.data, "texts"))
    languages = strings(sources.data.get("languages"))
    asked: list[tuple[Way, str]] = [(("languages", index), tag) for index, tag in enumerate(project.languages)]
    for index, audience in enumerate(project.audiences):
        if audience.facing:
            asked.append((("audiences", index, "facing"), audience.facing))
        for place, text in enumerate(audience.texts or () if sources.complete or texts else ()):
            if text not in texts:
                advice = suggestion(text, texts, "add it there, or correct it")
                message = f'audience {audience.id}: text "{text}" is not in texts{advice}'
                yield places.problem(("audiences", index, "texts", place), message)
    for way, tag in asked if languages else ():
        if tag not in languages:
            yield places.problem(way, f'"{tag}" is not a language of the lesson{meant_here(tag, languages)}')
