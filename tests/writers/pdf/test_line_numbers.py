"""Every fifth printed line of a source text has its number, across columns and pages."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handouts.styles import FONT_BASE
from handouts.writers.pdf import writer as pdf
from handouts.writers.pdf.line_numbers import number_lines

FACE = f'@font-face {{ font-family: F; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }}'
PAGE = "@page { size: 100mm 60mm; margin: 10mm } body { font: 10pt/15pt F; margin: 0 } p { margin: 0 }"


def _pages(body: str, css: str = "") -> list[Any]:
    fetcher, fonts = pdf._FontFetcher(), FontConfiguration()
    sheet = weasyprint.CSS(string=FACE + PAGE + css, base_url=pdf.BASE_URL, url_fetcher=fetcher, font_config=fonts)
    document = weasyprint.HTML(string=f'<html lang="en"><body>{body}</body></html>', base_url=pdf.BASE_URL)
    pages = document.render(stylesheets=[sheet], font_config=fonts).pages
    number_lines(pages)
    return list(pages)


def _painted(page: Any) -> list[Any]:
    return list(page.paint.args[1]) if hasattr(page.paint, "args") else []


def _numbers(body: str, css: str = "") -> list[list[tuple[str, float]]]:
    """By page, the numbers that are painted and the heights they stand at, in lines of 15 pt."""
    found = []
    for page in _pages(body, css):
        boxes = _painted(page)
        first = page._page_box.content_box_y()
        found.append([(box.text, round((box.position_y + box.baseline - first) / 20 + 0.3)) for box in boxes])
    return found


def _lines(count: int) -> str:
    return "".join(f"<p>line {number}</p>" for number in range(1, count + 1))


def test_every_fifth_line_is_numbered_on_its_own_height() -> None:
    assert _numbers(f'<p>before</p><div class="numbered">{_lines(6)}</div>') == [[("5", 6)]]


def test_counting_goes_on_over_the_page_and_starts_again_with_the_next_text() -> None:
    text = f'<div class="numbered">{_lines(11)}</div>'
    assert [[number for number, _ in page] for page in _numbers(text + text)] == [["5"], ["10"], ["5", "10"], []]


def test_columns_are_counted_one_after_the_other() -> None:
    found = _numbers(f'<div class="numbered">{_lines(10)}</div>', "div { columns: 2; column-gap: 10mm }")
    assert found == [[("5", 5), ("10", 5)]]


def test_parts_of_one_text_are_counted_on() -> None:
    parts = "".join(f'<div class="numbered" data-count="{name}">{_lines(3)}</div>' for name in ("a", "a", "b", "a"))
    assert [number for page in _numbers(parts) for number, _ in page] == ["5"]
    apart = "".join(f'<div class="numbered">{_lines(3)}</div>' for _ in range(4))
    assert [number for page in _numbers(apart) for number, _ in page] == []


def test_what_floats_beside_lines_is_not_counted() -> None:
    beside = '<span class="beside">one<br>two<br>three</span>'
    lines = f"<p>{beside}line 1</p><p>line{beside} 2</p>{_lines(4)}"
    css = ".beside { float: right; width: 20mm; margin-left: -20mm; font-size: 5pt; line-height: 5pt }"
    assert _numbers(f'<div class="numbered">{lines}</div>', css) == [[("5", 5)]]


def test_texts_without_the_class_have_no_numbers() -> None:
    assert _numbers(_lines(6)) == [[]]


def test_numbers_come_after_the_text_and_are_no_part_of_it() -> None:
    html = f'<html lang="en"><head><title>T</title></head><body><div class="numbered">{_lines(6)}</div></body></html>'
    page = pypdf.PdfReader(BytesIO(pdf.write_pdf(html, [FACE + PAGE]))).pages[0]
    assert page.extract_text().split() == [*" ".join(f"line {number}" for number in range(1, 7)).split(), "5"]
    contents = page.get_contents()
    assert contents is not None
    kept_out = rb"/Artifact\s+BMC(?:(?!EMC).)*/Span\s+<</ActualText \(\)>>\s+BDC(?:(?!EMC).)*T[jJ](?:(?!EMC).)*EMC"
    assert re.search(kept_out, contents.get_data(), re.DOTALL)


@pytest.mark.parametrize("mode", [[], ["-raw"], ["-layout"]])
def test_numbers_are_never_copied_with_the_text(tmp_path: Path, mode: list[str]) -> None:
    words = " ".join(["Wort"] * 60)
    html = f'<html lang="de"><head><title>T</title></head><body><p class="numbered">{words}</p></body></html>'
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.write_pdf(html, [FACE + PAGE]))
    done = subprocess.run(["pdftotext", *mode, path, "-"], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == words.split()


def test_numbers_stand_in_the_margin_of_the_text_beside_lists_and_quotations() -> None:
    lists = (
        f'<ol style="margin: 0; padding-left: 20mm">{"".join(f"<li>item {number}</li>" for number in range(5))}</ol>'
    )
    quote = f'<blockquote style="margin: 0; padding-left: 10mm">{_lines(5)}</blockquote>'
    pages = _pages(f'<div class="numbered">{lists}{quote}{_lines(5)}</div>')
    places = {round(box.position_x + box.width, 3) for page in pages for box in _painted(page)}
    assert len(places) == 1


def test_what_stands_below_a_picture_is_no_line_of_the_text() -> None:
    assert _numbers(f'<div class="numbered">{_lines(4)}<figcaption>words</figcaption>{_lines(1)}</div>') == [[("5", 6)]]
