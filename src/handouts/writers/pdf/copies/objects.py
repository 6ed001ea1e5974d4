"""The objects of a file that is about to be written, its pages in pieces around the gaps."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import pydyf

from handouts.model.layout import Layout, Structure
from handouts.writers.pdf.copies.slots import Drawings, Gap


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
    places = [number for number, item in enumerate(stream) if isinstance(item, Gap)]
    parts: list[bytes] = []
    for before, place in pairwise([-1, *places, len(stream)]):
        parts.append(b"\n".join(map(pydyf._to_bytes, stream[before + 1 : place])))
        if place < len(stream):
            parts.append(stream[place])
    return parts


def _placed(parts: list[bytes], content: int, objects: list[bytes], streams: set[int]) -> list[int]:
    """The numbers of the streams of a page, of gaps below 0: -1 is the first slot. The first part keeps its number."""
    if len(parts) == 1:
        return [content]
    numbers = []
    for index, part in enumerate(parts):
        if isinstance(part, Gap):
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


_OF_PAGES = ("Pages", "StructTreeRoot", "Outlines", "AcroForm", "Names")


def _pairs(tree: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(tree[::2], tree[1::2], strict=True)


def _written(value: Any) -> bytes:
    return value if isinstance(value, bytes) else value.data


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
