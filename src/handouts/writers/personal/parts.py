"""A layout taken apart into what its copies share and what each has of its own.

What leads to a page is a copy's own: pages, tags, links, bookmarks, fields. The rest is shared: fonts, pictures, what
is painted. Where numbers and names stand in an object is found once, so that each copy is put together from pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from handouts.model.layout import Layout

_STRING = rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>"
_STRINGS = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(
    rb"/(?:ID|Dest) (?P<name>%b)|/Headers \[(?P<names>[^\]]*)\]|/StructParents? (?P<key>\d+)|(?P<number>\b\d+) 0 R\b|%b"
    % (_STRING, _STRING),
    re.DOTALL,
)
"""What differs from copy to copy: names, keys into the tree of parents, references. Other strings are passed over."""


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
