"""A content folder → Lesson.

A folder holds any number of .yaml files. Each is a mapping whose keys are fields of Lesson; how they are spread over
the files is up to the author, but a key stands in one file only, lists included: one place for one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.errors import ContentError, Problem, one_problem
from handouts.model.lesson import Lesson
from handouts.model.position import Path as Way
from handouts.model.position import Position, Positions
from handouts.model.project import Project
from handouts.reader.files import read_text, shown
from handouts.reader.languages import Tongues, text_problems
from handouts.reader.parse import parse
from handouts.reader.project import items_of, mapping_of, merged, read_project_with_positions
from handouts.reader.references import duplicate_problems, ids, reference_problems
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
        ContentError: With everything that is wrong.
    """
    project, places = read_project_with_positions(root)
    lesson, positions = _read(root / "content" / project.lesson, root, project, places)
    return Content(project, lesson, positions)


def read_lesson(folder: Path, *, root: Path, project: Project | None = None) -> Lesson:
    """Read a lesson.

    Args:
        folder: The content folder.
        root: The project's folder; messages name files relative to it, and no file may lead out of it.
        project: If given, audiences, wordings and what audiences ask of the lesson are checked too.

    Raises:
        ContentError: With everything that is wrong in all files.
    """
    lesson, _ = read_lesson_with_positions(folder, root=root, project=project)
    return lesson


def read_lesson_with_positions(folder: Path, *, root: Path, project: Project | None = None) -> tuple[Lesson, Positions]:
    """Read a lesson as `read_lesson` does, and remember where everything is written."""
    return _read(folder, root, project, Positions({(): Position("handouts.yaml")}))


def _read(folder: Path, root: Path, project: Project | None, project_places: Positions) -> tuple[Lesson, Positions]:
    sources = _gather(folder, root)
    data, positions = sources.data, sources.positions(shown(folder, root))
    problems: list[Problem] = []
    lesson, found = validate(Lesson, data, positions)
    problems += found if sources.complete else (problem for problem in found if problem.line)
    problems += text_problems(Lesson, data, positions, _tongues(data, project))
    problems += duplicate_problems(data, positions)
    problems += reference_problems(data, positions, project, complete=sources.complete)
    problems += _own_language_problems(data, positions)
    if project is not None:
        problems += _audience_problems(data, project, project_places, complete=sources.complete)
    if lesson is None or problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return lesson, positions


@dataclass
class _Sources:
    """What the files of a folder hold together. `complete` is False if one of them could not be used."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Way, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def positions(self, folder: str) -> Positions:
        """Where everything is; the lesson as a whole is where its id is."""
        whole = self.places.get(("id",), Position(folder))
        return Positions({**self.places, (): Position(whole.path)}, dict(items_of(self.data)))


def _gather(folder: Path, root: Path) -> _Sources:
    sources = _Sources()
    name = shown(folder, root)
    if not folder.is_dir():
        raise ContentError(one_problem(name, "there is no such folder; create it or correct the lesson's name"))
    if not folder.resolve().is_relative_to(root.resolve()):
        raise ContentError(one_problem(name, "leads out of the project; copy the folder here instead of linking to it"))
    for path in _content_files(folder):
        if path.suffix != ".yaml":
            problem = Problem(shown(path, root), 0, 0, f"is not read under this name; rename it to {path.stem}.yaml")
            sources.problems.append(problem)
            sources.complete = False
        else:
            _add_file(sources, path, root)
    if not sources.data and not sources.problems:
        raise ContentError(one_problem(name, "holds no content; add files such as lesson.yaml"))
    return sources


def _content_files(folder: Path) -> Iterator[Path]:
    """Files meant as content, in the order of their names; hidden ones are an editor's or a system's own."""
    return (
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith(".")
    )


def _add_file(sources: _Sources, path: Path, root: Path) -> None:
    name = shown(path, root)
    try:
        parsed = parse(read_text(path, root), name)
    except ContentError as error:
        sources.problems += error.problems
        sources.complete = False
        return
    problems = list(parsed.problems)
    mapping = mapping_of(parsed, name, problems)
    sources.complete &= bool(mapping)
    repeated = set(mapping) & set(sources.data)
    for key in repeated:
        there, here = sources.places[(key,)], parsed.places[(key,)]
        message = f'"{key}" is already in {there.path}:{there.line}; a key stands in one file, so move it there'
        problems.append(Problem(*here, message))
    sources.problems += problems
    sources.data |= {key: value for key, value in mapping.items() if key not in repeated}
    sources.places |= {way: place for way, place in parsed.places.items() if way and way[0] not in repeated}


def _tongues(data: dict[str, Any], project: Project | None) -> Tongues:
    languages = data.get("languages")
    wordings = frozenset(word for audience in project.audiences for word in audience.wordings) if project else None
    named = tuple(tag for tag in languages if isinstance(tag, str)) if isinstance(languages, list) else ()
    return Tongues(named, wordings)


def _own_language_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Quotations without their original; lists of words in languages that the lesson does not speak."""
    languages = _tongues(data, None).languages
    for key in ("forbidden", "hyphenation"):
        words = data.get(key)
        for tag in words if isinstance(words, dict) and languages else ():
            if tag not in languages:
                message = f'{key}: "{tag}" is not a language of the lesson{suggestion(tag, languages)}'
                yield positions.problem((key, tag), message)
    quotations = data.get("quotations")
    for index, quotation in enumerate(quotations if isinstance(quotations, list) else ()):
        if not isinstance(quotation, dict) or not isinstance(text := quotation.get("text"), dict):
            continue
        original = quotation.get("original", "en")
        if isinstance(original, str) and original not in text:
            message = (
                f'quotation {quotation.get("id", index + 1)}: its original "{original}" is not among its texts; add it'
            )
            yield positions.problem(("quotations", index, "original"), message)


def _audience_problems(
    data: dict[str, Any], project: Project, places: Positions, *, complete: bool
) -> Iterator[Problem]:
    """What handouts.yaml asks of the lesson and the lesson does not have."""
    texts = set(ids(data, "texts"))
    languages = _tongues(data, None).languages
    for index, language in enumerate(project.languages):
        if languages and language not in languages:
            message = f'languages: "{language}" is not a language of the lesson{suggestion(language, languages)}'
            yield places.problem(("languages", index), message)
    for index, audience in enumerate(project.audiences):
        way: Way = ("audiences", index)
        for place, text in enumerate(audience.texts if complete or "texts" in data else ()):
            if text not in texts:
                message = (
                    f'audience {audience.id}: text "{text}" is not in texts{suggestion(text, texts, "add it there")}'
                )
                yield places.problem((*way, "texts", place), message)
        if audience.gloss and languages and audience.gloss not in languages:
            message = f'audience {audience.id}: gloss "{audience.gloss}" is not a language of the lesson'
            yield places.problem((*way, "gloss"), f"{message}{suggestion(audience.gloss, languages)}")
