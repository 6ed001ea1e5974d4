"""Fonts are measured as wide as they are."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from handouts.fonts import font_files
from handouts.slidelayout.font_metrics import ARIAL, MARGIN, MARGIN_UNKNOWN, PITCH, font_metrics
from handouts.slidelayout.measure import width

TEXT = "Der Vertrag von 1960 gilt bis heute"


@pytest.mark.parametrize(("known", "stand_in"), [("Arial", "Helvetica"), ("Calibri", "Carlito"), ("Times", "Tinos")])
def test_fonts_of_the_same_widths_are_measured_alike(known: str, stand_in: str) -> None:
    one, other = font_metrics(known), font_metrics(stand_in)
    assert [one.advance(char) for char in TEXT] == [other.advance(char) for char in TEXT]
    assert one.margin == other.margin == MARGIN


def test_calibri_runs_narrower_than_arial_and_its_lines_stand_further_apart() -> None:
    calibri = font_metrics("Calibri")
    assert width(TEXT, 20, face=calibri) < 0.95 * width(TEXT, 20)
    assert calibri.pitch > ARIAL.pitch == PITCH
    assert calibri.stretch < ARIAL.stretch == MARGIN


@pytest.mark.parametrize("family", ["Source Sans 3", "Noto Sans", "Lato"])
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_shipped_fonts_are_measured_themselves(family: str, style: str) -> None:
    drawn = ImageFont.truetype(font_files(family)[style], 1000, layout_engine=ImageFont.Layout.BASIC)
    measured = width("Hamburg 1960", 1000, bold=style == "Bold", face=font_metrics(family))
    # Pillow kerns: letters of a word stand a little closer.
    assert measured == pytest.approx(drawn.getlength("Hamburg 1960", features=None), rel=0.02)


def test_fonts_that_nobody_knows_count_as_arial_with_more_air() -> None:
    unknown = font_metrics("Comic Neue Ultra")
    assert unknown.margin == MARGIN_UNKNOWN
    assert unknown.advance("a") == ARIAL.advance("a")
