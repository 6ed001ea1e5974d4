"""Cards: backs lie behind their fronts when the sheet is turned, and no text leaves its card."""

from __future__ import annotations

import re

import pytest

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
    pages, width = deck.words(), deck.sizes[0][0]
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
    for page, (width, height) in zip(deck.words(), deck.sizes, strict=True):
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
    for index, page in enumerate(deck.words()):
        feet = numbers(page, deck, index // 2 * 2 * rows(deck) + 1)
        for foot in feet.values():
            beside = [w for w in page if foot.left - INSET < w.left < foot.left + CARD_WIDTH - INSET]
            above = [w for w in beside if foot.top - 20 * MM < w.middle < foot.top]
            assert [w.text for w in above if w.bottom > foot.top] == []


def test_type_is_as_large_as_the_audience_reads(deck: Sheets, request: pytest.FixtureRequest) -> None:
    sizes = re.search(r"--terms: ([\d.]+)pt; --people: ([\d.]+)pt", deck.html)
    assert sizes
    audience, _, _, type_size = request.node.callspec.params["deck"]
    least = type_size or {"easy": 14}.get(audience, 12)
    assert min(map(float, sizes.groups())) >= least


def test_a_language_stands_with_both_terms() -> None:
    pages = [" ".join(word.text for word in page) for page in sheets("flashcards", "clil", "en").words()]
    assert "Term · English" in pages[0]
    assert "German" in pages[1]
    assert "Besatzung" in pages[1]
    assert "Besatzung" not in pages[0]
