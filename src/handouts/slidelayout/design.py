"""What a deck looks like, as far as it decides what stands where: this tool's own design, or a custom master's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.model.brand import Brand
from handouts.slidelayout.layouts import HEIGHT, LAYOUTS, WIDTH
from handouts.slidelayout.placeholders import SlideLayout


@dataclass(frozen=True, eq=False)
class Design:
    """The layouts of a deck by the names that slides use.

    `brand` has the colours that are shown; `font` is that of running text; `spares` stand in for layouts where title or
    content have too little room; `size` is the width and height of slides in inches. Of a design that is `custom`, a
    master that somebody else made, only places, sizes and colours are known, not its grounds and ornaments.
    """

    brand: Brand
    font: str
    layouts: Mapping[str, SlideLayout]
    spares: Mapping[str, SlideLayout] = field(default_factory=dict)
    size: tuple[float, float] = (WIDTH, HEIGHT)
    custom: bool = False


def brand_design(brand: Brand) -> Design:
    """This tool's own layouts in the fonts and colours of a brand."""
    return Design(brand, brand.fonts.slides, LAYOUTS)
