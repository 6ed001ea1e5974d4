"""A picture as files hold it: upright, in the colours of screens (sRGB) or in grey, and nothing that a camera noted.

PDF/A knows no colours but those of its profile, and programs that show slides pay no heed to others. A photograph may
tell where it was taken, and by whom; nobody who gets a handout is to know.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile, ImageOps

from handouts import cache as kept
from handouts.installed import version
from handouts.pictures import FORMATS, MOST_PIXELS, UnfitPictureError, _opened, _or_damaged, _whole

LARGEST = 30 * 1024 * 1024
"""Bytes of a file; that of a photograph to be printed has 10 at most."""
LONGEST_SIDE = 1750
"""Pixels; 300 to the inch over the width that a picture has on paper at most."""
_HEAVY = 1_500_000
"""Bytes from which a picture without loss becomes one with some."""
_LOSSLESS = ("PNG", "GIF", "BMP")
_QUALITY = 88

Sides = tuple[float, float, float, float]
WHOLE: Sides = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Printed:
    """A picture ready for pages and slides, as PNG or JPEG, and how many pixels of the file it was made of."""

    data: bytes
    media: str
    width: int
    height: int


def printed(data: bytes, crop: Sides = WHOLE) -> Printed:
    """A picture made ready; what was made of the same file before comes from the user's cache.

    Args:
        data: The file.
        crop: What is left out at the left, the top, the right, the bottom, in per cent.

    Raises:
        UnfitPictureError: It is of another format or none, has too many pixels, or is damaged.
    """
    key = kept.digest(data, repr(crop), version("pillow"), kept.code("pictures"))
    if (found := kept.load("pictures", key)) is not None:
        head, _, made = found.partition(b"\n")
        media, width, height = head.decode("ascii").split()
        return Printed(made, media, int(width), int(height))
    one = _made(data, crop)
    kept.keep("pictures", key, f"{one.media} {one.width} {one.height}\n".encode() + one.data)
    return one


def spread(picture: Printed) -> int:
    """How far apart the light and the dark parts of a picture are in grey, from 0 to 255.

    A twentieth of its pixels at either end does not count: a black frame is no contrast.
    """
    with _opened(picture.data, FORMATS, MOST_PIXELS) as image:
        counts = _or_damaged(lambda: image.convert("L").histogram())
    end = sum(counts) / 20
    return _end_of(counts[::-1], end, 255, -1) - _end_of(counts, end, 0, 1)


def _end_of(counts: list[int], least: float, first: int, step: int) -> int:
    """The tone at which so many pixels have gone by."""
    gone = 0
    for index, count in enumerate(counts):
        gone += count
        if gone > least:
            return first + step * index
    return first


def _made(data: bytes, crop: Sides) -> Printed:
    with _opened(data, FORMATS, MOST_PIXELS) as image, _whole():
        kind, scale = image.format or "", _reduced(image, crop)
        shown = _or_damaged(lambda: _cropped(_plain(ImageOps.exif_transpose(image)), crop))
    width, height = (round(side * scale) for side in shown.size)
    if not width or not height:
        raise UnfitPictureError("has nothing left once it is cropped; crop it less")
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kind in _LOSSLESS and len(made := _saved(shown, "PNG")) <= _HEAVY:
        return Printed(made, "image/png", width, height)
    return Printed(_saved(shown, "JPEG"), "image/jpeg", width, height)


def _reduced(image: ImageFile.ImageFile, crop: Sides) -> float:
    """Have a large photograph decoded at a part of its size, in a quarter of the time, if that is enough for paper.

    Returns:
        How many times as wide the file is as what will be decoded.
    """
    across = image.width
    left, top, right, bottom = crop
    kept = 1 - max(left + right, top + bottom) / 100
    wanted = LONGEST_SIDE / kept / max(image.size)
    if wanted < 1:
        image.draft(image.mode, (round(image.width * wanted), round(image.height * wanted)))
    return across / image.width


def _plain(image: Image.Image) -> Image.Image:
    """The picture in grey or sRGB, on white where it lets something through."""
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        ground.alpha_composite(layered)
        flat = ground.convert("RGB")
        flat.info = {"icc_profile": image.info.get("icc_profile")}
        return flat.convert("L") if image.mode == "LA" else _in_srgb(flat)
    if image.mode in ("1", "L", "I", "F") or image.mode.startswith("I;16"):
        return image.convert("L")
    return _in_srgb(image)


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # a profile of something else
            made = None
        if made is not None:
            return made
    return image.convert("RGB")


def _cropped(image: Image.Image, crop: Sides) -> Image.Image:
    left, top, right, bottom = (side / 100 for side in crop)
    width, height = image.size
    box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    return image.crop(box) if crop != WHOLE else image.copy()


def _saved(image: Image.Image, kind: str) -> bytes:
    """The file of a picture, with nothing but its pixels in it."""
    image.info.clear()
    buffer = io.BytesIO()
    if kind == "PNG":
        image.save(buffer, kind, optimize=True)
    else:
        image.save(buffer, kind, quality=_QUALITY, optimize=True)
    return buffer.getvalue()
