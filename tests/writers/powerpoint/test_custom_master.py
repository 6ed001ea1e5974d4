"""A master that somebody else made: read with its real sizes, filled, and nothing of what it was used for leaks."""

from __future__ import annotations

import base64
import importlib.util
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from handouts.errors import LayoutError
from handouts.model.brand import Brand
from handouts.model.deck import Deck
from handouts.slidelayout.layouts import LAYOUTS, PLAIN
from handouts.slides import parse_deck
from handouts.writers.powerpoint import export_master, master_mistakes, write_pptx
from handouts.writers.powerpoint.custom_master import MasterError, read_master

WORDS = "A tree stands in the wood and waits for rain."
TABLE = "<table><tr><th>Tree</th><th>cm</th></tr><tr><td>oak</td><td>3</td></tr></table>"
CHART = (
    '<figure data-chart="bar" data-unit="cm" aria-label="Bars"><table><thead><tr><th>Tree</th><th>cm</th></tr></thead>'
    '<tr><th>oak</th><td data-value="3">3</td></tr><tr><th>beech</th><td data-value="4">4</td></tr></table></figure>'
)
SECTIONS = f"""
<section data-layout="Title Slide"><h1>Trees</h1><p>All of them</p></section>
<section data-layout="Section Header"><h2>Oaks</h2></section>
<section><h2>List</h2><ul><li>oak<ul><li>red</li></ul></li><li>elm</li></ul></section>
<section data-layout="Statement"><h2>Said</h2><p>{WORDS}</p></section>
<section data-layout="Task"><h2>Do</h2><p>{WORDS}</p><footer>Alone</footer></section>
<section><h2>Table</h2>{TABLE}</section>
<section><h2>Chart</h2>{CHART}</section>
<section><h2>Both</h2><p>{WORDS}</p>{CHART}</section>
<section><h2>Quote</h2><blockquote><p>{WORDS}</p><footer>A. Writer</footer></blockquote></section>
<section data-layout="References"><h2>Sources</h2><ol><li>One</li><li>Two</li></ol></section>
"""


def _masters() -> ModuleType:
    spec = importlib.util.spec_from_file_location("masters", Path(__file__).with_name("masters.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


masters = _masters()


def deck(sections: str = SECTIONS) -> Deck:
    head = '<title>Trees</title><meta name="footer" content="Trees"><meta name="date" content="2025-03-01">'
    return parse_deck(f'<html lang="en"><head>{head}</head><body>{sections}</body></html>')


@pytest.fixture(scope="module")
def told(brand: Brand) -> Brand:
    """The brand with the names that the German master has."""
    return replace(brand, layouts=masters.MAP)


@pytest.fixture(scope="module", params=["plain", "german", "exported", "edited"])
def written(request: pytest.FixtureRequest, brand: Brand, told: Brand) -> bytes:
    """The same deck in four masters."""
    exported = export_master(brand, None)
    data = {"plain": masters.plain, "german": masters.german}.get(request.param, lambda: exported)()
    data = masters.edited(data) if request.param == "edited" else data
    return write_pptx(deck(), told if request.param == "german" else brand, data)


def shapes(data: bytes) -> list[tuple[Any, Any]]:
    return [(slide, shape) for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes]


def test_every_slide_is_there_with_its_title_and_text(written: bytes) -> None:
    slides = Presentation(io.BytesIO(written)).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert titles == ["Trees", "Oaks", "List", "Said", "Do", "Table", "Chart", "Both", "Quote", "Sources"]
    said = " ".join(shape.text_frame.text for _, shape in shapes(written) if shape.has_text_frame)
    assert said.count(WORDS) == 4
    for words in ("All of them", "oak\nred\nelm", "Alone", "A. Writer", "One\nTwo"):
        assert words in said
    assert sum(shape.has_chart for _, shape in shapes(written)) == 2
    assert sum(shape.has_table for _, shape in shapes(written)) == 1


def test_nothing_stands_outside_of_the_slide_and_no_placeholder_is_empty(written: bytes) -> None:
    opened = Presentation(io.BytesIO(written))
    for slide, shape in shapes(written):
        right, low = shape.left + shape.width, shape.top + shape.height
        assert 0 <= shape.left < right <= opened.slide_width + 1, (slide.shapes.title.text, shape.name)
        assert 0 <= shape.top < low <= opened.slide_height + 1, (slide.shapes.title.text, shape.name)
        assert not (shape.is_placeholder and shape.has_text_frame) or shape.text_frame.text


def test_slides_have_the_footers_of_their_layouts(written: bytes) -> None:
    for slide in Presentation(io.BytesIO(written)).slides:
        feet = {shape._element.ph.get("type"): shape for shape in slide.placeholders}
        there = {holder._element.ph.get("type") for holder in slide.slide_layout.placeholders}
        if "ftr" in there:  # a cover made with this tool has none
            assert feet["ftr"].text_frame.text == "Trees"
            assert feet["dt"].text_frame.text == "1 March 2025"
        assert feet["sldNum"]._element.findall(".//" + qn("a:fld"))


def test_the_same_input_gives_the_same_bytes(told: Brand) -> None:
    data = masters.german()
    assert write_pptx(deck(), told, data) == write_pptx(deck(), told, bytes(bytearray(data)))


def test_a_deck_in_the_exported_master_is_laid_out_as_ever(brand: Brand) -> None:
    own = Presentation(io.BytesIO(write_pptx(deck(), brand)))
    given = Presentation(io.BytesIO(write_pptx(deck(), brand, export_master(brand, None))))
    assert [slide.slide_layout.name for slide in given.slides] == [slide.slide_layout.name for slide in own.slides]
    for one, other in zip(own.slides, given.slides, strict=True):
        assert [(shape.left, shape.top, shape.width) for shape in one.shapes if shape.has_text_frame] == [
            (shape.left, shape.top, shape.width) for shape in other.shapes if shape.has_text_frame
        ]


def test_layouts_are_found_by_map_name_type_and_translation(brand: Brand, told: Brand) -> None:
    german = read_master(masters.german(), told).design
    assert [german.layouts[name].place for name in ("Title Slide", PLAIN, "Section Header", "Two Content")] == [
        0,
        1,
        2,
        3,
    ]
    assert german.layouts["Task"].place == german.layouts["Table"].place == 1
    typed: Any = Presentation(io.BytesIO(masters.plain()))
    for layout in typed.slide_layouts:
        layout._element.cSld.set("name", "?")
    found = read_master(masters.saved(typed), brand).design
    assert [found.layouts[name].place for name in ("Title Slide", PLAIN, "Section Header", "Two Content")] == [
        0,
        1,
        2,
        3,
    ]


def test_geometry_sizes_fonts_and_bullets_are_read(told: Brand) -> None:
    given = read_master(masters.german(), told).design
    title, text = given.layouts[PLAIN]["title"], given.layouts[PLAIN]["text"]
    assert (round(title.box.x, 3), round(title.box.w, 3), title.setting.sizes) == (0.4, 4.5, (32,))
    assert title.setting.capitals
    assert title.setting.bold
    assert (round(text.box.y, 3), round(text.box.h, 3)) == (0.55, 6.1)
    assert text.setting.sizes[:2] == (26, 26)  # the second level, 28 points, is never larger than the first
    assert (text.setting.leading, text.setting.font, given.font) == (1.1, "Lato", "Lato")
    assert text.setting.unmarked == (0,)
    assert text.setting.airs[0] == pytest.approx(0.24)
    plain = read_master(masters.plain(), replace(told, layouts={})).design.layouts[PLAIN]["text"]
    assert (plain.setting.sizes, plain.setting.hang[0], plain.setting.unmarked) == ((32, 28, 24, 20, 20), 0.375, ())


def test_text_is_as_large_as_it_fits_in_the_fonts_and_places_of_the_master(told: Brand) -> None:
    long = f"<section><h2>T</h2><ul>{f'<li>{WORDS}</li>' * 6}</ul></section>"
    wide, narrow = (
        Presentation(io.BytesIO(data))
        for data in (
            write_pptx(deck(long), replace(told, layouts={}), masters.plain()),
            write_pptx(deck(long), told, masters.german()),
        )
    )
    sizes = []
    for opened in (wide, narrow):
        (body,) = (shape for shape in opened.slides[0].placeholders if shape.placeholder_format.idx == 1)
        style = body._element.find(".//" + qn("a:lstStyle"))
        sizes.append([int(run.get("sz")) for run in style.iter(qn("a:defRPr"))][:1])
    assert sizes[0] != sizes[1]


def test_lists_are_marked_where_the_master_has_no_bullets(told: Brand) -> None:
    data = write_pptx(deck("<section><h2>T</h2><ul><li>oak</li></ul><p>plain</p></section>"), told, masters.german())
    (slide,) = Presentation(io.BytesIO(data)).slides
    first, second = slide.placeholders[1].text_frame.paragraphs
    assert first._p.find(qn("a:pPr") + "/" + qn("a:buChar")).get("char") == "•"
    assert int(first._p.pPr.get("marL")) == -int(first._p.pPr.get("indent")) > 0
    assert second._p.find(qn("a:pPr") + "/" + qn("a:buNone")) is not None


def test_nothing_of_the_slides_that_were_in_it_is_left(told: Brand) -> None:
    source = masters.german()
    assert b"SECRET" in b"".join(zipfile.ZipFile(io.BytesIO(source)).read(name) for name in _parts(source))
    data = write_pptx(deck(), told, source)
    names = _parts(data)
    everything = b"".join(zipfile.ZipFile(io.BytesIO(data)).read(name) for name in names)
    assert b"SECRET" not in everything
    assert b"secret" not in everything
    assert len([name for name in names if re.fullmatch(r"ppt/slides/\w+\.xml", name)]) == 10
    assert not [name for name in names if re.search("thumbnail|printerSettings|comment|custom", name)]
    assert {"ppt/presProps.xml", "ppt/viewProps.xml"} <= set(names)


def _parts(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_all_its_layouts_are_kept_for_whoever_adds_slides(told: Brand) -> None:
    opened = Presentation(io.BytesIO(write_pptx(deck(), told, masters.german())))
    assert [layout.name for layout in opened.slide_layouts][:4] == [
        "Deckblatt Schule",
        "Titel und Inhalt",
        "Kapitel",
        "Zwei Inhalte",
    ]
    assert len(opened.slide_layouts) == 11


def test_charts_and_tables_take_the_colours_and_the_style_of_the_theme(told: Brand) -> None:
    given = read_master(masters.german(), told).design
    colours = given.brand.colours
    assert (colours.ink, colours.paper, colours.chart[0]) == ("#ffffff", "#000000", "#4f81bd")
    data = write_pptx(deck(), told, masters.german())
    (frame,) = (shape for _, shape in shapes(data) if shape.has_table)
    assert frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text == "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


def test_a_template_is_a_master_too(brand: Brand) -> None:
    template = export_master(brand, None, template=True)
    assert b"template.main+xml" in zipfile.ZipFile(io.BytesIO(template)).read("[Content_Types].xml")
    slides = Presentation(io.BytesIO(write_pptx(deck(), brand, template))).slides
    assert len(slides) == 10


@pytest.mark.parametrize(
    ("layouts", "way", "said"),
    [
        ({}, ("layouts",), "no layout that is known as “Title Slide”"),
        ({"Title Slide": "Deckblat Schule"}, ("layouts", "Title Slide"), "did you mean “Deckblatt Schule”?"),
        ({**masters.MAP, "Titel Slide": "Kapitel"}, ("layouts", "Titel Slide"), "did you mean “Title Slide”"),
        ({**masters.MAP, "Two Content": "Nur Titel"}, ("layouts", "Two Content"), "two contents side by side"),
        ({**masters.MAP, "Task": "Nur Titel"}, ("layouts", "Task"), "it lacks a place for text"),
    ],
)
def test_what_a_master_lacks_is_said_with_the_nearest_names(
    brand: Brand, layouts: dict[str, str], way: tuple[str, ...], said: str
) -> None:
    found = master_mistakes(replace(brand, layouts=layouts), masters.german())
    assert [keys for keys, _ in found] == [way]
    assert said.replace("“Title Slide”", '"Title Slide"') in found[0][1].replace("“Title Slide”", '"Title Slide"')


def test_a_layout_without_the_placeholders_it_needs_is_passed_over_or_said(brand: Brand) -> None:
    poor = masters.without_holder(masters.plain(), 3, 2)
    assert read_master(poor, brand).design.layouts["Two Content"].place == 1
    (mistake,) = master_mistakes(brand, masters.without_holder(masters.plain(), 1, 1))
    assert mistake[0] == ("layouts",)
    assert "lacks a place for text" in mistake[1]


def _rewritten(data: bytes, change: dict[str, bytes], new: dict[str, bytes] | None = None) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, change.get(name, source.read(name)))
        for name, content in (new or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def _linked(target: str, kind: str = "image") -> bytes:
    data = masters.plain()
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    rels = zipfile.ZipFile(io.BytesIO(data)).read(name)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId99" Type="{office}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return _rewritten(data, {name: rels.replace(b"</Relationships>", link.encode())})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: b"no zip", "is no .pptx"),
        (lambda: _rewritten(masters.plain(), {"ppt/presentation.xml": b"<broken"}), "damaged"),
        (lambda: _rewritten(masters.plain(), {}, {"ppt/vbaProject.bin": b"x"}), "macros"),
        (lambda: _linked("https://example.org/logo.png"), "links to https://example.org"),
        (lambda: _linked("file:///etc/hostname", "hyperlink"), "links to file:"),
        (lambda: _linked("x", "oleObject"), "object of another program"),
    ],
)
def test_what_could_do_harm_is_refused(brand: Brand, data: Any, said: str) -> None:
    with pytest.raises(MasterError, match=re.escape(said)):
        write_pptx(deck(), brand, data())


def test_what_unpacks_to_too_much_is_refused(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.writers.powerpoint.custom_master.opening.LARGEST", 10_000)
    with pytest.raises(MasterError, match="unpacks to more than"):
        read_master(masters.plain(), brand)


def test_links_to_the_web_may_stay(brand: Brand) -> None:
    data = write_pptx(deck(), brand, _linked("https://example.org/", "hyperlink"))
    assert b"https://example.org/" in zipfile.ZipFile(io.BytesIO(data)).read(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    )


def test_a_picture_has_its_own_layout_if_that_is_large_or_asked_for_and_the_title_has_room(brand: Brand) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "#224466").save(buffer, "PNG")
    source = f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"
    short, long = (
        f'<section><h2>{title}</h2><img src="{source}" alt="A wood"></section>' for title in ("T", WORDS * 5)
    )
    wanted = replace(brand, layouts={"Picture with Caption": "Picture with Caption"})
    for asked, names in ((wanted, ["Picture with Caption", PLAIN]), (brand, [PLAIN, PLAIN])):
        opened = Presentation(io.BytesIO(write_pptx(deck(short + long), asked, masters.plain())))
        assert [slide.slide_layout.name for slide in opened.slides] == names


def test_what_does_not_fit_says_which_slide(brand: Brand) -> None:
    with pytest.raises(LayoutError, match="the title does not fit"):
        write_pptx(deck(f"<section><h2>{WORDS * 9}</h2></section>"), brand, masters.plain())


def test_every_layout_that_slides_may_ask_for_is_there(brand: Brand) -> None:
    given = read_master(masters.plain(), brand).design
    assert list(given.layouts) == list(LAYOUTS)
    assert all(layout.placeholder("title") for layout in given.layouts.values())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_master_that_libreoffice_saved(brand: Brand, tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(masters.plain())
    for source, kind in (("a.pptx", "odp"), ("a.odp", "pptx:Impress MS PowerPoint 2007 XML")):
        command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
        subprocess.run(
            [*command, kind, "--outdir", "out", source], cwd=tmp_path, check=True, capture_output=True, timeout=600
        )
        for made in (tmp_path / "out").iterdir():
            made.replace(tmp_path / made.name)
    data = (tmp_path / "a.pptx").read_bytes()
    names = [layout.name for layout in Presentation(io.BytesIO(data)).slide_layouts]
    known = {"Title Slide", PLAIN} & set(names) or {"Title, Content", "Default"} & set(names)
    assert known, names
    slides = Presentation(io.BytesIO(write_pptx(deck(), brand, data))).slides
    assert [slide.shapes.title.text for slide in slides][:3] == ["Trees", "Oaks", "List"]
