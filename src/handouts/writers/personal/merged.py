"""Copies of one or several layouts in one file, one after the other, with tags, bookmarks, links and fields of each.

A layout taken apart into what its copies share and what each has of its own.

What leads to a page is a copy's own: pages, tags, links, bookmarks, fields. The rest is shared: fonts, pictures, what
is painted. Where numbers and names stand in an object is found once, so that each copy is put together from pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from handouts.model.layout import Copy, Layout
from handouts.writers.personal.files import beginning, ending, plain

_STRING = rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>"
_STRINGS = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(
    rb"/(?:ID|Dest) (?P<name>%b)|/Headers \[(?P<names>[^\]]*)\]|/StructParents? (?P<key>\d+)|(?P<number>\b\d+) 0 R\b|%b"
    % (_STRING, _STRING),
    re.DOTALL,
)
"""What differs from copy to copy: names, keys into the tree of parents, references. Other strings are passed over."""
_BOXES = re.compile(rb"/(?:Media|Trim|Bleed)Box \[[^\]]*\]")
_PAIR = tuple[bytes, bytes]


class Token(NamedTuple):
    """Something in an object that differs: a `number` of an object, a `key` of the tree of parents, or `names`."""

    kind: str
    value: bytes


Pieces = tuple[bytes | Token, ...]


class Numbers(NamedTuple):
    """What stands for what in one copy: numbers of objects, the first key of its own, and what its names begin with."""

    of: Callable[[int], int]
    first_key: int
    prefix: str


@dataclass(frozen=True)
class Parts:
    """The parts of a layout."""

    layout: Layout

    @cached_property
    def own(self) -> dict[int, Pieces]:
        """The objects that each copy has of its own, by number."""
        layout, users = self.layout, defaultdict(set)
        for number, pieces in self._pieces.items():
            for piece in pieces:
                if isinstance(piece, Token) and piece.kind == "number":
                    users[int(piece.value)].add(number)
        found, waiting = set(layout.pages), list(layout.pages)
        while waiting:
            new = users[waiting.pop()] - found - layout.structure.frame
            found |= new
            waiting += new
        return {number: self._pieces[number] for number in sorted(found)}

    @cached_property
    def shared(self) -> dict[int, Pieces]:
        """The objects that all copies share, by number."""
        return {number: pieces for number, pieces in self._pieces.items() if number not in self.own}

    @cached_property
    def _pieces(self) -> dict[int, Pieces]:
        """All objects but those that there are once a file."""
        layout = self.layout
        left_out = {0, layout.info, *layout.structure.frame}
        return {
            number: tuple(_split(data) if number not in layout.streams else _split_stream(data))
            for number, data in enumerate(layout.objects)
            if number not in left_out
        }


def _split_stream(data: bytes) -> Iterator[bytes | Token]:
    entries, mark, content = data.partition(b"stream\n")
    yield from _split(entries)
    yield mark + content


def _split(data: bytes) -> Iterator[bytes | Token]:
    place = 0
    for match in _TOKEN.finditer(data):
        if kind := match.lastgroup:
            yield data[place : match.start(kind)]
            yield Token(kind, match[kind])
            place = match.end(kind)
    yield data[place:]


def renumbered(pieces: Pieces, numbers: Numbers) -> bytes:
    """An object as it is in one copy."""
    return b"".join(piece if isinstance(piece, bytes) else _written(piece, numbers) for piece in pieces)


def rewritten(data: bytes, numbers: Numbers) -> bytes:
    """The same of something that is no object of its own."""
    return renumbered(tuple(_split(data)), numbers)


def _written(token: Token, numbers: Numbers) -> bytes:
    if token.kind == "number":
        return b"%d" % numbers.of(int(token.value))
    if token.kind == "key":
        return b"%d" % (numbers.first_key + int(token.value))
    return _STRINGS.sub(lambda match: named(match[0], numbers.prefix), token.value)


def named(string: bytes, prefix: str) -> bytes:
    """A string with something before it; as text [7.9.2.2] it may be in UTF-16."""
    if string.startswith(b"("):
        return b"(" + prefix.encode("ascii") + string[1:]
    return string[:5] + prefix.encode("utf-16-be").hex().encode("ascii") + string[5:]


def text_string(text: str) -> bytes:
    """Text as it is written in a file [7.9.2.2]."""
    return b"<feff" + text.encode("utf-16-be").hex().encode("ascii") + b">"


class Merged(NamedTuple):
    """Several copies in one file, and how many pages that has."""

    data: bytes
    pages: int


def merge(copies: Iterable[tuple[str, Copy]]) -> Merged:
    """Put copies into one file, in their order, each from a page of an odd number on: blank pages fill up.

    Args:
        copies: At least one, each with the name of its bookmark. Title, language and metadata of the file are those of
            the first one's layout.
    """
    merger: _Merger | None = None
    for title, copy in copies:
        merger = merger or _Merger(copy.layout)
        merger.add(title, copy)
    assert merger
    return Merged(merger.file(), merger.pages)


@dataclass(frozen=True)
class _Bookmark:
    number: int
    entries: bytes


class _Merger:
    """A file that grows copy by copy. The first numbers are those of what there is once."""

    ROOT, INFO, PAGES, TAGS, PARENTS, DOCUMENT, OUTLINES = range(1, 8)

    def __init__(self, first: Layout) -> None:
        self._first = first
        self._objects: list[bytes] = [b""] * (self.OUTLINES + 1)
        self._streams: set[int] = set()
        self._parts: dict[int, tuple[Parts, dict[int, int]]] = {}
        self._pages: list[int] = []
        self._documents: list[int] = []
        self._parents: list[tuple[int, bytes]] = []
        self._identified: list[_PAIR] = []
        self._named: list[_PAIR] = []
        self._bookmarks: list[_Bookmark] = []
        self._form = b""
        self._fields: list[int] = []
        self._keys = 0
        self._root = self._numbers_of(first)

    @property
    def pages(self) -> int:
        """How many there are so far."""
        return len(self._pages)

    def add(self, title: str, copy: Copy) -> None:
        """Append a copy."""
        layout, structure = copy.layout, copy.layout.structure
        self._fill_up(layout)
        parts, shared = self._shared(layout)
        prefix = f"{len(self._documents) + 1}."
        start = len(self._objects)
        places = {**shared, **{number: start + index for index, number in enumerate(parts.own)}}
        self._objects += [b""] * len(parts.own)
        for number, drawn in enumerate(copy.drawn, len(layout.objects)):
            places[number] = self._stream(plain(drawn))
        bookmark = self._new(b"")
        places |= {1: self.PAGES, structure.root: self.DOCUMENT, structure.outlines: bookmark}
        numbers = Numbers(places.__getitem__, self._keys, prefix)
        for number, pieces in parts.own.items():
            self._objects[places[number]] = renumbered(pieces, numbers)
        self._tag(places[structure.document], structure.language, title)
        self._pages += [places[page] for page in layout.pages]
        self._list(layout, numbers)
        self._mark(bookmark, title, layout, places)

    def _shared(self, layout: Layout) -> tuple[Parts, dict[int, int]]:
        """The parts of a layout, and the numbers that the shared ones have here."""
        if id(layout) not in self._parts:
            parts = Parts(layout)
            start = len(self._objects)
            places = {number: start + index for index, number in enumerate(parts.shared)}
            numbers = Numbers(places.__getitem__, 0, "")
            self._objects += [renumbered(pieces, numbers) for pieces in parts.shared.values()]
            self._streams |= {places[number] for number in parts.shared if number in layout.streams}
            self._parts[id(layout)] = parts, places
        return self._parts[id(layout)]

    def _numbers_of(self, layout: Layout) -> Numbers:
        return Numbers(self._shared(layout)[1].__getitem__, 0, "")

    def _new(self, data: bytes) -> int:
        self._objects.append(data)
        return len(self._objects) - 1

    def _stream(self, data: bytes) -> int:
        number = self._new(data)
        self._streams.add(number)
        return number

    def _tag(self, document: int, language: bytes, title: str) -> None:
        """What was a document is a part of one, in its own language."""
        entries = b"/Lang %b /T %b /S /Part" % (language, text_string(title))
        self._objects[document] = self._objects[document].replace(b"/S /Document", entries, 1)
        self._documents.append(document)

    def _list(self, layout: Layout, numbers: Numbers) -> None:
        structure = layout.structure
        self._parents += [(self._keys + key, rewritten(value, numbers)) for key, value in structure.parents]
        self._keys += max((key for key, _ in structure.parents), default=-1) + 1
        for pairs, found in ((structure.identified, self._identified), (structure.named, self._named)):
            found += [(named(name, numbers.prefix), rewritten(value, numbers)) for name, value in pairs]
        if structure.fields:
            group = self._new(b"")
            fields = [int(rewritten(field, numbers).split()[0]) for field in structure.fields]
            for field in fields:
                self._objects[field] = self._objects[field].rstrip()[:-2] + b"/Parent %d 0 R>>" % group
            self._objects[group] = b"<</T (%b)/Kids [%b]>>" % (numbers.prefix[:-1].encode(), _array(fields))
            self._fields.append(group)
            self._form = self._form or rewritten(structure.form, self._numbers_of(layout)).rstrip()[:-2]

    def _mark(self, number: int, title: str, layout: Layout, places: dict[int, int]) -> None:
        """A bookmark by name, closed, with those of the copy below it."""
        page = places[layout.pages[0]]
        entries = b"/Title %b/Parent %d 0 R/Dest [%d 0 R /Fit]" % (text_string(title), self.OUTLINES, page)
        if layout.structure.outlines:
            below = layout.objects[layout.structure.outlines]
            numbers = Numbers(places.__getitem__, 0, "")
            count = re.search(rb"/Count (\d+)", below)
            assert count
            ends = (re.search(rb"/%b \d+ 0 R" % end, below) for end in (b"First", b"Last"))
            entries += b"/Count -%b" % count[1] + b"".join(rewritten(end[0], numbers) for end in ends if end)
        self._bookmarks.append(_Bookmark(number, entries))

    def _fill_up(self, layout: Layout) -> None:
        """A blank page if it takes one for the next copy to begin on a sheet of its own."""
        if len(self._pages) % 2:
            boxes = b"".join(_BOXES.findall(layout.objects[layout.pages[0]]))
            blank = b"<</Type /Page/Parent %d 0 R/Resources <<>>/Tabs /S%b>>" % (self.PAGES, boxes)
            self._pages.append(self._new(blank))

    def file(self) -> bytes:
        """All copies so far."""
        pages, objects, structure = self._pages, self._objects, self._first.structure
        names = b"/IDTree <<%b>>" % _tree(self._identified) if self._identified else b""
        objects[self.PAGES] = b"<</Type /Pages/Count %d/Kids [%b]>>" % (len(pages), _array(pages))
        objects[self.TAGS] = b"<</Type /StructTreeRoot/K [%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            self.DOCUMENT,
            self.PARENTS,
            self._keys,
            names,
        )
        objects[self.PARENTS] = b"<</Nums [%b]>>" % b" ".join(b"%d %b" % parent for parent in self._parents)
        objects[self.DOCUMENT] = b"<</Type /StructElem/S /Document/P %d 0 R/K [%b]>>" % (
            self.TAGS,
            _array(self._documents),
        )
        self._write_bookmarks()
        objects[self.INFO] = self._first.objects[self._first.info]
        entries = b"/Pages %d 0 R/StructTreeRoot %d 0 R/Outlines %d 0 R" % (self.PAGES, self.TAGS, self.OUTLINES)
        if self._named:
            entries += b"/Names <</Dests <<%b>>>>" % _tree(self._named)
        if self._fields:
            entries += b"/AcroForm %b/Fields [%b]>>" % (self._form, _array(self._fields))
        objects[self.ROOT] = rewritten(structure.catalog, self._root).rstrip()[:-2] + entries + b">>"
        begun = beginning(objects, frozenset(self._streams))
        return begun.data + ending(begun, {}, self.ROOT, self.INFO)

    def _write_bookmarks(self) -> None:
        marks = self._bookmarks
        for index, mark in enumerate(marks):
            ways = b"/Prev %d 0 R" % marks[index - 1].number if index else b""
            ways += b"/Next %d 0 R" % marks[index + 1].number if index + 1 < len(marks) else b""
            self._objects[mark.number] = b"<<%b%b>>" % (mark.entries, ways)
        ends = marks[0].number, marks[-1].number
        self._objects[self.OUTLINES] = b"<</Type /Outlines/Count %d/First %d 0 R/Last %d 0 R>>" % (len(marks), *ends)


def _array(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _tree(pairs: Sequence[_PAIR]) -> bytes:
    """A tree of names with one leaf [7.9.6]; they stand in the order of their bytes."""
    ordered = sorted(pairs, key=lambda pair: _plain(pair[0]))
    limits = b"%b %b" % (ordered[0][0], ordered[-1][0])
    return b"/Kids [<</Limits [%b]/Names [%b]>>]" % (limits, b" ".join(b"%b %b" % pair for pair in ordered))


def _plain(string: bytes) -> bytes:
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode("ascii"))
    return re.sub(rb"\\(.)", rb"\1", string[1:-1], flags=re.DOTALL)
