"""Objects as a file [7.5]: a long beginning that all copies of a layout share, and a short end of each one's own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5

from handouts.model.layout import Copy, Layout

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and a comment that says that what follows is no text [7.5.2]."""
IN_STREAM = 200
"""Objects in one object stream [7.5.7]."""
Row = tuple[int, int, int]
"""An entry of a cross-reference stream [7.5.8.3]: kind; place or stream; generation or index."""


FREE: Row = (0, 0, 0xFFFF)


@dataclass(frozen=True)
class Beginning:
    """A file without its end. `rows` are those of its objects from number 0 on."""

    data: bytes
    rows: tuple[Row, ...]

    @cached_property
    def digest(self) -> bytes:
        """What it is told from others by."""
        return md5(self.data, usedforsecurity=False).digest()


class Copier:
    """Writes one copy a file; what copies of a layout have in common is put together once for those that follow."""

    def __init__(self) -> None:
        self._layout: Layout | None = None
        self._beginning = Beginning(b"", ())

    def file(self, copy: Copy) -> bytes:
        """The file of one copy."""
        layout = copy.layout
        if self._layout is not layout:
            self._layout, self._beginning = layout, beginning(layout.objects, layout.streams, len(layout.slots))
        own = dict(enumerate(map(plain, copy.drawn), len(layout.objects)))
        return self._beginning.data + ending(self._beginning, own, layout.root, layout.info)


def beginning(objects: Sequence[bytes], streams: frozenset[int], open_places: int = 0) -> Beginning:
    """Write objects, those without streams together and compressed.

    Args:
        objects: By number; the first is none.
        streams: Which are streams.
        open_places: How many numbers after the last object are for what follows.
    """
    out, place = [HEADER], len(HEADER)
    rows: dict[int, Row] = dict.fromkeys((0, *range(len(objects), len(objects) + open_places)), FREE)

    def write(number: int, data: bytes) -> None:
        nonlocal place
        rows[number] = (1, place, 0)
        out.append(indirect(number, data))
        place += len(out[-1])

    for number in sorted(streams):
        write(number, objects[number])
    unstreamed = [number for number in range(1, len(objects)) if number not in streams]
    for holder, first in enumerate(range(0, len(unstreamed), IN_STREAM), len(objects) + open_places):
        some = unstreamed[first : first + IN_STREAM]
        rows |= {number: (2, holder, order) for order, number in enumerate(some)}
        write(holder, _together({number: objects[number] for number in some}))
    return Beginning(b"".join(out), tuple(rows[number] for number in range(len(rows))))


def ending(begun: Beginning, own: Mapping[int, bytes], root: int, info: int) -> bytes:
    """The end of a file: further objects by number, and where everything is.

    Its identifier is made of its content [14.4], so that no two files have the same.
    """
    out: list[bytes] = []
    rows, place = list(begun.rows), len(begun.data)
    for number, data in own.items():
        rows[number] = (1, place, 0)
        out.append(indirect(number, data))
        place += len(out[-1])
    rows.append((1, place, 0))
    table = b"".join(bytes((kind,)) + where.to_bytes(4, "big") + part.to_bytes(2, "big") for kind, where, part in rows)
    identifier = md5(b"".join((begun.digest, *out)), usedforsecurity=False).hexdigest().encode()
    entries = b"/Type /XRef/W [1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]" % (
        len(rows),
        root,
        info,
        identifier,
        identifier,
    )
    out.append(indirect(len(rows) - 1, stream(table, entries)))
    out.append(b"startxref\n%d\n%%%%EOF\n" % place)
    return b"".join(out)


def indirect(number: int, data: bytes) -> bytes:
    """An object under its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, data)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream with further entries in its dictionary."""
    packed = zlib.compress(data)
    return b"<<%b/Filter /FlateDecode/Length %d>>\nstream\n%b\nendstream" % (entries, len(packed), packed)


def plain(data: bytes) -> bytes:
    """A stream as it is; compression makes no short one shorter."""
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(data), data)


def _together(objects: Mapping[int, bytes]) -> bytes:
    """An object stream."""
    places, place = [], 0
    for number, data in objects.items():
        places.append(b"%d %d" % (number, place))
        place += len(data) + 1
    index = b" ".join(places) + b"\n"
    return stream(index + b"\n".join(objects.values()), b"/Type /ObjStm/N %d/First %d" % (len(objects), len(index)))
