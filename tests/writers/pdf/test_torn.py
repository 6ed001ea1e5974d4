"""What is kept together and taller than a page begins where it stands, and leaves no page empty before it."""

from __future__ import annotations

from io import BytesIO

import pypdf

from handouts.writers.pdf import write_pdf

CSS = (
    "@page { size: 300px 300px; margin: 20px } tr, .card { break-inside: avoid }"
    "@font-face { font-family: F; src: url(https://handout.invalid/fonts/SourceSans3-Regular.ttf) }"
    "body { font: 12px/1.2 F }"
)


def pages(body: str) -> list[str]:
    html = f"<html lang='en'><head><title>t</title></head><body>{body}</body></html>"
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(write_pdf(html, [CSS]))).pages]


def test_a_row_taller_than_a_page() -> None:
    cell = " ".join(f"word{n}" for n in range(150))
    table = f"<table><thead><tr><th>No</th><th>Text</th></tr></thead><tr><td>1</td><td>{cell}</td></tr></table>"
    found = pages(f"<section class='card'><h2>Title</h2>{table}</section>")
    assert "Title" in found[0]
    assert "word0" in found[0]
    assert len(found) <= 3
    assert all(f"word{n}" in " ".join(found) for n in range(150))


def test_a_row_that_has_room_on_a_page_stays_whole() -> None:
    cell = " ".join(f"word{n}" for n in range(60))
    found = pages(f"<div style='height: 200px'>Before</div><table><tr><td>{cell}</td></tr></table>")
    assert "word" not in found[0]
    assert "word0" in found[1]
