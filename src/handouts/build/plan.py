"""Project → the editions asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from handouts.errors import Problem, UsageError
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.model.project import Project

VARIED = frozenset({"test"})
"""Documents that come in the project's variants, one file each."""


def editions(
    project: Project,
    lesson: Lesson,
    *,
    languages: Collection[str] = (),
    audiences: Collection[str] = (),
    documents: Collection[str] = (),
) -> list[Edition]:
    """Every edition of the project that fits the selection; an empty selection means all.

    An audience gets a test only if the lesson has one for it.

    Raises:
        UsageError: The selection names something that the project does not have, or leaves nothing.
    """
    problems = [
        *_unknown("language", languages, project.languages),
        *_unknown("audience", audiences, [audience.id for audience in project.audiences]),
        *_unknown("document", documents, project.documents),
    ]
    if problems:
        raise UsageError(problems)
    chosen = [
        edition
        for edition in _all(project, lesson)
        if (not languages or edition.language in languages)
        and (not audiences or edition.audience.id in audiences)
        and (not documents or edition.document in documents)
    ]
    if not chosen:
        raise UsageError('no edition fits this selection; "handouts list" shows all of them')
    return chosen


def _all(project: Project, lesson: Lesson) -> Iterator[Edition]:
    for audience in project.audiences:
        tested = any(not test.audiences or audience.id in test.audiences for test in lesson.tests)
        for language in audience.languages:
            for document in project.documents:
                if audience.documents is not None and document not in audience.documents:
                    continue
                if document not in VARIED:
                    yield Edition(document, audience, language)
                elif tested:
                    yield from (Edition(document, audience, language, variant) for variant in project.variants)


def _unknown(kind: str, asked: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"the project has {', '.join(known)}"
            yield Problem("", 0, 0, f'there is no {kind} "{name}"; {hint}')
