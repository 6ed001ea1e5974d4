"""What stands side by side: which elements set their children in columns."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from handouts.slides.inline import tag

_CLASSES = frozenset(("columns", "r-hstack"))
_STYLE = re.compile(r"display:\s*(?:inline-)?(?:flex|grid)")
_STACKED = re.compile(r"flex-direction:\s*column")


def columns_of(element: HtmlElement) -> tuple[HtmlElement, ...]:
    """The columns of an element, from left to right; empty if it has none.

    Known are pandoc's and Quarto's `div.columns`, reveal.js's `r-hstack`, and `display: flex` or `grid`.
    """
    style = element.get("style") or ""
    side_by_side = _CLASSES & set((element.get("class") or "").split()) or (
        _STYLE.search(style) and not _STACKED.search(style)
    )
    if tag(element) not in ("div", "section", "article", "main") or not side_by_side:
        return ()
    children = tuple(child for child in element if tag(child))
    loose = [element.text, *(child.tail for child in children)]
    return children if len(children) > 1 and not any((text or "").strip() for text in loose) else ()
