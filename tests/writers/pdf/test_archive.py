"""Every file claims PDF/A-3a and PDF/UA-1 in one set of metadata, and no clock is in it."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import pypdf
import pytest

from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

CSS = f'@font-face {{ font-family: F; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }} body {{ font-family: F }}'


def _written(head: str = "") -> pypdf.PdfReader:
    html = f'<html lang="de"><head><title>Seite</title>{head}</head><body><p>Wort</p></body></html>'
    return pypdf.PdfReader(BytesIO(write_pdf(html, [CSS])))


def _xmp(reader: pypdf.PdfReader) -> str:
    return str(reader.trailer["/Root"]["/Metadata"].get_data().decode())


def test_both_standards_are_claimed_in_one_set_of_metadata() -> None:
    xmp = _xmp(_written())
    assert xmp.count("<rdf:RDF") == xmp.count("</rdf:RDF>") == 1
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_second_claim_is_described_as_pdf_a_asks() -> None:
    xmp = _xmp(_written())
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in xmp
    assert re.search(r"<pdfaProperty:name>part<.*<pdfaProperty:valueType>Integer<", xmp, re.DOTALL)


def test_colours_have_the_profile_that_they_are_meant_in() -> None:
    (intent,) = _written().trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert b"sRGB" in intent["/DestOutputProfile"].get_data()


def test_title_and_language_are_those_of_the_document() -> None:
    reader = _written()
    assert reader.metadata is not None
    assert reader.metadata.title == "Seite"
    assert ">Seite<" in _xmp(reader)
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


@pytest.mark.parametrize(
    ("date", "printed", "moment"),
    [
        ("2024-05-23", "D:20240523120000Z", "2024-05-23T12:00:00Z"),
        ("2024-05", "D:20240501120000Z", "2024-05-01T12:00:00Z"),
        ("2024", "D:20240101120000Z", "2024-01-01T12:00:00Z"),
        ("2024-05-23T08:30:00Z", "D:20240523083000Z", "2024-05-23T08:30:00Z"),
    ],
)
def test_dates_are_the_lessons_and_whole(date: str, printed: str, moment: str) -> None:
    reader = _written(f'<meta name="dcterms.created" content="{date}">')
    assert reader.metadata is not None
    assert {reader.metadata["/CreationDate"], reader.metadata["/ModDate"]} == {printed}
    assert re.findall(r"<xmp:(\w+)Date>([^<]*)<", _xmp(reader)) == [("Create", moment), ("Modify", moment)]
    assert reader.metadata.creation_date == datetime.fromisoformat(moment)


def test_a_day_of_change_may_differ() -> None:
    reader = _written('<meta name="dcterms.created" content="2024"><meta name="dcterms.modified" content="2025-01-02">')
    assert reader.metadata is not None
    assert (reader.metadata["/CreationDate"], reader.metadata["/ModDate"]) == ("D:20240101120000Z", "D:20250102120000Z")


def test_without_a_date_there_is_none_of_today() -> None:
    reader = _written()
    assert reader.metadata is not None
    assert not {"/CreationDate", "/ModDate"} & set(reader.metadata)
    assert "Date>" not in _xmp(reader)


def test_the_identifier_follows_from_the_content() -> None:
    assert _written().trailer["/ID"] == _written().trailer["/ID"]
    other = _written('<meta name="author" content="A">')
    assert _written().trailer["/ID"] != other.trailer["/ID"]
