"""Cards: they ask, backs lie behind their fronts when the sheet is turned, and no text leaves its card."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from .sheets import MM, Sheets, Word, colliding, outside, sheets

DECKS = [
    ("sek1", "de", "A4", 0),
    ("clil", "en", "A4", 0),
    ("easy", "de", "A4", 0),
    ("clil", "en", "letter", 0),
    ("sek1", "de", "A4", 18),
    ("class", "de", "letter", 0),
]
CARD_WIDTH = 90 * MM
INSET = 7 * MM
"""Of a card's text from its left and right edge."""
MARGIN = 16.5 * MM
"""Above the first row of cards and below the last."""
NEAR = 0.1 * MM

pytestmark = pytest.mark.slow


@pytest.fixture(params=DECKS, ids=lambda deck: "-".join(map(str, deck)))
def deck(request: pytest.FixtureRequest) -> Sheets:
    audience, language, paper, type_size = request.param
    return sheets("flashcards", audience, language, paper=paper, type_size=type_size)


def sides(deck: Sheets) -> list[list[Word]]:
    """The words of each page of cards, fronts and backs by turns; after them come the rules of the games."""
    kinds = [sheet.get("class").split()[-1] for sheet in lxml_html.fromstring(deck.html).find_class("sheet")]
    assert kinds[-1] == "games"
    pages = deck.words()
    assert len(kinds) <= len(pages) <= len(kinds) + 1
    assert all(pages[len(kinds) - 1 :])
    return pages[: len(kinds) - 1]


def rows(deck: Sheets) -> int:
    found = re.search(r'class="flashcards [^"]*rows-(\d)"', deck.html)
    assert found
    return int(found[1])


def numbers(page: list[Word], deck: Sheets, first: int) -> dict[int, Word]:
    """The number in the foot of each card of a page: the lowest word of its text at the left edge of a card."""
    count = 2 * rows(deck)
    wanted = {str(number) for number in range(first, first + count)}
    edges = [deck.sizes[0][0] / 2 - CARD_WIDTH + INSET, deck.sizes[0][0] / 2 + INSET]
    feet = [w for w in page if w.text in wanted and any(abs(w.left - edge) < 1 for edge in edges)]
    lowest = {int(w.text): w for w in sorted(feet, key=lambda w: (w.text, w.top))}
    assert len(lowest) == count
    return lowest


def test_backs_fall_on_their_fronts(deck: Sheets) -> None:
    pages, width = sides(deck), deck.sizes[0][0]
    assert len(pages) % 2 == 0
    compared = 0
    for index in range(0, len(pages), 2):
        first = index * rows(deck) + 1
        fronts, backs = (numbers(page, deck, first) for page in pages[index : index + 2])
        for number, front in fronts.items():
            mirrored = width - (front.left - INSET + CARD_WIDTH) + INSET
            assert abs(backs[number].left - mirrored) < NEAR, number
            assert abs(backs[number].top - front.top) < NEAR, number
            compared += 1
    assert compared >= 2 * rows(deck)


def test_years_from_and_to_stay_on_one_line() -> None:
    words = [word.text for page in sheets("flashcards", "sek1", "de").words() for word in page]
    assert [word for word in words if re.search(r"\d–\d", word)]
    assert [word for word in words if re.search(r"\d–$", word)] == []


def test_every_word_lies_within_its_card(deck: Sheets) -> None:
    checked = 0
    for page, (width, height) in zip(sides(deck), deck.sizes, strict=False):
        card = (height - 2 * MARGIN) / rows(deck)
        cells: dict[tuple[int, int], list[Word]] = {}
        for word in page:
            if MARGIN < word.middle < height - MARGIN:
                column = int((word.left - width / 2) // CARD_WIDTH)
                cells.setdefault((column, int((word.middle - MARGIN) // card)), []).append(word)
            else:
                assert outside([word], 10 * MM, 3 * MM, width - 10 * MM, height - 3 * MM) == []
        for (column, row), words in cells.items():
            left, top = width / 2 + column * CARD_WIDTH, MARGIN + row * card
            inner = (left + INSET - 1, top + 4 * MM, left + CARD_WIDTH - INSET + 1, top + card - 3 * MM)
            assert outside(words, *inner) == []
            checked += 1
        assert list(colliding(page)) == []
    assert checked >= 2 * rows(deck)


def test_text_keeps_clear_of_the_foot(deck: Sheets) -> None:
    for index, page in enumerate(sides(deck)):
        feet = numbers(page, deck, index // 2 * 2 * rows(deck) + 1)
        for foot in feet.values():
            beside = [w for w in page if foot.left - INSET < w.left < foot.left + CARD_WIDTH - INSET]
            above = [w for w in beside if foot.top - 20 * MM < w.middle < foot.top]
            assert [w.text for w in above if w.bottom > foot.top] == []


def test_all_backs_have_one_size_as_large_as_the_audience_reads(deck: Sheets, request: pytest.FixtureRequest) -> None:
    sizes = set(re.findall(r"--backs: ([\d.]+)pt", deck.html))
    audience, _, _, type_size = request.node.callspec.params["deck"]
    assert len(sizes) == 1
    assert float(sizes.pop()) >= (type_size or {"easy": 14}.get(audience, 13))


def test_every_front_asks_a_question(deck: Sheets) -> None:
    tree = lxml_html.fromstring(deck.html)
    asked = [head.text_content().strip() for head in tree.xpath("//section[contains(@class, 'fronts')]//h3")]
    assert len(asked) >= 5
    assert [question for question in asked if not question.endswith("?")] == []
    assert len(set(asked)) == len(asked)


def test_every_back_has_three_boxes_to_tick(deck: Sheets) -> None:
    tree = lxml_html.fromstring(deck.html)
    for card in tree.xpath("//section[contains(@class, 'backs')]//section"):
        assert [box.text_content() for box in card.find_class("card-tick")] == ["1", "2", "3"]
    assert tree.xpath("//section[contains(@class, 'fronts')]//*[@class='card-tick']") == []


def test_dates_are_asked_both_ways_and_one_side_of_their_cards_has_none() -> None:
    tree = lxml_html.fromstring(sheets("flashcards", "sek1", "de").html)
    fronts, backs = (
        {
            card.find_class("card-number")[0].text_content(): card
            for card in tree.xpath(f"//*[@class='sheet {side}']//section")
        }
        for side in ("fronts", "backs")
    )
    dated = [number for number, card in fronts.items() if "Datum" in card.find_class("card-foot")[0].text_content()]
    assert len(dated) >= 20
    months = re.compile(
        r"\d\.\s(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\s\d{4}"
    )
    asked_when = 0
    for number in dated:
        front, back = fronts[number].find(".//h3").text_content(), backs[number]
        heads = " ".join(part.text_content() for name in ("card-role", "card-title") for part in back.find_class(name))
        asked_when += "Wann war das" in front
        assert bool(months.search(front)) != bool(months.search(heads)), number
        assert front.strip() not in back.text_content()
    assert 5 < asked_when < len(dated) - 5
    titles = [backs[number].text_content().strip() for number in dated]
    assert titles != sorted(titles, key=lambda words: re.findall(r"\d{4}", words)[-1:])  # numbers tell no order


def test_a_set_for_a_lesson_holds_its_terms_and_dates_and_three_games() -> None:
    whole, one = sheets("flashcards", "sek1", "de"), sheets("flashcards", "sek1", "de", plan="1")
    for deck in (whole, one):
        assert len(lxml_html.fromstring(deck.html).find_class("game")) == 3
    assert "Stunde 1" in one.html
    assert "Artikel\N{NO-BREAK SPACE}9" in one.html
    assert "Guam" in whole.html
    assert "Guam" not in one.html
    assert len(one.sizes) < len(whole.sizes)


def test_a_set_too_small_for_a_game_goes_without_its_rules() -> None:
    names = [
        game.findtext(".//h3")
        for game in lxml_html.fromstring(sheets("flashcards", "class", "de").html).find_class("game")
    ]
    assert "Quiz" in names
    assert "Wer bin ich?" not in names


def test_a_language_stands_with_both_terms() -> None:
    pages = [" ".join(word.text for word in page) for page in sheets("flashcards", "clil", "en").words()]
    assert "Term · English" in pages[0]
    assert "German" in pages[1]
    assert "Besatzung" in pages[1]
    assert "Besatzung" not in pages[0]
