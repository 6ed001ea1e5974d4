"""Each folder in cases/ is a page that once came out poorer than it should; here is what its deck has to show."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from .opened import Opened, opened

CASES = Path(__file__).parent / "cases"
PAGES = sorted(CASES.glob("*/*.html"))
AUTONUM = ".//a:buAutoNum/@type"


@cache
def case(name: str, page: str = "deck") -> Opened:
    return opened(CASES / name / f"{page}.html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_the_file_is_sound_and_says_how_many_slides_it_has(page: Path) -> None:
    found = case(page.parent.name, page.stem)
    assert found.flaws() == []
    assert found.made.slides == len(found.slides) > 0


def test_there_are_cases_and_each_is_looked_at() -> None:
    assert len(PAGES) >= 20
    assert {page.parent.name for page in PAGES} == {*CHECKS}


def background() -> None:
    deck = case("background")
    assert deck.titles == ["Titel auf Bild", "Auf Braun", "CSS"]
    assert [len(deck.xpath(place, "./p:cSld/p:bg//a:blip")) for place in range(3)] == [1, 0, 1]
    assert deck.xpath(1, "./p:cSld/p:bg//a:srgbClr/@val") == ["8A4B1F"]
    assert deck.xpath(1, ".//a:overrideClrMapping/@tx1") == ["lt1"]
    assert deck.made.remarks == ()


def exif_rotation() -> None:
    (picture,) = case("exif-rotation").pictures(0)
    image = Image.open(io.BytesIO(picture.image.blob))
    assert (image.height > image.width, image.getexif().get(0x0112, 1)) == (True, 1)
    assert picture.height > picture.width


def four_cards() -> None:
    deck = case("four-cards")
    assert len(deck.slides) == 1
    assert deck.texts(0)[:5] == [
        "Numbers",
        "70.3 %\nof the area",
        "0.6 %\nof the land",
        "72 %\nagainst",
        "1972\nreturned",
    ]
    boxes = [shape for shape in deck.slides[0].shapes if shape.has_text_frame][1:5]
    assert len({box.top for box in boxes}) == 1
    assert all(one.left + one.width <= other.left for one, other in pairwise(boxes))


def full_bleed() -> None:
    for page, place in (("deck", 0), ("deck-without-notes", 1)):
        deck = case("full-bleed", page)
        (picture,) = deck.pictures(place)
        assert (picture.left, picture.top) == (0, 0)
        assert picture.width > 12_000_000
        assert deck.slides[place].shapes.title.top < 0
    assert len(case("full-bleed", "deck-without-notes").slides) == 3
    assert case("full-bleed").slides[0].notes_slide.notes_text_frame.text == "Show and wait."


def hidden_shown() -> None:
    deck = case("hidden-shown")
    assert deck.titles == ["Hidden", "Spare", "Last"]
    assert deck.slides[0]._element.get("show") == "0"
    assert "secret" not in "".join(deck.texts(2))
    assert [remark.line for remark in deck.made.remarks] == [3, 3]


def internal_links() -> None:
    deck = case("internal-links")
    assert deck.jumps(0) == {"To the sources": 2, "To the sources, short": 2, "By number": 2}
    assert deck.jumps(2) == {"Back": 0}
    assert deck.xpath(0, ".//a:hlinkClick[@action='ppaction://hlinkshowjump?jump=nextslide']/../../a:t/text()") == [
        "Next"
    ]
    assert deck.told == "deck.html:3: a link to handout.pdf is left out; its text is kept"


def intro_columns() -> None:
    deck = case("intro-columns")
    assert deck.texts(0)[:4] == [
        "Compare",
        "Two treaties in one look:",
        "1951: no end\nno duty to defend",
        "1960: ten years\nduty to defend",
    ]
    intro, left, right = (shape for shape in deck.slides[0].shapes if shape.text_frame.text in deck.texts(0)[1:4])
    assert intro.top + intro.height <= left.top == right.top
    assert left.left + left.width <= right.left
    assert deck.slides[0].slide_layout.name == "Two Content"


def list_start_zero() -> None:
    deck = case("list-start-zero")
    assert deck.xpath(0, ".//a:buAutoNum[@startAt='0']") == []
    assert "0.\tzero\none" in deck.texts(0)


def long_sentence() -> None:
    deck = case("long-sentence")
    assert deck.titles == ["Long\u00a0(1/2)", "Long\u00a0(2/2)", "Fine"]
    source = (CASES / "long-sentence/deck.html").read_text("utf-8").partition("<p>")[2].partition("</p>")[0].split()
    assert " ".join(deck.texts(0)[1:2] + deck.texts(1)[1:2]).split() == source
    assert "it is set smaller, cut" in deck.told


def long_title() -> None:
    deck = case("long-title")
    title = deck.titles[0].removesuffix("…")
    assert len(deck.slides) == 2
    assert title != deck.titles[0]
    assert deck.texts(0)[1].startswith(title)
    assert deck.texts(0)[1].count("short") == 1
    assert "the title does not fit" in deck.told


def lost_looks() -> None:
    deck = case("lost-looks")
    assert deck.xpath(0, ".//a:rPr[a:highlight]/../a:t/text()") == ["marked"]
    assert deck.xpath(0, ".//a:rPr[@u='sng']/../a:t/text()") == ["underlined"]
    assert deck.xpath(0, ".//a:rPr[a:solidFill/a:srgbClr/@val='FF0000']/../a:t/text()") == ["red"]
    assert deck.xpath(0, ".//a:rPr[@b='1'][a:solidFill]/../a:t/text()") == ["bold green"]
    assert deck.xpath(0, ".//a:rPr[@cap='small']/../a:t/text()") == ["caps"]
    assert deck.xpath(0, ".//a:p[a:pPr/@algn='ctr']//a:t/text()") == ["centred"]
    assert len(deck.made.remarks) == 1
    assert "a size of its own" in deck.told


def markdown_pictures() -> None:
    deck = case("markdown-pictures")
    (picture,) = deck.pictures(1)
    assert picture._element.xpath("./*/p:cNvPr/@descr") == ["pic"]
    assert deck.made.remarks == ()


def marp() -> None:
    deck = case("marp")
    assert deck.titles[:2] + deck.titles[3:] == ["Besatzung", "Tabelle", "Formel"]
    assert len(deck.pictures(0)) == len(deck.pictures(2)) == 1
    assert deck.pictures(2)[0].left == 0
    assert "eins\nzwei" in deck.texts(0)
    assert deck.texts(0).count("Geschichte · Klasse 9b") == 1
    assert deck.slides[0].notes_slide.notes_text_frame.text == "Notiz für mich"
    assert "1/2" in deck.texts(3)
    assert not [one for slide in deck.slides for one in slide._element.xpath(".//@lang") if one == "C"]
    assert "svg" not in deck.told


def mathml() -> None:
    deck = case("mathml")
    assert deck.texts(0)[1] == "c = √(a2 + b2)\ninline 1/2 and x1"
    assert deck.xpath(0, ".//a:rPr[@baseline='30000']/../a:t/text()") == ["2", "2"]
    assert deck.texts(1)[1] == "1/2"
    assert len(deck.made.remarks) == 3


def mermaid() -> None:
    deck = case("mermaid")
    assert "flowchart LR\n\u00a0A[War] --> B[Occupation]\n\u00a0B --> C[Treaty]" in deck.texts(0)
    assert "a diagram (mermaid)" in deck.told
    assert "a drawing made by a script" in deck.told


def nested_lists() -> None:
    deck = case("nested-lists")
    paragraphs = deck.xpath(0, ".//a:p[starts-with(a:r/a:t, 'level')]/a:pPr")
    assert [int(one.get("lvl", 0)) for one in paragraphs] == [*range(1, 9), 8, 8]
    assert "lists have 9 levels" in deck.told


def no_heading() -> None:
    deck = case("no-heading")
    assert deck.titles == ["Okinawa", "A beach in 1972", "Peace."]
    assert [slide.shapes.title.top < 0 for slide in deck.slides] == [False, True, True]


def rtl() -> None:
    deck = case("rtl")
    said = deck.xpath(0, ".//p:sp[p:nvSpPr/p:nvPr/p:ph[not(@type) or @type='title']]//a:p/a:pPr")
    assert [(one.get("rtl"), one.get("algn")) for one in said] == [("1", "r")] * 3
    assert deck.xpath(1, ".//a:tblPr/@rtl") == ["1"]


def same_titles() -> None:
    assert case("same-titles").titles == ["Task", "Interlude", "Task"]


def spacer() -> None:
    deck = case("spacer")
    assert (deck.titles, deck.texts(0)[1:3]) == (["Spacer"], ["left", "right"])


def stack_first() -> None:
    deck = case("stack-first")
    names = [slide.slide_layout.name.partition(" – ")[0] for slide in deck.slides]
    assert names == ["Title Slide", "Title and Content"]


CHECKS: dict[str, Callable[[], None]] = {
    check.__name__.replace("_", "-"): check
    for check in (
        *(background, exif_rotation, four_cards, full_bleed, hidden_shown, internal_links, intro_columns),
        *(list_start_zero, long_sentence, long_title, lost_looks, markdown_pictures, marp, mathml, mermaid),
        *(nested_lists, no_heading, rtl, same_titles, spacer, stack_first),
    )
}


@pytest.mark.parametrize("name", CHECKS)
def test_case(name: str) -> None:
    CHECKS[name]()
