"""What a page or a column breaks stays one element."""

from __future__ import annotations

import pytest

from .sheets import elements, outline, written

LONG = " ".join(f"Wort{number}" for number in range(120))
COLUMNS = "div, dl, ul { columns: 2; column-gap: 10px }"


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (f"<p>{LONG}</p><p>Ende</p>", f"P({LONG}) P(Ende)"),
        (f"<section><p>a</p><p>{LONG}</p></section>", f"Sect(P(a) P({LONG}))"),
        (f"<ul><li>{LONG}</li><li>b</li></ul>", f"L(LI(Lbl(•) LBody({LONG})) LI(Lbl(•) LBody(b)))"),
        (f"<ol><li><p>{LONG}</p></li></ol>", f"L(LI(Lbl(1.) LBody(P({LONG}))))"),
        (f"<blockquote><p>{LONG}</p></blockquote>", f"BlockQuote(P({LONG}))"),
        (f"<dl><dt>a</dt><dd>{LONG}</dd></dl>", f"L(LI(Lbl(a) LBody({LONG})))"),
    ],
)
def test_a_page_break_makes_no_second_element(body: str, tree: str) -> None:
    css = "p, li, dd { hyphens: manual }"
    assert len(written(body, css).pages) > 1
    assert outline(body, css) == tree


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (f"<div><p>a</p><p>{LONG[:150]}</p></div>", f"Div(P(a) P({LONG[:150]}))"),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "L(LI(Lbl(a) LBody(b)) LI(Lbl(c) LBody(d)))"),
        ("<ul><li>a</li><li>b</li></ul>", "L(LI(Lbl(•) LBody(a)) LI(Lbl(•) LBody(b)))"),
    ],
)
def test_columns_are_no_elements(body: str, tree: str) -> None:
    assert outline(body, COLUMNS) == tree


def test_a_table_goes_on_and_its_repeated_head_is_an_artifact() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(30))
    body = f'<table><thead><tr><th scope="col">A</th></tr></thead><tbody>{rows}</tbody></table>'
    cells = " ".join(f"TR(TD({number}))" for number in range(30))
    assert outline(body) == f"Table(THead(TR(TH(A))) TBody({cells}))"
    reader = written(body)
    assert len(reader.pages) > 1
    (head,) = (element for element in elements(reader) if element["/S"] == "/TH")
    named = [element["/A"]["/Headers"] for element in elements(reader) if element["/S"] == "/TD"]
    assert named == [[head["/ID"]]] * 30


def test_a_row_that_breaks_stays_one_row() -> None:
    body = f"<table><tr><td>a</td><td>{LONG}</td></tr></table>"
    assert outline(body) == f"Table(TBody(TR(TD(a) TD({LONG}))))"


def test_what_has_no_room_on_its_first_page_begins_on_the_next() -> None:
    figure = '<figure><svg width="9" height="60"><title>x</title></svg></figure>'
    body = f'<p>{LONG}</p><div class="row"><div>{figure}</div><div>b</div></div>'
    css = (
        ".row { display: table } .row > div { display: table-cell } figure { break-inside: avoid } p { hyphens: none }"
    )
    assert len(written(body, css).pages) > 1
    assert "Figure" in outline(body, css)
