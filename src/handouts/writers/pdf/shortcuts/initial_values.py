"""Values that styles have from the start.

Every box is asked for some sixty values that no declaration sets, and that are as they are initially. They are put in
at once, and not worked out one after the other.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INITIAL_VALUES

LOGICAL = frozenset(
    logical(block="ttb", inline=inline) for logical in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl")
)
"""Properties by which a declaration may set others: `margin_block_start` is `margin_top`."""
PLACED = ("position", "float", "display")
"""Properties of which each depends on the others."""
SIDES = ("left", "right", "top", "bottom")
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
LINES = {f"{part}_style": f"{part}_width" for part in (*(f"border_{side}" for side in SIDES), "outline")}
"""Of the lines around a box: the style, and the width, which is nothing without one."""
USUAL = {
    **{
        key: INITIAL_VALUES[key]
        for key in (
            *PLACED,
            *LINES,
            *(f"{part}_{side}" for part in ("margin", "padding") for side in SIDES),
            *SIZES,
            *CORNERS,
            *("border_image_source", "mask_border_source", "box_shadow", "background_color", "background_image"),
            *("box_sizing", "overflow", "opacity", "transform", "appearance", "box_decoration_break"),
            *("outline_color", "outline_offset"),
            *("anchor", "bookmark_level", "bookmark_state", "counter_set", "counter_reset", "counter_increment"),
            *("break_before", "break_after", "break_inside", "continue", "max_lines", "column_width", "column_count"),
            *("content", "string_set", "vertical_align", "z_index", "clear"),
        )
    },
    **dict.fromkeys(LINES.values(), 0),
}
"""What boxes are asked for, as it is if nothing is declared."""
PARTS = frozenset(("first-line", "first-letter"))
"""Styles that are laid over others: they may hold only what was asked for."""

_anonymous: Any = css.Style.__dict__["anonymous_style"]


def prepare(style: Any) -> None:
    """Give a new style of an element, or around its content, the usual values that nothing sets."""
    declared = style.cascaded
    if style.pseudo_type in PARTS or not LOGICAL.isdisjoint(declared):
        return
    style.update(USUAL)
    for key in declared:
        if key in USUAL:
            style.pop(key, None)
            style.pop(LINES.get(key), None)
    style.specified.update((key, USUAL[key]) for key in PLACED if key not in declared)
    if style.is_root_element or "position" in declared or "float" in declared:
        style.pop("float", None)
        style.pop("display", None)


def prepare_anonymous() -> None:
    """Let WeasyPrint give the styles of anonymous boxes the usual values, too."""
    css.Style.anonymous_style = cached_property(_prepared)
    css.Style.anonymous_style.__set_name__(css.Style, "anonymous_style")


def _prepared(parent: Any) -> Any:
    style = _anonymous.func(parent)
    style.update(USUAL)
    return style
