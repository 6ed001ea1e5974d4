"""A laid out document as the objects of its file, with places that are left open for what differs from copy to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Values = Mapping[str, str]
"""What stands at the marks of one copy, by what they are marked with: `name`, `class`, `code` …"""


@dataclass(frozen=True)
class Marked:
    """What stands at the marks of a document, and by mark, what is to stand there in any of its copies.

    Words that do not fit may be set smaller, down to `smallest`, in points.
    """

    laid_out: Values
    values: Mapping[str, Sequence[str]]
    smallest: float


@dataclass(frozen=True)
class Slot:
    """A place that a template has marked, once it is laid out; lengths in CSS pixels.

    `page` counts from 0. `at` is where the words begin on their baseline, or the upper left corner of a picture. `room`
    is how much fits in the line, without end for pictures. `size` is that of the type, 0 for pictures. `sound` says
    that this place can be filled without layout: what was drawn for the values laid out is what layout had drawn.
    """

    key: str
    page: int
    at: tuple[float, float]
    room: float
    size: float
    sound: bool


@dataclass(frozen=True)
class Structure:
    """What a file lists of itself by name and number, so that several copies can be put into one.

    Attributes:
        catalog: The entries of the catalog that say nothing of pages.
        language: The language of the document, as written.
        frame: The numbers of what is there once a file: catalog, root of pages, of tags, of bookmarks and so on.
        root: The number of the root of tags.
        document: The number of the outermost structure element.
        parents: The entries of the tree that leads from marks to elements [14.7.4.4], by key.
        identified: Elements with identifiers: name and number, as written.
        named: Destinations by name: name as written, and the number of the page with the rest of the destination.
        outlines: The number of the root of the bookmarks; 0 without any.
        fields: The numbers of the outermost form fields, as written.
        form: The form's dictionary without them; empty without any.
    """

    catalog: bytes
    language: bytes
    frame: frozenset[int]
    root: int
    document: int
    parents: tuple[tuple[int, bytes], ...]
    identified: tuple[tuple[bytes, bytes], ...] = ()
    named: tuple[tuple[bytes, bytes], ...] = ()
    outlines: int = 0
    fields: tuple[bytes, ...] = ()
    form: bytes = b""


@dataclass(frozen=True)
class Layout:
    """The objects of a file; their index is their number, and that of slots goes on after the last one.

    Attributes:
        objects: Each as it is written between `obj` and `endobj`; the first is not used.
        streams: The numbers of those that hold streams.
        root: The number of the catalog.
        info: The number of the document information.
        pages: The numbers of the pages.
        slots: What is open; slot `n` is the stream of the number `len(objects) + n`.
        drawn: For each slot what is drawn for a value, its tag included; values that do not fit are not there.
        widths: For each slot how wide a value is at full size, in CSS pixels, unless its letters are of another height.
        fixed: What is painted on each page apart from the slots, as a digest.
        told: What on the pages reaches over its edge.
    """

    objects: tuple[bytes, ...]
    streams: frozenset[int]
    root: int
    info: int
    pages: tuple[int, ...]
    structure: Structure
    slots: tuple[Slot, ...] = ()
    drawn: tuple[Mapping[str, bytes], ...] = field(default=(), repr=False)
    widths: tuple[Mapping[str, float], ...] = field(default=(), repr=False)
    fixed: str = ""
    told: tuple[str, ...] = ()


class Copy(NamedTuple):
    """One copy: its layout, and what is drawn in its slots."""

    layout: Layout
    drawn: tuple[bytes, ...]
