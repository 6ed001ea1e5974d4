"""Each folder in cases/ shows one feature: input.html and the XML of its slides, notes and charts, line by line."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from handouts.model.brand import Brand
from handouts.slides import parse_deck
from handouts.writers.powerpoint import write_pptx

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/input.html"))


def readable(xml: bytes) -> str:
    """XML indented, so that a difference shows in its line."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    etree.indent(root, " ")
    return str(etree.tostring(root, encoding="unicode")) + "\n"


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_slides(case: Path, brand: Brand) -> None:
    deck = parse_deck((case / "input.html").read_text(encoding="utf-8"))
    archive = zipfile.ZipFile(io.BytesIO(write_pptx(deck, brand)))
    parts = [name for name in archive.namelist() if re.fullmatch(r"ppt/(?:slides|notesSlides|charts)/\w+\.xml", name)]
    if os.environ.get("HANDOUTS_RENEW_GOLDEN") == "1":
        for old in case.glob("*.xml"):
            old.unlink()
        for name in parts:
            (case / Path(name).name).write_text(readable(archive.read(name)), encoding="utf-8", newline="\n")
    assert sorted(Path(name).name for name in parts) == sorted(path.name for path in case.glob("*.xml"))
    for name in parts:
        assert readable(archive.read(name)) == (case / Path(name).name).read_text(encoding="utf-8"), name
