"""The design of a deck as pages need it: what every slide shows, and how type of slides becomes type of pages.

Of a master that somebody else made only places, sizes and colours are known; its grounds and ornaments are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from handouts.colours import TEXT, contrast
from handouts.fonts import is_shipped
from handouts.model.brand import Brand
from handouts.model.deck import Deck
from handouts.writers.powerpoint.design import Design, design_of
from handouts.writers.powerpoint.extent import extent
from handouts.writers.powerpoint.language import long_date
from handouts.writers.powerpoint.layouts import (
    BAR,
    FOOTER,
    FOOTERS,
    FOOTERS_BESIDE_PANEL,
    HEIGHT,
    LEFT,
    PANEL,
    RIGHT,
    Box,
    Ink,
    Layout,
    Setting,
)
from handouts.writers.powerpoint.logo import Mark, foot_shift, logo_boxes, mark_of
from handouts.writers.powerpoint.typefaces import Typeface, typeface

_SAMPLE = "The quick brown fox jumps over 1,234,567.89 lazy dogs"
_BAR = ("bar", Box(LEFT, 1.98, BAR, 4.67))


_RULE = ("rule", Box(LEFT, 1.62, 0.9, 0.06))
_FOOT_RULE = ("foot-rule", Box(LEFT, 6.86, RIGHT - LEFT, 0.012))
_COVER = (("edge", Box(0, 0, 0.32, HEIGHT)), ("rule", Box(1.25, 4.14, 1.3, 0.06)))
_PANEL = (
    _FOOT_RULE,
    ("panel", Box(0, 0, PANEL, HEIGHT)),
    ("edge", Box(0, 0, 0.14, HEIGHT)),
    ("rule", Box(0.6, 1.0, 0.9, 0.06)),
)
"""What `powerpoint.master` draws on layouts, under the names that style sheets colour it by."""


@dataclass(frozen=True)
class Foot:
    """A line at the foot of a slide."""

    kind: str
    text: str
    box: Box
    ink: Ink
    points: int


@dataclass(frozen=True)
class Look:
    """A design, and the family that its pages are set in."""

    design: Design
    family: str

    @classmethod
    def of(cls, brand: Brand, master: bytes | None, language: str) -> Look:
        """The design of a brand or of a master; pages are set in the brand's font of slides, or text if not shipped."""
        family = brand.fonts.slides if is_shipped(brand.fonts.slides) else brand.fonts.text
        return cls(design_of(brand, master, language), family)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Width and height of a slide in inches."""
        return extent(self.design.file)

    @property
    def shrink(self) -> float:
        """How much smaller type is set, because the family of pages is wider than the font that was measured."""
        return min(1.0, _width(typeface(self.design.font)) / _width(typeface(self.family)))

    def colours(self) -> Iterator[tuple[str, str]]:
        """The colours by name; `reverse` is that of text on the accent."""
        colours = self.design.brand.colours
        for name in ("ink", "muted", "accent", "second", "paper", "tint", "rule"):
            yield name, getattr(colours, name)
        yield "reverse", colours.paper if contrast(colours.paper, colours.accent) >= TEXT else colours.ink

    def pitch(self, setting: Setting) -> float:
        """The line pitch that text was measured with, as a share of its size."""
        return typeface(setting.font or self.design.font).pitch

    def classes(self, layout: Layout) -> str:
        """Under which names style sheets know a layout; grounds and ornaments are this tool's own."""
        named = f"layout-{layout.name.lower().replace(' ', '-')}"
        if self.design.given:
            return f"{named} given"
        own = (f"{kind}-{ground}" for kind, ground in (("cover", layout.cover), ("panel", layout.panel)) if ground)
        return " ".join((named, *own))

    def ornaments(self, layout: Layout) -> Iterator[tuple[str, Box]]:
        """What a layout shows beside its text, from the ground upwards; the `logo` is a picture."""
        if self.design.given:
            return
        if not layout.panel:
            yield from logo_boxes(self._mark, layout.cover)
        yield from _COVER if layout.cover else _PANEL if layout.panel else (_RULE, _FOOT_RULE)
        if layout.name == "Quotation":
            yield _BAR

    def feet(self, layout: Layout, deck: Deck, number: int) -> Iterator[Foot]:
        """Footer, date and number of a slide."""
        texts = {"ftr": deck.footer, "dt": long_date(deck.date, deck.language), "sldNum": str(number)}
        ink: Ink = "reverse" if layout.cover == "accent" and not self.design.given else FOOTER.ink
        beside = layout.panel and not self.design.given
        for kind, _, _, box, _ in FOOTERS_BESIDE_PANEL if beside else FOOTERS:
            if kind == "ftr" and not (beside or layout.cover == "accent" or self.design.given):
                box = box.indented(foot_shift(self._mark))
            if texts[kind]:
                yield Foot(kind, texts[kind], box, ink, FOOTER.sizes[0])

    @property
    def _mark(self) -> Mark | None:
        mark = mark_of(self.design.brand, None, drawn=False)
        return replace(mark, key="logo") if mark else None


def _width(face: Typeface) -> float:
    return sum(face.advance(char, bold=bold) for char in _SAMPLE for bold in (False, True))
