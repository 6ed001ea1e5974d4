"""What becomes of a photograph on its way into a file: upright, in the colours of screens, saying nothing more."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from handouts.pictures import UnfitPictureError
from handouts.pictures.printed import LONGEST_SIDE, printed, spread

from .lessons import photograph


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _alone(kept: object) -> None:
    """No test finds what another has made."""


def test_a_photograph_stands_upright_and_says_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Spycam", {1: "N", 2: (50.0, 44.0, 0.0)}
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 20, 40))  # at the left, which is at the top once it is turned
    made = printed(saved(image, "JPEG", exif=exif, comment=b"secret"))
    shown = opened(made.data)
    assert (shown.size, made.width, made.height) == ((40, 60), 40, 60)
    top, foot = (shown.convert("L").getpixel((20, row)) for row in (5, 55))
    assert top < 30 < 220 < foot  # type: ignore[operator]
    assert not shown.getexif()
    assert b"Spycam" not in made.data
    assert b"secret" not in made.data


def test_colours_of_another_profile_become_those_of_screens() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    plain = saved(Image.new("RGB", (20, 20), (200, 30, 30)), "PNG")
    same = printed(saved(Image.new("RGB", (20, 20), (200, 30, 30)), "PNG", icc_profile=srgb))
    other = printed(saved(Image.new("RGB", (20, 20), (200, 30, 30)), "PNG", icc_profile=swapped))
    assert opened(same.data).getpixel((5, 5)) == opened(printed(plain).data).getpixel((5, 5)) == (200, 30, 30)
    assert opened(other.data).getpixel((5, 5)) == (30, 30, 200)
    assert [opened(one.data).info.get("icc_profile") for one in (same, other)] == [None, None]


@pytest.mark.parametrize(
    ("mode", "kind", "becomes"),
    [
        ("CMYK", "JPEG", ("RGB", "image/jpeg")),
        ("L", "JPEG", ("L", "image/jpeg")),
        ("RGB", "WEBP", ("RGB", "image/jpeg")),
        ("RGB", "TIFF", ("RGB", "image/jpeg")),
        ("1", "PNG", ("L", "image/png")),
        ("P", "GIF", ("RGB", "image/png")),
    ],
)
def test_every_kind_becomes_one_that_pages_and_slides_hold(mode: str, kind: str, becomes: tuple[str, str]) -> None:
    made = printed(saved(Image.new("RGB", (30, 20), "grey").convert(mode), kind))
    assert (opened(made.data).mode, made.media) == becomes


def test_what_lets_something_through_stands_on_white() -> None:
    made = printed(saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"))
    assert opened(made.data).getpixel((4, 4)) == (255, 255, 255)


def test_a_picture_is_cropped_by_its_sides_and_no_larger_than_paper_needs() -> None:
    made = printed(photograph(4000, 2000), (50, 0, 0, 25))
    assert (made.width, made.height) == (2000, 1500)
    large = printed(photograph(4000, 2000))
    assert (large.width, opened(large.data).width) == (4000, LONGEST_SIDE)


def test_a_large_photograph_is_not_decoded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    seen: list[tuple[int, int]] = []
    load = Image.Image.thumbnail
    monkeypatch.setattr(Image.Image, "thumbnail", lambda self, *how: seen.append(self.size) or load(self, *how))
    made = printed(photograph(7000, 5600, exif=turned))
    assert (made.width, made.height, seen) == (5600, 7000, [(1400, 1750)])
    assert printed(photograph(7000, 5600), (50, 0, 0, 0)).width == 3500
    assert seen[1] == (1750, 2800)


def test_the_same_file_gives_the_same_bytes_and_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = photograph()
    made = printed(data)
    monkeypatch.setattr(Image.Image, "save", lambda *_, **__: pytest.fail("made again"))
    assert printed(data) == made


def test_what_is_no_picture_is_told() -> None:
    with pytest.raises(UnfitPictureError, match="is of the kind EPS"):
        printed(b"%!PS-Adobe-3.0 EPSF-3.0\n")


def test_light_and_dark_are_told_apart_without_the_frame() -> None:
    assert spread(printed(photograph())) > 200
    flat = Image.new("L", (100, 100), 128)
    flat.paste(0, (0, 0, 100, 3))
    assert spread(printed(saved(flat, "PNG"))) == 0
