"""Pages: set in shipped fonts, tagged, the same bytes each time; what is missing is an error."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from pypdf import PdfReader

from handouts.errors import LayoutError
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

CSS = (
    f'@font-face {{ font-family: "Own"; src: url("{FONT_BASE}SourceSans3-Regular.ttf"); }}'
    'body { font-family: "Own"; } @page { size: A6; }'
)


def document(body: str) -> str:
    return f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>'


def fonts(data: bytes) -> set[str]:
    resources = PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"]
    return {str(font.get_object()["/BaseFont"]).split("+")[1].strip(",") for font in resources.values()}


def test_pages_are_tagged_and_the_same_each_time() -> None:
    data = write_pdf(document("<p>Übergang, Shōwa</p>"), [CSS])
    assert data == write_pdf(document("<p>Übergang, Shōwa</p>"), [CSS])
    reader = PdfReader(BytesIO(data))
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert "Übergang, Shōwa" in reader.pages[0].extract_text()


def test_no_font_of_the_machine_slips_in() -> None:
    system = CSS + 'p { font-family: "DejaVu Sans", "Liberation Sans", sans-serif; }'
    assert fonts(write_pdf(document("<p>Wort</p>"), [system])) == {"Own"}


def test_other_programs_keep_their_fonts() -> None:
    write_pdf(document("<p>Wort</p>"), [CSS])
    assert "FONTCONFIG_FILE" not in os.environ


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(LayoutError, match="notdef"):
        write_pdf(document("<p>\U0001f600</p>"), [CSS])


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "file:///etc/hostname",
        "https://handout.invalid/fonts/../pdf.py",
        "ftp://example.org/a",
    ],
)
def test_nothing_outside_is_loaded(address: str) -> None:
    with pytest.raises(LayoutError, match="not part of the document"):
        write_pdf(document(f'<p><img src="{address}" alt="x"></p>'), [CSS])
