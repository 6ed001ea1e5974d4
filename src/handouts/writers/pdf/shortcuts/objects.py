"""Objects of a file that become bytes once.

pydyf asks twice for the bytes of each: to write them, and to give the file a name made of them. Streams are compressed
each time, at the highest level. All of a file is complete by then, so what was answered first holds. Nine tenths of the
items that it makes bytes of are numbers and names; they need no look at what else they could be.
"""

from __future__ import annotations

from typing import Any

import pydyf

_encode: Any = pydyf._to_bytes
_write: Any = pydyf.PDF.write
_data: Any = pydyf.Stream.data.fget
_pages: Any = pydyf.PDF.page_references.fget


def write_once() -> None:
    """Let pydyf write files in this way."""
    pydyf._to_bytes = _bytes
    pydyf.PDF.write = _written
    pydyf.Stream.data = property(_data_of)
    pydyf.PDF.page_references = property(_pages_of)


def _bytes(item: Any) -> bytes:
    """In place of `_to_bytes`."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    return _encode(item)  # type: ignore[no-any-return]


_complete = False
"""Whether a file is being written: nothing in it changes any more."""


def _written(pdf: Any, *args: Any, **options: Any) -> None:
    """In place of `PDF.write`; whatever it adds itself goes its usual way."""
    global _complete
    pdf.objects = [one if isinstance(one, pydyf.Stream) or one.free == "f" else _Once(one) for one in pdf.objects]
    _complete = True
    try:
        _write(pdf, *args, **options)
    finally:
        _complete = False


def _data_of(stream: Any) -> bytes:
    """In place of `Stream.data`."""
    if not _complete:
        return _data(stream)  # type: ignore[no-any-return]
    known = vars(stream)
    if "bytes" not in known:
        known["bytes"] = _data(stream)
    return known["bytes"]  # type: ignore[no-any-return]


def _pages_of(pdf: Any) -> tuple[bytes, ...]:
    """In place of `page_references`, which each tag asks for."""
    known: tuple[bytes, ...] = vars(pdf).get("pages_known", ())
    if len(known) * 3 != len(pdf.pages["Kids"]):
        known = vars(pdf)["pages_known"] = _pages(pdf)
    return known


class _Once(pydyf.Object):
    """An object whose bytes are known."""

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = found.number, found.generation, found.free
        self._bytes = found.data

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._bytes  # type: ignore[no-any-return]
