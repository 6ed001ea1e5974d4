"""Trees of HTML that are kept."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
import tinyhtml5

from handouts import cache
from handouts.writers.pdf import set_pages
from handouts.writers.pdf.shortcuts import trees

from .documents import BODIES, CSS, FACES, document


def test_a_tree_comes_back_as_it_was() -> None:
    source = (
        "<!-- first -->" + document("<p>a &lt; b<!-- in -->c<br>d</p>e" + "".join(BODIES.values())) + "<!-- last -->"
    )
    tree = trees._parsed(source, namespace_html_elements=False)
    again = trees._built(trees._flat(tree))
    assert tostring(again) == tostring(tree)
    assert [one.tag for one in again.iter()] == [one.tag for one in tree.iter()]


def test_a_tree_may_be_deep() -> None:
    tree = trees._built([("p", {}, "in", "after", 1)] * 5_000 + [("p", {}, "last", None, 0)])
    assert [one.text for one in tree.iter()] == ["in"] * 5_000 + ["last"]


def test_a_document_is_parsed_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    parse = tinyhtml5.parser.HTMLParser.parse
    monkeypatch.setattr(
        tinyhtml5.parser.HTMLParser, "parse", lambda *given, **named: (seen.append("parsed"), parse(*given, **named))[1]
    )
    for word, count in (("eins", 1), ("eins", 1), ("zwei", 2), ("eins", 3)):
        set_pages(document(f"<p>{word}</p>"), [FACES, CSS], {}, ["de/adult/handout.pdf"])
        assert len(seen) == count
    assert len(list((kept / trees.KIND).iterdir())) == 1
    set_pages(document("<p>eins</p>"), [FACES, CSS])
    assert len(seen) == 4
    assert cache.held()[0]
