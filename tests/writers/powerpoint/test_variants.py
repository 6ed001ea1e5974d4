"""Reset Slide changes nothing: what a page has of its own stands in its layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pptx.oxml.ns import qn

from handouts.writers.powerpoint.lists import COUNTED
from handouts.writers.powerpoint.variants import OWN

Present = Callable[..., Any]
LONG = "Trees give shade to people, and to streets, and to all of the houses there. " * 5


def said_on(slide: Any) -> list[str]:
    """What Reset Slide would take away from the placeholders of a slide."""
    found = []
    for shape in slide.placeholders:
        if shape._element.tag != qn("p:sp"):
            continue
        body = shape._element.txBody
        found += [shape.name for part in (shape._element.spPr, body.find(qn("a:lstStyle")), body.bodyPr) if len(part)]
        found += [
            shape.name
            for own in body.iter(qn("a:pPr"))
            if len(own) or set(own.attrib) - {"lvl"} or own.get("lvl") == "0"
        ]
    return found


def style(layout: Any, index: int, level: int) -> Any:
    """How a level of a placeholder is set."""
    (holder,) = (one for one in layout.placeholders if one.placeholder_format.idx == index)
    return holder._element.find(f".//{qn('a:lstStyle')}/{qn(f'a:lvl{level + 1}pPr')}")


@pytest.mark.parametrize(
    "section",
    [
        "<h2>T</h2><ul><li>One<ul><li>Two</ul></ul>",
        "<h2>T</h2><p>Say:</p><ul><li>One<ul><li>Two</ul></ul><p>Then:</p><ul><li>Three</ul>",
        f"<h2>T</h2><p>{LONG}</p><p>{LONG}</p>",
        '<h2>T</h2><p>a) One</p><p>b) Two</p><aside class="footer">Alone</aside>',
        "<h2>T</h2><p>Count:</p><ol><li>One<li>Two</ol>",
        "<h2>T</h2><p>Choose:</p><ol type='A'><li>One<li>Two</ol>",
        f"<h2>T</h2><p>Gist.</p><blockquote>{LONG}</blockquote>",
        f'<h2>T</h2><figure class="quote"><blockquote>{LONG}</blockquote><figcaption>A. Writer</figcaption></figure>',
        "<h2>T</h2><ul><li>One</ul><table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table>",
        f"<h2>{LONG[:110]}</h2><p>One</p>",
    ],
    ids=["list", "mixed", "long", "letters", "numbers", "capitals", "beside", "quotation", "table", "title"],
)
@pytest.mark.parametrize("layout", ["", "Task", "Statement", "References"])
def test_nothing_is_said_on_slides(present: Present, layout: str, section: str) -> None:
    for slide in present(
        f'<section data-layout="{layout}">{section}</section>' if layout else f"<section>{section}</section>"
    ).slides:
        assert said_on(slide) == []


def test_typed_letters_are_counted(present: Present) -> None:
    (slide,) = present(
        '<section data-layout="Task"><h2>T</h2><p>Choose:</p><p>a) <b>One</b></p><p>b) Two</p></section>'
    ).slides
    paragraphs = slide.placeholders[1].text_frame.paragraphs
    assert [(paragraph.text, paragraph.level) for paragraph in paragraphs] == [("Choose:", 0), ("One", 1), ("Two", 1)]
    assert style(slide.slide_layout, 1, 0).find(qn("a:buNone")) is not None
    assert style(slide.slide_layout, 1, 1).find(qn("a:buAutoNum")).get("type") == COUNTED["letters"]


@pytest.mark.parametrize("said", ["<p>a) One</p>", "<p>b) One</p><p>c) Two</p>", "<p>a) One</p><p>c) Two</p>"])
def test_letters_that_do_not_count_stay(present: Present, said: str) -> None:
    (slide,) = present(f'<section data-layout="Task"><h2>T</h2>{said}</section>').slides
    assert ") " in slide.placeholders[1].text_frame.text


def test_two_lists_of_letters_are_two(present: Present) -> None:
    section = "<p>First:</p><p>a) One</p><p>b) Two</p><p>Then:</p><p>a) Three</p><p>b) Four</p>"
    (slide,) = present(f'<section data-layout="Task"><h2>T</h2>{section}</section>').slides
    levels = [paragraph.level for paragraph in slide.placeholders[1].text_frame.paragraphs]
    assert levels == [0, 1, 1, 0, 1, 1]


def test_numbers_that_go_on_are_said(present: Present) -> None:
    (slide,) = present('<section><h2>T</h2><ol start="4"><li>One<li>Two</ol></section>').slides
    assert [number.get("startAt") for number in slide._element.iter(qn("a:buAutoNum"))] == ["4", "4"]


def test_who_said_it_stands_in_the_text_of_a_quotation_beside_something(present: Present) -> None:
    (slide,) = present(
        "<section><h2>T</h2><p>Gist.</p><figure class='quote'><blockquote>Trees are green.</blockquote>"
        "<figcaption>A. Writer</figcaption></figure></section>"
    ).slides
    quotation = slide.placeholders[2].text_frame
    assert [(one.text, one.level) for one in quotation.paragraphs] == [("Trees are green.", 0), ("A. Writer", 1)]
    assert [shape.name for shape in slide.shapes if not shape.is_placeholder] == []
    assert slide.slide_layout.name == "Text and Quotation"
    assert any(shape.name == "Bar" for shape in slide.slide_layout.shapes)


def test_slides_that_need_the_same_share_a_layout(present: Present) -> None:
    opened = present(f"<section><h2>A</h2><p>{LONG}</p></section><section><h2>B</h2><p>{LONG}</p></section>")
    first, second = opened.slides
    assert first.slide_layout.part is second.slide_layout.part
    names = [layout.name for layout in opened.slide_layouts]
    assert len(set(names)) == len(names) == len(OWN) + 1


def test_a_teacher_finds_the_usual_layouts(present: Present) -> None:
    opened = present("<section><h2>A</h2></section>", "de")
    names = [layout.name for layout in opened.slide_layouts]
    assert {"Titelfolie", "Titel und Inhalt", "Vergleich", "Nur Titel", "Leer", "Text und Zitat"} < set(names)
    kinds = {layout._element.get("type") for layout in opened.slide_layouts}
    assert {"title", "obj", "twoObj", "secHead", "twoTxTwoObj", "titleOnly", "blank", "picTx"} <= kinds
    numbers = opened.slide_master._element.xpath("./p:sldLayoutIdLst/p:sldLayoutId/@id")
    assert len(set(numbers)) == len(names)
