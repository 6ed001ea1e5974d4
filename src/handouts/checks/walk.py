"""Going through a lesson: every text with the way to it, and the item it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.model.lesson import Lesson
from handouts.model.material import Item
from handouts.model.node import Node
from handouts.model.position import Way
from handouts.model.project import Audience
from handouts.model.text import Text


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


def texts_of(lesson: Lesson) -> Iterator[FoundText]:
    """Every text of the lesson."""
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
