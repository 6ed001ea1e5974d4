"""On a master with a ground of its own, what is in the theme's ink is set in letters that are read there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from handouts.slides import parse_deck
from handouts.writers.powerpoint import export_master, write_pptx
from handouts.writers.powerpoint.custom_master import read_master
from handouts.writers.powerpoint.ooxml import MEDIUM_STYLE_2

from ...brands import BRAND

_OFFICE = "http://schemas.openxmlformats.org"
NS = f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:p="{_OFFICE}/presentationml/2006/main"'
GROUND = "<a:srgbClr val='1D1D30'/>"
LETTERS = "F4F7FC"
TABLE = "<table><tr><th>Tree<th>cm</tr><tr><td>oak<td>3</tr></table>"


def chart(kind: str) -> str:
    rows = "".join(
        f'<tr><th>{tree}</th><td data-value="{cm}">{cm}</td><td data-value="{cm + 1}">{cm + 1}</td></tr>'
        for tree, cm in (("oak", 3), ("beech", 4))
    )
    head = "<thead><tr><th>Tree</th><th>a</th><th>b</th></tr></thead>"
    return (
        f'<figure data-chart="{kind}" data-unit="cm" aria-label="Trees"><table>{head}{rows}</table>'
        "<figcaption>Source: A. Writer</figcaption></figure>"
    )


SECTIONS = (
    f"<section><h2>Chart</h2>{chart('column')}</section><section><h2>Parts</h2>{chart('stacked_bar')}</section>"
    f"<section><h2>Table</h2>{TABLE}</section>"
    "<section><h2>Said</h2><p>Gist.</p><blockquote>Trees are green.<footer>A. Writer</footer></blockquote></section>"
)


def rewritten(change: Callable[[str], str]) -> bytes:
    """This tool's own master with other XML in master and layouts."""
    buffer = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(export_master(BRAND, None)))
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if re.match("ppt/(slideMasters/slideMaster|slideLayouts/slideLayout)", name):
                data = change(data.decode()).encode()
            target.writestr(name, data)
    return buffer.getvalue()


def with_letters(xml: str) -> str:
    return xml.replace('<a:schemeClr val="tx1"/>', f'<a:srgbClr val="{LETTERS}"/>')


def dark() -> bytes:
    """A dark ground and light letters, both not the theme's, as many school masters have."""
    ground = '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr>'
    return rewritten(lambda xml: with_letters(xml.replace(ground, ground.replace('<a:schemeClr val="bg1"/>', GROUND))))


def behind(fill: str) -> bytes:
    """The same letters, but another kind of ground: a rectangle or a picture over the whole slide, a gradient."""
    opened: Any = Presentation(io.BytesIO(rewritten(with_letters)))
    master = opened.slide_master
    background = master._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    if fill == "gradient":
        stops = "".join(f'<a:gs pos="{place}">{GROUND}</a:gs>' for place in (0, 100000))
        made = f'<a:gradFill {NS}><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
        background[0].replace(background[0][0], parse_xml(made))
    elif fill == "picture":
        buffer = io.BytesIO()
        Image.new("RGB", (8, 8), "#1d1d30").save(buffer, "PNG")
        _, key = master.part.get_or_add_image_part(buffer)
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        blip = f'<a:blip xmlns:r="{relations}" r:embed="{key}"/>'
        made = f"<a:blipFill {NS}>{blip}<a:stretch><a:fillRect/></a:stretch></a:blipFill>"
        background[0].replace(background[0][0], parse_xml(made))
    else:
        shape = (
            f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="90" name="Ground"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f"</a:prstGeom><a:solidFill>{GROUND}</a:solidFill></p:spPr></p:sp>"
        )
        master._element.cSld.spTree.insert(2, parse_xml(shape))
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def written() -> Any:
    deck = parse_deck(f"<html lang='en'><head><title>Trees</title></head><body>{SECTIONS}</body></html>")
    return Presentation(io.BytesIO(write_pptx(deck, BRAND, dark())))


def charts(opened: Any) -> list[Any]:
    return [shape.chart._chartSpace for slide in opened.slides for shape in slide.shapes if shape.has_chart]


def test_no_letter_of_a_chart_is_dark_on_dark(written: Any) -> None:
    assert len(charts(written)) == 2
    for space in charts(written):
        inside = [
            one
            for one in space.iter(qn("c:dLbls"))
            if (place := one.find(qn("c:dLblPos"))) is not None and place.get("val") == "ctr"
        ]
        within = {colour for labels in inside for colour in labels.iter(qn("a:schemeClr"))}
        assert not [one for one in space.iter(qn("a:schemeClr")) if one.get("val") == "tx1" and one not in within]
        assert {one.get("val") for one in space.iter(qn("a:srgbClr"))} == {LETTERS}
        assert space.find(f"{qn('c:txPr')}//{qn('a:srgbClr')}").get("val") == LETTERS


def test_series_stand_out_from_the_ground(written: Any) -> None:
    accent = charts(written)[0].find(f".//{qn('c:ser')}/{qn('c:spPr')}/{qn('a:solidFill')}/{qn('a:schemeClr')}")
    assert accent.get("val") == "accent1"
    assert [etree.QName(change).localname for change in accent] == ["lumMod", "lumOff"]


def test_cells_have_grounds_of_their_own(written: Any) -> None:
    (table,) = (shape.table for slide in written.slides for shape in slide.shapes if shape.has_table)
    assert table._tbl.tblPr.find(qn("a:tableStyleId")).text == MEDIUM_STYLE_2


def test_sources_are_light(written: Any) -> None:
    holders = [
        shape
        for slide in written.slides
        for shape in slide.shapes
        if shape.has_text_frame and "A. Writer" in shape.text_frame.text
    ]
    assert len(holders) == 3
    for shape in holders:
        (style,) = shape._element.txBody.iterchildren(qn("a:lstStyle"))
        assert {one.get("val") for one in style.iter(qn("a:srgbClr"))} == {LETTERS}


@pytest.mark.parametrize("fill", ["shape", "picture", "gradient"])
def test_other_grounds_are_seen_too(fill: str) -> None:
    letters = read_master(behind(fill), BRAND).letters
    assert letters
    assert {(one.colour, one.ground) for place, one in letters.items() if place == 1} == {("#f4f7fc", "#1d1d30")}


def test_letters_that_cannot_be_read_themselves_are_not_taken() -> None:
    found = read_master(
        rewritten(
            lambda xml: xml.replace(
                '<a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>', f"{GROUND}</a:solidFill><a:effectLst/>"
            )
        ),
        BRAND,
    ).letters
    assert found[1].colour == "#ffffff"


def test_nothing_changes_where_the_ink_is_read() -> None:
    letters = read_master(export_master(BRAND, None), BRAND).letters
    assert list(letters) == [0]  # the cover, whose ground is the accent


def test_diagrams_are_read_too() -> None:
    rows = "<tr><th>1952</th><td>Peace</td></tr><tr><th>1960</th><td>Treaty</td></tr>"
    table = f"<table><tbody>{rows}</tbody></table>"
    figure = f'<figure data-diagram="agenda" aria-label="Plan">{table}</figure>'
    deck = parse_deck(
        f"<html lang='en'><head><title>T</title></head><body><section><h2>T</h2>{figure}</section></body></html>"
    )
    (slide,) = Presentation(io.BytesIO(write_pptx(deck, BRAND, dark()))).slides
    (group,) = slide._element.iter(qn("p:grpSp"))
    texts = [shape for shape in group.iter(qn("p:sp")) if shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}") is None]
    assert texts
    for shape in texts:
        assert {one.get("val") for one in shape.iter(qn("a:srgbClr"))} == {LETTERS}
