"""What becomes of Markdown: numbers of lists, stars, notes, addresses, tables, and headings at their level."""

import pytest

from handouts.markup import parser
from handouts.pipeline.settled import levelled
from handouts.typography import set_html


def made(text: str) -> str:
    return parser().render(text)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("4. d\n5. e", ["counter-reset: list-item 3"]),
        ("2. b\n4. d\n5. e", ["counter-reset: list-item 1", 'value="4" style="counter-set: list-item 4"']),
        ("1. a\n1. b\n1. c", []),
        ("2) b\n3) c", ["list-style-type: '2) '", "list-style-type: '3) '"]),
        ("- x\n  6. f\n", ["counter-reset: list-item 5"]),
        ("- x\n\n  6. f\n", ["counter-reset: list-item 5"]),
    ],
)
def test_lists_count_as_typed(typed: str, numbers: list[str]) -> None:
    html = made(typed)
    if typed.startswith("- x\n  6"):  # no list of CommonMark's: only one from 1 may follow a line of text
        assert "6. f" in html
        return
    assert all(number in html for number in numbers)
    assert ("style" in html) == bool(numbers)


def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers() -> None:
    assert made("1. a\n\nund\n\n2. b").count("counter-reset: list-item 1") == 1


@pytest.mark.parametrize("typed", ["3*5*7", "Lehrer*innen und Köch*innen", "(*1870)", "a * b * c"])
def test_a_star_between_letters_or_digits_is_a_star(typed: str) -> None:
    assert made(typed) == f"<p>{typed}</p>\n"


def test_other_stars_are_emphasis() -> None:
    assert made("*ganz* du geh**st**, *A*") == "<p><em>ganz</em> du geh<strong>st</strong>, <em>A</em></p>\n"


def test_what_is_struck_out_is_not_lowered() -> None:
    assert made("~~zwei~~ drei ~2~") == "<p><s>zwei</s> drei <sub>2</sub></p>\n"


def test_letters_are_raised_and_lowered_and_citations_stay() -> None:
    assert made("CO~2~, m^2^[^S01][^S02]") == "<p>CO<sub>2</sub>, m<sup>2</sup>[^S01][^S02]</p>\n"


def test_a_note_of_one_s_own_stands_where_it_is_called() -> None:
    html = made("Wort[^a], Quelle[^S01].\n\n[^a]: Mit *Sinn* und [Netz](https://example.org/x).\n\n    Mehr[^a].")
    note = 'Mit <em>Sinn</em> und <a href="https://example.org/x">Netz</a>'
    assert f'Wort<span class="footnote">{note}' in html
    assert "Mehr[^a].</span>, Quelle[^S01].</p>" in html
    assert "[^a]:" not in html


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[Netz](https://www.example.org/a/b/)", '</a><span class="link-address"> (www.example.org/a/b)</span>'),
        ("[Post](mailto:brot@example.org)", "> (brot@example.org)<"),
        ("[example.org](https://www.example.org/)", 'class="address">example.org</a></p>'),
        ("<https://example.org/a>", 'class="address">https://example.org/a</a></p>'),
        ("[Brot](#M1)", '<a href="#M1">Brot</a></p>'),
    ],
)
def test_the_address_behind_a_link_is_printed(typed: str, printed: str) -> None:
    assert printed in made(typed)


def test_a_picture_alone_is_a_figure_with_its_title_below() -> None:
    assert made('![Ofen](ofen.png "Der *Ofen* & ich")') == (
        '<figure class="inserted"><img src="ofen.png" alt="Ofen" class="inserted" />'
        "<figcaption>Der *Ofen* &amp; ich</figcaption></figure>\n"
    )
    assert "<figure" not in made("Hier ![Ofen](ofen.png) so")


def test_only_tables_that_words_could_push_out_share_their_width() -> None:
    head = "|{}|\n|{}|\n"
    assert 'class="in-text">' in made(head.format("a|b", "-|-") + "|kurz|lang|")
    crowded = made(head.format("|".join("abcdefghi"), "|".join("-" * 9)) + "|kurz" * 9 + "|")
    assert 'class="in-text crowded">' in crowded
    assert made(head.format("a|b", "-|-") + f"|{'x' * 30}|b|").count("<col ") == 2


def test_headings_lie_below_those_around_them_and_skip_no_level() -> None:
    inner = 'h{0} class="in-text">{1}</h{0}>'
    text = "".join(f"<{inner.format(level, name)}" for level, name in ((1, "a"), (4, "b"), (2, "c"), (1, "d")))
    html = levelled(f"<h2>x</h2><h3 id='M1'>M</h3>{text}<h2>y</h2>{text}")
    assert html == "<h2>x</h2><h3 id='M1'>M</h3>" + "".join(
        f"<{inner.format(level, name)}" for level, name in ((4, "a"), (5, "b"), (5, "c"), (4, "d"))
    ) + "<h2>y</h2>" + "".join(
        f"<{inner.format(level, name)}" for level, name in ((3, "a"), (4, "b"), (4, "c"), (3, "d"))
    )


def test_addresses_and_long_words_are_found_for_the_style_sheet() -> None:
    html = '<html lang="de"><p>An brot@muehle.example.org: <a href="#M1">a.org/x</a>, {}</p></html>'
    made = set_html(html.format("k" * 40))
    assert '<span class="address">brot@muehle.example.org</span>:' in made
    assert f'<span class="long">{"k" * 40}</span>' in made
    assert '<a href="#M1">a.org/x</a>' in made
    assert set_html(made) == made
