"""Tables, pictures, links and the theme, as an editor finds them."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx.oxml.ns import qn

from handouts.colours import contrast
from handouts.model.brand import Brand
from handouts.slidelayout.layouts import LAYOUTS
from handouts.writers.powerpoint.ooxml import TABLE_STYLE
from handouts.writers.powerpoint.theme import theme_colours

Present = Callable[..., Any]


def png(width: int, height: int) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def test_a_table_is_native_and_says_its_heads(present: Present) -> None:
    rows = "<thead><tr><th>Tree</th><th>m</th></tr></thead><tr><th>Oak</th><td>20</td></tr>"
    table = f"<table aria-label='Heights'>{rows}</table>"
    slide = present(f"<section><h2>T</h2>{table}</section>").slides[0]
    frame = next(shape for shape in slide.shapes if shape.has_table)
    assert frame.table.first_row
    assert frame.table.first_col
    assert [cell.text for row in frame.table.rows for cell in row.cells] == ["Tree", "m", "Oak", "20"]
    assert frame._element.xpath("./*/p:cNvPr/@descr") == ["Heights"]
    assert frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text == TABLE_STYLE
    assert frame._element.xpath("./*/p:nvPr/p:ph/@type") == ["tbl"]


@pytest.mark.parametrize(("width", "height"), [(400, 100), (100, 400), (10, 10)])
@pytest.mark.parametrize("text", ["", "<p>Text beside it</p>"])
def test_a_picture_keeps_its_proportions(present: Present, width: int, height: int, text: str) -> None:
    slide = present(f"<section><h2>T</h2>{text}<img src='{png(width, height)}' alt='A field'></section>").slides[0]
    picture = next(shape for shape in slide.shapes if shape._element.tag == qn("p:pic"))
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.001)
    assert picture._element.xpath("./*/p:cNvPr/@descr") == ["A field"]
    assert picture.left + picture.width < 13.333 * 914400
    assert picture.top + picture.height < 6.9 * 914400


def test_a_picture_without_words_is_decorative(present: Present) -> None:
    slide = present(f"<section><h2>T</h2><img src='{png(2, 2)}' alt=''></section>").slides[0]
    picture = next(shape for shape in slide.shapes if shape._element.tag == qn("p:pic"))
    assert b"decorative" in etree.tostring(picture._element)


def test_links(present: Present) -> None:
    slide = present(
        "<section><h2>T</h2><p><a href='https://example.org/'>a</a> <a href='file:///x'>b</a></p></section>"
    ).slides[0]
    assert [r.target_ref for r in slide.part.rels.values() if r.is_external] == ["https://example.org/"]


def test_title_is_read_first(present: Present) -> None:
    quotation = "<section><h2>T</h2><p>x</p><blockquote><p>q</p></blockquote></section>"
    picture = f"<section><h2>U</h2><img src='{png(2, 2)}' alt='A'></section>"
    for slide in present(quotation + picture).slides:
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_all_layouts_are_there_with_what_they_promise(present: Present) -> None:
    presentation = present("<section><h2>T</h2></section>")
    assert [layout.name for layout in presentation.slide_layouts] == list(LAYOUTS)
    for layout in presentation.slide_layouts:
        found = {holder.placeholder_format.idx for holder in layout.placeholders}
        feet = {12} if layout.name == "Title Slide" else {10, 11, 12}
        assert {slot.index for slot in LAYOUTS[layout.name].placeholders} | feet == found


def test_theme_is_the_brand_s(present: Present, brand: Brand) -> None:
    presentation = present("<section><h2>T</h2></section>")
    part = next(
        rel.target_part for rel in presentation.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    assert theme.get("name") == brand.name
    assert [entry[0].get("val") for entry in theme.find(".//" + qn("a:clrScheme"))] == list(
        theme_colours(brand).values()
    )
    assert {face.get("typeface") for face in theme.find(".//" + qn("a:fontScheme")).iter(qn("a:latin"))} == {"Arial"}


def test_missing_chart_colours_are_made_up_for(brand: Brand) -> None:
    assert len(brand.colours.chart) == 4
    colours = theme_colours(brand)
    assert colours["accent5"] == "0B3C5D"
    assert colours["accent6"] == "A4372E"


def test_text_is_read_on_its_ground(brand: Brand) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(brand.colours.muted, brand.colours.tint) > 4.5
    assert contrast(brand.colours.accent, brand.colours.tint) > 4.5
