"""What goes on at the head of a page is named there: "Task 9, continued".

CSS cannot know whether a page begins with something or goes on with it, so that is seen once the pages are laid out.
The words, `data-continued` of an element, stand in the margin above the text, in the typeface of the element's first
words. They are painted as artifacts: who listens hears one task after the other, and no pages.

This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.line_numbers import small_words

CONTINUED = "data-continued"
"""What is said of an element that goes on."""
SIZE = 0.82
"""Of the words, in running text."""
GAP = 0.35
"""Between words and text, in em of running text."""


def name_continued(pages: Sequence[Any]) -> None:
    """Name what goes on at the head of each page when it is painted.

    Args:
        pages: The pages of a rendered WeasyPrint document, in order.
    """
    first_words: dict[int, Any] = {}
    before: set[int] = set()
    for page in pages:
        flow = page._page_box.children[0]
        named = list(_named(flow))
        for box in named:
            first_words.setdefault(id(box.element), next(_texts(box), None))
        on = next((box for box in named if id(box.element) in before), None)
        if on is not None and (model := first_words[id(on.element)]) is not None:
            words = _words(on.element.get(CONTINUED), model, on)
            words.position_x = page._page_box.content_box_x()
            words.position_y = page._page_box.content_box_y() - words.baseline - GAP * on.style["font_size"]
            page.paint = partial(_paint, page.paint, words)
        before = {id(box.element) for box in named}


def _named(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if element is not None and hasattr(element, "get") and element.get(CONTINUED):
            yield child
        else:
            yield from _named(child)


def _texts(box: Any) -> Iterator[Any]:
    return (child for child in box.descendants() if isinstance(child, boxes.TextBox))


def _words(words: str, model: Any, box: Any) -> Any:
    return small_words(words, model, SIZE * box.style["font_size"], bold=True)


def _paint(paint: Any, words: Any, stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    with stream.artifact(), stream.stacked():
        stream.transform(a=scale, d=scale)
        draw_text(stream, words, 0, "clip", "none")
