"""The brand's own design: logo, prompts, and fonts as wide as they are."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageFont
from pptx import Presentation

from handouts.fonts import font_files
from handouts.model.brand import Brand, Logo
from handouts.model.deck import Deck, Run, Slide
from handouts.writers.powerpoint import design_of, export_master, write_pptx
from handouts.writers.powerpoint.layouts import LAYOUTS, LEFT, PANEL, RIGHT
from handouts.writers.powerpoint.metrics import width
from handouts.writers.powerpoint.typefaces import ARIAL, MARGIN, MARGIN_UNKNOWN, PITCH, typeface

TEXT = "Der Vertrag von 1960 gilt bis heute"


@pytest.fixture(scope="module", params=[(900, 260), (200, 200), (3000, 100)], ids=["wide", "square", "very wide"])
def branded(request: pytest.FixtureRequest, brand: Brand) -> Brand:
    """The brand with a logo."""
    buffer = io.BytesIO()
    Image.new("RGB", request.param, "#224466").save(buffer, "PNG")
    return replace(brand, logo=Logo(file="logo.png", alt="A “school” & more", data=buffer.getvalue()))


def pictures(holder: Any) -> list[Any]:
    return [shape for shape in holder.shapes if shape.name == "Logo"]


def test_the_logo_stands_on_the_master_and_on_the_layouts_that_cover_it(branded: Brand) -> None:
    opened: Any = Presentation(io.BytesIO(design_of(branded).file))
    with_logo = [layout.name for layout in opened.slide_layouts if pictures(layout)]
    assert with_logo == [name for name, layout in LAYOUTS.items() if layout.cover]
    for holder in (opened.slide_master, *(layout for layout in opened.slide_layouts if pictures(layout))):
        (logo,) = pictures(holder)
        assert logo._element.nvPicPr.cNvPr.get("descr") == "A “school” & more"
        assert logo.width / logo.height == pytest.approx(logo.image.size[0] / logo.image.size[1], rel=0.01)
        assert holder.part.package is opened.part.package


def test_the_logo_stands_in_nothing_s_way(branded: Brand) -> None:
    opened: Any = Presentation(io.BytesIO(design_of(branded).file))
    (logo,) = pictures(opened.slide_master)
    assert logo.left >= LEFT * 914400 - 10
    assert logo.left + logo.width < PANEL * 914400  # what has a panel there hides it whole
    for layout in opened.slide_layouts:
        feet = {holder._element.ph.get("type"): holder for holder in layout.placeholders}
        cover = LAYOUTS[layout.name].cover
        shown = pictures(layout)[0] if cover else logo
        for holder in layout.placeholders:
            apart = holder.left >= shown.left + shown.width or holder.top >= shown.top + shown.height
            beside = holder.top + holder.height <= shown.top or holder.left + holder.width <= shown.left
            assert apart or beside or LAYOUTS[layout.name].panel, (layout.name, holder.name)
        assert feet["ftr"].left + feet["ftr"].width <= feet["dt"].left
    cover = next(layout for layout in opened.slide_layouts if layout.name == "Title Slide")
    assert pictures(cover)[0].left + pictures(cover)[0].width == pytest.approx(RIGHT * 914400, abs=10)


def test_a_logo_is_in_the_file_once_and_its_bytes_are_the_same_each_time(branded: Brand) -> None:
    deck = Deck("D", "en", (Slide((Run("T", "en"),), "Title Slide"),))
    data = write_pptx(deck, branded)
    assert len([name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/media/" in name]) == 1
    assert write_pptx(deck, replace(branded)) == data


def test_brands_with_other_logos_are_other_brands(brand: Brand, branded: Brand) -> None:
    assert design_of(brand).file != design_of(branded).file
    assert brand != branded
    assert hash(branded) == hash(replace(branded))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Quelle oder Bildunterschrift"),
        ("de-x-easy", "Quelle oder Bildunterschrift"),
        ("en", "Source or caption"),
        ("fr", "Source or caption"),
    ],
)
def test_prompts_are_in_the_deck_s_language_if_it_is_known(brand: Brand, language: str, said: str) -> None:
    opened: Any = Presentation(io.BytesIO(design_of(brand, None, language).file))
    captions = [
        holder
        for layout in opened.slide_layouts
        for holder in layout.placeholders
        if holder._element.ph.get("hasCustomPrompt")
    ]
    assert captions
    assert {holder.text_frame.text for holder in captions} == {said}


def test_an_exported_master_says_whose_it_is_and_is_the_same_each_time(brand: Brand) -> None:
    data = export_master(brand, None)
    assert export_master(brand, None) == data
    opened = Presentation(io.BytesIO(data))
    assert opened.core_properties.title == brand.name
    assert [layout.name for layout in opened.slide_layouts] == list(LAYOUTS)
    assert not opened.slides


@pytest.mark.parametrize(("known", "stand_in"), [("Arial", "Helvetica"), ("Calibri", "Carlito"), ("Times", "Tinos")])
def test_fonts_of_the_same_widths_are_measured_alike(known: str, stand_in: str) -> None:
    one, other = typeface(known), typeface(stand_in)
    assert [one.advance(char) for char in TEXT] == [other.advance(char) for char in TEXT]
    assert one.margin == other.margin == MARGIN


def test_calibri_runs_narrower_than_arial_and_its_lines_stand_further_apart() -> None:
    calibri = typeface("Calibri")
    assert width(TEXT, 20, face=calibri) < 0.95 * width(TEXT, 20)
    assert calibri.pitch > ARIAL.pitch == PITCH
    assert calibri.stretch < ARIAL.stretch == MARGIN


@pytest.mark.parametrize("family", ["Source Sans 3", "Noto Sans", "Lato"])
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_shipped_fonts_are_measured_themselves(family: str, style: str) -> None:
    drawn = ImageFont.truetype(font_files(family)[style], 1000, layout_engine=ImageFont.Layout.BASIC)
    measured = width("Hamburg 1960", 1000, bold=style == "Bold", face=typeface(family))
    # Pillow kerns: letters of a word stand a little closer.
    assert measured == pytest.approx(drawn.getlength("Hamburg 1960", features=None), rel=0.02)


def test_fonts_that_nobody_knows_count_as_arial_with_more_air() -> None:
    unknown = typeface("Comic Neue Ultra")
    assert unknown.margin == MARGIN_UNKNOWN
    assert unknown.advance("a") == ARIAL.advance("a")
