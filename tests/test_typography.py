"""No-break spaces where a line must not break, by language, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.typography import set_html, set_text

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "plain", "expected"),
    [
        ("de", "am 8. September 1951", f"am 8.{N}September 1951"),
        ("de", "70,3 % der Flächen", f"70,3{T}% der Flächen"),
        ("de", "z. B. u. a. d. h.", f"z.{T}B. u.{T}a. d.{T}h."),
        ("de", "Z. 5 f. und Z. 7 ff.", f"Z.{N}5{T}f. und Z.{N}7{T}ff."),
        ("de", "Art. 9 Abs. 1, Artikel V", f"Art.{N}9 Abs.{N}1, Artikel{N}V"),
        ("de", "1,055 Billionen Yen", f"1,055{N}Billionen{N}Yen"),
        ("de", "15 km² und 8 P.", f"15{N}km² und 8{N}P."),
        ("de", "Nutzen – Lasten", f"Nutzen{N}– Lasten"),
        ("en", "on 8 September 1951", f"on 8{N}September 1951"),
        ("en", "3.1 million people", f"3.1{N}million people"),
        ("en", "p. 3, ll. 5–7, Article V", f"p.{N}3, ll.{N}5–7, Article{N}V"),
        ("en", "bases – for protection", f"bases{N}– for protection"),
        ("en", "70.3% of the area", "70.3% of the area"),
        ("ja", "第 9 条", "第 9 条"),
        ("en", "am 8. September 1951", "am 8. September 1951"),
    ],
)
def test_text_is_bound(language: str, plain: str, expected: str) -> None:
    assert set_text(plain, language) == expected


def test_language_follows_the_nearest_element() -> None:
    html = '<html lang="de"><p>8. Mai <span lang="en">8 May <i>p. 3</i></span> 9. Mai</p></html>'
    assert set_html(html) == (
        f'<html lang="de"><p>8.{N}Mai <span lang="en">8{N}May <i>p.{N}3</i></span> 9.{N}Mai</p></html>'
    )


@pytest.mark.parametrize("element", ["style", "script", "pre", "code", "svg", "title"])
def test_verbatim_elements_are_left_alone(element: str) -> None:
    html = f'<html lang="de"><{element}>8. Mai 5 %</{element}><p>5 %</p></html>'
    assert set_html(html) == f'<html lang="de"><{element}>8. Mai 5 %</{element}><p>5{T}%</p></html>'


def test_attributes_and_void_elements_are_left_alone() -> None:
    html = '<p lang="de" title="5 > 3 %">a<br>5 %<img alt="5 %">6 %</p>'
    assert set_html(html) == f'<p lang="de" title="5 > 3 %">a<br>5{T}%<img alt="5 %">6{T}%</p>'


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_only_spaces_change_and_twice_is_once(text: str, language: str) -> None:
    once = set_text(text, language)
    assert once.replace(N, " ").replace(T, " ") == text.replace(N, " ").replace(T, " ")
    assert set_text(once, language) == once
