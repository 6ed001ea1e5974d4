"""Every place where a picture can stand, and every format: what is not listed is refused there, and starts nothing."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from handouts import reader
from handouts.convert import convert
from handouts.errors import ContentError, LayoutError
from handouts.slides import parse_deck
from handouts.starter import starter
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf
from handouts.writers.powerpoint import write_pptx
from handouts.writers.powerpoint.custom_master.opening import MasterError, opened

from .samples import pictures

BRAND = reader.read_brand(starter() / "templates/themes/classic/brand.yaml", root=starter())
KINDS = sorted(pictures())
LISTED = {"PNG", "JPEG", "GIF", "WEBP", "TIFF"}
CSS = f'@font-face {{ font-family: "Own"; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }} html {{ font-family: Own }}'
NAMES = ("picture.png", "picture.jpg", "picture.svg", "picture.webp")
TYPES = ("png", "jpeg", "svg+xml", "webp")


@pytest.fixture(autouse=True)
def nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """No picture starts another program."""
    started: list[object] = []

    def start(*arguments: object, **_: object) -> None:
        started.append(arguments)
        raise OSError("no program may be started")

    for name in ("Popen", "call", "check_call", "check_output", "run"):
        monkeypatch.setattr(subprocess, name, start)
    monkeypatch.setattr(os, "system", start)
    yield started
    assert started == []


def name_for(kind: str) -> str:
    """A name for the file of a kind that says nothing of it; all names come up."""
    return NAMES[KINDS.index(kind) % len(NAMES)]


def address(kind: str, media: str = "png") -> str:
    return f"data:image/{media};base64,{base64.b64encode(pictures()[kind]).decode()}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_deck_to_convert(tmp_path: Path, kind: str) -> None:
    body = "".join(f'\n<img src="{name}" alt="A leaf">' for name in NAMES)
    body += "".join(f'\n<img src="{address(kind, media)}" alt="A leaf">' for media in TYPES)
    page = tmp_path / "deck.html"
    page.write_text(f"<html><body><section><h2>T</h2>{body}</section></body></html>", "utf-8")
    for name in NAMES:
        (tmp_path / name).write_bytes(pictures()[kind])
    made = convert(page, BRAND)
    slides = Presentation(io.BytesIO(made.data)).slides
    shown = [shape for slide in slides for shape in slide.shapes if hasattr(shape, "image")]
    if kind in LISTED | {"BMP", "SVG"}:
        assert (len(shown), made.remarks) == (8, ())
        assert {shape.image.content_type for shape in shown} <= {"image/png", "image/jpeg", "image/gif"}
        return
    assert shown == []
    assert [one.line for one in made.remarks] == [*range(2, 10)]
    for name, remark in zip(NAMES, made.remarks, strict=False):
        assert f"the picture {name} is " in remark.message
        assert "save it as PNG or JPEG; words stand for it" in remark.message


@pytest.mark.parametrize("kind", KINDS)
def test_a_deck_of_templates(kind: str) -> None:
    media = ("png", "jpeg", "gif")[KINDS.index(kind) % 3]
    deck = parse_deck(f'<section><h2>T</h2><img alt="x" src="{address(kind, media)}"></section>')
    if kind in ("PNG", "JPEG", "GIF"):
        assert write_pptx(deck, BRAND)
        return
    with pytest.raises(LayoutError, match=r"a picture is .*; save it as PNG or JPEG"):
        write_pptx(deck, BRAND)


PLACES = {
    "img": '<img alt="x" src="{}">',
    "background": '<style>p {{ background: url("{}") }}</style><p>x</p>',
    "marker": '<style>ul {{ list-style-image: url("{}") }}</style><ul><li>x</li></ul>',
    "content": '<style>p::before {{ content: url("{}") }}</style><p>x</p>',
    "border": '<style>p {{ border: 1px solid; border-image: url("{}") 1 }}</style><p>x</p>',
    "object": '<object data="{}" type="image/png">x</object>',
    "embed": '<embed src="{}">',
    "drawing": '<svg width="9" height="9"><title>x</title><image href="{}" width="9" height="9"/></svg>',
}


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_page_of_templates(place: str) -> None:
    for kind in KINDS:
        for media in TYPES if place == "img" else ("png",):
            body = PLACES[place].format(address(kind, media))
            page = f"<html lang='en'><head><title>t</title></head><body>{body}</body></html>"
            if kind in LISTED | {"SVG"}:
                assert write_pdf(page, [CSS]), kind
                continue
            with pytest.raises(LayoutError, match=r"a picture is of the kind .*; save it as PNG|picture .* is damaged"):
                write_pdf(page, [CSS])


@pytest.mark.parametrize("kind", KINDS)
def test_a_logo(tmp_path: Path, kind: str) -> None:
    name = name_for(kind)
    text = (starter() / "templates/themes/classic/brand.yaml").read_text("utf-8")
    (tmp_path / "brand.yaml").write_text(f"{text}\nlogo: {{file: {name}, alt: Our School}}\n", "utf-8")
    (tmp_path / name).write_bytes(pictures()[kind])
    if kind in ("PNG", "JPEG"):
        assert reader.read_brand(tmp_path / "brand.yaml").logo
        return
    with pytest.raises(
        ContentError, match=rf'brand.yaml.*"{name}" is no PNG or JPEG picture: it is .*; save it as PNG'
    ):
        reader.read_brand(tmp_path / "brand.yaml")


def master_with(data: bytes, name: str) -> bytes:
    """python-pptx's own template with a picture on its master."""
    plain, made = io.BytesIO(), io.BytesIO()
    Presentation().save(plain)
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        f'Target="../media/{name}"/></Relationships>'
    )
    kinds = "".join(f'<Default Extension="{one}" ContentType="image/{one}"/>' for one in ("jpg", "png", "svg", "webp"))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            part = source.read(entry)
            if entry == "ppt/slideMasters/_rels/slideMaster1.xml.rels":
                part = part.replace(b"</Relationships>", relation.encode())
            if entry == "[Content_Types].xml":
                part = part.replace(b"</Types>", f"{kinds}</Types>".encode())
            target.writestr(entry, part)
        target.writestr(f"ppt/media/{name}", data)
    return made.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_master(kind: str) -> None:
    name = name_for(kind)
    master = master_with(pictures()[kind], name)
    if kind in LISTED | {"BMP", "EMF", "WMF", "SVG"}:
        assert opened(master)
        return
    with pytest.raises(MasterError, match=rf"/ppt/media/{name} is no picture that PowerPoint shows.*as PNG"):
        opened(master)
