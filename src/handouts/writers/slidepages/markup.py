"""Elements and lengths: a slide's inch is `--inch` long, so that style sheets make slides larger or smaller."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from handouts.slidelayout.placeholders import Box

POINTS = 72


def length(inches: float) -> str:
    """A length on the slide."""
    return f"calc({inches:.4f} * var(--inch))"


def size(points: float) -> str:
    """A size of type; `--type` is an inch, or less where the fonts of pages are wider than those of slides."""
    return f"calc({points / POINTS:.4f} * var(--type))"


def place(box: Box) -> dict[str, str]:
    """Where a box stands on its slide."""
    return {"left": length(box.x), "top": length(box.y), "width": length(box.w), "height": length(box.h)}


def style(properties: Mapping[str, str]) -> str:
    """CSS properties as the value of an attribute; those without a value are left out."""
    return "; ".join(f"{name}: {value}" for name, value in properties.items() if value)


def element(name: str, inside: str, attributes: Mapping[str, str | None] | None = None) -> str:
    """An element around finished HTML; attributes without a value are left out."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in (attributes or {}).items() if value)
    return f"<{name}{said}>{inside}</{name}>"
