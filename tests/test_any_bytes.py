"""Whatever bytes a file has, whoever reads it makes something of it or says what is wrong: never anything else."""

from __future__ import annotations

import base64
import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from handouts import reader
from handouts.convert import convert
from handouts.errors import HandoutsError
from handouts.pictures import FORMATS, UnfitPictureError, as_png, examined, header
from handouts.slides import parse_deck
from handouts.starter import starter
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf
from handouts.writers.powerpoint import export_master, write_pptx

BRAND = reader.read_brand(starter() / "templates/themes/classic/brand.yaml", root=starter())
PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Bäume</title>
<meta name="date" content="2020-01-01">
</head><body><section data-section="A" data-notes="n"><h2 id="a">Eiche</h2><ol start="3"><li value="4">eins<br>zwei
<li class="fragment" data-fragment-index="2"><b>drei</b> <a href="https://example.org/?a=1&amp;b">vier</a></ol>
<table><col style="width:30%"><col style="width:70%"><tr><th colspan="2">a<tr>
<td rowspan="2">b<td>&eacute;&#233;</table>
<figure data-chart="column" data-decimals="1" data-round="10" aria-label="x"><table><tr><th>a<th>n<tr><th>b
<td data-value="3.5">3<tr><th>c<td data-value="-4">4</table><figcaption>w</figcaption></figure><pre>a  b</pre>
<img src="data:image/png;base64,iVBORw0KGgo=" alt="y" style="object-fit: cover"><video src="f.mp4"></video>
<aside class="notes">s</aside></section><section data-markdown data-separator="^---$" data-separator-notes="^Note:">
<textarea>## A\n\n* b\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nNote: <i>c</i></textarea></section></body></html>"""
MARKDOWN = (
    "## Ulme\n\n1. a **b** `c`\n2. [d](https://example.org) ![e](f.png)\n\n> g\n\n---\n\n"
    "<div class='fragment'>h &#7;</div>\n"
)
FORMULAS = "<>&;\"'=/![]-#x0123456789 \n\t\v\f\0()*+?{}|\\²٣\ud800\ufffe\u2028ä"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 9 9"><title>x</title><defs><g id="a">'
    '<rect width="1" height="1" transform="rotate(9)"/></g></defs><use href="#a"/>'
    '<path d="M0 0L9 9z" fill="#123"/></svg>'
)
DECK = parse_deck("<section><h1>T</h1></section><section><h2>A</h2><ul><li>a</ul></section>")
CSS = f'@font-face {{ font-family: "Own"; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }} html {{ font-family: Own }}'
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def altered(draw: st.DrawFn, samples: Sequence[bytes], pieces: st.SearchStrategy[bytes]) -> bytes:
    """Valid bytes with a few places cut out, written over, doubled, or filled with something else."""
    data = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 2, 4, 30))))
        data[start:end] = draw(pieces) * draw(st.sampled_from((1, 1, 1, 50)))
    return bytes(data)


def bytes_like(*samples: bytes) -> st.SearchStrategy[bytes]:
    """Any bytes, and altered ones."""
    return st.one_of(st.binary(max_size=300), altered(samples, st.binary(max_size=6)))


def text_like(*samples: str) -> st.SearchStrategy[bytes]:
    """Any bytes, and text with places altered that mean something to a parser."""
    piece = st.text(FORMULAS, max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass"))
    whole = [sample.encode() for sample in samples]
    return st.one_of(st.binary(max_size=300), altered(whole, piece), altered(whole, st.binary(max_size=3)))


def ours(work: Callable[[], object]) -> None:
    """Do something that may end with an error of this tool's, and with no other."""
    with suppress(HandoutsError):
        work()


@pytest.mark.slow
@quick
@given(text_like(PAGE))
def test_a_page_to_convert(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "deck.html"
        page.write_bytes(data)
        ours(lambda: convert(page, BRAND))


@quick
@given(text_like(MARKDOWN))
def test_markdown_beside_a_page(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "deck.html"
        page.write_text('<section data-markdown="more.md" data-separator="^---$"></section>', "utf-8")
        (Path(folder) / "more.md").write_bytes(data)
        ours(lambda: convert(page, BRAND))


@cache
def saved() -> tuple[bytes, ...]:
    """A small picture of each format that is opened."""
    made = []
    for kind in FORMATS:
        buffer = io.BytesIO()
        Image.linear_gradient("L").resize((24, 16)).convert("RGB").save(buffer, kind)
        made.append(buffer.getvalue())
    return tuple(made)


@settings(max_examples=400)
@given(bytes_like(*saved()))
def test_a_picture(data: bytes) -> None:
    for look in (header, examined, as_png):
        with suppress(UnfitPictureError):
            look(data)


ODD_END = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAALklEQVR4nGNgYGDkoAZg4WdnpY5BAQEB1DFIICBg1KBRg0YNor1B"
    "jL/ff4qlQQAAAAAABSMlTG/X2Pg="
)
"""Behind its pixels what is no part of a PNG: sound to who stops there, and broken off to who reads on."""


@quick
@example(ODD_END, "png")
@given(st.one_of(bytes_like(*saved()), text_like(DRAWING)), st.sampled_from(("png", "svg+xml", "webp")))
def test_a_picture_on_a_page(data: bytes, media: str) -> None:
    address = f"data:image/{media};base64,{base64.b64encode(data).decode()}"
    page = f'<html lang="en"><head><title>t</title></head><body><p>a<img alt="x" src="{address}"></p></body></html>'
    ours(lambda: write_pdf(page, [CSS]))


@cache
def masters() -> tuple[bytes, ...]:
    """A master of this tool's, and python-pptx's own."""
    buffer = io.BytesIO()
    Presentation().save(buffer)
    return export_master(BRAND, None), buffer.getvalue()


@st.composite
def with_altered_parts(draw: st.DrawFn) -> bytes:
    """A package that is sound but for one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(masters())))) as source, zipfile.ZipFile(made, "w") as target:
        chosen = draw(st.sampled_from(source.namelist()))
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, draw(altered([part], st.binary(max_size=6))) if name == chosen else part)
    return made.getvalue()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(bytes_like(*masters()), with_altered_parts()))
def test_a_master(data: bytes) -> None:
    ours(lambda: write_pptx(DECK, BRAND, data))


@pytest.mark.parametrize("sample", [PAGE, MARKDOWN, DRAWING], ids=["page", "markdown", "drawing"])
def test_the_samples_are_sound(tmp_path: Path, sample: str) -> None:
    if sample == DRAWING:
        page = f'<html lang="en"><head><title>t</title></head><body><p>a{sample}</p></body></html>'
        assert write_pdf(page, [CSS])
        return
    (tmp_path / "more.md").write_text(sample, "utf-8")
    page = tmp_path / "deck.html"
    page.write_text(sample if sample == PAGE else '<section data-markdown="more.md"></section>', "utf-8")
    assert convert(page, BRAND).slides >= 1
