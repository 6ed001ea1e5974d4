"""Boxes on a slide, how text is set in them, placeholders and slide layouts. Lengths in inches, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Ink = Literal["ink", "muted", "accent", "reverse"]
Role = Literal["title", "text", "visual", "caption", "text caption"]


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide."""

    x: float
    y: float
    w: float
    h: float

    def taller(self, by: float) -> Box:
        """The same box reaching further down."""
        return replace(self, h=self.h + by)

    def indented(self, by: float) -> Box:
        """The same box without a strip at its left."""
        return replace(self, x=self.x + by, w=self.w - by)

    def covers(self, other: Box) -> bool:
        """Whether all of the other box lies within this one."""
        across = self.x <= other.x and other.x + other.w <= self.x + self.w
        return across and self.y <= other.y and other.y + other.h <= self.y + self.h

    def columns(self, count: int, gap: float) -> tuple[Box, ...]:
        """The box cut into columns of equal width."""
        width = (self.w - gap * (count - 1)) / count
        return tuple(replace(self, x=self.x + place * (width + gap), w=width) for place in range(count))

    def rows(self, count: int, gap: float) -> tuple[Box, ...]:
        """The box cut into rows of equal height."""
        height = (self.h - gap * (count - 1)) / count
        return tuple(replace(self, y=self.y + place * (height + gap), h=height) for place in range(count))


@dataclass(frozen=True)
class Setting:
    """How text is set: a size for each level of a list, the smallest size it may be fitted down to.

    `leading` is the line spacing as a share of the font's own, `before` the space before a paragraph,
    `hang` how far each level's text stands in, its bullet hanging in that space.

    A master that somebody else made says more: `font`, if it is not that of the design; `spaces`, the space before
    paragraphs for each level, and `airs`, the same as a share of their size; `unmarked`, the levels whose lists have no
    bullets there; `capitals`, if all letters are shown as such; `tracking`, the points added after each letter.
    """

    sizes: tuple[int, ...]
    minimum: int
    ink: Ink = "ink"
    bold: bool = False
    leading: float = 1.0
    before: int = 0
    hang: tuple[float, ...] = (0.0,)
    anchor: Literal["t", "ctr", "b"] = "t"
    font: str = ""
    spaces: tuple[float, ...] = ()
    airs: tuple[float, ...] = ()
    unmarked: tuple[int, ...] = ()
    capitals: bool = False
    tracking: float = 0.0

    def size(self, level: int) -> int:
        """The size of a level; deeper levels are set like the deepest."""
        return self.sizes[min(level, len(self.sizes) - 1)]

    def indent(self, level: int, *, marked: bool) -> float:
        """Where the text of a level begins; text without a bullet stands where its level's bullets do."""
        place = level if marked else level - 1
        if place < len(self.hang):
            return self.hang[place] if place >= 0 else 0.0
        deepest = self.hang[-1]
        return deepest + (place - len(self.hang) + 1) * (deepest - self.hang[-2] if len(self.hang) > 1 else 0.0)

    def space(self, level: int) -> float:
        """The space before a paragraph of this level."""
        if self.spaces:
            place = min(level, len(self.spaces) - 1)
            return self.spaces[place] + (self.airs[place] * self.size(level) if self.airs else 0.0)
        return self.before if level == 0 else round(self.before * 0.6)

    def at_least(self, least: int) -> Setting:
        """This setting, not to be fitted down below `least` points."""
        minimum = max(self.minimum, least)
        return replace(self, sizes=tuple(max(size, minimum) for size in self.sizes), minimum=minimum)

    def smaller(self) -> tuple[Setting, ...]:
        """This setting and all it may be fitted down to, 2 points at a time."""
        return _smaller(self)


@lru_cache(maxsize=256)
def _smaller(setting: Setting) -> tuple[Setting, ...]:
    least = setting.minimum
    return tuple(
        replace(setting, sizes=tuple(max(min(size, least), size - step) for size in setting.sizes))
        for step in range(0, setting.sizes[0] - least + 1, 2)
    )


@dataclass(frozen=True)
class Placeholder:
    """A placeholder: what it is for, its index and type in the file, the room in it, its text.

    `margins` are those around the room at the left, top, right and bottom. One that is `loose` is not in its layout
    (then its index is negative) or has another place there; slides say where it stands. If it is `silent`, its master
    gives no size; slides say that, too.
    """

    role: Role
    index: int
    kind: str
    name: str
    box: Box
    setting: Setting
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    loose: bool = False
    silent: bool = False

    def shifted(self, by: float) -> Placeholder:
        """This one of two side by side where the left is wider by so many inches; what is neither stays."""
        if self.role in ("text", "text caption"):
            return replace(self, box=replace(self.box, w=self.box.w + by))
        return replace(self, box=self.box.indented(by)) if self.role in ("visual", "caption") else self


@dataclass(frozen=True)
class SlideLayout:
    """A slide layout. `cover` layouts have a ground and ornaments of their own.

    `panel` is the ground of a panel at the left edge, which holds the title; text stands beside it.
    `barred` says whether the layout itself marks quotations with a bar; `place` is its own among those of the file.
    """

    name: str
    kind: str
    placeholders: tuple[Placeholder, ...]
    cover: Literal["", "accent", "tint"] = ""
    panel: Literal["", "accent", "tint"] = ""
    barred: bool = True
    place: int = 0

    def placeholder(self, role: str) -> Placeholder | None:
        """The placeholder for this, if the layout has one."""
        return next((placeholder for placeholder in self.placeholders if placeholder.role == role), None)

    def __getitem__(self, role: str) -> Placeholder:
        return next(placeholder for placeholder in self.placeholders if placeholder.role == role)
