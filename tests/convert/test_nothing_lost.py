"""What is in a page is in its deck, counted here by other means than the tool's own: words, pictures, links, lists."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from .opened import Opened, opened, written

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.html"))
_PICTURES = {"columns": 2, "pictures": 8, "quarto": 2, "too-much": 1}
"""Those that are shown, icons aside; that behind text is none that stands on the slide."""
_VOID = {"img", "meta", "br", "link", "stop", "rect", "path"}
_NUMBERED = {"a": "alphaLcPeriod", "A": "alphaUcPeriod", "i": "romanLcPeriod", "I": "romanUcPeriod", "": "arabicPeriod"}


class Page(HTMLParser):
    """What readers of a page see of its slides."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.words: Counter[str] = Counter()
        self.links: Counter[str] = Counter()
        self.lists: set[str] = set()
        self._around: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        told = dict(attrs)
        if tag not in _VOID:
            self._around.append(tag)
        if tag == "img":
            self.handle_data(told.get("alt") or "")
        if "aria-label" in told:
            self.handle_data(told["aria-label"])
        if tag == "a" and told.get("href", "").startswith(("#/", "http", "mailto")):
            self.links[told["href"]] += 1
        if tag == "ol" and "reversed" not in told:
            self.lists.add(_NUMBERED[told.get("type", "")] if "style" not in told else "romanLcPeriod")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._around:
            while self._around.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "section" in self._around and not {"style", "script", "svg"} & {*self._around}:
            text = re.sub(r"!\[(\w+)\]\(.*?\)|^#+ ", r"\1", data, flags=re.MULTILINE)
            self.words.update(re.findall(r"\w+", text))


@cache
def deck(path: Path) -> Opened:
    return opened(path)


def test_there_is_a_corpus() -> None:
    assert {*_PICTURES} < {path.stem for path in CORPUS}
    assert len(CORPUS) >= 7


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path) -> None:
    said = Page(path).words
    assert sum(said.values()) > 20
    shown = deck(path).words()
    missing = {word: count for word, count in (said - shown).items() if len(word) < 1000}
    assert missing == {}
    long = [word for word in said if len(word) >= 1000]
    assert all(sum(len(one) for one in shown.elements() if set(one) == {word[0]}) >= len(word) for word in long)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_picture_is_lost(path: Path) -> None:
    found = deck(path)
    shown = sum(len(found.pictures(place)) for place in range(len(found.slides)))
    assert shown == _PICTURES.get(path.stem, 0)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_link_is_lost(path: Path) -> None:
    found, wanted = deck(path), Page(path).links
    jumps = sum(len(found.jumps(place)) for place in range(len(found.slides)))
    others = [
        relation.target_ref for slide in found.slides for relation in slide.part.rels.values() if relation.is_external
    ]
    assert jumps == sum(count for link, count in wanted.items() if link.startswith("#"))
    assert Counter(others) == Counter({link: count for link, count in wanted.items() if not link.startswith("#")})


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_kind_of_list_is_lost(path: Path) -> None:
    found = deck(path)
    assert {kind for place in range(len(found.slides)) for kind in found.xpath(place, ".//a:buAutoNum/@type")} == Page(
        path
    ).lists | ({"arabicPeriod"} if path.stem == "lists" else set())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_file_is_sound(path: Path) -> None:
    found = deck(path)
    assert found.flaws() == []
    assert found.made.slides == len(found.slides)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_nothing_stands_outside_of_its_slide_but_titles_that_are_not_shown(path: Path) -> None:
    for slide in deck(path).slides:
        for shape in slide.shapes:
            if shape == slide.shapes.title or shape.top is None:
                continue
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= 12_192_000
            assert shape.top + shape.height <= 6_858_000


def test_merged_cells_are_merged() -> None:
    (table,) = [shape.table for shape in deck(CORPUS[0].with_stem("tables")).slides[0].shapes if shape.has_table]
    merged = {
        cell.text: (cell.span_height, cell.span_width)
        for row in table.rows
        for cell in row.cells
        if cell.is_merge_origin
    }
    assert merged == {"Monday": (1, 2), "History": (2, 1), "Archive": (3, 1), "Free": (1, 2)}


def test_drawings_lie_beside_their_pixels() -> None:
    found = deck(CORPUS[0].with_stem("pictures"))
    (place,) = [place for place, title in enumerate(found.titles) if title == "Drawn"]
    (picture,) = found.pictures(place)
    (key,) = picture._element.xpath(".//*[local-name()='svgBlip']/@*[local-name()='embed']")
    part = found.slides[place].part.related_part(key)
    assert (part.content_type, b"linearGradient" in part.blob) == ("image/svg+xml", True)
    assert picture.image.content_type == "image/png"


def test_code_stands_on_a_ground_of_its_own_in_one_size() -> None:
    found = deck(CORPUS[0].with_stem("code"))
    boxes = [shape for slide in found.slides for shape in slide.shapes if shape.name.startswith("Code")]
    assert boxes[0].text_frame.text.splitlines() == [
        "from forest import Tree",
        'tree = Tree("oak")   # a comment',
        "\u00a0\u00a0tree.grow()",
    ]
    much = [box for box in boxes if box.text_frame.text.startswith("step")]
    assert 2 <= len(much) <= 4
    assert len({box._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")[0] for box in much}) == 1
    assert all(box._element.xpath("./p:spPr/a:solidFill") for box in boxes)


def test_lists_count_as_they_are_told(tmp_path: Path) -> None:
    backwards = "<ol reversed><li>a</li><li>b</li><li>c</li></ol>"
    body = f'<section><h2>T</h2>{backwards}<ol type="a" start="27"><li>d</li></ol></section>'
    found = written(tmp_path, body)
    assert found.texts(0)[1] == "a\n2.\tb\n1.\tc\nd"
    assert found.xpath(0, ".//a:buAutoNum/@startAt") == ["3", "27"]


def test_a_master_of_somebody_elses_takes_them_too(tmp_path: Path) -> None:
    from handouts.writers.powerpoint import export_master

    from .opened import BRAND

    for path in CORPUS:
        assert opened(path, export_master(BRAND, None)).flaws() == []
