"""The master in a brand's own design: logo and prompts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from handouts.model.brand import Brand, Logo
from handouts.model.deck import Deck, Run, Slide
from handouts.slidelayout.layouts import LAYOUTS, LEFT, PANEL, RIGHT
from handouts.writers.powerpoint import export_master, master_of, write_pptx


@pytest.fixture(scope="module", params=[(900, 260), (200, 200), (3000, 100)], ids=["wide", "square", "very wide"])
def branded(request: pytest.FixtureRequest, brand: Brand) -> Brand:
    """The brand with a logo."""
    buffer = io.BytesIO()
    Image.new("RGB", request.param, "#224466").save(buffer, "PNG")
    return replace(brand, logo=Logo(file="logo.png", alt="A “school” & more", data=buffer.getvalue()))


def pictures(holder: Any) -> list[Any]:
    return [shape for shape in holder.shapes if shape.name == "Logo"]


def test_the_logo_stands_on_the_master_and_on_the_layouts_that_cover_it(branded: Brand) -> None:
    opened: Any = Presentation(io.BytesIO(master_of(branded).file))
    with_logo = [layout.name for layout in opened.slide_layouts if pictures(layout)]
    assert with_logo == [name for name, layout in LAYOUTS.items() if layout.cover]
    for holder in (opened.slide_master, *(layout for layout in opened.slide_layouts if pictures(layout))):
        (logo,) = pictures(holder)
        assert logo._element.nvPicPr.cNvPr.get("descr") == "A “school” & more"
        assert logo.width / logo.height == pytest.approx(logo.image.size[0] / logo.image.size[1], rel=0.01)
        assert holder.part.package is opened.part.package


def test_the_logo_stands_in_nothing_s_way(branded: Brand) -> None:
    opened: Any = Presentation(io.BytesIO(master_of(branded).file))
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
        if layout.name == "Title Slide":
            assert set(feet) & {"ftr", "dt", "sldNum"} == {"sldNum"}
            continue
        assert feet["ftr"].left + feet["ftr"].width <= feet["dt"].left
    cover = next(layout for layout in opened.slide_layouts if layout.name == "Title Slide")
    assert pictures(cover)[0].left + pictures(cover)[0].width == pytest.approx(RIGHT * 914400, abs=10)


def test_a_logo_is_in_the_file_once_and_its_bytes_are_the_same_each_time(branded: Brand) -> None:
    deck = Deck("D", "en", (Slide((Run("T", "en"),), "Title Slide"),))
    data = write_pptx(deck, branded)
    assert len([name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/media/" in name]) == 1
    assert write_pptx(deck, replace(branded)) == data


def test_brands_with_other_logos_are_other_brands(brand: Brand, branded: Brand) -> None:
    assert master_of(brand).file != master_of(branded).file
    assert brand != branded
    assert hash(branded) == hash(replace(branded))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Quelle oder Bildunterschrift"),
        ("de-x-easy", "Quelle oder Bildunterschrift"),
        ("en", "Source or caption"),
        ("tlh", "Source or caption"),
    ],
)
def test_prompts_are_in_the_deck_s_language_if_it_is_known(brand: Brand, language: str, said: str) -> None:
    opened: Any = Presentation(io.BytesIO(master_of(brand, None, language).file))
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
