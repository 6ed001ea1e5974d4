"""Slides as pages: the same slides as in the PowerPoint file, readable by everybody; notes only for who presents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from lxml import html as lxml_html
from pptx import Presentation

from handouts.errors import GlyphError
from handouts.model.deck import Paragraph, Run
from handouts.model.edition import Edition
from handouts.model.project import DeckFormat
from handouts.model.text import Text
from handouts.pipeline import Job, Workspace, perform, prepare
from handouts.slidelayout import brand_design
from handouts.slidelayout.layouts import BODY
from handouts.slidelayout.pagination import paginate
from handouts.slidelayout.placeholders import Box
from handouts.slides import parse_deck
from handouts.writers.powerpoint import master_of
from handouts.writers.slidepages import PageLook, slide_pages
from handouts.writers.slidepages.words import runs_html, text_html

PAGES: tuple[DeckFormat, ...] = ("pdf", "notes", "lines")
SIZES = {"pdf": (13.333 * 72, 7.5 * 72), "notes": (595.28, 841.89), "lines": (595.28, 841.89)}
LONG = "Wer lange redet, braucht mehr als ein Blatt für das, was er sagen will. " * 90
SECTIONS = f"""
<section data-layout="Title Slide"><h1>Bäume</h1><p>Ein Überblick</p></section>
<section data-layout="Two Content"><h2>Wald</h2><ul><li>Eiche<ul><li>Traubeneiche</li></ul></li><li>Buche</li></ul>
<figure class="quote"><blockquote lang="en"><p>A tree is a tree.</p></blockquote><figcaption>So sagt man</figcaption>
</figure>
<aside class="notes"><p>Nur für die Lehrkraft.</p></aside></section>
<section data-layout="Statement"><h2>Kern</h2><ol start="3"><li>drei</li><li>vier</li></ol>
<p>Mehr <a href="https://example.org/baum">im Netz</a> und <b>fett</b>, <span lang="ja">木</span>.</p></section>
<section data-layout="Chart"><h2>Höhe</h2><figure data-chart="column" data-unit="Meter" aria-label="Höhe von Bäumen">
<table><tbody><tr><th>Eiche</th><td data-value="35">35</td></tr><tr><th>Buche</th><td data-value="40">40</td></tr>
</tbody></table></figure></section>
<section data-layout="Table"><h2>Arten</h2><figure aria-label="Arten"><table><thead><tr><th>Art</th><th>Blatt</th></tr>
</thead><tbody><tr><th scope="row">Eiche</th><td>gebuchtet</td></tr></tbody></table></figure>
<aside class="notes"><p>{LONG}</p></aside></section>
<section><h2>Zeit</h2><figure data-diagram="timeline" aria-label="Zeitleiste"><table>
<tr data-x="1951-09-08"><th>8. September 1951</th><td>zwei Verträge</td></tr><tr data-x="1960-01-19">
<th>19. Januar 1960</th><td>ein neuer</td></tr></table></figure></section>
<section data-visibility="hidden"><h2>Reserve</h2><p>Nur auf Nachfrage.</p></section>
"""
SHOWN = ["Bäume", "Wald", "Kern", "Höhe", "Arten", "Zeit"]


@pytest.fixture(scope="module")
def workspace(tiny: Path) -> Workspace:
    return Workspace.open(tiny)


@pytest.fixture(scope="module")
def made(workspace: Workspace) -> Callable[[DeckFormat], bytes]:
    """`made(format)`: the deck of `SECTIONS` in this format."""

    @cache
    def one(kind: DeckFormat) -> bytes:
        return perform(job(workspace, kind)).data

    return one


def job(workspace: Workspace, kind: DeckFormat) -> Job:
    edition = Edition("deck", workspace.project.audiences[0], "de", deck_format=kind)
    return replace(prepare(workspace, edition), html=document(SECTIONS))


def document(sections: str) -> str:
    return (
        '<html lang="de"><head><title>Bäume</title><meta name="date" content="2025-03-01">'
        f'<meta name="footer" content="Fußzeile"></head><body>{sections}</body></html>'
    )


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data))


def outline(data: bytes) -> list[str]:
    """The titles of all bookmarks in order."""

    def titles(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield str(entry.title)

    return list(titles(reader(data).outline))


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(data).pages).split())


def letters(data: bytes, page: int) -> Iterator[tuple[str, Box]]:
    """Each visible character of a page with the inches that it takes from the upper left corner."""
    opened = pypdfium2.PdfDocument(data)[page]
    text, height = opened.get_textpage(), opened.get_height()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        letter = text.get_text_range(place, 1)
        if letter.strip():
            yield letter, Box(left / 72, (height - top) / 72, (right - left) / 72, (top - bottom) / 72)


@pytest.mark.parametrize("kind", PAGES)
def test_pages_have_the_size_of_slides_or_of_the_paper(made: Callable[[DeckFormat], bytes], kind: DeckFormat) -> None:
    for page in reader(made(kind)).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(SIZES[kind], abs=0.1)


def test_there_is_a_page_for_each_slide_that_is_shown(made: Callable[[DeckFormat], bytes]) -> None:
    shown = [slide for slide in Presentation(BytesIO(made("pptx"))).slides if slide._element.get("show") != "0"]
    assert len(reader(made("pdf")).pages) == len(shown) == len(SHOWN)
    assert len(reader(made("lines")).pages) == 2


def test_titles_are_those_of_the_powerpoint_file_in_its_order(made: Callable[[DeckFormat], bytes]) -> None:
    titles = [slide.shapes.title.text for slide in Presentation(BytesIO(made("pptx"))).slides]
    assert titles == [*SHOWN, "Reserve"]
    assert outline(made("pdf")) == outline(made("lines")) == SHOWN
    assert outline(made("notes")) == titles


def test_only_the_pages_of_who_presents_have_notes(made: Callable[[DeckFormat], bytes]) -> None:
    assert "Nur für die Lehrkraft." in words(made("notes"))
    for kind in ("pdf", "lines"):
        said = words(made(kind))
        assert "Traubeneiche" in said
        assert not [hidden for hidden in ("Lehrkraft", "Wer lange redet", "Reserve") if hidden in said]


def test_long_notes_go_on_over_pages(made: Callable[[DeckFormat], bytes]) -> None:
    pages = [page.extract_text() for page in reader(made("notes")).pages]
    holding = [place for place, text in enumerate(pages) if "Wer lange redet" in " ".join(text.split())]
    assert len(holding) > 1
    assert holding == list(range(holding[0], holding[-1] + 1))
    assert len(pages) == len(SHOWN) + 1 + len(holding) - 1


@pytest.mark.parametrize("kind", PAGES)
def test_pages_claim_to_be_accessible_and_lasting(made: Callable[[DeckFormat], bytes], kind: DeckFormat) -> None:
    with pikepdf.open(BytesIO(made(kind))) as pdf:
        meta = str(pdf.Root.Metadata.read_bytes(), "utf-8")
        assert re.search(r"pdfuaid:part\W+1", meta)
        assert re.search(r"pdfaid:part\W+3", meta)
        assert re.search(r"pdfaid:conformance\W+A", meta)
        assert str(pdf.Root.Lang) == "de"


def test_tags_say_what_everything_is(made: Callable[[DeckFormat], bytes]) -> None:
    with pikepdf.open(BytesIO(made("pdf"))) as pdf:
        kinds = list(tags(pdf.Root.StructTreeRoot))
    assert [kind for kind in kinds if kind in ("/H1", "/H2")] == ["/H1", *["/H2"] * 5]
    assert {"/L", "/LI", "/BlockQuote", "/Table", "/TH", "/Figure", "/Link"} <= set(kinds)
    assert (kinds.count("/Figure"), kinds.count("/L")) == (1, 3)


def tags(element: Any) -> Iterator[str]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)
    kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []:
        yield from tags(kid)


def test_everything_stands_in_the_box_that_was_measured_for_it(
    made: Callable[[DeckFormat], bytes], workspace: Workspace
) -> None:
    deck = parse_deck(document(SECTIONS))
    look = PageLook.of(brand_design(workspace.brand))
    pages = [page for page in paginate(deck, look.design) if not page.slide.hidden]
    for number, page in enumerate(pages):
        boxes = [part.box for part in (page.title, *page.parts)]
        boxes += [foot.box for foot in look.feet(page.layout, deck, number + 1)]
        found = list(letters(made("pdf"), number))
        assert len(found) > 10
        for letter, at in found:
            assert any(holds(box, at) for box in boxes), (page.slide.title_text, letter, at)


def holds(box: Box, at: Box, air: float = 0.04) -> bool:
    """Whether something lies in a box, but for a hair: of letters, accents may rise above their line."""
    return (
        box.x - air <= at.x
        and at.x + at.w <= box.x + box.w + air
        and box.y - air <= at.y
        and at.y + at.h <= box.y + box.h + air
    )


def test_letters_in_charts_are_not_too_small_to_be_read(made: Callable[[DeckFormat], bytes]) -> None:
    drawn = pypdfium2.PdfDocument(made("pdf"))[SHOWN.index("Höhe")].get_textpage()
    text = drawn.get_text_range()
    digits = [drawn.get_charbox(place) for place in range(text.index("35"), text.index("35") + 2)]
    # Figures of this font are 0.66 of their size high.
    assert all(top - bottom >= 0.62 * 12 for _, bottom, _, top in digits)


@pytest.mark.parametrize("kind", PAGES)
def test_pages_are_the_same_every_time(
    made: Callable[[DeckFormat], bytes], workspace: Workspace, kind: DeckFormat
) -> None:
    assert perform(job(workspace, kind)).data == made(kind)


def test_what_is_around_slides_needs_letters_too(workspace: Workspace) -> None:
    audience = workspace.project.audiences[0].model_copy(update={"short": Text({"de": "Klasse 𓀀", "en": "Class 𓀀"})})
    edition = Edition("deck", audience, "de", deck_format="notes")
    with pytest.raises(GlyphError, match="U\\+13000"):
        perform(prepare(workspace, edition))


def pages_of(sections: str, kind: DeckFormat, workspace: Workspace, master: bytes | None = None) -> Any:
    deck = parse_deck(document(sections))
    shell = "<html><head></head><body><!-- slides --></body></html>"
    design = master_of(workspace.brand, master, "de").design if master else brand_design(workspace.brand)
    return lxml_html.document_fromstring(slide_pages(shell, deck, design, kind, lambda figure: figure))


def test_of_a_master_of_somebody_elses_places_and_sizes_are_kept(workspace: Workspace) -> None:
    sections = "<section data-layout='Title and Content'><h2>Wald</h2><p>Eiche</p></section>"
    master = master_of(workspace.brand, None, "de").file
    own, given = (pages_of(sections, "pdf", workspace, one) for one in (None, master))
    places = [[(part.get("class"), part.get("style")) for part in page.find_class("part")] for page in (own, given)]
    assert places[0] == places[1]
    assert own.find_class("ornament")
    assert not given.find_class("ornament")


def test_lines_are_only_beside_slides_to_write_on(workspace: Workspace) -> None:
    assert pages_of(SECTIONS_PLAIN, "lines", workspace).find_class("line")
    assert not pages_of(SECTIONS_PLAIN, "pdf", workspace).find_class("line")


SECTIONS_PLAIN = "<section><h1>Wald</h1><p>Eiche</p></section>"


def test_a_wider_font_is_set_smaller(workspace: Workspace) -> None:
    def shrink(text: str, slides: str) -> float:
        fonts = replace(workspace.brand.fonts, text=text, slides=slides)
        return PageLook.of(brand_design(replace(workspace.brand, fonts=fonts))).shrink

    assert shrink("Source Sans 3", "Arial") == 1.0
    assert 0.8 < shrink("Noto Sans", "Arial") < 1.0
    assert shrink("Source Sans 3", "Noto Sans") == 1.0


def paragraphs(*lines: tuple[str, int, str, int]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph((Run(text, "de"),), level, bullet, number)  # type: ignore[arg-type]
        for text, level, bullet, number in lines
    )


def bare(html: str) -> str:
    """HTML without styles and classes."""
    return re.sub(r' (style|class)="[^"]*"', "", html)


@pytest.mark.parametrize(
    ("lines", "html"),
    [
        ([("a", 0, "none", 1), ("b", 0, "none", 1)], "<p>a</p><p>b</p>"),
        (
            [("a", 0, "bullet", 1), ("b", 1, "bullet", 1), ("c", 0, "bullet", 1)],
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        (
            [("a", 0, "number", 3), ("b", 0, "number", 4), ("c", 0, "number", 7)],
            '<ol start="3"><li>a</li><li>b</li><li value="7">c</li></ol>',
        ),
        (
            [("a", 0, "bullet", 1), ("more", 0, "continued", 1), ("end", 0, "none", 1)],
            "<ul><li><p>a</p><p>more</p></li></ul><p>end</p>",
        ),
        ([("rest", 0, "continued", 1), ("a", 0, "bullet", 1)], "<p>rest</p><ul><li>a</li></ul>"),
        ([("a", 0, "bullet", 1), ("b", 0, "number", 1)], "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ([("deep", 2, "bullet", 1), ("a", 0, "bullet", 1)], "<ul><li>deep</li></ul><ul><li>a</li></ul>"),
    ],
)
def test_paragraphs_become_lists_as_their_levels_say(lines: list[tuple[str, int, str, int]], html: str) -> None:
    assert bare(text_html(paragraphs(*lines), "de", BODY)) == html
    assert bare(text_html(paragraphs(*lines), "de")) == html


def test_text_stands_as_far_in_as_on_the_slide() -> None:
    made = text_html(paragraphs(("a", 0, "bullet", 1), ("b", 1, "bullet", 1), ("c", 1, "none", 1)), "de", BODY)
    stands = re.findall(r"(?:padding|margin)-left: calc\(([\d.]+)", made)
    assert [float(inches) for inches in stands] == [0.36, pytest.approx(0.72 - 0.36)]
    assert made.count("font-size") == 3


@pytest.mark.parametrize(
    ("run", "html"),
    [
        (Run("a < b\nc", "de"), "a &lt; b<br>c"),
        (Run("tree", "en", bold=True), '<span lang="en"><strong>tree</strong></span>'),
        (Run("leicht", "de-x-easy"), "leicht"),
        (Run("Baum 木", "de"), 'Baum <span lang="ja">木</span>'),
        (Run("Netz", "de", link='https://a.example/?b="c"'), '<a href="https://a.example/?b=&quot;c&quot;">Netz</a>'),
        (Run("2", "de", position="super"), "<sup>2</sup>"),
        (Run("x", "de", code=True, struck=True), "<s><code>x</code></s>"),
    ],
)
def test_runs_say_language_looks_and_links(run: Run, html: str) -> None:
    assert runs_html((run,), "de") == html


def test_a_chart_is_drawn_with_its_years(workspace: Workspace) -> None:
    rows = "".join(
        f'<tr data-year="{year}"><th scope="row">{name}</th><td data-value="2">2</td></tr>'
        for year, name in ((-300, "300 BC"), (100, "AD 100"))
    )
    chart = f'<figure data-chart="line" data-unit="u" aria-label="a"><table><tbody>{rows}</tbody></table></figure>'
    drawn: list[str] = []

    def draw(figure: str) -> str:
        drawn.append(figure)
        return '<svg viewBox="0 0 200 100"><text font-size="9px">1</text></svg>'

    deck = parse_deck(document(f"<section data-layout='Chart'><h2>Titel</h2>{chart}</section>"))
    slide_pages("<html><body><!-- slides --></body></html>", deck, brand_design(workspace.brand), "pdf", draw)
    assert drawn
    assert all(re.findall(r'data-year="(-?\d+)"', figure) == ["-300", "100"] for figure in drawn)


def test_lists_count_as_their_deck_says() -> None:
    deck = parse_deck('<section><h2>T</h2><ol type="A"><li>eins</li><li>zwei</li></ol></section>')
    (text,) = deck.slides[0].blocks
    assert '<ol class="level-0" type="A">' in text_html(text.paragraphs, "de")  # type: ignore[union-attr]
