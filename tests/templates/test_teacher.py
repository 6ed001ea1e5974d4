"""The teacher's book: its contents lead where they say, and headings stay with what they head."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader
from pypdf.generic import Destination

from .sheets import MM, Sheets, colliding, outside, sheets

BOOKS = [
    ("sek1", "de", "A4", 0),
    ("clil", "en", "A4", 0),
    ("easy", "de", "letter", 0),
    ("uni", "en", "letter", 18),
    ("class", "de", "A4", 0),
]
SMALLEST = 8.5

pytestmark = pytest.mark.slow


@pytest.fixture(params=BOOKS, ids=lambda book: "-".join(map(str, book)))
def book(request: pytest.FixtureRequest) -> Sheets:
    audience, language, paper, type_size = request.param
    return sheets("teacher", audience, language, paper=paper, type_size=type_size)


def headings(reader: PdfReader, entries: list[Any] | None = None) -> list[Destination]:
    """All entries of the outline, whatever their level."""
    found: list[Destination] = []
    for entry in reader.outline if entries is None else entries:
        found += headings(reader, entry) if isinstance(entry, list) else [entry]
    return found


def test_contents_name_the_pages_of_their_chapters(book: Sheets) -> None:
    listed = [link.text_content() for link in lxml_html.fromstring(book.html).xpath("//ul[@class='contents']//a")]
    reader = book.reader
    first = " ".join((reader.pages[0].extract_text() or "").split())
    pages = {str(entry.title): (reader.get_destination_page_number(entry) or 0) + 1 for entry in headings(reader)}
    assert len(listed) >= 6
    for title in listed:
        said = re.search(re.escape(" ".join(title.split())) + r"[ .]+(\d+)", first)
        assert said, title
        assert int(said[1]) == pages[title], title


def test_no_heading_stands_at_the_foot_of_a_page(book: Sheets) -> None:
    entries = headings(book.reader)
    assert len(entries) > 8
    low = [str(entry.title) for entry in entries if float(entry.top or 0) < 21 * MM + 24]
    assert low == []


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    pages = sheets("teacher", "uni", "de").words()
    left = min(word.left for page in pages for word in page)
    keys = [
        (n, w.text) for n, page in enumerate(pages) for w in page if w.left - left < 1 and re.match(r"S\d\d$", w.text)
    ]
    starts = [key for n, key in keys[:2] + keys[-2:]]
    assert starts == sorted(starts)
    assert len(set(starts)) == 4
    assert keys[0][0] == keys[1][0]
    assert keys[-1][0] == keys[-2][0]
    totals = 0
    book = sheets("teacher", "sek2", "de")
    for page, (width, _) in zip(book.words(), book.sizes, strict=True):
        for total in [w for w in page if w.text == "Gesamt"][:1]:
            above = [w for w in page if w.text.isdigit() and w.left > width / 2 and w.bottom < total.top]
            assert len(above) >= 2, [w.text for w in page][:20]
            totals += 1
    assert totals >= 2


def test_nothing_leaves_its_page_or_runs_into_its_neighbour(book: Sheets) -> None:
    for number, (page, (width, height)) in enumerate(zip(book.words(), book.sizes, strict=True)):
        left, right = (14, 22) if number % 2 else (22, 14)
        assert outside(page, left * MM, 8 * MM, width - right * MM, height - 8 * MM) == []
        assert list(colliding(page)) == []


def test_no_type_is_smaller_than_a_teacher_reads(book: Sheets) -> None:
    sizes: set[float] = set()

    def see(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(matrix[3] or matrix[0]), 2))

    for page in book.reader.pages:
        page.extract_text(visitor_text=see)
    assert sizes
    assert min(sizes) >= SMALLEST - 0.01


def test_the_time_of_each_lesson_is_counted_once() -> None:
    tree = lxml_html.fromstring(sheets("teacher", "sek1", "de").html)
    plans = tree.find_class("plan")
    assert len(plans) == 4
    for plan in plans:
        (mix,) = (line.text_content() for line in plan.find_class("meta") if "Arbeitszeit" in line.text_content())
        shares = [int(share) for share in re.findall(r"AFB I{1,3} (\d+)\s?%", mix)]
        assert len(shares) == 3, mix
        assert abs(sum(shares) - 100) <= 1
