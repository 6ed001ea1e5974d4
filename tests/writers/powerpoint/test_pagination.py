"""Text never runs out of its placeholder: it is made smaller, then split, and what cannot be split is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pptx.oxml.ns import qn

from handouts.errors import LayoutError

from .conftest import base

WORDS = "A tree stands in the wood and waits for rain."
Present = Callable[..., Any]


def items(count: int, text: str = WORDS) -> str:
    return "".join(f"<li>{text}</li>" for _ in range(count))


def titles(presentation: Any) -> list[str]:
    return [slide.shapes.title.text.replace("\u00a0", " ") for slide in presentation.slides]


def sizes(shape: Any) -> list[int]:
    """What its layout says, if it is not what the master says."""
    (own,) = (
        one
        for one in shape.part.slide_layout.placeholders
        if one.placeholder_format.idx == shape.placeholder_format.idx
    )
    return [int(found.get("sz")) for found in own._element.find(".//" + qn("a:lstStyle")).iter(qn("a:defRPr"))]


def body(slide: Any) -> Any:
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)


def test_what_fits_inherits_its_size(present: Present) -> None:
    slide = present(f"<section><h2>T</h2><ul>{items(3)}</ul></section>").slides[0]
    assert sizes(body(slide)) == []
    assert not slide._element.xpath(".//p:sp//a:rPr/@sz")


def test_longer_text_is_made_smaller(present: Present) -> None:
    presentation = present(f"<section><h2>T</h2><ul>{items(9)}</ul></section>")
    assert titles(presentation) == ["T"]
    assert 2000 <= sizes(body(presentation.slides[0]))[0] < 2400


def test_long_text_goes_on(present: Present) -> None:
    presentation = present(f"<section><h2>T</h2><ul>{items(18)}</ul><aside class='notes'>N</aside></section>")
    assert titles(presentation) == ["T (1/2)", "T (2/2)"]
    paragraphs = [len(body(slide).text_frame.paragraphs) for slide in presentation.slides]
    assert sum(paragraphs) == 18
    assert min(min(sizes(body(slide)), default=2400) for slide in presentation.slides) >= 2000
    assert all(slide.notes_slide.notes_text_frame.text == "N" for slide in presentation.slides)


def test_a_list_keeps_its_numbers(present: Present) -> None:
    presentation = present(f"<section><h2>T</h2><ol>{items(18)}</ol></section>")
    first, second = presentation.slides
    assert not body(first)._element.findall(".//" + qn("a:buAutoNum"))  # its layout counts
    (own,) = (one for one in first.slide_layout.placeholders if one.placeholder_format.idx == 1)
    assert len(own._element.findall(".//" + qn("a:buAutoNum"))) == 1
    goes_on = body(second)._element.findall(".//" + qn("a:buAutoNum"))
    assert {number.get("startAt") for number in goes_on} == {str(len(body(first).text_frame.paragraphs) + 1)}


def test_an_item_stays_with_what_hangs_on_it(present: Present) -> None:
    item = f"<li>{WORDS}<ul><li>below</li></ul></li>"
    presentation = present(f"<section><h2>T</h2><ul>{item * 14}</ul></section>")
    assert len(presentation.slides) > 1
    for slide in presentation.slides:
        assert body(slide).text_frame.paragraphs[0].level == 0
        assert body(slide).text_frame.paragraphs[-1].level == 1


def test_only_slides_that_are_cut_are_numbered(present: Present) -> None:
    slide = "<section><h2>Same</h2><p>x</p></section>"
    assert titles(present(slide + "<section><h2>Other</h2></section>" + slide)) == ["Same", "Other", "Same"]


def test_a_quotation_is_split_between_sentences(present: Present) -> None:
    quotation = (
        f"<figure class='quote'><blockquote><p>{(WORDS + ' ') * 50}</p></blockquote><figcaption>W</figcaption></figure>"
    )
    presentation = present(f"<section><h2>T</h2>{quotation}</section>")
    parts = [body(slide).text_frame.text for slide in presentation.slides]
    assert len(parts) > 1
    assert all(part.endswith("rain.") and part.startswith("A tree") for part in parts)
    assert " ".join(parts).count(WORDS) == 50


def test_a_table_keeps_its_heads(present: Present) -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{WORDS}</td></tr>" for number in range(40))
    presentation = present(f"<section><h2>T</h2><table><tr><th>No.</th><th>Text</th></tr>{rows}</table></section>")
    tables = [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 1
    assert {table.cell(0, 1).text for table in tables} == {"Text"}
    numbers = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert numbers == [str(number) for number in range(40)]


def test_a_table_stays_on_its_slide(present: Present) -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{WORDS}</td></tr>" for number in range(12))
    presentation = present(f"<section><h2>T</h2><table><tr><th>No.</th><th>Text</th></tr>{rows}</table></section>")
    frame = next(shape for shape in presentation.slides[0].shapes if shape.has_table)
    assert frame.top + sum(row.height for row in frame.table.rows) < 6.8 * 914400
    assert sum(column.width for column in frame.table.columns) == pytest.approx(frame.width, abs=10)


def test_text_without_room_beside_a_visual_comes_before_it(present: Present) -> None:
    presentation = present(f"<section><h2>T</h2><ul>{items(9)}</ul><blockquote><p>{WORDS}</p></blockquote></section>")
    assert layouts(presentation) == ["Title and Content", "Quotation"]
    assert titles(presentation) == ["T (1/2)", "T (2/2)"]


def test_further_visuals_follow(present: Present) -> None:
    quotation = f"<blockquote><p>{WORDS}</p></blockquote>"
    presentation = present(f"<section><h2>T</h2><p>x</p>{quotation * 3}</section>")
    assert layouts(presentation) == ["Text and Quotation", "Text and Quotation"]


def layouts(presentation: Any) -> list[str]:
    return [base(slide.slide_layout) for slide in presentation.slides]


def holder(slide: Any, index: int) -> Any:
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == index)


def test_a_panel_holds_the_title_and_the_foot(present: Present) -> None:
    slide = present(f"<section data-layout='Task'><h2>T</h2><p>{WORDS}</p><footer>Alone</footer></section>").slides[0]
    assert holder(slide, 1).text_frame.text == WORDS
    assert holder(slide, 13).text_frame.text == "Alone"
    assert holder(slide, 0).left + holder(slide, 0).width < holder(slide, 1).left
    assert base(slide.slide_layout) == slide.slide_layout.name == "Task"


@pytest.mark.parametrize(
    "content",
    [f"<h2>T</h2><ul>{items(9)}</ul>", f"<h2>Verantwortungsgefühlslosigkeit</h2><p>{WORDS}</p>"],
    ids=["long text", "long word in the title"],
)
def test_what_has_no_room_beside_a_panel_has_the_whole_slide(present: Present, content: str) -> None:
    presentation = present(f"<section data-layout='Statement'>{content}<footer>Foot</footer></section>")
    assert layouts(presentation) == ["Title and Content"]
    assert body(presentation.slides[0]).text_frame.paragraphs[-1].text == "Foot"


def test_text_is_not_set_smaller_than_told(present: Present) -> None:
    presentation = present(f"<section data-least='24'><h2>T</h2><ul>{items(11)}</ul></section>")
    assert len(presentation.slides) > 1
    assert min(min(sizes(body(slide)), default=2400) for slide in presentation.slides) >= 2400


def test_quotations_are_not_set_smaller_than_told(present: Present) -> None:
    quotation = f"<blockquote><p>{(WORDS + ' ') * 11}</p></blockquote>"
    section = f"<h2>T</h2><p>x</p>{quotation}"
    assert layouts(present(f"<section>{section}</section>")) == ["Text and Quotation"]
    assert layouts(present(f"<section data-least='24'>{section}</section>")) == ["Title and Content", "Quotation"]


def left_width(presentation: Any) -> float:
    return float(holder(presentation.slides[0], 1).width.inches)


def test_the_columns_suit_what_is_in_them(present: Present) -> None:
    quotation, long = f"<blockquote><p>{WORDS}</p></blockquote>", f"<ul>{items(5)}</ul>"
    short = present(f"<section><h2>T</h2><ul><li>wood</li></ul>{quotation}</section>")
    even = present(f"<section><h2>T</h2>{long}{quotation}</section>")
    lines = items(7, "A tree stands in the wood today.")
    wide = present(f"<section data-least='24'><h2>T</h2><ul>{lines}</ul>{quotation}</section>")
    assert left_width(short) < left_width(even) < left_width(wide)


def test_no_word_is_broken_to_make_room_for_a_visual(present: Present) -> None:
    presentation = present(
        f"<section><h2>T</h2><p>{'Verantwortungsgefühl' * 3}</p><blockquote><p>{WORDS}</p></blockquote></section>"
    )
    assert layouts(presentation) == ["Title and Content", "Quotation"]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (f"<h2>T</h2><p>{'wood ' * 900}</p>", "does not fit even at 20 pt"),
        (f"<h2>{'T wood ' * 30}</h2><p>x</p>", "the title does not fit even at 24 pt"),
        (f"<h2>T</h2><table><tr><th>a</th></tr><tr><td>{'wood ' * 2000}</td></tr></table>", "row of the table"),
        (f"<h2>T</h2><table><tr>{'<th>Verantwortungsgefühl</th>' * 12}</tr></table>", "table is too wide"),
        (f"<h2>T</h2><blockquote><p>x</p><footer>{'wood ' * 400}</footer></blockquote>", "caption is too long"),
        ('<h2>T</h2><img alt="x" src="data:image/png;base64,AAAA">', "picture is damaged"),
    ],
)
def test_what_cannot_fit_is_an_error(present: Present, section: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        present(f"<section data-origin='slides.yaml P01'>{section}</section>")
    (problem,) = caught.value.problems
    assert problem.path == "slides.yaml P01"
    assert "slide “T" in problem.message
    assert said in problem.message


def test_an_unknown_layout_is_an_error_that_names_the_known(present: Present) -> None:
    with pytest.raises(LayoutError, match="no layout “Poster”; there are Title Slide, "):
        present("<section data-layout='Poster'><h2>T</h2></section>")


def test_all_errors_come_at_once(present: Present) -> None:
    with pytest.raises(LayoutError) as caught:
        present("<section data-layout='A'><h2>T</h2></section><section data-layout='B'><h2>U</h2></section>")
    assert len(caught.value.problems) == 2
