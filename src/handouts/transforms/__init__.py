"""Lesson in, lesson out: narrowed to the language, audience and readers of one edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from handouts.languages import of
from handouts.model.edition import TEST, Edition
from handouts.model.kinds import TaskView
from handouts.model.lesson import Lesson
from handouts.model.material import AuthorText, Item, Quotation
from handouts.model.mentions import may_mention
from handouts.model.node import Node
from handouts.model.outline import SlideOutline
from handouts.model.picture import Picture
from handouts.model.project import Audience
from handouts.model.readers import Addressed
from handouts.model.task import Task
from handouts.model.text import Text
from handouts.transforms.parts import has_room_by_part, writing_lines
from handouts.transforms.pictures import left_out, without
from handouts.transforms.plans import Sheet, in_order, namer, narrowed, sheet_of, with_numbers, with_what_occurs
from handouts.transforms.posters import PosterView, named_by, poster_of
from handouts.transforms.solutions import solved_in, with_solutions
from handouts.transforms.span import along, events_of, span, years_of
from handouts.transforms.tasks import Variant, level_of, shuffled_options, variants_of, view, viewer
from handouts.transforms.withheld import for_learners

__all__ = [
    "PosterView",
    "Sheet",
    "TaskView",
    "Variant",
    "along",
    "events_of",
    "for_audience",
    "for_edition",
    "for_learners",
    "for_readers",
    "left_out",
    "localised",
    "names_of",
    "narrowed",
    "of_scope",
    "poster_of",
    "sheet_of",
    "solved_in",
    "span",
    "variants_of",
    "view",
    "viewer",
    "with_answers",
    "with_marks",
    "without",
    "years_of",
]

_WORD = re.compile(r"[^\W\d_]{4,}")
ModelT = TypeVar("ModelT", bound=BaseModel)
_REFERRING = {
    "slides": ("shows", "tasks"),
    "tests": ("tasks", "materials"),
    "plans": ("competences", "objectives", "phases", "choice_tasks", "homework_tasks", "key_terms"),
    "tasks": ("materials", "objectives", "roles"),
}
"""What names other items by their ids, and where."""
_REFERRED = ("materials", "tasks", "competences", "objectives", "glossary", "roles")


def names_of(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """Names of people and places and the readings of Japanese terms, by language, with their usual endings.

    Words of fewer than 4 letters are left out: too short to break.
    """
    return {
        language: tuple(
            word + ending
            for word in dict.fromkeys(found for text in _texts(lesson, language) for found in _WORD.findall(text))
            for ending in of(language).genitives
        )
        for language in lesson.languages
    }


def _texts(lesson: Lesson, language: str) -> Iterator[str]:
    for person in lesson.people:
        yield f"{person.name} {person.western or ''}"
    for place in lesson.places:
        if language in place.name:
            yield place.name.in_language(language)
    for term in lesson.glossary:
        yield term.romaji or ""


def localised(node: ModelT, audience: Audience, language: str) -> ModelT:
    """The same record with every text in the edition's language, in the wording its readers prefer.

    The audience's second languages follow the first where it has any. Quotations keep their originals
    if the audience reads them.
    """
    languages = tuple(dict.fromkeys(filter(None, (language, audience.gloss, audience.facing))))
    wordings = audience.preferred

    def quoted(quotation: Quotation) -> Text:
        wanted = [language, *((audience.facing,) if audience.facing else ())]
        if audience.originals:
            wanted += [quotation.original, *quotation.text.languages]
        return quotation.text.narrowed(dict.fromkeys(wanted))

    result: ModelT = _mapped(node, lambda text: text.narrowed(languages, wordings), quoted)
    return result


def _renamed(lesson: Lesson) -> Lesson:
    """The lesson with texts that name materials and tasks by the numbers they now have; no word of a quotation changes.

    What names none is shared with the lesson, not copied.
    """
    name = namer(lesson)

    def renamed(text: Text) -> Text:
        words = {tag: name(said, tag) for tag, said in text.root.items()}
        return text if words == text.root else Text.model_construct(words)

    def rename(item: Any) -> Any:
        return _mapped(item, renamed, lambda quotation: quotation.text) if _names(_Kept(item)) else item

    update: dict[str, Any] = {}
    for key, part in lesson.__dict__.items():
        if isinstance(part, tuple):
            items = tuple(map(rename, part))
            if any(new is not old for new, old in zip(items, part, strict=True)):
                update[key] = items
        elif (new := rename(part)) is not part:
            update[key] = new
    return lesson.model_copy(update=update)


class _Kept:
    """A key for a record that goes by identity: one scope after another asks the same of it."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.value is self.value


@lru_cache(maxsize=8192)
def _names(record: _Kept) -> bool:
    """Whether a text of a record may name a material or a task."""
    return any(may_mention(words) for text in _texts_in(record.value) for words in text.root.values())


def _texts_in(value: Any) -> Iterator[Text]:
    kind = _kind(value.__class__)
    if kind is Text:
        yield value
    elif kind is tuple:
        for part in value:
            yield from _texts_in(part)
    elif kind is Node:
        for part in value.__dict__.values():
            yield from _texts_in(part)


def for_edition(lesson: Lesson, edition: Edition, *, seed: int) -> Lesson:
    """The lesson as one edition shows it.

    It is `with_answers`, and then `for_readers`.
    """
    whole = with_answers(lesson, edition.audience, edition.language, seed=seed, scope=edition.scope)
    return for_readers(whole, edition)


def with_answers(lesson: Lesson, audience: Audience, language: str, *, seed: int, scope: str = "") -> Lesson:
    """The lesson for an audience in one language, as its teachers know it; of a scope, see `Edition.scope`.

    It is `for_audience`, and then `of_scope`.
    """
    return of_scope(for_audience(lesson, audience, language), language, seed=seed, scope=scope)


def for_audience(lesson: Lesson, audience: Audience, language: str) -> Lesson:
    """What an audience gets of the lesson in one language, whichever of its scopes that is for.

    Items for other audiences are gone, tasks go from level I to III, events are at least as important as the audience
    asks for.
    """
    return localised(_selected(lesson, audience), audience, language)


def of_scope(lesson: Lesson, language: str, *, seed: int, scope: str = "") -> Lesson:
    """What a scope holds of a lesson `for_audience`: its materials numbered as they come, and texts that name them so.

    Raises:
        LookupError: The scope is a plan that the audience does not have.
    """
    kept = with_numbers(_renamed(narrowed(lesson, scope)))
    if kept.plans and kept.plans[0].id == scope:
        kept = with_what_occurs(kept, language)
    return kept.model_copy(update={"tasks": tuple(_laid_out(task, seed) for task in kept.tasks)})


def for_readers(lesson: Lesson, edition: Edition) -> Lesson:
    """What of the lesson `with_answers` the readers of an edition get to see.

    Documents that are not declared to be for teachers hold what the models mark as shown to learners, and nothing else;
    slides among them keep their outlines without the notes, other documents have no slides.
    Tests hold no gists and no help with words but those that they ask for.
    References are those that something still cites.
    """
    solved = solved_in(lesson, edition)
    if not edition.for_teachers:
        seen = for_learners(lesson if edition.is_deck else lesson.model_copy(update={"slides": ()}))
        lesson = with_solutions(seen, lesson, solved) if solved else seen
    if edition.document == TEST:
        lesson = _as_tested(lesson)
    return lesson.model_copy(update={"references": tuple(_cited(lesson))})


def _mapped(value: Any, narrow: Callable[[Text], Text], quoted: Callable[[Quotation], Text]) -> Any:
    """A value with all its texts narrowed; what holds none is shared with the value, not copied."""
    kind = _kind(value.__class__)
    if kind is Text:
        return narrow(value)
    if kind is tuple:
        if not value or isinstance(value[0], str):
            return value
        return tuple([_mapped(part, narrow, quoted) for part in value])
    if kind is not Node:
        return value
    update = {}
    for name, part in value.__dict__.items():
        if (mapped := _mapped(part, narrow, quoted)) is not part:
            update[name] = mapped
    if isinstance(value, Quotation):
        update["text"] = quoted(value)
    return value.model_copy(update=update) if update else value


@cache
def _kind(kind: type) -> type | None:
    """Which of those that texts can be in: asked for each of some ten thousand parts of a lesson, so it is kept."""
    return next((known for known in (Text, tuple, Node) if issubclass(kind, known)), None)


def _selected(lesson: Lesson, audience: Audience) -> Lesson:
    """The lesson with what is for an audience only, and nothing that refers to the rest."""
    update: dict[str, Any] = {}
    for name, part in lesson:
        if isinstance(part, tuple) and part and isinstance(part[0], Addressed):
            update[name] = tuple(item for item in part if audience.gets(item))
    for name in ("texts", "quotations"):
        update[name] = tuple(_annotated(item, audience) for item in update.get(name, ()))
    update["timeline"] = tuple(event for event in update.get("timeline", ()) if event.importance >= audience.importance)
    update["texts"] = tuple(in_order(update.get("texts", ()), audience.texts_of(lesson)))
    update["tasks"] = tuple(sorted(update.get("tasks", ()), key=level_of))
    hidden = _ids(lesson.texts, lesson.quotations, lesson.charts, lesson.pictures) - _ids(
        *(update.get(name, ()) for name in ("texts", "quotations", "charts", "pictures"))
    )
    update["materials"] = tuple(item for item in update.get("materials", ()) if item.shows not in hidden)
    on_show = {material.shows for material in update["materials"]}
    on_show |= {event.picture for event in update["timeline"] if event.picture}
    on_show |= {key for poster in update.get("posters", ()) for key in named_by(poster)}
    for name in ("quotations", "charts", "pictures"):
        update[name] = tuple(item for item in update.get(name, ()) if item.id in on_show or _leads(item))
    if "statements" not in on_show:
        update["statements"] = ()
    kept = _ids(*(update.get(name, ()) for name in _REFERRED))
    for name, keys in _REFERRING.items():
        update[name] = tuple(_with_only(item, kept, keys) for item in update.get(name, ()))
    update["slides"] = tuple(left_of_slides(lesson.slides, update["slides"]))
    return lesson.model_copy(update=update)


def _leads(item: Item) -> bool:
    """Whether it is a picture that stands on a first page, which needs no material to be shown."""
    return isinstance(item, Picture) and item.lead


def left_of_slides(written: Iterable[SlideOutline], kept: Iterable[SlideOutline]) -> Iterator[SlideOutline]:
    """The outlines that an audience has something of; one that only shows or asks what it does not have is skipped.

    Args:
        written: All of the lesson's.
        kept: Those of the audience, without what it does not have.
    """
    full = {outline.id for outline in written if outline.shows or outline.tasks}
    for outline in kept:
        if outline.says or outline.shows or outline.tasks or outline.id not in full:
            yield outline


def _annotated(item: ModelT, audience: Audience) -> ModelT:
    """A text with the annotations that are for an audience only."""
    kept = tuple(note for note in getattr(item, "annotations", ()) if audience.gets(note))
    return item if kept == getattr(item, "annotations", ()) else item.model_copy(update={"annotations": kept})


def _ids(*kinds: Iterable[Any]) -> set[str]:
    return {item.id for kind in kinds for item in kind}


def _with_only(item: ModelT, kept: Container[str], keys: Iterable[str]) -> ModelT:
    """A record without the ids, at these keys, of what its readers do not have."""
    update: dict[str, Any] = {}
    for key in keys:
        parts = getattr(item, key)
        if key == "phases":
            update[key] = tuple(_with_only(phase, kept, ("materials", "tasks", "groups")) for phase in parts)
        elif key == "groups":
            groups = (tuple(part for part in group if part in kept) for group in parts)
            update[key] = tuple(filter(None, groups))
        else:
            update[key] = tuple(part for part in parts if part in kept)
    return item.model_copy(update=update)


def _laid_out(task: Task, seed: int) -> Task:
    """A task that says how many lines to leave, reckoned from the expected answers, unless each part has its own.

    Content lists right options first; readers must not find them there.
    """
    update: dict[str, Any] = {} if has_room_by_part(task) or task.kind.steps else {"lines": writing_lines(task)}
    if task.kind.shuffled:
        update["options"] = shuffled_options(task.options, f"{seed}:{task.id}")
    return task.model_copy(update=update)


def _as_tested(lesson: Lesson) -> Lesson:
    """A gist says what a source says, help with words how to read it: in a test they are there if it asks for them.

    What a chart shows is for learners to find out.
    """
    gists, helped = _shown_with(lesson, "gist"), _shown_with(lesson, "word_help")

    def tested(item: Any) -> Any:
        bare: dict[str, Any] = {} if item.id in gists or not isinstance(item, Quotation) else {"gist": None}
        if item.id not in helped and not ("texts" in helped and isinstance(item, AuthorText)):
            bare |= {key: () for key in ("annotations", "keywords") if key in type(item).model_fields}
        return item.model_copy(update=bare) if bare else item

    charts = tuple(chart.model_copy(update={"finding": None}) for chart in lesson.charts)
    return lesson.model_copy(
        update={kind: tuple(map(tested, getattr(lesson, kind))) for kind in ("quotations", "texts")}
        | {"charts": charts}
    )


def _shown_with(lesson: Lesson, key: str) -> set[str]:
    """What the materials of those tests show that ask for something by this key."""
    asked = {one for test in lesson.tests if getattr(test, key) for one in test.materials}
    return {material.shows for material in lesson.materials if material.id in asked}


def _cited(lesson: Lesson) -> Iterator[Any]:
    cited = set(lesson.sources)
    for _, part in lesson:
        if isinstance(part, tuple) and part and isinstance(part[0], Item):
            for item in part:
                if item.sources:
                    cited.update(item.sources)
    return (reference for reference in lesson.references if reference.id in cited)


def with_marks(lesson: Lesson, mark: Callable[[Quotation, str], str]) -> Lesson:
    """The lesson with a mark before the words of each unverified quotation.

    It stands in the words themselves, so that whatever template prints them prints it, too.

    Args:
        lesson: Of one edition.
        mark: What to write before the words of a quotation in the language with this tag.
    """
    if all(quotation.unverified is None for quotation in lesson.quotations):
        return lesson
    return lesson.model_copy(update={"quotations": tuple(_marked(one, mark) for one in lesson.quotations)})


def _marked(quotation: Quotation, mark: Callable[[Quotation, str], str]) -> Quotation:
    if quotation.unverified is None:
        return quotation
    words = {tag: f"{mark(quotation, tag)}{said}" for tag, said in quotation.text.root.items()}
    return quotation.model_copy(update={"text": Text.model_construct(words)})
