"""Characters that no document may hold, as typed and by their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from handouts.model.deck import TextBlock
from handouts.slides import illegible, legible, parse_deck
from handouts.slides.tree import LINE

BAD = [*map(chr, (*range(9), *range(0x0E, 0x20), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF))]


@pytest.mark.parametrize("character", BAD, ids=ascii)
def test_what_no_document_may_hold_is_left_out_and_named_with_its_line(character: str) -> None:
    for typed in (character, f"&#{ord(character)};", f"&#x{ord(character):X}", f"&#X000{ord(character):x};"):
        html = f"<p>\na{typed}z</p>"
        assert legible(html) == "<p>\naz</p>"
        ((line, name),) = illegible(html)
        assert line == 2
        assert name in (f"U+{ord(character):04X}", typed)


@pytest.mark.parametrize("number", ["&#x110000;", "&#99999999999999999999999;", f"&#{'9' * 5000};"])
def test_numbers_of_no_character_are_left_out(number: str) -> None:
    assert legible(f"a{number}b") == "ab"


@pytest.mark.parametrize("kept", ["a\tb\r\nc", "&#233;&#xE9;", "&amp;#7;", "&#x1F600; 😀", "&#; &#x;", "\x85\x9f"])
def test_all_else_stays_as_it_is(kept: str) -> None:
    assert legible(kept) == kept
    assert list(illegible(kept)) == []


def test_a_vertical_tab_is_a_line_break_and_a_form_feed_a_space() -> None:
    assert legible("a\vb&#11;c\fd&#xC;e") == f"a{LINE}b{LINE}c d e"
    (slide,) = parse_deck("<section><h2>A\vB</h2><p>first line\vsecond&#11;third\ffourth</p></section>").slides
    (block,) = slide.blocks
    assert isinstance(block, TextBlock)
    assert (slide.title_text, block.paragraphs[0].text) == ("A B", "first line\nsecond\nthird fourth")


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_left_can_stand_in_xml(text: str) -> None:
    etree.Element("a").text = legible(text)


WHERE = (
    '<html><head><title>{0}</title><meta name="author" content="{0}"><meta name="date" content="{0}"></head><body>'
    '<section data-section="{0}" data-notes="{0}"><h2>T{0}</h2><p>a{0}</p><pre>b{0}c</pre>'
    '<img src="data:image/png;base64,qqqq{0}" alt="d{0}"><table aria-label="{0}"><tr><td>1{0}<td>2</table>'
    '<aside class="notes">{0}</aside></section><section data-markdown><textarea>## {0}\n\n&amp;{1} <b>&amp;{1}</b>'
    "</textarea></section></body></html>"
)


@pytest.mark.parametrize("character", ["\v", "\x07", "\f", "\0", "\ufffe", "\ud800"], ids=ascii)
def test_no_place_of_a_deck_holds_them(character: str) -> None:
    for typed in (character, f"&#{ord(character)};"):
        told = repr(parse_deck(WHERE.format(typed, f"#{ord(character)};")))
        assert repr(character)[1:-1] not in told
