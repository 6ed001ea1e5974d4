"""What one edition keeps of a lesson."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.model.edition import Edition
from handouts.model.lesson import Lesson, Option, SlideOutline, Task
from handouts.model.material import AuthorText, Item, Quotation, Statement
from handouts.model.node import Node
from handouts.model.project import Audience
from handouts.model.text import Text
from handouts.transforms.tasks import shuffled, writing_lines

TEACHERS_DOCUMENTS = frozenset({"teacher", "deck"})
"""Documents that may hold expected answers; everything else goes to learners."""

ModelT = TypeVar("ModelT", bound=BaseModel)


def localised(node: ModelT, audience: Audience, language: str) -> ModelT:
    """The same record with every text in the edition's language, in the wording its readers prefer.

    The audience's second language follows the first where it has one. Quotations keep their originals
    if the audience reads them.
    """
    languages = [language] + ([audience.gloss] if audience.gloss else [])

    def narrow(text: Text) -> Text:
        return text.narrowed(languages, audience.wordings)

    def quoted(quotation: Quotation) -> Quotation:
        wanted = [language]
        if audience.originals:
            wanted += [quotation.original, *quotation.text.languages]
        return quotation.model_copy(update={"text": quotation.text.narrowed(dict.fromkeys(wanted))})

    result: ModelT = _mapped(node, narrow, quoted)
    return result


def for_edition(lesson: Lesson, edition: Edition, *, seed: int) -> Lesson:
    """The lesson as one edition shows it.

    Items for other audiences are gone, tasks go from level I to III, events are at least as important as
    the audience asks for, references are those that something still cites. Learners' documents hold no expected
    answer, no correct option, no correction and nothing that is only for teachers.
    """
    audience = edition.audience
    kept = localised(_selected(lesson, audience), audience, edition.language)
    kept = kept.model_copy(update={"tasks": tuple(_shuffled_options(task, seed) for task in kept.tasks)})
    if edition.document not in TEACHERS_DOCUMENTS:
        kept = _without_answers(kept)
    return kept.model_copy(update={"references": tuple(_cited(kept))})


def _mapped(value: Any, narrow: Callable[[Text], Text], quoted: Callable[[Quotation], Quotation]) -> Any:
    if isinstance(value, Text):
        return narrow(value)
    if isinstance(value, tuple):
        return tuple(_mapped(part, narrow, quoted) for part in value)
    if isinstance(value, Node):
        update = {}
        for name, part in value:
            if isinstance(part, Text | Node) or (isinstance(part, tuple) and part and not isinstance(part[0], str)):
                update[name] = _mapped(part, narrow, quoted)
        if isinstance(value, Quotation):
            update["text"] = quoted(value).text
        return value.model_copy(update=update)
    return value


def _selected(lesson: Lesson, audience: Audience) -> Lesson:
    update: dict[str, Any] = {}
    for name, part in lesson:
        if isinstance(part, tuple) and part and isinstance(part[0], Item):
            update[name] = tuple(item for item in part if not item.audiences or audience.id in item.audiences)
    update["timeline"] = tuple(event for event in update.get("timeline", ()) if event.importance >= audience.importance)
    update["texts"] = tuple(_in_order(lesson.texts, audience.texts))
    update["tasks"] = tuple(sorted(update.get("tasks", ()), key=lambda task: len(task.level)))
    others = {text.id for text in lesson.texts} - set(audience.texts)
    update["materials"] = tuple(item for item in update.get("materials", ()) if item.shows not in others)
    on_show = {material.shows for material in update["materials"]}
    for name in ("quotations", "charts"):
        update[name] = tuple(item for item in update.get(name, ()) if item.id in on_show)
    kept = {item.id for item in (*update["materials"], *update["tasks"])}
    update["slides"] = tuple(_with_only(slide, kept) for slide in update.get("slides", ()))
    return lesson.model_copy(update=update)


def _with_only(slide: SlideOutline, kept: Container[str]) -> SlideOutline:
    """A slide without the materials and tasks that its readers do not have."""
    return slide.model_copy(
        update={
            "shows": tuple(key for key in slide.shows if key in kept),
            "tasks": tuple(key for key in slide.tasks if key in kept),
        }
    )


def _in_order(texts: Iterable[AuthorText], wanted: Iterable[str]) -> Iterator[AuthorText]:
    by_id = {text.id: text for text in texts}
    return (by_id[key] for key in wanted if key in by_id)


def _shuffled_options(task: Task, seed: int) -> Task:
    """Content lists right options first; readers must not find them there."""
    if task.type != "multiple_choice":
        return task
    return task.model_copy(update={"options": shuffled(task.options, f"{seed}:{task.id}")})


def _without_answers(lesson: Lesson) -> Lesson:
    return lesson.model_copy(
        update={
            "tasks": tuple(_question_only(task) for task in lesson.tasks),
            "statements": tuple(_unjudged(statement) for statement in lesson.statements),
            "plans": (),
            "facts": (),
            "slides": (),
            "rubrics": (),
            "sensitive_note": None,
            "sources": (),
            "board": None,
        }
    )


def _question_only(task: Task) -> Task:
    hidden = tuple(Option(correct=False, text=option.text) for option in task.options)
    return task.model_copy(update={"expected": (), "options": hidden, "lines": writing_lines(task), "note": None})


def _unjudged(statement: Statement) -> Statement:
    return statement.model_copy(update={"verdict": None, "correction": None})


def _cited(lesson: Lesson) -> Iterator[Any]:
    cited = set(lesson.sources)
    for _, part in lesson:
        if isinstance(part, tuple):
            for item in part:
                if isinstance(item, Item):
                    cited.update(item.sources)
    return (reference for reference in lesson.references if reference.id in cited)
