"""Pictures: which are opened, what is said of the others, and that no other way in is left."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageFile, UnidentifiedImageError

from handouts import pictures
from handouts.pictures import FORMATS, UnfitPictureError, as_png, examined, header, kind_of

from .samples import EPS
from .samples import pictures as samples

NAMELESS = {"DIB", "GBR", "IM", "IMT", "IPTC", "PCD", "SPIDER", "TGA"}
"""What begins like many things; it is refused all the same."""
CALLED = {"CUR": "ICO", "JPEG2000": "JPEG 2000", "SUN": "Sun raster", "XVTHUMB": "XV thumbnail"}


def test_there_is_a_sample_of_every_format_of_pillow() -> None:
    assert {*samples()} >= {*Image.OPEN}
    assert len(samples()) > 40


@pytest.mark.parametrize("kind", sorted(samples()))
def test_only_listed_formats_are_opened_and_others_are_named(kind: str) -> None:
    data = samples()[kind]
    if kind in FORMATS:
        assert (header(data).kind, examined(data).width) == (kind, 16)
        assert Image.open(io.BytesIO(as_png(data))).format == "PNG"
        return
    for look in (header, examined, as_png):
        with pytest.raises(UnfitPictureError) as caught:
            look(data)
        said = "is not a picture of a known kind" if kind in NAMELESS else f"of the kind {CALLED.get(kind, kind)};"
        assert said in str(caught.value)
        assert "save it as PNG or JPEG" in str(caught.value)


@pytest.mark.parametrize("kind", sorted({*samples()} - {*FORMATS}))
def test_libraries_that_ask_pillow_themselves_get_no_more(kind: str) -> None:
    Image.init()
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(samples()[kind]))
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(samples()[kind]), formats=[kind])


def test_what_opens_pictures_in_a_process_is_restricted_by_being_imported() -> None:
    code = (
        "import io; {}; from PIL import Image\n"
        f"try: Image.open(io.BytesIO({EPS!r}))\nexcept Image.UnidentifiedImageError: pass\nelse: raise SystemExit(1)\n"
        "assert 'PIL.EpsImagePlugin' not in __import__('sys').modules or 'weasyprint' in __import__('sys').modules"
    )
    for room in ("handouts.writers.pdf", "handouts.writers.powerpoint", "handouts.pictures"):
        done = subprocess.run([sys.executable, "-c", code.format(f"import {room}")], capture_output=True, check=False)
        assert done.returncode == 0, (room, done.stderr)


def broken_off(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 90).convert("P" if kind == "GIF" else "RGB").save(buffer, kind)
    return buffer.getvalue()[: len(buffer.getvalue()) // 2]


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("kind", FORMATS)
def test_pictures_that_are_broken_off_are_damaged(kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    for look in (examined, as_png):
        with pytest.raises(UnfitPictureError, match="is damaged"):
            look(broken_off(kind))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient


def huge(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(10_000, 5_000), (60_000, 60_000)])
def test_pictures_of_too_many_pixels_are_refused_by_their_head(size: tuple[int, int]) -> None:
    with pytest.raises(UnfitPictureError, match=f"has {size[0]} × {size[1]} pixels; make it smaller, 40 million"):
        examined(huge(*size))
    with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
        Image.open(io.BytesIO(huge(*size)))


def test_photos_of_several_pictures_are_jpeg() -> None:
    buffer = io.BytesIO()
    first, second = (Image.new("RGB", (size, size)) for size in (16, 8))
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    assert header(buffer.getvalue()).kind == "JPEG"
    assert Image.open(io.BytesIO(buffer.getvalue())).format == "JPEG"


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "F", "LAB", "YCbCr", "RGBA", "1"])
def test_every_kind_of_colour_becomes_png(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (4, 4)).save(buffer, "TIFF")
    assert Image.open(io.BytesIO(as_png(buffer.getvalue()))).size == (4, 4)


def test_what_was_sound_is_not_decoded_again_but_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples()["GIF"]
    found = examined(data)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    assert examined(data) is found
    with pytest.raises(UnfitPictureError, match="of the kind GIF"):
        examined(data, ("PNG",))


def test_pillow_warns_nobody_of_what_is_odd_in_a_picture(recwarn: pytest.WarningsRecorder) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(9))
    assert examined(buffer.getvalue()).kind == "JPEG"
    assert not recwarn.list


def test_limits_are_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(self: object) -> None:
        raise MemoryError

    monkeypatch.setattr(ImageFile.ImageFile, "load", starved)
    monkeypatch.setattr(pictures, "_sound", {})
    with pytest.raises(MemoryError):
        examined(samples()["BMP"])


def test_a_drawing_is_told_within_reasonable_time() -> None:
    assert kind_of(b"<!---->" * 290) == ""
    assert kind_of(b"\xef\xbb\xbf \n<!-- a --><!DOCTYPE svg><svg:svg>") == "SVG"
