"""The poster for the wall: one idea with one figure, turning points on an axis of time, voices and numbers."""

from __future__ import annotations

from pydantic import Field

from handouts.model.material import Item
from handouts.model.node import Id, Node, Shown
from handouts.model.text import Text

MOST_EVENTS = 12
"""Turning points that an axis of a poster can hold, so that their dates are read from two metres."""
MOST = 3
"""Voices, and numbers."""
LONGEST_VOICE = 240
"""Letters of a quotation that is still read on a wall."""


class KeyFigure(Item):
    """One number that tells much about the matter, as a poster shows it."""

    value: Shown[Text] = Field(description="the number with its unit, as each language writes it: 70.3%")
    text: Shown[Text] = Field(description="what it counts, where and when")


class Voice(Node):
    """A quotation on the poster, or a part of it."""

    quotation: Shown[Id] = Field(description="key of quotations.yaml")
    who: Shown[Text | None] = Field(default=None, description="who speaks; without it: the title of the quotation")
    words: Shown[Text | None] = Field(
        default=None, description="the part that is printed, letter by letter as in the quotation; without it: all"
    )


class Poster(Item):
    """What stands on the poster of its audiences. What it leaves out is chosen from the lesson."""

    claim: Shown[Text | None] = Field(
        default=None, description="its one idea, read from five metres; without it: the question of the lesson"
    )
    figure: Shown[Id | None] = Field(
        default=None,
        description="id of a picture or chart, or map; without it: the picture that leads, a chart of shares, any "
        "chart, or the map",
    )
    events: Shown[tuple[Id, ...]] = Field(
        default=(),
        max_length=MOST_EVENTS,
        description="keys of the timeline; without it: those that are turning points, or the most important ones",
    )
    voices: Shown[tuple[Voice, ...]] = Field(
        default=(), max_length=MOST, description="who speaks on it; without it: the first short quotations"
    )
    numbers: Shown[tuple[Id, ...]] = Field(
        default=(), max_length=MOST, description="ids of key figures; without it: the first three"
    )
