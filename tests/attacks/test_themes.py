"""Brands, logos and masters that lead elsewhere or unfold to more than they say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from .arena import ROOT, Arena, Lay, link, pipe
from .test_pages import png

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
    footer = 'footer: "</style></body>{{ 7 * 7 }}<img src=http://127.0.0.1:PORT/x>"'
    old = next((line for line in _BRAND.splitlines() if line.startswith("footer:")), "")
    theme(arena, _BRAND.replace(old, footer) if old else f"{_BRAND}\n{footer}\n")
    assert arena.build("worksheet").code == 0
