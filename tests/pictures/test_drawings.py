"""Drawings that authors bring: their size and their type, and what is refused before anybody draws it."""

from __future__ import annotations

import pytest

from handouts.pictures import UnfitPictureError
from handouts.pictures.drawings import drawing

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, size: str = 'viewBox="0 0 96 48"') -> bytes:
    return f"<svg {NS} {size}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ('width="60mm" height="4cm"', (60, 40)),
        ('width="1in" height="72pt"', (25.4, 25.4)),
        ('width="100%" height="100%" viewBox="0 0 96 48"', (25.4, 12.7)),
        ('viewBox="0,0,96,48"', (25.4, 12.7)),
    ],
)
def test_the_size_is_told_in_millimetres(size: str, found: tuple[float, float]) -> None:
    made = drawing(svg("", size))
    assert (round(made.width, 6), round(made.height, 6)) == found


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ('<rect onclick="go()"/>', "holds onclick="),
        ('<image href="file:///etc/passwd"/>', "outside of its file"),
        ('<image xlink:href="https://example.org/a.png"/>', "outside of its file"),
        ('<image href="data:image/svg+xml,&lt;svg/&gt;"/>', "outside of its file"),
        ('<use href="other.svg#a"/>', "outside of its file"),
        ("<style>@import 'a.css'; a {}</style>", "outside of its file"),
        ('<rect fill="url(https://example.org/#a)"/>', "outside of its file"),
        ('<rect style="fill: url( other.svg#a )"/>', "outside of its file"),
        ('<g id="a"><use href="#b"/></g><use href="#a"/>', "uses a part that uses another"),
    ],
)
def test_what_leads_out_of_a_drawing_or_runs_without_end_is_refused(inside: str, said: str) -> None:
    with pytest.raises(UnfitPictureError, match=said):
        drawing(svg(inside))


def test_what_stays_within_is_let_pass() -> None:
    inside = (
        '<defs><g id="a"><path d="M0 0h9"/></g><linearGradient id="g"/></defs><use href="#a"/><use xlink:href="#a"/>'
        '<rect fill="url(#g)"/><rect style="fill: url( &quot;#g&quot; )"/><a href="https://example.org"><text>a</text></a>'
        '<image href="data:image/png;base64,AAAA"/>'
    )
    assert drawing(svg(inside)).width == 25.4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg", "is damaged, or is no SVG"),
        (b"<html/>", "is no SVG"),
        (svg("", "width='0' height='4'"), "has no size"),
        (svg("", ""), "has no size"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"), "defines words of its own"),
        (b" " * 4_000_001, "has more than 4 MB"),
    ],
)
def test_what_is_no_drawing_is_told(data: bytes, said: str) -> None:
    with pytest.raises(UnfitPictureError, match=said):
        drawing(data)


def test_words_take_the_type_of_the_page_unless_they_name_one() -> None:
    plain = drawing(svg("<text>a</text>"))
    assert plain.families == ()
    assert "font-family=\"'Source Sans 3'\"" in plain.set_in("Source Sans 3")
    named = drawing(svg('<text font-family="Arial, sans-serif">a</text><g style="font-family: \'Open Sans\'"/>'))
    assert named.families == ("Arial", "Open Sans")
