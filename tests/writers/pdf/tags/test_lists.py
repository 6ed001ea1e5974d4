"""Lists: one label and one body in each item, nested where they belong, terms with their definitions."""

from __future__ import annotations

import pytest

from .sheets import kinds, of, outline


@pytest.mark.parametrize("item", ["eins", "<p>eins</p>", "<p>eins</p><p>zwei</p>", "a <b>b</b>"])
@pytest.mark.parametrize("css", ["", "ul { list-style-position: inside }", "ul { list-style: none }"])
def test_items_hold_a_label_and_a_body(item: str, css: str) -> None:
    (element,) = of("LI", f"<ul><li>{item}</li></ul>", css)
    assert kinds(element) in (["/Lbl", "/LBody"], ["/LBody"])


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "L(LI(Lbl(•) LBody(Div(a) L(LI(Lbl(1.) LBody(b))))))"),
        ("<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", "L(LI(Lbl(•) LBody(P(a) L(LI(Lbl(◦) LBody(b))))))"),
        (
            "<ul><li>a<ul><li>b</li></ul>danach</li><li>c</li></ul>",
            "L(LI(Lbl(•) LBody(Div(a) L(LI(Lbl(◦) LBody(b))) Div(danach))) LI(Lbl(•) LBody(c)))",
        ),
        (
            "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>",
            "L(LI(Lbl(1.) LBody(Div(a) L(LI(Lbl(◦) LBody(Div(b) L(LI(Lbl(▪) LBody(c)))))))))",
        ),
        ('<ul class="n"><li>a<ul><li>b</li></ul></li></ul>', "L(LI(LBody(a L(LI(Lbl(◦) LBody(b))))))"),
    ],
)
def test_a_list_inside_an_item_is_in_its_body(body: str, tree: str) -> None:
    assert outline(body, ".n { list-style: none }") == tree


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "L(LI(Lbl(a) LBody(b)) LI(Lbl(c) LBody(d)))"),
        ("<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>", "L(LI(Lbl(a b) LBody(c)))"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "L(LI(Lbl(a) LBody(Div(b) Div(c))))"),
        ("<dl><dt>a</dt><dd><p>b</p><p>c</p></dd></dl>", "L(LI(Lbl(a) LBody(P(b) P(c))))"),
        ("<dl><dt>a</dt><dd>b<ul><li>c</li></ul></dd></dl>", "L(LI(Lbl(a) LBody(b L(LI(Lbl(•) LBody(c))))))"),
        ('<dl><dt>a <b lang="ja-Latn">b</b></dt><dd>c</dd></dl>', "L(LI(Lbl(a Span(b)) LBody(c)))"),
    ],
)
def test_terms_are_labels_of_their_definitions(body: str, tree: str) -> None:
    assert outline(body) == tree


@pytest.mark.parametrize(
    ("tag", "style", "numbering"),
    [
        ("ul", "disc", "/Disc"),
        ("ul", '"→ "', "/None"),
        ("ul", "none", "/None"),
        ("ol", "decimal", "/Decimal"),
        ("ol", "lower-latin", "/LowerAlpha"),
        ("ol", "none", "/None"),
    ],
)
def test_lists_say_how_they_are_numbered(tag: str, style: str, numbering: str) -> None:
    (element,) = of("L", f"<{tag}><li>eins</li></{tag}>", f"{tag} {{ list-style-type: {style} }}")
    assert element["/A"]["/ListNumbering"] == numbering
