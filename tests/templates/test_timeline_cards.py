"""The timeline to hang up: two cards a sheet, in the order of time, the year seen across the room."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html as lxml_html

from ..pictures.lessons import photograph, replace
from .sheets import MM, ROOT, Sheets, Word, colliding, outside, sheets

SETS = [("sek1", "de", "A4", 0), ("uni", "en", "A4", 0), ("easy", "de", "letter", 0), ("sek1", "en", "A4", 18)]
FOOT = 9.6
"""Points: the lines at the foot of a card, and the note on the first sheet, are no larger."""

pytestmark = pytest.mark.slow


@pytest.fixture(params=SETS, ids=lambda one: "-".join(map(str, one)))
def cards(request: pytest.FixtureRequest) -> Sheets:
    audience, language, paper, type_size = request.param
    return sheets("timeline-cards", audience, language, paper=paper, type_size=type_size)


def halves(made: Sheets) -> list[list[Word]]:
    """The words of each card, the upper one of a sheet first."""
    found: list[list[Word]] = []
    for page, (_, height) in zip(made.words(), made.sizes, strict=True):
        found += [[w for w in page if w.middle < height / 2], [w for w in page if w.middle > height / 2]]
    return [words for words in found if words]


def test_every_event_has_a_card_of_its_own_in_the_order_of_time(cards: Sheets) -> None:
    tree = lxml_html.fromstring(cards.html)
    years = [int(one.text_content()) for one in tree.find_class("card-year")]
    numbers = [one.text_content() for one in tree.find_class("card-number")]
    assert len(years) >= 20
    assert years == sorted(years)
    assert numbers == [f"{n}/{len(years)}" for n in range(1, len(years) + 1)]
    assert len(cards.sizes) == (len(years) + 1) // 2
    found = halves(cards)
    assert len(found) == len(years)
    for year, words in zip(years, found, strict=True):
        largest = max(words, key=lambda word: word.bottom - word.top)
        assert largest.text == str(year)
        assert largest.bottom - largest.top > 30 * MM


def test_nothing_leaves_its_card_or_runs_into_its_foot(cards: Sheets) -> None:
    for page, (width, height) in zip(cards.words(), cards.sizes, strict=True):
        assert outside(page, 12 * MM, 3 * MM, width - 12 * MM, height - 4 * MM) == []
        for top in (0.0, height / 2):
            card = [word for word in page if top < word.middle < top + height / 2]
            assert outside(card, 0, top + 3 * MM, width, top + height / 2 - 4 * MM) == []
            small = [word for word in card if word.bottom - word.top < FOOT * 1.5 and word.top > top + 30 * MM]
            large = [word for word in card if word.bottom - word.top > FOOT * 1.5]
            if card:
                assert small
                assert max(word.bottom for word in large) < min(word.top for word in small) + 1.5 * MM
        assert list(colliding(page)) == []


def test_type_is_as_large_as_the_audience_reads(cards: Sheets, request: pytest.FixtureRequest) -> None:
    audience, _, _, type_size = request.node.callspec.params["cards"]
    (body,) = lxml_html.fromstring(cards.html).iter("body")
    assert float(body.get("style").partition("--text: ")[2].removesuffix("pt")) >= (
        type_size or {"easy": 14}.get(audience, 16)
    )


def test_a_picture_that_an_event_names_stands_on_its_card_with_its_credit(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "handouts.yaml", tmp_path)
    content = tmp_path / "content/us-japan-alliance"
    assert "picture: I02" in (content / "timeline.yaml").read_text("utf-8")
    bare = lxml_html.fromstring(sheets("timeline-cards", "sek1", "de").html)
    assert bare.find_class("pictured") == []
    (content / "pictures/surrender-missouri-1945.jpg").write_bytes(photograph(1500, 1000))
    text = 'introduction:\n      de: "Am 2. September 1945 unterzeichnete Shigemitsu'
    replace(
        content / "pictures.yaml",
        f"    {text}",
        f'    alt: {{de: "Ein Mann schreibt.", en: "A man writes."}}\n    {text}',
    )
    made = sheets("timeline-cards", "sek1", "de", root=tmp_path)
    (card,) = lxml_html.fromstring(made.html).find_class("pictured")
    assert card.find_class("card-year")[0].text_content() == "1945"
    assert "gemeinfrei" in card.find_class("card-picture")[0].text_content()
    for page in made.words():
        assert list(colliding(page)) == []
