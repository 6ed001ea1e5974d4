"""What stands side by side: which elements set their children in columns, how many in a row, and how wide."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from handouts.slides.hidden import is_notes
from handouts.slides.inline import tag
from handouts.slides.looks import declared_in

_CLASSES = frozenset(("columns", "r-hstack", "quarto-layout-row"))
_SETS_APART = ("flex", "grid", "inline-flex", "inline-grid")
_MOST_COLUMNS = 4
"""That stand side by side; of more, those of a second row stand below."""
_REPEATED = re.compile(r"repeat\(\s*(\d{1,2})\s*,")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,9})?)%", re.ASCII)


def columns_of(element: HtmlElement, skip: frozenset[HtmlElement] = frozenset()) -> tuple[HtmlElement, ...]:
    """The columns of an element, from left to right; empty if it has none. `skip` names elements that are none.

    Known are pandoc's and Quarto's `div.columns`, reveal.js's `r-hstack`, and `display: flex` or `grid`.
    """
    if tag(element) not in ("div", "section", "article", "main", "ul", "header", "nav", "p") or not (
        _CLASSES & set((element.get("class") or "").split()) or _is_set_apart(element)
    ):
        return ()
    children = tuple(child for child in element if tag(child) and child not in skip and not is_notes(child))
    loose = [element.text, *(child.tail for child in element)]
    if len(children) < 2 or any((text or "").strip() for text in loose):
        return ()
    return () if tag(element) in ("ul", "p") else children


def _is_set_apart(element: HtmlElement) -> bool:
    told = declared_in(element)
    return told.get("display", "") in _SETS_APART and not told.get("flex-direction", "").startswith("column")


def in_a_row(element: HtmlElement, count: int) -> int:
    """How many of an element's columns stand side by side: as many as its grid says, or as there is room for."""
    told = declared_in(element).get("grid-template-columns", "")
    repeated = _REPEATED.match(told)
    wanted = int(repeated[1]) if repeated else len(re.sub(r"\([^)]*\)", "", told).split()) or count
    wanted = max(1, min(wanted, count))
    if wanted <= _MOST_COLUMNS:
        return wanted
    return next(some for some in (4, 3, 2) if count % some == 0 or some == 2) if count % 5 else 5


def shares(columns: tuple[HtmlElement, ...]) -> tuple[float, ...]:
    """The columns' shares of the width, if each gives one in per cent."""
    found = [
        float(match[1])
        for column in columns
        if (match := _SHARE.fullmatch(declared_in(column).get("width", "") or (column.get("width") or "").strip()))
    ]
    return tuple(width / sum(found) for width in found) if len(found) == len(columns) and min(found) > 0 else ()
