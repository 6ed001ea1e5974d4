"""Another theme reaches everything: what a brand has beyond the twelve colours of a theme follows from them."""

from __future__ import annotations

import colorsys
import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from handouts.colours import contrast
from handouts.model.brand import Brand
from handouts.writers.powerpoint import export_master
from handouts.writers.powerpoint.theme import brightness, colour_xml, theme_colours

from ...brands import BRAND

_SLOTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_OTHER = replace(BRAND.colours, ink="#222222", muted="#595959", rule="#8c8c8c", second="#1f7a4d")
_DARK = replace(BRAND.colours, ink="#f4f7fc", paper="#101020", muted="#b5b8c2", rule="#70737f")


def shown(xml: str, brand: Brand) -> str:
    """The colour that a program shows: HSL changed as ECMA-376 part 1, 20.1.2.3 says."""
    element = etree.fromstring(
        xml.replace("<a:schemeClr", f'<a:schemeClr xmlns:a="{etree.QName(qn("a:p")).namespace}"')
    )
    slot = element.get("val")
    base = theme_colours(brand)[_SLOTS.get(slot, slot)]
    hue, light, strong = colorsys.rgb_to_hls(*(int(base[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    for change in element:
        value = int(change.get("val"))
        match etree.QName(change).localname:
            case "hueOff":
                hue += value / 60000 / 360
            case "satMod":
                strong *= value / 100000
            case "lumMod":
                light *= value / 100000
            case "lumOff":
                light += value / 100000
            case other:
                raise ValueError(other)
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue % 1, light, strong))


@pytest.mark.parametrize("colours", [BRAND.colours, _OTHER, _DARK], ids=["house", "grey", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "second", "paper", "tint", "rule"])
def test_a_colour_of_the_brand_is_one_of_the_theme(name: str, colours: Any) -> None:
    brand = replace(BRAND, colours=colours)
    wanted, found = getattr(brand.colours, name), shown(colour_xml(name, brand), brand)
    pairs = ((int(wanted[place : place + 2], 16), int(found[place : place + 2], 16)) for place in (1, 3, 5))
    assert all(abs(one - other) <= 2 for one, other in pairs), (wanted, found)


def test_greys_of_charts_are_as_light_as_the_brand_s() -> None:
    assert brightness("#8c8c8c", "#1a1a1a") == pytest.approx(0.498, abs=0.001)
    assert brightness("#404040", "#808080") == pytest.approx(-0.5, abs=0.01)
    assert brightness("#ffffff", "#ffffff") == 0


def test_no_colour_of_the_master_is_its_own() -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_master(BRAND, None)))
    for name in archive.namelist():
        if re.fullmatch(r"ppt/(slideMasters|slideLayouts)/\w+\.xml|ppt/tableStyles\.xml", name):
            assert not re.search(rb"srgbClr|sysClr|prstClr", archive.read(name)), name


def test_every_title_is_in_the_font_of_headings() -> None:
    opened: Any = Presentation(io.BytesIO(export_master(BRAND, None)))
    for layout in opened.slide_layouts:
        for holder in layout.placeholders:
            faces = {face.get("typeface") for face in holder._element.iter(qn("a:latin"))}
            assert faces <= ({"+mj-lt"} if holder._element.ph.get("type") in ("title", "ctrTitle") else {"+mn-lt"})


def test_what_is_drawn_by_hand_is_flat_and_slides_are_those_of_powerpoint() -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_master(BRAND, None)))
    theme = archive.read("ppt/theme/theme1.xml")
    assert b"gradFill" not in theme
    assert b"outerShdw" not in theme
    assert b'cx="12192000" cy="6858000"' in archive.read("ppt/presentation.xml")
    assert b"guide" not in archive.read("ppt/viewProps.xml")


def test_secondary_text_is_read_on_both_grounds() -> None:
    for colours in (BRAND.colours, _OTHER, _DARK):
        brand = replace(BRAND, colours=colours)
        assert contrast(shown(colour_xml("muted", brand), brand), colours.paper) > 4.5
