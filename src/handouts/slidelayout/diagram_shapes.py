"""What diagrams are drawn with: shapes with their places, the setting of what they say, text that fits its boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from handouts.model.deck import Paragraph
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.placeholders import Box, Setting

Colour = Literal["accent", "second", "tint", "rule", "paper", ""]
Form = Literal["rectangle", "rounded", "ellipse", "line", "text"]

LABEL = Setting((24, 22, 20), 20)
"""What a diagram says: never smaller than running text."""
CREDIT = Setting((14,), 14, "muted")


@dataclass(frozen=True)
class Shape:
    """One shape of a diagram; a line goes from the corner of its box to the opposite one, also to the left or upwards.

    `name` is what it is called in PowerPoint's selection pane; `margin` is that around its text, in inches.
    What is not `spoken` is for the eye alone, as the years of an axis beside events that say theirs.
    """

    name: str
    form: Form
    box: Box
    fill: Colour = ""
    text: tuple[Paragraph, ...] = ()
    setting: Setting | None = None
    aligned: Literal["l", "ctr", "r"] = "l"
    margin: float = 0.0
    spoken: bool = True


@dataclass(frozen=True)
class DiagramPlan:
    """The shapes of a diagram, from the ground upwards, what they say in the order of reading."""

    shapes: tuple[Shape, ...]


def largest(texts: Iterable[tuple[tuple[Paragraph, ...], Box]], setting: Setting, gauge: Gauge, what: str) -> Setting:
    """The largest setting in which all these texts have room in their boxes, without breaking a word.

    Raises:
        Unfit: There is none.
    """
    found = setting
    for text, box in texts:
        if text:
            found = gauge.largest(text, replace(found, sizes=found.sizes[:1]), box, what, whole=True)
    return found


def with_sizes(setting: Setting, sizes: tuple[int, ...], least: int) -> Setting:
    """A setting of one size, from the largest of these down to `least` or the smallest of them."""
    smallest = max(least, sizes[-1])
    return replace(setting, sizes=(max(sizes[0], smallest),), minimum=smallest)
