"""The design of a deck as pages need it: what every slide shows, and how type of slides becomes type of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.colours import TEXT, contrast
from handouts.fonts import is_shipped
from handouts.locales import long_date
from handouts.model.deck import Deck
from handouts.slidelayout.font_metrics import FontMetrics, font_metrics
from handouts.slidelayout.layouts import FOOTER, Design, footer_setting, footers
from handouts.slidelayout.ornaments import Ornament, footer_shift, visible_ornaments
from handouts.slidelayout.placeholders import Box, Ink, Setting, SlideLayout

_SAMPLE = "The quick brown fox jumps over 1,234,567.89 lazy dogs"


@dataclass(frozen=True)
class FooterText:
    """A line at the foot of a slide."""

    kind: str
    text: str
    box: Box
    ink: Ink
    points: int


@dataclass(frozen=True)
class PageLook:
    """A design, and the family that its pages are set in."""

    design: Design
    family: str

    @classmethod
    def of(cls, design: Design) -> PageLook:
        """How a design looks on pages: set in the brand's font of slides, or in that of text if that is not shipped."""
        fonts = design.brand.fonts
        return cls(design, fonts.slides if is_shipped(fonts.slides) else fonts.text)

    @property
    def shrink(self) -> float:
        """How much smaller type is set, because the family of pages is wider than the font that was measured."""
        return min(1.0, _width(font_metrics(self.design.font)) / _width(font_metrics(self.family)))

    def colours(self) -> Iterator[tuple[str, str]]:
        """The colours by name; `reverse` is that of text on the accent."""
        colours = self.design.brand.colours
        for name in ("ink", "muted", "accent", "second", "paper", "tint", "rule"):
            yield name, getattr(colours, name)
        yield "reverse", colours.paper if contrast(colours.paper, colours.accent) >= TEXT else colours.ink

    def pitch(self, setting: Setting) -> float:
        """The line pitch that text was measured with, as a share of its size."""
        return font_metrics(setting.font or self.design.font).pitch

    def classes(self, layout: SlideLayout) -> str:
        """Under which names style sheets know a layout; grounds and ornaments are this tool's own."""
        named = f"layout-{layout.name.lower().replace(' ', '-')}"
        if self.design.custom:
            return f"{named} given"
        own = (f"{kind}-{ground}" for kind, ground in (("cover", layout.cover), ("panel", layout.panel)) if ground)
        return " ".join((named, *own))

    def ornaments(self, layout: SlideLayout) -> Iterator[Ornament]:
        """What a layout shows beside its text, from the ground upwards; of a custom master that is not known."""
        return iter(()) if self.design.custom else visible_ornaments(layout, self.design.brand)

    def feet(self, layout: SlideLayout, deck: Deck, number: int) -> Iterator[FooterText]:
        """Footer, date and number of a slide."""
        texts = {"ftr": deck.footer, "dt": long_date(deck.date, deck.language), "sldNum": str(number)}
        if self.design.custom:
            setting, places = FOOTER, footers()
        else:
            setting, places = footer_setting(layout), footers(layout, footer_shift(self.design.brand))
        for foot in places:
            if texts[foot.kind]:
                yield FooterText(foot.kind, texts[foot.kind], foot.box, setting.ink, setting.sizes[0])


def _width(face: FontMetrics) -> float:
    return sum(face.advance(char, bold=bold) for char in _SAMPLE for bold in (False, True))
