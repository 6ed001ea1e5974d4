"""The file around the slides: what PowerPoint and a second build see."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from handouts.model.brand import Brand
from handouts.model.deck import Deck, Slide
from handouts.slidelayout.layouts import LAYOUTS
from handouts.slides import parse_deck
from handouts.writers.powerpoint import write_pptx
from handouts.writers.powerpoint.package import made_on

CHART = (
    '<figure data-chart="bar" data-unit="cm" aria-label="Bars"><table><thead><tr><th>Tree</th><th>cm</th></tr></thead>'
    '<tr><th>oak</th><td data-value="3">3</td></tr><tr><th>beech</th><td data-value="4">4</td></tr></table></figure>'
)
SECTIONS = f"""
<section><h1>Bäume</h1><p>Klasse 7</p></section>
<section data-section="Laub"><h2>Eiche (木)</h2><ul><li>groß</li></ul>
<aside class="notes"><p>Fragen <i lang="en">tree</i>!</p></aside></section>
<section><h2>Höhe</h2>{CHART}</section>
<section data-section="Nadeln"><h2>Tanne</h2><table><tr><th>a</th></tr><tr><td>b</td></tr></table></section>
"""


@pytest.fixture(scope="module")
def data(write: Callable[..., bytes]) -> bytes:
    return write(SECTIONS, "de")


@pytest.fixture(scope="module")
def archive(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


@pytest.fixture(scope="module")
def presentation(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def test_same_input_gives_same_bytes(data: bytes, write: Callable[..., bytes]) -> None:
    assert write(SECTIONS, "de") == data


def test_no_clock_in_it(archive: zipfile.ZipFile) -> None:
    books = [name for name in archive.namelist() if name.endswith(".xlsx")]
    assert len(books) == 1
    for opened in (archive, zipfile.ZipFile(io.BytesIO(archive.read(books[0])))):
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        dates = re.findall(rb"<dcterms:\w+[^>]*>([^<]+)<", opened.read("docProps/core.xml"))
        assert set(dates) == {b"2025-03-01T00:00:00Z"}


def test_what_is_compressed_already_is_not_compressed_again(archive: zipfile.ZipFile) -> None:
    stored = {entry.filename for entry in archive.infolist() if entry.compress_type == zipfile.ZIP_STORED}
    assert stored == {name for name in archive.namelist() if name.endswith((".xlsx", ".png", ".jpg"))}
    assert stored


@pytest.mark.usefixtures("kept")
def test_a_workbook_that_was_packed_before_has_the_date_of_its_deck(data: bytes, write: Callable[..., bytes]) -> None:
    def created(deck: bytes) -> set[bytes]:
        with zipfile.ZipFile(io.BytesIO(deck)) as archive:
            books = [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]
        cores = b"".join(zipfile.ZipFile(io.BytesIO(book)).read("docProps/core.xml") for book in books)
        return set(re.findall(rb"<dcterms:\w+[^>]*>([^<]+)<", cores))

    assert write(SECTIONS, "de") == write(SECTIONS, "de") == data
    assert created(write(SECTIONS, "de", date="2026-01-02")) == {b"2026-01-02T00:00:00Z"}
    assert created(write(SECTIONS, "de")) == {b"2025-03-01T00:00:00Z"}


def test_properties(presentation: Any) -> None:
    core = presentation.core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == (
        "Trees",
        "A. Writer",
        "A. Writer",
        "de-DE",
    )
    assert core.created.replace(tzinfo=None) == datetime(2025, 3, 1)


def test_nothing_of_the_template_is_left(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    assert not [name for name in names if re.search("printerSettings|thumbnail", name)]
    assert b"Steve Canny" not in archive.read("docProps/core.xml")
    assert len([name for name in names if re.fullmatch(r"ppt/slideLayouts/\w+\.xml", name)]) == len(LAYOUTS)


def test_titles(presentation: Any) -> None:
    assert [slide.shapes.title.text for slide in presentation.slides] == ["Bäume", "Eiche (木)", "Höhe", "Tanne"]


def test_every_run_says_its_language(archive: zipfile.ZipFile) -> None:
    seen: dict[str, str] = {}
    for name in archive.namelist():
        if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", name):
            for run in etree.fromstring(archive.read(name)).iter(qn("a:r"), qn("a:fld")):
                text = "".join(run.itertext())
                seen[text] = run.find(qn("a:rPr")).get("lang")
    assert seen["木"] == "ja-JP"
    assert seen["tree"] == "en-GB"
    assert seen["cm"] == seen["groß"] == seen["Trees"] == "de-DE"
    assert all(seen.values())


def test_notes(presentation: Any) -> None:
    assert presentation.slides[1].notes_slide.notes_text_frame.text == "Fragen tree!"
    assert not presentation.slides[0].has_notes_slide
    assert presentation.part._element.find(qn("p:notesMasterIdLst")) is not None


def test_sections_hold_every_slide(presentation: Any) -> None:
    namespace = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    found = list(presentation.part._element.iter(namespace + "section"))
    sizes = [(section.get("name"), len(list(section.iter(namespace + "sldId")))) for section in found]
    assert sizes == [("Trees", 1), ("Laub", 2), ("Nadeln", 1)]
    assert len({section.get("id") for section in found}) == 3


def test_foot_of_every_slide(presentation: Any) -> None:
    for slide in presentation.slides:
        foot = {
            shape._element.ph.get("type"): shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame
        }
        if slide.slide_layout.name == "Title Slide":  # it says the title large, and nothing but its number at its foot
            assert "ftr" not in foot
            assert "dt" not in foot
        else:
            assert foot["ftr"] == "Trees"
            assert foot["dt"] == "1.\u00a0März 2025"
        assert "sldNum" in foot
        assert slide._element.findall(".//" + qn("a:fld"))


def test_no_placeholder_is_empty(presentation: Any) -> None:
    texts = [s.text_frame.text for slide in presentation.slides for s in slide.placeholders if s.has_text_frame]
    assert texts
    assert all(texts)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025", (2025, 1, 1)),
        ("2025-04", (2025, 4, 1)),
        ("2025-04-05", (2025, 4, 5)),
        ("", (1980, 1, 1)),
        ("2025-13", (1980, 1, 1)),
    ],
)
def test_the_deck_s_own_date(written: str, expected: tuple[int, int, int]) -> None:
    assert made_on(Deck("", "de", (), date=written)).timetuple()[:3] == expected


def test_an_empty_deck_is_a_file(brand: Brand) -> None:
    assert len(Presentation(io.BytesIO(write_pptx(Deck("Empty", "en", ()), brand))).slides) == 0


def test_a_slide_without_html(brand: Brand) -> None:
    title = parse_deck("<html lang='en'><body><section><h2>Only</h2></section></body></html>").slides[0].title
    opened = Presentation(io.BytesIO(write_pptx(Deck("D", "en", (Slide(title, "Section Header"),)), brand)))
    assert opened.slides[0].shapes.title.text == "Only"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(data: bytes, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    (tmp_path / "deck.pptx").write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "deck.pptx"], cwd=tmp_path, check=True, capture_output=True, timeout=600)
    pages = pypdf.PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == 4
    assert "Klasse 7" in pages[0].extract_text()
    assert "oak" in pages[2].extract_text()
