"""Sizes of boxes that are remembered.

Layout resolves the sizes of a box against those of the one around it each time it tries a place for it. They are
remembered by style and by what they are resolved against: eleven pages with lists in columns take 0.84 of their time.
"""

from __future__ import annotations

import sys
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

SIDES = ("left", "right", "top", "bottom")
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
FOUND = (
    *(f"margin_{side}" for side in SIDES),
    *(f"padding_{side}" for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *SIZES,
)
"""What resolving sets."""
_resolve: Any = percent.resolve_percentages


def remember_boxes() -> None:
    """Let WeasyPrint look for sizes here first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is _resolve:
            vars(module)["resolve_percentages"] = _resolved


def _resolved(box: Any, containing_block: Any) -> None:
    """In place of `resolve_percentages`; flex and grid layout change sizes in styles, borders in tables vary."""
    style = box.style
    if isinstance(containing_block, boxes.Box):
        around = containing_block.width, containing_block.height
    else:
        around = containing_block
    if style["border_collapse"] == "collapse" or isinstance(box, boxes.PageBox):
        _resolve(box, around)
        return
    key = (*around, *[style[size] for size in SIZES])
    known = style.__dict__.setdefault("known_sizes", {})
    sizes = known.get(key)
    if sizes is None:
        _resolve(box, around)
        found = box.__dict__
        known[key] = {name: found[name] for name in FOUND}
    else:
        box.__dict__.update(sizes)
