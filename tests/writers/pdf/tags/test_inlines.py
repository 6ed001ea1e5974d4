"""Words with a meaning of their own, and where the language changes."""

from __future__ import annotations

import pytest

from .sheets import elements, of, outline, written


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<p>Ein <code>x</code>.</p>", "P(Ein Code(x) .)"),
        ("<blockquote><p>Wort</p></blockquote>", "BlockQuote(P(Wort))"),
        ("<p>Er sagt <q>ja</q>.</p>", "P(Er sagt Quote(„ ja “) .)"),
        ("<aside><p>a</p></aside><pre>b</pre>", "Div(P(a)) P(b)"),
        ("<article><h1>a</h1><section><h2>b</h2></section></article>", "Art(H1(a) Sect(H2(b)))"),
        ("<p>Ein <code lang='en'>x</code></p>", "P(Ein Code(x))"),
    ],
)
def test_kinds(body: str, tree: str) -> None:
    assert outline(body, 'q { quotes: "„" "“" }') == tree


def test_abbreviations_say_what_they_stand_for() -> None:
    said = [
        element for element in elements(written('<p><abbr title="zum Beispiel">z. B.</abbr></p>')) if "/E" in element
    ]
    assert [(element["/S"], element["/E"]) for element in said] == [("/Span", "zum Beispiel")]


def test_only_changes_of_language_are_marked() -> None:
    found = elements(written('<p lang="de">Er sagt <i lang="en">yes <b lang="en">sir</b></i>.</p>'))
    assert [(element["/S"], element["/Lang"]) for element in found if "/Lang" in element] == [("/Span", "en")]


def test_what_has_no_meaning_of_its_own_gets_one_to_carry_a_language() -> None:
    (block,) = of("Div", '<address lang="ja-Latn">Shōwa</address>')
    assert block["/Lang"] == "ja-Latn"


def test_the_language_of_a_term_is_not_that_of_its_definition() -> None:
    found = elements(written('<dl><dt lang="en">word</dt><dd>Wort</dd></dl>'))
    assert [element["/S"] for element in found if "/Lang" in element] == ["/Lbl"]
