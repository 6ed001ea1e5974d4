"""What is kept together and is taller than a page: it begins where it stands, and breaks there.

WeasyPrint moves such a row, figure or card to a page of its own before it breaks it, which leaves pages empty; a row
may leave one for each box around it. That it is too tall shows when it is laid out: it goes on on another page though
it must not break. Then it is told that it may.

This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

_MOST = 3
"""How often a document is laid out anew: what one breaks may have kept something else together."""
_MAY_BREAK = "break-inside: auto"


def let_tall_break(pages: Any, render: Callable[[], Any]) -> Any:
    """The pages of a document, laid out anew if something on them is taller than a page.

    Args:
        pages: A rendered WeasyPrint document.
        render: Lays out the same document once more.
    """
    for _ in range(_MOST):
        torn = _torn(pages.pages)
        if not torn:
            break
        for element in torn:
            element.set("style", "; ".join(filter(None, (element.get("style"), _MAY_BREAK))))
        pages = render()
    return pages


def _torn(pages: Sequence[Any]) -> list[Any]:
    """The elements that must not break and go on on another page, each once."""
    kept = [{id(element): element for element in _kept_together(page._page_box.children[0])} for page in pages]
    return [element for one, other in pairwise(kept) for key, element in one.items() if key in other]


def _kept_together(box: Any) -> Iterator[Any]:
    """The elements of a page that must not break; heads of tables, which are repeated, aside."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox) or getattr(child, "is_header", False) or getattr(child, "is_footer", False):
            continue
        if child.style["break_inside"] == "avoid" and hasattr(child.element, "set"):
            yield child.element
        yield from _kept_together(child)
