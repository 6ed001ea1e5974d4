"""Brands, logos and masters that lead elsewhere or unfold to more than they say."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from .arena import ROOT, Arena, Lay, link, pipe
from .test_pages import png

pytestmark = pytest.mark.slow

_BRAND = (ROOT / "templates/themes/classic/brand.yaml").read_text("utf-8")
_SIZE = 30_000_000
"""Bytes of zeros, which take 30 KB packed."""


def package(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """python-pptx's own template with its parts changed, and others added."""
    plain, made = io.BytesIO(), io.BytesIO()
    Presentation().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, data in more.items():
            target.writestr(f"ppt/media/{name}.png", data)
    return made.getvalue()


def _same(name: str, data: bytes) -> bytes:
    return data


def _with_entity(name: str, data: bytes) -> bytes:
    if name != "ppt/slideMasters/slideMaster1.xml":
        return data
    text = data.partition(b"?>")[2].replace(b"<a:t>", b"<a:t>&x;", 1)
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + text


def _with_link(name: str, data: bytes) -> bytes:
    outside = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    mine = name == "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    return data.replace(b"</Relationships>", outside) if mine else data


def _lying() -> bytes:
    """A package whose directory says that a part is small."""
    made = package(_same, zeros=bytes(_SIZE))
    return made.replace(_SIZE.to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _bomb() -> bytes:
    return package(_same, **{f"zeros{number}": bytes(_SIZE) for number in range(7)})


def _without(part: str, what: bytes = b"<a/>") -> bytes:
    """A package with something else in place of a part."""
    return package(lambda name, data: what if name == part else data)


def _altered(field: int, value: bytes) -> bytes:
    """A package in which every entry has other bytes at an offset of its record (APPNOTE, 4.3.12)."""
    made = bytearray(package(_same))
    place = made.find(b"PK\1\2")
    while place >= 0:
        made[place + field : place + field + len(value)] = value
        place = made.find(b"PK\1\2", place + 4)
    return bytes(made)


def _broken() -> bytes:
    """A package whose first part is packed into nonsense."""
    made = bytearray(package(_same))
    start = 30 + made[26] + made[28]
    made[start : start + 20] = b"\xff" * 20
    return bytes(made)


def _twice() -> bytes:
    made = io.BytesIO(package(_same))
    with zipfile.ZipFile(made, "a") as target, warnings.catch_warnings(action="ignore"):
        target.writestr("ppt/presentation.xml", "<a/>")
    return made.getvalue()


DAMAGED = {
    "encrypted": _altered(8, b"\1\0"),
    "version": _altered(6, b"\xff\0"),
    "method": _altered(10, b"\x4d\0"),
    "deflate": _broken(),
    "twice": _twice(),
    "presentation": _without("ppt/presentation.xml"),
    "master": _without("ppt/slideMasters/slideMaster1.xml"),
    "layout": _without("ppt/slideLayouts/slideLayout2.xml"),
    "theme": _without("ppt/theme/theme1.xml"),
    "theme-empty": _without("ppt/theme/theme1.xml", b""),
    "relations": _without("_rels/.rels"),
    "kinds": _without("[Content_Types].xml"),
}
MASTERS = [
    (_lying(), "damaged"),
    (_bomb(), "unpacks to more than 200 MB"),
    (package(_with_entity), "damaged"),
    (package(_with_link), "links to file:///etc/passwd"),
    (b"PK" + bytes(100), "is no .pptx or .potx file"),
    (link("HOME/secret.txt"), "leads out of the project"),
    (pipe, "is not a plain file"),
]
LOGOS = [
    ("../../../../secret.txt", None, "leads out of the folder of the theme"),
    ("/etc/passwd", None, "leads out of the folder of the theme"),
    ("logo.png", link("HOME/secret.txt"), "leads out of the folder of the theme"),
    ("logo.png", png(13_000, 13_000), "has 13000 × 13000 pixels"),
    ("logo.png", pipe, "is not a plain file"),
    ("logo.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is no PNG or JPEG picture"),
]


def theme(arena: Arena, brand: Lay, **beside: Lay) -> None:
    """Give the project a theme of its own."""
    arena.change("handouts.yaml", "theme: classic", "theme: own")
    arena.lay({"templates/themes/own/brand.yaml": brand})
    arena.lay({f"templates/themes/own/{name.replace('_', '.')}": what for name, what in beside.items()})


@pytest.mark.parametrize(("master", "said"), MASTERS)
def test_masters(arena: Arena, master: Lay, said: str) -> None:
    theme(arena, _BRAND, master_pptx=master)
    built = arena.build("deck")
    assert (built.code, built.files) == (1, {})
    assert said in built.line("master.pptx")


@pytest.mark.parametrize("master", DAMAGED.values(), ids=DAMAGED)
def test_damaged_masters(arena: Arena, master: bytes) -> None:
    theme(arena, _BRAND, master_pptx=master)
    built = arena.build("deck")
    assert (built.code, built.files) == (1, {})
    assert re.search("damaged|no .pptx or .potx file", built.line("own/master.pptx"))


@pytest.mark.parametrize(("file", "picture", "said"), LOGOS)
def test_logos(arena: Arena, file: str, picture: Lay | None, said: str) -> None:
    theme(arena, f"{_BRAND}\nlogo: {{file: {file}, alt: x}}\n", **({"logo_png": picture} if picture else {}))
    built = arena.build("deck")
    assert (built.code, built.files) == (1, {})
    assert said in built.line("brand.yaml")


@pytest.mark.parametrize("brand", [pipe, link("HOME/secret.yaml"), link("/dev/zero")])
def test_brands_that_are_no_files(arena: Arena, brand: Callable[[Path], None]) -> None:
    theme(arena, brand)
    assert arena.build("deck").code == 1


def test_words_of_a_brand_stay_words(arena: Arena) -> None:
    arena.cold = True
    footer = 'footer: "</style></body>{{ 7 * 7 }}<img src=http://127.0.0.1:PORT/x>"'
    old = next((line for line in _BRAND.splitlines() if line.startswith("footer:")), "")
    theme(arena, _BRAND.replace(old, footer) if old else f"{_BRAND}\n{footer}\n")
    assert arena.build("worksheet").code == 0
