"""A layout that is to be copied: what a template marks is left open, and drawn once for each value that it may hold.

A template marks an element that holds nothing but words by `data-personal="name"`, or `class`, `code` and so on, and an
`<img>` by `data-personal="qr"`. While pages are painted, every value is drawn with WeasyPrint's own means where the
marked element stands, and the page keeps a gap. What is drawn begins with colour and font of its own, and so does what
follows a gap: any value fits between the two. Then the file's objects are taken from it before they are written, its
pages in pieces around the gaps. Both steps read private parts: the version is pinned. Numbers in brackets are sections
of ISO 32000-1.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import pairwise
from math import floor, inf
from typing import Any

import pydyf
from pydyf import _to_bytes
from weasyprint.draw import draw_replacedbox
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.images import get_image_from_uri
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import split_first_line

from handouts.model.layout import Layout, Marked, Slot, Structure

ATTRIBUTE = "data-personal"
PIXELS = 96 / 72
"""CSS pixels of one point."""
STATE = ("color", "color_stroke", "alpha", "alpha_stroke", "font")
"""What a stream sets but once, for all that follows."""
_OF_PAGES = ("Pages", "StructTreeRoot", "Outlines", "AcroForm", "Names")
"""Entries of the catalog that lead to pages, so each copy has its own."""


class _Gap(bytes):
    """What stands in a page for what differs: a comment, should anybody read the page as it is [7.2.3]."""

    number: int

    def __new__(cls, number: int) -> _Gap:
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
        stream.stream.append(_Gap(len(self.slots) - 1))

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


def taken(pdf: Any, drawings: Drawings) -> Layout:
    """A file as data.

    Args:
        pdf: As WeasyPrint hands it over to be written.
        drawings: What was left open in its pages.
    """
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    objects = [b"" if entry.free == "f" else entry.data for entry in pdf.objects]
    streams = {number for number, entry in enumerate(pdf.objects) if isinstance(entry, pydyf.Stream)}
    info = len(objects)
    objects.append(pdf.info.data)
    kids, seen = [], blake2b(digest_size=16)
    for page in pages:
        content = _number(page["Contents"])
        parts = _parts(pdf.objects[content].stream)
        seen.update(b"\0".join(parts) + b"\1")
        kids.append(_placed(parts, content, objects, streams))
    base = len(objects)
    for page, contents in zip(pages, kids, strict=True):
        if len(contents) > 1:
            numbers = (base - number - 1 if number < 0 else number for number in contents)
            array = b"[" + b" ".join(b"%d 0 R" % number for number in numbers) + b"]"
            objects[page.number] = pydyf.Dictionary({**page, "Contents": array}).data
    return Layout(
        objects=tuple(objects),
        streams=frozenset(streams),
        root=pdf.catalog.number,
        info=info,
        pages=tuple(page.number for page in pages),
        structure=_structure(pdf),
        slots=tuple(drawings.slots),
        drawn=tuple(drawings.drawn),
        widths=tuple(drawings.widths),
        fixed=seen.hexdigest(),
    )


def _parts(stream: list[Any]) -> list[bytes]:
    """What is painted between gaps, and the gaps."""
    places = [number for number, item in enumerate(stream) if isinstance(item, _Gap)]
    parts: list[bytes] = []
    for before, place in pairwise([-1, *places, len(stream)]):
        parts.append(b"\n".join(map(_to_bytes, stream[before + 1 : place])))
        if place < len(stream):
            parts.append(stream[place])
    return parts


def _placed(parts: list[bytes], content: int, objects: list[bytes], streams: set[int]) -> list[int]:
    """The numbers of the streams of a page, of gaps below 0: -1 is the first slot. The first part keeps its number."""
    if len(parts) == 1:
        return [content]
    numbers = []
    for index, part in enumerate(parts):
        if isinstance(part, _Gap):
            numbers.append(-part.number - 1)
            continue
        data = zlib.compress(part, 9)
        written = b"<</Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(data), data)
        if index == 0:
            number, objects[content] = content, written
        else:
            number = len(objects)
            objects.append(written)
        streams.add(number)
        numbers.append(number)
    return numbers


def _structure(pdf: Any) -> Structure:
    catalog = pdf.catalog
    root = pdf.objects[_number(catalog["StructTreeRoot"])]
    nums = pdf.objects[_number(root["ParentTree"])]["Nums"]
    leaf = _number(root["IDTree"]["Kids"][0]) if "IDTree" in root else 0
    names = catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    form = pdf.objects[_number(catalog["AcroForm"])] if "AcroForm" in catalog else {}
    rest = pydyf.Dictionary({key: value for key, value in form.items() if key != "Fields"})
    frame = [catalog.number, root.number, _number(root["ParentTree"]), leaf, pdf.pages.number]
    frame += [_number(catalog[key]) for key in ("Outlines", "AcroForm") if key in catalog]
    return Structure(
        catalog=pydyf.Dictionary({key: value for key, value in catalog.items() if key not in _OF_PAGES}).data,
        language=_written(catalog["Lang"]),
        frame=frozenset(frame),
        root=root.number,
        document=_number(root["K"][0]),
        parents=tuple((int(key), _written(value)) for key, value in _pairs(nums)),
        identified=tuple((_written(key), _written(value)) for key, value in _pairs(pdf.objects[leaf].get("Names", ())))
        if leaf
        else (),
        named=tuple((_written(key), _written(value)) for key, value in _pairs(names)),
        outlines=_number(catalog["Outlines"]) if "Outlines" in catalog else 0,
        fields=tuple(form.get("Fields", ())),
        form=rest.data if form else b"",
    )


def _pairs(tree: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(tree[::2], tree[1::2], strict=True)


def _written(value: Any) -> bytes:
    return value if isinstance(value, bytes) else value.data


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
