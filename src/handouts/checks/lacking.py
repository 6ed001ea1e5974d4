"""Why an audience does not have an item, and what would give it to them, with the place where that is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handouts.checks.walk import open_to
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.material import AuthorText, Event, Item, Material
from handouts.model.position import Position, Positions, Way
from handouts.model.project import Audience, Project

WHOLE = "texts"
"""What a material shows that prints all author texts of its readers that no other material shows."""


@dataclass(frozen=True)
class Lacking:
    """Tells of each audience what it lacks. `settings` is where handouts.yaml states what."""

    project: Project
    items: Mapping[str, Item]
    settings: Positions = field(default_factory=Positions)

    def reason(self, audience: Audience, wanted: str) -> str | None:
        """What to do so that editions for an audience hold an item and what it shows; None if they do."""
        item = self.items.get(wanted)
        if item is None:
            return "add it"
        if not open_to(item, audience):
            return f"open {wanted} to them"
        if isinstance(item, Event) and item.importance < audience.importance:
            return (
                f"{wanted} has the importance {item.importance}, and audience {audience.id} gets events of "
                f"{audience.importance} and more{self._where(audience, 'importance')}; change one of the two"
            )
        if isinstance(item, AuthorText) and not audience.reads(item):
            return f"add {wanted} to the texts of audience {audience.id}{self._where(audience, 'texts')}"
        if isinstance(item, Material) and item.shows in self.items and (why := self.reason(audience, item.shows)):
            return f"it shows {item.shows}: {why}"
        return None

    def _where(self, audience: Audience, key: str) -> str:
        place = self.settings.at(self.way(audience, key))
        return f" in {place.path}:{place.line}" if place.line else " in handouts.yaml"

    def way(self, audience: Audience, *keys: str | int) -> Way:
        """The way to a setting of an audience."""
        return ("audiences", self.project.audiences.index(audience), *keys)


def untold_problems(lesson: Lesson, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """Author texts that an audience is to have, and that no material prints for it."""
    texts = {text.id: text for text in lesson.texts}
    found: dict[tuple[Position, str, str], list[str]] = {}
    for audience in lacking.project.audiences:
        shown = {material.shows for material in lesson.materials if open_to(material, audience)}
        for index, key in enumerate(audience.texts or ()):
            if key not in texts or (open_to(texts[key], audience) and shown & {key, WHOLE}):
                continue
            why = f'no material for them shows it; add one with "shows: {key}"'
            if not open_to(texts[key], audience):
                why = f"its audiences leave them out; open {key} to them"
            place = lacking.settings.at(lacking.way(audience, "texts", index))
            found.setdefault((place if place.line else positions.of(key), key, why), []).append(audience.id)
    for (place, key, why), audiences in found.items():
        who = f"audience {audiences[0]}" if len(audiences) == 1 else f"the audiences {', '.join(audiences)}"
        yield Problem(*place, f"text {key} is in the texts of {who}, but {why}, or take {key} out of their texts")
