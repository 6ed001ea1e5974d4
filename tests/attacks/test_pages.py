"""Documents that ask for other files or machines, and pictures and pages that would take all there is."""

from __future__ import annotations

import base64
import re
import struct
import zlib

import pytest

from .arena import Arena, Enough

pytestmark = pytest.mark.slow

_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_USES = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 19))
_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def picture(data: str | bytes, kind: str = "image/svg+xml") -> str:
    raw = data.encode() if isinstance(data, str) else data
    return f'<img alt="x" src="data:{kind};base64,{base64.b64encode(raw).decode()}">'


def png(width: int, height: int) -> bytes:
    """A black picture of one bit a pixel: 13,000 × 13,000 take 20 KB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(HOME/secret.txt) run\n%%EOF\n"
_DE = "de/class/"
_NOT_PART = "is not part of the document"
_TABLE = '<table><tr><th>a</th><td data-value="{}">1</td></tr></table>'
_NUMBER = f'<figure data-chart="column" aria-label="x" {{}}>{_TABLE}</figure>'

REFUSED = {
    "file": ('<img alt="x" src="file://HOME/secret.txt">', _NOT_PART),
    "http": ('<img alt="x" src="http://127.0.0.1:PORT/x.png">', _NOT_PART),
    "schemeless": ('<img alt="x" src="//127.0.0.1:PORT/x.png">', _NOT_PART),
    "upwards": ('<img alt="x" src="https://handout.invalid/fonts/../../../etc/passwd">', _NOT_PART),
    "base": ('<base href="file://HOME/"><img alt="x" src="secret.txt">', _NOT_PART),
    "import": ('<style>@import url("file://HOME/secret.css");</style>', _NOT_PART),
    "importnet": ('<style>@import "http://127.0.0.1:PORT/x.css";</style>', _NOT_PART),
    "background": ("<style>p { background: url(http://127.0.0.1:PORT/y.png) }</style><p>x</p>", _NOT_PART),
    "sheet": ('<link rel="stylesheet" href="file://HOME/secret.css">', _NOT_PART),
    "attachment": ('<link rel="attachment" href="file://HOME/secret.txt">', _NOT_PART),
    "attached": ('<p><a rel="attachment" href="file://HOME/secret.txt">a</a></p>', _NOT_PART),
    "script": ('<p><a href="javascript:app.alert(1)">a</a></p>', "a link leads to javascript:"),
    "opened": ('<p><a href="file://HOME/secret.txt">a</a></p>', "a link leads to file:"),
    "shared": ('<p><a href="smb://127.0.0.1/x">a</a></p>', "a link leads to smb:"),
    "frames": ('<object data="file://HOME/secret.txt">x</object><embed src="http://127.0.0.1:PORT/">', _NOT_PART),
    "face": ('<style>@font-face { font-family: Q; src: url("file://HOME/secret.txt") }</style>', "cannot be loaded"),
    "facenet": ("<style>@font-face { font-family: Q; src: url(http://127.0.0.1:PORT/f) }</style>", "cannot be loaded"),
    "nested": (
        picture(f'<svg {_SVG}><image href="http://127.0.0.1:PORT/x.png" width="9" height="9"/></svg>'),
        _NOT_PART,
    ),
    "nestedfile": (picture(f'<svg {_SVG}><image xlink:href="file://HOME/secret.txt" width="9"/></svg>'), _NOT_PART),
    "inline": (f'<svg {_SVG}><title>x</title><image href="http://127.0.0.1:PORT/x.png" width="9"/></svg>', _NOT_PART),
    "entity": (
        picture(f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://HOME/secret.txt">]><svg {_SVG}><text>&x;</text></svg>'),
        "is damaged",
    ),
    "entities": (
        picture(f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaa">{_ENTITIES}]><svg {_SVG}><text>&a9;</text></svg>'),
        "is damaged",
    ),
    "pixels": (picture(png(13_000, 13_000), "image/png"), "13000 × 13000 pixels"),
    "morepixels": (picture(png(20_000, 10_000), "image/png"), "pixels; make it smaller"),
    "postscript": (picture(_EPS, "image/png"), "of the kind EPS"),
    "circle": (picture(f'<svg {_SVG}><g id="a"><use href="#a"/></g><use href="#a"/></svg>'), "SVG"),
    "deep": ("<div>" * 1200 + "x" + "</div>" * 1200, "nested too deep"),
    "brackets": (f"<style>p {{ width: calc({'(' * 1500}1px{')' * 1500}) }}</style><p>x</p>", "nested too deep"),
    "properties": (f'<p style="{"x:y;" * 5000}">a</p>', "and 4995 more of the kind"),
    "infinite": (_NUMBER.format("", "1e400"), "no number to draw"),
    "none": (_NUMBER.format("", "nan"), "no number to draw"),
    "tall": (_NUMBER.format('data-height="1e9"', "1"), "write millimetres"),
    "wide": (_NUMBER.format('data-width="-5"', "1"), "write millimetres"),
    "words": (_NUMBER.format('data-height="tall"', "1"), "write millimetres"),
    "hidden": ("<p>\x1b[31m\x00</p>", "unsupported by fonts"),
}
HARMLESS = {
    "within": picture(
        f'<svg {_SVG} width="9" height="9"><style>@import url("http://127.0.0.1:PORT/s.css");</style></svg>'
    ),
    "use": f'<svg {_SVG}><title>x</title><use href="file://HOME/secret.txt#a"/></svg>',
    "columns": "<style>p { columns: 100000 }</style><p>x</p>",
    "counts": '<ol start="99999999999999999999"><li>x</li></ol>',
    "word": f"<p>{'a' * 300_000}</p>",
}
ENDLESS = {
    "uses": picture(
        f'<svg {_SVG}><defs><g id="a0"><rect width="1" height="1"/></g>{_USES}</defs><use href="#a18"/></svg>'
    ),
    "pages": f"<style>@page {{ size: 12mm 12mm; margin: 0 }}</style><p>{'ab ' * 30_000}</p>",
}


def test_nothing_is_read_or_fetched_and_each_is_told_in_a_line(arena: Arena) -> None:
    arena.documents({name: text for name, (text, _) in REFUSED.items()})
    built = arena.build(*REFUSED)
    assert (built.code, built.files) == (1, {})
    for name, (_, said) in REFUSED.items():
        assert re.search(rf"{said}.*\((?:in {_DE}{name}\.pdf\)|in \d+ editions: )", built.said), name
    assert f"{len(REFUSED)} of {len(REFUSED)} editions failed" in built.said


def test_what_does_no_harm_is_built(arena: Arena) -> None:
    arena.cold = True
    arena.documents(HARMLESS)
    built = arena.build(*HARMLESS)
    assert built.code == 0, built.said
    assert len(built.files) == len(HARMLESS)


def test_what_takes_too_long_is_stopped_and_the_others_go_on(arena: Arena, enough: Enough) -> None:
    arena.documents({**ENDLESS, "sound": "<p>Gut</p>"})
    seconds, built = enough(
        lambda seconds: arena.build(*ENDLESS, "sound", seconds=seconds), lambda built: "sound.pdf" in built.files
    )
    assert built.code == 1
    assert "sound.pdf" in built.files
    assert f"was stopped after {seconds} s" in built.line(f"in {len(ENDLESS)} editions")
