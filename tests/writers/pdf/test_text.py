"""What is copied or searched in a PDF is what was written: letters, not ligatures; characters, not glyphs."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pypdf
import pytest

from handouts.fonts import font_files
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url("{FONT_BASE}{font_files(family)["Regular"].name}") }}'
    for family in ("Source Sans 3", "Noto Sans JP")
)
CSS = f'{FACES} body {{ font-family: "Source Sans 3", "Noto Sans JP" }}'


@pytest.mark.parametrize(
    "words",
    [
        "Offizier Pflege Schifffahrt Stofffülle finden fliegen Giftstoff Gattin",
        "日米安全保障条約 沖縄県 東京",
        "Shōwa, Hatoyama Ichirō, Kyūjō",
        "„Größe“ – 70,3\u202f% von 8\u202f000 · § 9",
        "1/2 1½ 2³ H₂O 17. 3.",
    ],
)
def test_what_is_copied_is_what_was_written(words: str) -> None:
    html = f'<html lang="de"><head><title>T</title></head><body><p>{words}</p></body></html>'
    (page,) = pypdf.PdfReader(BytesIO(write_pdf(html, [CSS]))).pages
    said = page.extract_text()
    assert said == words
    assert unicodedata.normalize("NFC", said) == said
    assert not any(0xFB00 <= ord(letter) <= 0xFB06 for letter in said)
