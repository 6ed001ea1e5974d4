"""What layout asks of boxes over and over, answered at once.

Layout resolves the sizes of a box against those of the one around it each time it tries a place for it. They are
remembered by style and by what they are resolved against: eleven pages with lists in columns take 0.84 of their time.
Whether a box stands in the flow of text is asked a hundred times for each line, and which page it wants, of all boxes
in it: most stand there, and most documents name no page. Most have nothing behind them either, and lines without words
are as high as their style makes them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, inline, percent

from handouts.writers.pdf.shortcuts.initial_values import CORNERS, SIDES, SIZES
from handouts.writers.pdf.shortcuts.styles import UNNAMED

BORDERS = tuple(f"border_{side}_width" for side in SIDES)
FOUND = (
    *(f"margin_{side}" for side in SIDES),
    *(f"padding_{side}" for side in SIDES),
    *BORDERS,
    *SIZES,
)
"""What resolving sets."""
STAYING = frozenset(("static", "relative"))
"""Positions in the flow of text."""
_resolve: Any = percent.resolve_percentages
_is_in_flow: Any = boxes.Box.is_in_normal_flow
_page_values: Any = boxes.ParentBox.page_values
_strut: Any = inline.strut
_lay_background: Any = background.layout_box_backgrounds


def remember_boxes() -> None:
    """Let WeasyPrint look for answers here first."""
    boxes.Box.is_in_normal_flow = _flows
    boxes.ParentBox.page_values = _pages
    inline.strut = _empty_line
    block.collapse_margin = _collapsed
    background.layout_box_backgrounds = _background
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is _resolve:
            vars(module)["resolve_percentages"] = _resolved


def _flows(box: Any) -> bool:
    """In place of `is_in_normal_flow`."""
    style = box.style
    return (style["float"] == "none" and style["position"] in STAYING) or bool(_is_in_flow(box))


def _pages(box: Any) -> tuple[str, str]:
    """In place of `page_values`: the names of the pages that a box wants to begin and to end on."""
    if UNNAMED in box.style.cache:
        return box.style["page"], box.style["page"]
    first, last = _page_values(box)
    return first, last


def _empty_line(style: Any) -> tuple[float, float]:
    """In place of `strut`: the height of a line without words, and its baseline."""
    try:
        return style.empty_line  # type: ignore[no-any-return]
    except AttributeError:
        style.empty_line = _strut(style)
        return style.empty_line  # type: ignore[no-any-return]


def _collapsed(margins: Sequence[float]) -> float:
    """In place of `collapse_margin`."""
    return max(0, *margins) + min(0, *margins) if margins else 0


def _background(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
    """In place of `layout_box_backgrounds`: most boxes have straight corners and nothing behind them."""
    if style is not None or box is page or not _is_bare(box.style):
        _lay_background(page, box, get_image, layout_children, style)
        return
    for corner in CORNERS:
        setattr(box, corner, (0, 0))
    if layout_children:
        for child in box.all_children():
            _background(page, child, get_image)
    box.background = None


def _is_bare(style: Any) -> bool:
    try:
        return style.is_bare  # type: ignore[no-any-return]
    except AttributeError:
        style.is_bare = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and style["visibility"] != "hidden"
            and style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and all((0, "px") in style[corner] for corner in CORNERS)
        )
        return style.is_bare  # type: ignore[no-any-return]


def _resolved(box: Any, containing_block: Any) -> None:
    """In place of `resolve_percentages`; flex and grid layout change sizes in styles, tables borders in boxes."""
    if isinstance(containing_block, boxes.Box):
        around = containing_block.width, containing_block.height
    else:
        around = containing_block
    if isinstance(box, boxes.PageBox):
        _resolve(box, around)
        return
    style, found = box.style, box.__dict__
    key = (*around, *[style[size] for size in SIZES])
    if style["border_collapse"] == "collapse":
        key = (*key, *map(found.get, BORDERS))
    known = style.__dict__.setdefault("known_sizes", {})
    sizes = known.get(key)
    if sizes is None:
        _resolve(box, around)
        known[key] = {name: found[name] for name in FOUND}
    else:
        found.update(sizes)
