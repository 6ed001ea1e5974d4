"""Masters that a disk, a mail program or somebody's script has damaged: used or refused, and never a fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from handouts.model.brand import Brand
from handouts.slides import parse_deck
from handouts.writers.powerpoint import write_pptx
from handouts.writers.powerpoint.custom_master import MasterError

from . import masters

DECK = parse_deck(
    '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><div class="reveal"><div class="slides">'
    "<section><h2>T</h2><p>x</p></section></div></div></body></html>"
)
PLACES = 60
"""How many bytes of the file are changed, each by itself."""


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def parts_of(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_a_part(whole: bytes) -> Iterator[bytes]:
    parts = parts_of(whole)
    for left_out in parts:
        yield packed({name: data for name, data in parts.items() if name != left_out})


def with_another_part(whole: bytes) -> Iterator[bytes]:
    parts = parts_of(whole)
    for name, data in parts.items():
        for other in (b"", data[: len(data) // 2], b'<?xml version="1.0"?><x/>'):
            yield packed({**parts, name: other})


def cut_short(whole: bytes) -> Iterator[bytes]:
    yield from (whole[:place] for place in range(0, len(whole), len(whole) // PLACES))


def with_another_byte(whole: bytes) -> Iterator[bytes]:
    for place in range(0, len(whole), len(whole) // PLACES):
        yield whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]


@pytest.mark.parametrize(
    ("damage", "used"),
    [(without_a_part, True), (with_another_part, True), (cut_short, False), (with_another_byte, True)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_it_is_used_or_plainly_refused(brand: Brand, damage: object, used: bool) -> None:
    whole, refused, made = masters.plain(), 0, 0
    assert callable(damage)
    for data in damage(whole):
        try:
            write_pptx(DECK, brand, data)
            made += 1
        except MasterError:
            refused += 1
    assert refused > 10
    assert (made > 0) == used, "what nobody needs may be damaged, but not the end of the file"
