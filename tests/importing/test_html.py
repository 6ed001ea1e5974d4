"""HTML → Markdown that means the same."""

from __future__ import annotations

import time

import pytest

from handouts.errors import ContentError
from handouts.importing.found import Found
from handouts.importing.gift import gift
from handouts.importing.html import from_html
from handouts.importing.text import decoded


def test_joined_cells_leave_the_others_in_their_columns() -> None:
    html = "<table><tr><td>a</td><td>b</td><td>c</td></tr>"
    html += '<tr><td rowspan="2">d</td><td colspan="2">e</td></tr><tr><td>f</td><td>g</td></tr></table>'
    made = from_html(html)
    assert made.text.split("\n")[2:] == ["| d | e |  |", "|  | f | g |"]
    assert made.lost == ["cells of a table that were joined stand apart"]


@pytest.mark.parametrize(
    "html", ["<div>" * 3000 + "x", "<table><tr><td>" * 500 + "x", "<ul><li>" * 1000 + "x", "<!--", "<![x", "<a" * 999]
)
def test_what_is_nested_too_deep_or_broken_is_no_bug(html: str) -> None:
    from_html(html)


def test_signs_are_escaped_where_they_would_mean_something() -> None:
    made = from_html("<p>2*3 a_b _c_ H<sub>2</sub>O a^b [x](y) &amp;amp; 5 &lt; 6</p>")
    assert made.text == "2\\*3 a_b \\_c\\_ H~2~O a\\^b \\[x](y) \\&amp; 5 < 6"


def test_many_braces_that_stay_open_take_no_time() -> None:
    began = time.monotonic()
    gift(b"a {=x\n\n" * 3000, "quiz.gift", "en")
    assert time.monotonic() - began < 20


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(ContentError):
        decoded(b"x" * (6 * 1024 * 1024), Found("x.txt"))
