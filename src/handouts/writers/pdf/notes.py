"""Room for notes: ruled lines at the foot of pages that stay emptier than a page should.

A material that does not fit moves to the next page as a whole. What it leaves behind is offered to readers, if the
document asks for it by `<body data-notes="My notes">`. Words and lines are painted over the finished page as artifacts:
they are no part of what is read. This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes

from handouts.writers.pdf.line_numbers import small_words
from handouts.writers.pdf.room import end, foot

ATTRIBUTE = "data-notes"
LEAST = 0.2
"""Of the height between the margins: less may stay empty."""
PITCH = 8.5 * 96 / 25.4
"""Between lines, in CSS pixels, at least; as far as in tasks."""
SPACE = 0.75 * PITCH
"""Between text and notes."""
SIZE = 0.81
"""Of the words, in running text."""
STROKE = 0.35
"""Width of the lines, in CSS pixels."""


def rule_rest(pages: Sequence[Any]) -> None:
    """Rule what is left over on every page but the last.

    Args:
        pages: The pages of a rendered WeasyPrint document, in order.
    """
    for page in pages[:-1]:
        box = page._page_box
        words = _words(box)
        if words and foot(box) - end(box.children[0]) >= LEAST * box.height:
            page.paint = partial(_paint, page.paint, box, words)


def _words(page_box: Any) -> str:
    body = next((box for box in page_box.children[0].descendants() if box.element_tag == "body"), None)
    return str(body.element.get(ATTRIBUTE) or "") if body is not None else ""


def _texts(page_box: Any) -> list[Any]:
    """The pieces of text in the flow of a page, of slides those at their places."""
    flow = page_box.children[0]
    found = [box for box in flow.descendants() if isinstance(box, boxes.TextBox)]
    return found or [box for box in flow.descendants(placeholders=True) if isinstance(box, boxes.TextBox)]


def _margin_texts(page_box: Any) -> list[Any]:
    """The pieces of text in running heads and feet: their colour is the same on every page."""
    margins = [box for box in page_box.children if isinstance(box, boxes.MarginBox)]
    return [box for margin in margins for box in margin.descendants() if isinstance(box, boxes.TextBox)]


def _paint(paint: Any, page_box: Any, words: str, stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    body = next(box for box in page_box.children[0].descendants() if box.element_tag == "body")
    model = min(_margin_texts(page_box) or _texts(page_box), key=lambda box: float(box.style["font_size"]))
    name = small_words(words, model, body.style["font_size"] * SIZE)
    left, top = page_box.content_box_x(), end(page_box.children[0]) + SPACE
    name.position_x, name.position_y = left, top
    with stream.artifact(), stream.stacked():
        stream.transform(a=scale, d=scale)
        draw_text(stream, name, 0, "clip", "none")
        stream.set_color(model.style["color"], stroke=True)
        stream.set_line_width(STROKE)
        count = max(1, int((foot(page_box) - top) / PITCH))
        for number in range(1, count + 1):
            height = top + (foot(page_box) - top) * number / count
            stream.move_to(left, height)
            stream.line_to(left + page_box.width, height)
            stream.stroke()
