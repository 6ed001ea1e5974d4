"""A lesson with the least that one can hold has no heading with nothing under it, and no table of heads alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml.html import document_fromstring
from tests.small import page, small

HEADS = ("h1", "h2", "h3", "h4")
DOCUMENTS = ["handout", "worksheet", "teacher", "taskbank", "solutions", "reader"]


def bare(html: str) -> Iterator[str]:
    """Headings that nothing follows but a heading of their level or above, and tables without a row below the head."""
    order = list(document_fromstring(html).body.iter())
    for place, element in enumerate(order):
        if element.tag in HEADS[1:]:
            inside = set(element.iter())
            for later in order[place + 1 :]:
                if later in inside:
                    continue
                if later.tag in HEADS and later.tag <= element.tag:
                    yield element.text_content()
                    break
                if later.tag not in HEADS and ((later.text or "").strip() or later.tag in ("img", "svg")):
                    break
            else:
                yield element.text_content()
        elif element.tag == "table" and not any(row.find("td") is not None for row in element.iter("tr")):
            yield f"table {element.get('class')}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_heading_stands_above_nothing(document: str, tmp_path: Path) -> None:
    assert list(bare(page(small(tmp_path, (document,)), document))) == []


@pytest.mark.parametrize("document", ["taskbank", "handout"])
def test_nor_for_those_with_a_second_language_and_references(document: str, tmp_path: Path) -> None:
    folder = small(tmp_path, (document,))
    settings: dict[str, Any] = json.loads((folder / "handouts.yaml").read_text("utf-8"))
    settings["audiences"][0] |= {"gloss": "en", "references": True}
    settings["languages"] = ["de", "en"]
    lesson = (folder / "content" / "small" / "lesson.yaml").read_text("utf-8")
    data = json.loads(lesson, object_hook=lambda found: found | {"en": found["de"]} if "de" in found else found)
    (folder / "content" / "small" / "lesson.yaml").write_text(json.dumps(data | {"languages": ["de", "en"]}), "utf-8")
    translated = json.dumps(settings).replace('{"de": ', '{"en": "Year 9", "de": ')
    (folder / "handouts.yaml").write_text(translated, "utf-8")
    assert list(bare(page(folder, document))) == []


def test_pictures_and_facts_of_which_nothing_is_to_say(tmp_path: Path) -> None:
    fact = {"id": "F01", "status": "ok", "statement": {"de": "Es ist so."}, "sources": ["S01"]}
    assert list(bare(page(small(tmp_path, ("teacher",), facts=[fact]), "teacher"))) == []
