"""Pictures say where they are and what they show, and stand beside their captions."""

from __future__ import annotations

import pytest

from handouts.errors import LayoutError

from .sheets import DOT, SQUARE, of, outline, written

DRAWING = f"{SQUARE}<title>Ein Quadrat</title><rect width='9' height='9'/></svg>"


def test_pictures_say_where_they_are_and_what_they_show() -> None:
    (figure,) = of("Figure", f"<p>Wort</p>{DRAWING}")
    assert figure["/Alt"] == "Ein Quadrat"
    left, bottom, right, top = (40, 400 - 60 - 20, 80, 400 - 60)
    assert [float(edge) for edge in figure["/A"]["/BBox"]] == [edge * 0.75 for edge in (left, bottom, right, top)]


def test_captions_stand_beside_what_they_are_about() -> None:
    body = f"<figure>{DRAWING}<figcaption><p>Bild</p></figcaption></figure>"
    assert outline(body, "figure { margin: 0 }") == "Div(Figure() Caption(P(Bild)))"


def test_tables_have_captions_of_their_own() -> None:
    assert outline("<table><caption>Titel</caption><tr><th>A</th></tr></table>") == (
        "Table(Caption(Titel) TBody(TR(TH(A))))"
    )


def test_a_picture_that_says_nothing_of_itself_is_an_error() -> None:
    with pytest.raises(LayoutError, match="alt"):
        written(f'<p><img src="{DOT}"></p>')
