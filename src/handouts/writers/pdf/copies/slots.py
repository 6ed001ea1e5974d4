"""Marked places while pages are painted: each is drawn for all values, and the page keeps a gap.

What is drawn begins with colour and font of its own, and so does what follows a gap: any value fits between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from math import floor, inf
from typing import Any

from pydyf import _to_bytes
from weasyprint.draw import draw_replacedbox
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import split_first_line

from handouts.model.layout import Marked, Slot

ATTRIBUTE = "data-personal"
PIXELS = 96 / 72
"""CSS pixels of one point."""
STATE = ("color", "color_stroke", "alpha", "alpha_stroke", "font")


class Gap(bytes):
    """What stands in a page for what differs: a comment, should anybody read the page as it is [7.2.3]."""

    number: int

    def __new__(cls, number: int) -> Gap:
        """The gap of a slot."""
        gap = super().__new__(cls, b"%% %d" % number)
        gap.number = number
        return gap


@dataclass(frozen=True)
class _Mark:
    key: str
    page: int
    right: float
    """Where the line ends that it stands in."""


class Drawings:
    """The slots of one document and what is drawn in them, once its pages are painted.

    Args:
        marked: What stands and may stand at marks; without it they are painted as anything else.
        fetcher: What pictures are loaded with.
    """

    def __init__(self, marked: Marked | None, fetcher: Callable[..., Any]) -> None:
        self._marked, self._fetcher = marked, fetcher
        self.slots: list[Slot] = []
        self.drawn: list[dict[str, bytes]] = []
        self.widths: list[dict[str, float]] = []

    def watch(self, pages: Sequence[Any]) -> None:
        """Leave the marked places of these pages open when they are painted."""
        for number, page in enumerate(pages if self._marked else ()):
            marks = dict(_marks(page._page_box, number, inf))
            if marks:
                page.paint = partial(self._paint, page.paint, marks)

    def _paint(self, paint: Any, marks: dict[Any, _Mark], stream: Any, scale: float = 1) -> None:
        inner = stream.marked

        def marked(box: Any, tag: str) -> Any:
            return self._open(stream, box, marks[box], inner(box, tag)) if box in marks else inner(box, tag)

        stream.marked = marked
        paint(stream, scale)

    @contextmanager
    def _open(self, stream: Any, box: Any, mark: _Mark, tagged: Any) -> Iterator[None]:
        """Take out what is drawn in between, with its tag, and put a gap there."""
        start = len(stream.stream)
        with tagged:
            _forget(stream)
            inside = len(stream.stream)
            yield
            own = _cut(stream, inside)
        after = _cut(stream, inside)
        before = _cut(stream, start)
        kind = _Picture(box, self._fetcher) if isinstance(box, boxes.ReplacedBox) else _Words(box, mark.right)
        assert self._marked
        value = self._marked.laid_out.get(mark.key, "")
        sound = kind.holds(value) and self._draw(stream, partial(kind.draw, value, 1.0)) == own
        self.slots.append(Slot(mark.key, mark.page, kind.at, kind.room, kind.size, sound))
        drawn, widths = {}, {}
        for one in dict.fromkeys((value, *self._marked.values.get(mark.key, ()))):
            width, like = kind.measure(one)
            if like:
                widths[one] = width
            if like and (scale := _scale(kind, width, self._marked.smallest * PIXELS)) is not None:
                drawn[one] = b"\n".join((before, self._draw(stream, partial(kind.draw, one, scale)), after))
        self.drawn.append(drawn)
        self.widths.append(widths)
        stream.stream.append(Gap(len(self.slots) - 1))

    def _draw(self, stream: Any, draw: Callable[[Any], None]) -> bytes:
        start = len(stream.stream)
        draw(stream)
        return _cut(stream, start)


def _scale(kind: _Words | _Picture, width: float, smallest: float) -> float | None:
    """How much smaller words are set so that they fit; None if that would make them too small."""
    if width <= kind.room:
        return 1.0
    scale = floor(kind.room / width * 100) / 100
    return scale if kind.size * scale >= smallest else None


class _Words:
    """A text box, and others like it."""

    def __init__(self, box: Any, right: float) -> None:
        self._box = box
        self.at = round(box.position_x, 3), round(box.position_y + box.baseline, 3)
        self.room = right - box.position_x + 0.01
        self.size = float(box.style["font_size"])
        own = self._like(box.text, 1.0)
        self._measures = own.height, own.baseline

    def holds(self, value: str) -> bool:
        return bool(self._box.text == value)

    def measure(self, value: str) -> tuple[float, bool]:
        """How wide it is, and whether its line is as high and sits as deep: other scripts have other measures."""
        box = self._like(value, 1.0)
        return float(box.width), (box.height, box.baseline) == self._measures

    def draw(self, value: str, scale: float, stream: Any) -> None:
        draw_text(stream, self._like(value, scale), 0, "clip", "none")

    def _like(self, value: str, scale: float) -> Any:
        style = self._box.style.copy()
        style["font_size"] = self.size * scale
        box = boxes.TextBox(self._box.element_tag, style, self._box.element, value)
        box.pango_layout, _, _, box.width, box.height, box.baseline = split_first_line(value, style, None, None, 0)
        box.position_x = self._box.position_x
        box.position_y = self._box.position_y + self._box.baseline - box.baseline
        return box


class _Picture:
    """A picture in a place of its own, and others in its place."""

    room = inf
    size = 0.0

    def __init__(self, box: Any, fetcher: Any) -> None:
        self._box, self._fetcher = box, fetcher
        self.at = round(box.content_box_x(), 3), round(box.content_box_y(), 3)

    def holds(self, value: str) -> bool:
        return bool(self._box.element.get("src") == value)

    def measure(self, _: str) -> tuple[float, bool]:
        return 0.0, True

    def draw(self, value: str, _: float, stream: Any) -> None:
        box = self._box.copy()
        box.replacement = get_image_from_uri({}, self._fetcher, {}, value, "image/svg+xml")
        draw_replacedbox(stream, box)


def _marks(box: Any, page: int, right: float) -> Iterator[tuple[Any, _Mark]]:
    """The marked text boxes and pictures below a box; `right` is where its lines end."""
    for child in getattr(box, "children", ()):
        child = child._box if isinstance(child, AbsolutePlaceholder) else child
        element = getattr(child, "element", None)
        key = element.get(ATTRIBUTE) if element is not None and hasattr(element, "get") else None
        if key and isinstance(child, boxes.TextBox | boxes.ReplacedBox):
            yield child, _Mark(key, page, right)
        ends = child.content_box_x() + child.width if isinstance(child, boxes.BlockContainerBox) else right
        yield from _marks(child, page, ends)


def _forget(stream: Any) -> None:
    """Let the stream set colour and font anew."""
    for state in STATE:
        setattr(stream, f"_current_{state}", None)


def _cut(stream: Any, start: int) -> bytes:
    """Take what was written since then out of the stream."""
    words = b"\n".join(map(_to_bytes, stream.stream[start:]))
    del stream.stream[start:]
    _forget(stream)
    return words
