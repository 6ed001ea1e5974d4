"""Reading order is the order of the words in the HTML, wherever on the page layout puts them."""

from __future__ import annotations

import pytest

from .sheets import outline

CASES = {
    "columns": ("<div class='c'><p>a</p><p>b</p><p>c</p></div>", ".c { columns: 3 }", "Div(P(a) P(b) P(c))"),
    "a rail at the side": (
        "<h2><span class='r'>M1</span> Titel</h2><p>b</p>",
        ".r { float: left; margin-left: -20px; width: 20px }",
        "H2(M1 Titel) P(b)",
    ),
    "versions side by side": (
        "<div class='v'><div><p>a</p><p>b</p></div><div><p>c</p></div></div><p>d</p>",
        ".v > :first-child { float: left; width: 90px } .v > :nth-child(2) { margin-left: 100px } p { clear: both }",
        "Div(Div(P(a) P(b)) Div(P(c))) P(d)",
    ),
    "floated to the right": ("<p>a</p><p class='f'>b</p><p>c</p>", ".f { float: right }", "P(a) P(b) P(c)"),
    "placed absolutely": (
        "<div class='k'><p>a</p><p class='p'>b</p><p>c</p></div>",
        ".k { position: relative } .p { position: absolute; bottom: 0; right: 0 }",
        "Div(P(a) P(b) P(c))",
    ),
    "flexible": ("<div class='x'><p>a</p><p>b</p></div>", ".x { display: flex }", "Div(P(a) P(b))"),
    "a table made by CSS": (
        "<div class='t'><div><p>a</p></div><div><p>b</p></div></div>",
        ".t { display: table } .t > div { display: table-cell }",
        "Div(Div(P(a)) Div(P(b)))",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_order(case: str) -> None:
    body, css, tree = CASES[case]
    assert outline(body, css) == tree


def test_empty_boxes_are_no_elements() -> None:
    assert outline("<p>a <span class='b'></span></p><div class='l'></div>", ".b, .l { height: 9px }") == "P(a)"
