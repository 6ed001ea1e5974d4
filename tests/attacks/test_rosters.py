"""Class lists that are none, and whose mistakes would take hours to tell: a plain answer."""

from __future__ import annotations

import re

import pytest

from .arena import Arena

pytestmark = pytest.mark.slow

LARGEST = 2 * 1024 * 1024
PUPILS = "".join(f"Pupil Number {number}\n" for number in range(2500))

ROSTERS = {
    "utf-16": (f"name\n{PUPILS}".encode("utf-16-le"), "9b.csv: this is UTF-16 without a mark"),
    "control": (b"\1" * LARGEST, "9b.csv:1:1: the invisible character U\\+0001"),
    "control below": (b"\n" * (LARGEST - 99) + b"\1" * 99, "9b.csv:2097054:1: the invisible character"),
    "headings": (";".join(f"c{number}" for number in range(200_000)).encode(), "names 200000 columns"),
    "likely headings": (b"name" + b";klase" * 200_000, "names 200001 columns"),
    "nobody's column": (b"name\n" + b"Ada;b\n" * 300_000, '9b.csv:2:5: "b" has no column'),
    "audiences": (b"name;audience\n" + b"Ada;klas\n" * 200_000, '9b.csv:2:5: there is no audience "klas"'),
    "long": (b"name;audience\nAda;" + b"k" * (LARGEST - 99), '9b.csv:2:5: there is no audience "k*…"'),
}


@pytest.mark.parametrize(("raw", "said"), ROSTERS.values(), ids=ROSTERS)
def test_what_is_wrong_is_told(arena: Arena, raw: bytes, said: str) -> None:
    (arena.project / "9b.csv").write_bytes(raw)
    built = arena.build("worksheet", more=("--roster", "9b.csv"))
    assert (built.code, built.files) == (1, {})
    assert len(built.said.splitlines()) <= 100
    assert re.search(said, built.said.splitlines()[0])
