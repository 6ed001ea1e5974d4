"""What slides show beside their text: rules, edges, panels and the brand's logo, each box once, for every writer.

Boxes are in inches. Colours are named as in brand.yaml; the `logo` is a picture and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from handouts.model.brand import Brand
from handouts.pictures import header
from handouts.slidelayout.layouts import BAR, HEIGHT, LAYOUTS, LEFT, PANEL, PLAIN, RIGHT
from handouts.slidelayout.placeholders import Box, SlideLayout

Colour = Literal["accent", "second", "paper", "tint", "rule", ""]


@dataclass(frozen=True)
class Ornament:
    """A filled rectangle or the logo.

    `name` is what style sheets know it by, `title` what it is called in PowerPoint's selection pane.
    """

    name: str
    title: str
    box: Box
    colour: Colour


MASTER = (
    Ornament("rule", "Rule", Box(LEFT, 1.62, 0.9, 0.06), "second"),
    Ornament("foot-rule", "Foot Rule", Box(LEFT, 6.86, RIGHT - LEFT, 0.012), "rule"),
)
"""On every slide whose layout has no ground of its own: the rule under the title, and the one above the foot."""

_QUOTATION = "Quotation"
_BAR = Ornament("bar", "Bar", Box(LEFT, LAYOUTS[PLAIN]["text"].box.y, BAR, 4.67), "accent")

_EDGE = Box(0, 0, 0.32, HEIGHT)
_COVER_RULE = Box(1.25, 4.14, 1.3, 0.06)
_COVERS: Mapping[str, tuple[Ornament, ...]] = {
    "accent": (Ornament("edge", "Edge", _EDGE, "second"), Ornament("rule", "Rule", _COVER_RULE, "paper")),
    "tint": (Ornament("edge", "Edge", _EDGE, "accent"), Ornament("rule", "Rule", _COVER_RULE, "second")),
}
_PANEL = Box(0, 0, PANEL, HEIGHT)
_PANEL_EDGE = Box(0, 0, 0.14, HEIGHT)
_PANEL_RULE = Box(0.6, 1.0, 0.9, 0.06)
_PANELS: Mapping[str, tuple[Ornament, ...]] = {
    "accent": (
        Ornament("panel", "Panel", _PANEL, "accent"),
        Ornament("edge", "Edge", _PANEL_EDGE, "second"),
        Ornament("rule", "Panel Rule", _PANEL_RULE, "paper"),
    ),
    "tint": (
        Ornament("panel", "Panel", _PANEL, "tint"),
        Ornament("edge", "Edge", _PANEL_EDGE, "accent"),
        Ornament("rule", "Panel Rule", _PANEL_RULE, "second"),
    ),
}
"""The panel at the left edge, with the rule that stands over every title in it."""

_FOOT_MIDDLE = 7.1
_FOOT_SIZE = (2.4, 0.36)
_COVER_SIZE = (2.6, 0.6)
"""The largest width and height of the logo at the foot of every slide and at the head of the first."""
_COVER_TOP = 0.55
_PLATE = 0.14
"""How far the light ground reaches beyond the logo where the slide is dark."""
_AIR = 0.25


def master_ornaments(brand: Brand) -> tuple[Ornament, ...]:
    """What the master shows, from the ground upwards."""
    return (*MASTER, *logo_ornaments(brand))


def layout_ornaments(layout: SlideLayout) -> tuple[Ornament, ...]:
    """What a layout itself shows, from the ground upwards; its master's ornaments are not among it."""
    bar = (_BAR,) if layout.name == _QUOTATION else ()
    return (*_COVERS.get(layout.cover, ()), *bar, *_PANELS.get(layout.panel, ()))


def logo_ornaments(brand: Brand, cover: str = "") -> tuple[Ornament, ...]:
    """The logo, on a dark ground after the plate that makes it readable; nothing if the brand has none."""
    if brand.logo is None:
        return ()
    if cover != "accent":
        wide, high = _logo_size(brand, _FOOT_SIZE)
        return (Ornament("logo", "Logo", Box(LEFT, _FOOT_MIDDLE - high / 2, wide, high), ""),)
    wide, high = _logo_size(brand, _COVER_SIZE)
    box = Box(RIGHT - wide, _COVER_TOP, wide, high)
    plate = Box(box.x - _PLATE, box.y - _PLATE, wide + 2 * _PLATE, high + 2 * _PLATE)
    return Ornament("plate", "Logo Ground", plate, "paper"), Ornament("logo", "Logo", box, "")


def footer_shift(brand: Brand) -> float:
    """How far the footer moves to the right to make room for the logo, in inches."""
    return _logo_size(brand, _FOOT_SIZE)[0] + _AIR if brand.logo else 0.0


def visible_ornaments(layout: SlideLayout, brand: Brand) -> Iterator[Ornament]:
    """All ornaments that slides of a layout show, from the ground upwards: the layout hides what it covers."""
    own = layout_ornaments(layout)
    for ornament in (*logo_ornaments(brand, layout.cover), *(() if layout.cover else MASTER)):
        if not any(above.box.covers(ornament.box) for above in own):
            yield ornament
    yield from own


def _logo_size(brand: Brand, most: tuple[float, float]) -> tuple[float, float]:
    """Width and height that keep the logo's proportions."""
    assert brand.logo is not None
    picture = header(brand.logo.data)
    ratio = picture.width / picture.height
    wide = min(most[0], most[1] * ratio)
    return wide, wide / ratio
