"""Going through a lesson: every text with the way to it, and the item it belongs to; and as an audience reads it.

What an audience has in print is told here alone: the wording of a text, what its materials show, what a test encloses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from handouts.model.chart import Chart
from handouts.model.edition import TEST
from handouts.model.lesson import Examination, Lesson
from handouts.model.material import AuthorText, Event, Item, Material, Quotation
from handouts.model.node import Node
from handouts.model.picture import Picture
from handouts.model.position import Way
from handouts.model.project import Audience, Project
from handouts.model.text import Text

T = TypeVar("T")


class FoundText(NamedTuple):
    """A text, the way to it in the lesson, and the record of the lesson that it is part of, if any."""

    way: Way
    text: Text
    item: Node | None

    @property
    def name(self) -> str:
        """How messages name it: `K07, expected 2, text`."""
        words: list[str] = []
        start = 0
        if (identity := getattr(self.item, "id", None)) is not None:
            words, start = [identity], 2
        for part in self.way[start:]:
            if isinstance(part, int) and words:
                words[-1] += f" {part + 1}"
            else:
                words.append(str(part))
        return ", ".join(words)


class _Same(Generic[T]):
    """A key for a lesson or an audience that goes by identity: to compare their fields takes longer than a walk."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def texts_of(lesson: Lesson) -> Sequence[FoundText]:
    """Every text of the lesson; what was found is kept, since one check after another asks for it."""
    return _texts_of(_Same(lesson))


@lru_cache(maxsize=2)
def _texts_of(lesson: _Same[Lesson]) -> Sequence[FoundText]:
    return tuple(_found(lesson.value))


def _found(lesson: Lesson) -> Iterator[FoundText]:
    for name, part in lesson:
        if isinstance(part, tuple):
            for index, item in enumerate(part):
                if isinstance(item, Node):
                    yield from (FoundText(way, text, item) for way, text in _texts(item, (name, index)))
        else:
            yield from (FoundText(way, text, None) for way, text in _texts(part, (name,)))


def _texts(value: Any, way: Way) -> Iterator[tuple[Way, Text]]:
    if isinstance(value, Text):
        yield way, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, (*way, index))
    elif isinstance(value, Node):
        for name, part in value:
            yield from _texts(part, (*way, name))


def items_of(lesson: Lesson) -> Iterator[Item]:
    """Every item of the lesson, in the order of the fields."""
    for _, part in lesson:
        if isinstance(part, tuple):
            yield from (item for item in part if isinstance(item, Item))


def open_to(item: Node | None, audience: Audience) -> bool:
    """Whether an item is for an audience; what belongs to no item is for all."""
    return audience.gets(item)


def tag_read(text: Text, audience: Audience, language: str) -> str | None:
    """The tag of the wording that an audience reads in a language, as editions choose it; None if there is none."""
    tags = (*(f"{language}-x-{wording}" for wording in audience.preferred), language)
    return next((tag for tag in tags if tag in text), None)


def on_show(lesson: Lesson, audience: Audience) -> dict[str, Material]:
    """The materials of an audience by their ids, in the order of the register.

    A material is there only if what it shows is: a quotation, chart or picture for others leaves it out.
    """
    hidden = {
        item.id
        for item in (*lesson.texts, *lesson.quotations, *lesson.charts, *lesson.pictures)
        if not gets(item, audience)
    }
    return {
        material.id: material
        for material in lesson.materials
        if open_to(material, audience) and material.shows not in hidden
    }


def texts_for(lesson: Lesson, audience: Audience) -> Sequence[FoundText]:
    """Every text that some file for an audience may print, remarks for its teachers included; kept like all texts."""
    return _texts_for(_Same(lesson), _Same(audience))


@lru_cache(maxsize=32)
def _texts_for(lesson: _Same[Lesson], audience: _Same[Audience]) -> Sequence[FoundText]:
    return tuple(_printed_for(lesson.value, audience.value))


def _printed_for(lesson: Lesson, audience: Audience) -> Iterator[FoundText]:
    shown = {material.shows for material in on_show(lesson, audience).values()}
    for found in texts_of(lesson):
        item = found.item
        if gets(item, audience) and not (isinstance(item, Quotation | Chart | Picture) and item.id not in shown):
            yield found


def tests_of(lesson: Lesson, project: Project, audience: Audience) -> Iterator[Examination]:
    """The tests that are printed for an audience: as each of their variants has it, those that differ."""
    for test in lesson.tests if TEST in project.documents_for(audience) else ():
        told: list[Examination] = []
        for variant in (test.as_variant(name) for name in project.variants) if open_to(test, audience) else ():
            if variant not in told:
                told.append(variant)
        yield from told


def parts_of(test: Examination, lesson: Lesson, audience: Audience, also: Iterable[str] = ()) -> Iterator[FoundText]:
    """Every text of a test: its own, those of its tasks with help cards and answers, those of what it encloses.

    With those of the items that `also` names.
    """
    enclosed = [each for key, each in on_show(lesson, audience).items() if key in test.materials]
    items: set[str] = {test.id, *test.tasks, *also, *(each.id for each in enclosed), *(each.shows for each in enclosed)}
    if any(each.shows == "texts" for each in enclosed):
        items.update(audience.texts_of(lesson))
    return (found for found in texts_for(lesson, audience) if getattr(found.item, "id", None) in items)


def pieces(found: Iterable[FoundText], audience: Audience, language: str) -> Iterator[tuple[FoundText, str, str]]:
    """Texts as an audience reads them in a language: with the tag of the wording, and its words."""
    for one in found:
        if tag := tag_read(one.text, audience, language):
            yield one, tag, one.text.in_language(tag)


def gets(item: Node | None, audience: Audience) -> bool:
    """Whether an audience gets an item: of author texts those that it reads, events as important as it asks for."""
    if isinstance(item, AuthorText):
        return audience.reads(item)
    if isinstance(item, Event):
        return item.importance >= audience.importance and open_to(item, audience)
    return open_to(item, audience)
