"""What does not fit: words, pictures and tables that reach over their column, or over the edge of the page.

Paper ends where the page ends, and nobody sees what is gone. So it is looked for once pages are laid out: each line,
picture and table in the flow is compared with the block around it and with the room for text.

This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

_SLACK = 3.0
"""CSS pixels that something may stand out: less is a rounding, or a sign that hangs."""
_SHOWN = 40
"""Letters of it that are told."""


def cut_off(pages: Sequence[Any]) -> list[str]:
    """What is to be said of what reaches too far, each thing once.

    Args:
        pages: Those of a rendered WeasyPrint document, in order.
    """
    told: dict[str, None] = {}
    for number, page in enumerate(pages, 1):
        box = page._page_box
        right, foot = box.content_box_x() + box.width, box.margin_height()
        for what, words in _too_far(box.children[0], right, foot):
            named = f" “{words}”" if words else ""
            told[f"page {number}: {what}{named} reaches over its edge and is cut off or covers what is beside it"] = (
                None
            )
    return list(told)


def _too_far(box: Any, right: float, foot: float) -> Iterator[tuple[str, str]]:
    """What in a block reaches farther than its right edge, or than the foot of the page.

    Args:
        box: The block.
        right: Where its room ends.
        foot: Where the page ends.
    """
    for child in getattr(box, "children", ()):
        if _is_elsewhere(child):
            continue
        if isinstance(child, boxes.LineBox):
            edges = [(_end(part), part) for part in child.descendants() if _is_seen(part)]
            farthest = max((edge for edge, _ in edges), default=0.0)
            if farthest > right + _SLACK or (edges and child.position_y + child.height > foot + _SLACK):
                pictures = [part for edge, part in edges if isinstance(part, boxes.ReplacedBox) and edge == farthest]
                yield ("the picture", _alt(pictures[0])) if pictures else ("the line", _words(child))
        elif isinstance(child, boxes.ReplacedBox):
            if _end(child) > right + _SLACK or child.position_y + child.margin_height() > foot + _SLACK:
                yield "the picture", _alt(child)
        elif isinstance(child, boxes.TableBox) and _end(child) > right + _SLACK:
            yield "the table", _words(child)
        else:
            yield from _too_far(child, _room(child, right), foot)


def _room(box: Any, right: float) -> float:
    """Where the room of a block ends: cells and columns have their own, others end no earlier than what they are in."""
    if isinstance(box, boxes.TableCellBox) or box.style["column_count"] != "auto":
        return float(box.border_box_x() + box.border_width())
    return right


def _is_elsewhere(box: Any) -> bool:
    """Whether a box stands in a margin or at a place of its own, or hides what does not fit."""
    style = box.style
    return not box.is_in_normal_flow() or style["position"] != "static" or style["overflow"] != "visible"


def _is_seen(box: Any) -> bool:
    return bool(box.text.strip()) if isinstance(box, boxes.TextBox) else isinstance(box, boxes.ReplacedBox)


def _end(box: Any) -> float:
    return float(
        box.position_x + (box.width if isinstance(box, boxes.TextBox) else box.margin_width() - box.margin_right)
    )


def _alt(picture: Any) -> str:
    return str(picture.element.get("alt") or "")[:_SHOWN]


def _words(box: Any) -> str:
    found = " ".join("".join(one.text for one in box.descendants() if isinstance(one, boxes.TextBox)).split())
    return found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
