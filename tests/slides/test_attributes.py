"""Numbers and languages in a page that are none: each is read by HTML's rules, or as if it were not there."""

from __future__ import annotations

import pytest

from handouts.model.deck import ChartData, Table, TextBlock
from handouts.slides import parse_deck, remarks, tree_of

NUMBERS = {
    "²": None, "٣": None, "abc": None, "": None, "∞": None, "1e9": "1", "3.7": "3", " 7 px": "7", "+4": "4", "007": "7",
    "-2": "-2", "-0": "0", "9" * 5000: "most",
}  # fmt: skip


def element(html: str) -> object:
    (slide,) = parse_deck(f"<html lang='de'><body><section><h2>T</h2>{html}</section></body></html>").slides
    return slide.blocks[0]


@pytest.mark.parametrize("value", NUMBERS, ids=lambda value: value[:9])
def test_numbers(value: str) -> None:
    plain = 999_999 if NUMBERS[value] == "most" else int(NUMBERS[value] or 1)
    block = element(f"<ol start='{value}'><li value='{value}' class=fragment data-fragment-index='{value}'>x</ol>")
    assert isinstance(block, TextBlock)
    assert block.paragraphs[0].step == 1
    assert block.paragraphs[0].number == plain
    assert isinstance(element(f"<p data-step='{value}'>x</p>"), TextBlock)
    table = element(f"<table><tr><td colspan='{value}' rowspan='{value}'>a<td>b<tr><td>c</table>")
    assert isinstance(table, Table)
    chart = element(
        f"<figure data-chart='bar' data-decimals='{value}' data-round='{value}'><table>"
        f"<tr><th>a<td data-value='{value}'>1</table></figure>"
    )
    assert isinstance(chart, ChartData)
    assert chart.decimals <= 10


@pytest.mark.parametrize("width", ["1.2.3", "..", ".", "9" * 400, "²", "-3", "1e5"])
def test_widths_that_are_no_numbers(width: str) -> None:
    table = element(f"<table><col style='width:{width}%'><col width='{width}%'><tr><td>a<td>b</table>")
    assert isinstance(table, Table)
    assert table.widths == ()


@pytest.mark.parametrize("value", ["1e999999", "-1e400", "nan", "inf", "1e31"])
def test_values_that_nobody_can_draw_are_gaps(value: str) -> None:
    chart = element(f"<figure data-chart='bar'><table><tr><th>a<td data-value='{value}'>1</table></figure>")
    assert isinstance(chart, ChartData)
    assert chart.series[0].values == (None,)


@pytest.mark.parametrize(
    ("language", "taken"),
    [
        ("en", "en"), ("de_DE", "de-DE"), (" fr ", "fr"), ("zh-Hant-TW", "zh-Hant-TW"), ("ua", "ua"), ("cz", "cz"),
        ("xx-!!", "de"), ("x" * 5000, "de"), ("-", "de"), ("é", "de"), ("i-klingon", "de"), ("en-", "de"),
    ],
)  # fmt: skip
def test_languages(language: str, taken: str) -> None:
    block = element(f"<p lang='{language}'>x</p>")
    assert isinstance(block, TextBlock)
    assert block.paragraphs[0].runs[0].language == taken
    told = [one.message for one in remarks(tree_of(f"<html><body><p lang='{language}'>x</p></body></html>"))]
    assert ["is no language (lang)" in one for one in told] == ([True] if taken == "de" else [])


@pytest.mark.parametrize("separator", ["(", "[", "a{99999999999}", "(?<x>a)", "(-)|(_)|^---$"])
def test_separators_of_slides_in_markdown(separator: str) -> None:
    names = "data-separator data-separator-vertical data-separator-notes".split()
    attributes = " ".join(f"{name}='{separator}'" for name in names)
    deck = parse_deck(f"<section data-markdown {attributes}><textarea>## A\n\n---\n\n## B</textarea></section>")
    assert [slide.title_text for slide in deck.slides][:1] == ["A"]
    assert "B" in repr(deck)
