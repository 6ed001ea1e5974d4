"""What appears with a click: reveal.js's fragments, numbered in the order in which they come."""

from __future__ import annotations

from lxml.html import HtmlElement

from handouts.slides.inline import STEP


def number_steps(section: HtmlElement, without: frozenset[HtmlElement]) -> None:
    """Note on each fragment of a slide with which click it appears, from 1.

    As in reveal.js, fragments of the same `data-fragment-index` come together, and those with an index come before
    those without.

    Args:
        section: The slide.
        without: Sections in it that are slides of their own.
    """
    fragments = [
        element
        for element in section.iterdescendants()
        if "fragment" in (element.get("class") or "").split() and not set(element.iterancestors()) & without
    ]
    indexed = sorted({index for element in fragments if (index := _index(element)) is not None})
    click = len(indexed)
    for element in fragments:
        index = _index(element)
        if index is None:
            click += 1
        element.set(STEP, str(click if index is None else indexed.index(index) + 1))


def _index(element: HtmlElement) -> int | None:
    value = element.get("data-fragment-index") or ""
    return int(value) if value.isdigit() else None
