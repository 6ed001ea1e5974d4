"""Backgrounds lie in their boxes, also in those that grow or move once pages are laid out: looked at in pixels."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from handouts.writers.pdf import write_pdf

HTML = (
    "<html lang='en'><head><title>t</title></head><body><div class='line'></div>"
    "<div class='writing'><div class='rule'></div></div><div class='answer-box'></div>"
    "<table class='answer-table'><tbody><tr><td></td></tr></tbody></table>"
    "<p class='last'></p><p class='next'></p></body></html>"
)
CSS = (
    "@page { size: 100px 200px; margin: 10px } body { margin: 0 } div, table, td { margin: 0; padding: 0 }"
    ".rule { height: 10px } .answer-box { height: 40px; border: 2px solid #00f; background: %s }"
    "table { width: 100%%; border-collapse: collapse; margin-top: 2px } td { height: 20px; background: #0f0 }"
    "p { margin: 0; height: 20px; background: #f0f } .next { break-before: page; background: none }"
)
TINT, RULED = "#f00", "linear-gradient(#f00, #f00)"


@pytest.mark.parametrize("ground", [TINT, RULED])
def test_grounds_fill_the_boxes_that_have_grown(ground: str) -> None:
    image = pdfium.PdfDocument(write_pdf(HTML, [CSS % ground]))[0].render(scale=4 / 3).to_pil().convert("RGB")
    assert image.size == (100, 200)
    column = [image.getpixel((50, y)) for y in range(200)]
    red, blue, green, pink = (
        [y for y, seen in enumerate(column) if seen == colour]
        for colour in ((255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 0, 255))
    )
    assert red[-1] - red[0] + 1 == len(red) >= 55
    assert min(blue) == red[0] - 2
    assert max(blue) == red[-1] + 2
    assert green[-1] - green[0] + 1 == len(green) > 20
    assert green[0] > max(blue)
    assert pink[0] > green[-1]
    assert len(pink) == 20
