"""Line numbers in the margin of source and author texts, every fifth line.

CSS cannot count printed lines, so they are counted once the pages are laid out: all lines inside an element of
class `numbered`, from 1, on from column to column and from page to page. Numbers are painted over the finished page
as artifacts that stand for no text, after everything else, so that they never get into a sentence that is read out,
searched or copied: programs that go by where words are on a page would put them there.
This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pydyf
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break

CLASS = "numbered"
COUNT = "data-count"
"""Elements with the same are counted on, one after the other."""
STEP = 5
SIZE = 0.76
"""Size of the numbers, of the text they count."""
GAP = 0.55
"""Between numbers and text, in em of the text."""


def number_lines(pages: Sequence[Any]) -> None:
    """Give every fifth line its number when the pages are painted.

    Args:
        pages: The pages of a rendered WeasyPrint document, in order.
    """
    counted: Counter[str | int] = Counter()
    for page in pages:
        numbers = []
        for block in _numbered(page._page_box):
            key = block.element.get(COUNT) or id(block.element)
            for left, line in _lines(block, block.content_box_x()):
                counted[key] += 1
                if counted[key] % STEP == 0:
                    numbers.append(_number(counted[key], line, left))
        if numbers:
            page.paint = partial(_paint, page.paint, numbers)


def _numbered(box: Any) -> Iterator[Any]:
    """The outermost boxes whose element has the class."""
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if element is not None and hasattr(element, "get") and CLASS in (element.get("class") or "").split():
            yield child
        else:
            yield from _numbered(child)


def _lines(box: Any, left: float) -> Iterator[tuple[float, Any]]:
    """The printed lines in a block, each with the left edge of its column, however far lists and quotations indent it.

    Lines without words do not count, nor what floats beside them or stands below a picture.
    """
    columned = box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            if any(part.text.strip() for part in _words(child)):
                yield left, child
        elif isinstance(child, boxes.BlockLevelBox) and not (child.is_floated() or child.element_tag == "figcaption"):
            yield from _lines(child, child.content_box_x() if columned else left)


def _words(box: Any) -> Iterator[Any]:
    """The words of a line, without those that float beside it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            yield child
        elif not child.is_floated():
            yield from _words(child)


def _number(value: int, line: Any, left: float) -> Any:
    """The number as a box that stands on the line's baseline, right-aligned at the left of its column."""
    model = next(_words(line))
    size = model.style["font_size"]
    box = small_words(str(value), model, size * SIZE)
    box.position_x = left - size * GAP - box.width
    box.position_y = model.position_y + model.baseline - box.baseline
    return box


def small_words(words: str, model: Any, size: float, *, bold: bool = False) -> Any:
    """A box of plain words in the typeface of a box of the page, still without a place.

    Args:
        words: One line.
        model: A TextBox of WeasyPrint's.
        size: In CSS pixels.
        bold: Whether they are set bold.
    """
    style = model.style.copy()
    style["font_size"] = size
    style["font_style"] = "normal"
    style["font_weight"] = 700 if bold else 400
    box = boxes.TextBox(model.element_tag, style, model.element, words)
    box.pango_layout, _, _, box.width, _, box.baseline = line_break.split_first_line(words, style, None, None, 0)
    return box


def _paint(paint: Any, numbers: Sequence[Any], stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    with stream.artifact(), stream.stacked():
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String("")}))
        stream.transform(a=scale, d=scale)
        for number in numbers:
            draw_text(stream, number, 0, "clip", "none")
        stream.end_marked_content()
