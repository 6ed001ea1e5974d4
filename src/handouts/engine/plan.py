"""Project → the editions asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from handouts import registry
from handouts.errors import Problem, UsageError
from handouts.model.edition import DECK, TEST, Edition, Imposition
from handouts.model.lesson import Lesson
from handouts.model.project import Project

VARIED = frozenset({TEST})
"""Documents that come in the project's variants, one file each."""
LOOSE = frozenset({DECK, "cards", "flashcards", "poster", "timeline-cards"})
"""Documents whose pages are no pages to turn: their size is part of what they are."""
NOT_AS: Mapping[Imposition, frozenset[str]] = {"booklet": LOOSE | {"teacher"}, "2up": LOOSE, "4up": LOOSE}
"""What is not put together on sheets; the tables of the teacher's pack are too wide for the page of a booklet."""


def editions(
    project: Project,
    lesson: Lesson,
    *,
    languages: Collection[str] = (),
    audiences: Collection[str] = (),
    documents: Collection[str] = (),
    plans: Collection[str] = (),
    impositions: Collection[Imposition] = (),
) -> list[Edition]:
    """Every edition of the project that fits the selection; an empty selection means all.

    An audience gets a test only if the lesson has one for it. What can be put together on sheets as asked by
    `impositions` is, beside the pages themselves.

    Raises:
        UsageError: The selection names something that the project does not have, or leaves nothing.
    """
    problems = [
        *_unknown("language", languages, project.languages),
        *_unknown("audience", audiences, [audience.id for audience in project.audiences]),
        *_unknown("document", documents, project.documents),
        *_unknown("plan", plans, plan_names(project, lesson)),
    ]
    if problems:
        raise UsageError(problems)
    chosen = [
        edition
        for edition in _all(project, lesson)
        if (not languages or edition.language in languages)
        and (not audiences or edition.audience.id in audiences)
        and (not documents or edition.document in documents)
        and (not plans or edition.plan_name in plans)
    ]
    if not chosen:
        raise UsageError('no edition fits this selection; "handouts list" shows all of them')
    for imposition in impositions:
        if not any(fits(edition, imposition) for edition in chosen):
            asked = " or ".join(sorted({edition.document for edition in chosen}))
            fitting = {edition.document for edition in _all(project, lesson) if fits(edition, imposition)}
            able = ", ".join(document for document in project.documents if document in fitting) or "no document"
            raise UsageError(f"there is no {imposition} of {asked}; the project can make one of {able}")
    return [sheets for edition in chosen for sheets in _on_sheets(edition, impositions)]


def plan_names(project: Project, lesson: Lesson) -> list[str]:
    """What the files of lesson plans are called after, of all audiences, each once."""
    return list(dict.fromkeys(name for audience in project.audiences for name in audience.plans_of(lesson)))


def stems(project: Project, lesson: Lesson) -> list[str]:
    """What the files of a project are called after, each once, whoever reads them."""
    return list(dict.fromkeys(edition.stem for edition in _all(project, lesson)))


def everything(project: Project, lesson: Lesson) -> list[Edition]:
    """Every edition of the project, and in every way that it can be put together on sheets."""
    return [sheets for edition in _all(project, lesson) for sheets in _on_sheets(edition, NOT_AS)]


def _on_sheets(edition: Edition, impositions: Iterable[Imposition]) -> Iterator[Edition]:
    yield edition
    yield from (replace(edition, imposition=way) for way in impositions if fits(edition, way))


def fits(edition: Edition, imposition: Imposition) -> bool:
    """Whether an edition can be put together on sheets in this way."""
    able = registry.writer(edition.writer).on_sheets and not edition.is_deck
    return able and edition.document not in NOT_AS[imposition]


def _all(project: Project, lesson: Lesson) -> Iterator[Edition]:
    for audience in project.audiences:
        tested = any(audience.gets(test) for test in lesson.tests)
        named = audience.plans_of(lesson)
        plans = [(name, plan.id) for name, plan in named.items() if audience.plans is None or name in audience.plans]
        for language in audience.languages:
            for document in project.documents:
                if audience.documents is not None and document not in audience.documents:
                    continue
                teachers = document in project.for_teachers
                if document in (DECK, *project.decks):
                    deck = Edition(document, audience, language, slides=document in project.decks, teachers=teachers)
                    decks = [deck]
                    if document in project.by_plan:
                        alone = len(named) == 1
                        decks += [] if alone else [replace(deck, plan=plan, plan_name=name) for name, plan in plans]
                    yield from (replace(one, deck_format=form) for one in decks for form in project.deck_formats)
                elif (writer := registry.writer_of_document(document)) is not None:
                    yield Edition(document, audience, language, made_by=writer.name, ending=writer.extension)
                elif document in project.by_plan and plans:
                    for name, plan in plans:
                        one = Edition(document, audience, language, plan=plan, plan_name=name, teachers=teachers)
                        yield replace(one, only_plan=len(named) == 1)
                elif document not in VARIED:
                    yield Edition(document, audience, language, teachers=teachers)
                elif tested:
                    yield from (Edition(document, audience, language, variant) for variant in project.variants)


def _unknown(kind: str, asked: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"the project has {', '.join(known)}"
            yield Problem("", 0, 0, f'there is no {kind} "{name}"; {hint}')
