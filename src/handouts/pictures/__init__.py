"""The one door through which pictures are opened: listed formats only, told by content, whatever a file is called.

Pillow opens some forty formats, and hands a few of them to other programs: EPS goes to Ghostscript, which writes files.
So nothing is opened here but what is listed, told by its signature before any library is asked, and whoever else in
this process asks Pillow (WeasyPrint and python-pptx do) gets the same list: importing this sees to it. SVG never comes
here; pages draw it, with the fetcher of pages.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from importlib import import_module
from typing import Any

from PIL import Image, ImageFile, ImageOps

from handouts.errors import HandoutsError

__all__ = [
    "FORMATS",
    "Bitmap",
    "UnfitPictureError",
    "as_png",
    "brightness",
    "examined",
    "header",
    "kind_of",
    "load_formats",
    "refuse_truncated",
    "upright",
]

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
"""What is ever opened, by Pillow's names. None of them is handed to another program, or refers to another file."""
MOST_PIXELS = 40_000_000
"""An A4 page at 600 dots per inch has 35 million."""
_PLUGINS = {"PNG": "Png", "JPEG": "Jpeg", "GIF": "Gif", "WEBP": "WebP", "TIFF": "Tiff", "BMP": "Bmp"}
_AS_THEY_ARE = ("1", "L", "LA", "P", "RGB", "RGBA")
"""The modes that every program shows in a PNG; others become RGB."""
_MOST_REMEMBERED = 1000


class UnfitPictureError(ValueError):
    """A picture is not opened; the message says what it is, as in “is of the kind EPS; save it as PNG or JPEG”."""


@dataclass(frozen=True)
class Bitmap:
    """What the head of a picture says: its format and its colours by Pillow's names, its size in pixels."""

    kind: str
    width: int
    height: int
    mode: str


def header(data: bytes, formats: Sequence[str] = FORMATS, most: int = MOST_PIXELS) -> Bitmap:
    """What a picture says of itself; its pixels are not looked at.

    Args:
        data: The file.
        formats: Those of `FORMATS` that may be here.
        most: Pixels that it may have.

    Raises:
        UnfitPictureError: It is of another format or none, has too many pixels, or is damaged.
    """
    with _opened(data, formats, most) as image:
        return _bitmap(image)


_sound: dict[tuple[bytes, int], Bitmap] = {}


def examined(data: bytes, formats: Sequence[str] = FORMATS, most: int = MOST_PIXELS) -> Bitmap:
    """The same of a picture that is whole: all its pixels are there. What was found sound is not decoded again.

    Raises:
        UnfitPictureError: As `header` does, or it is broken off.
    """
    key = hashlib.sha256(data).digest(), most
    if (known := _sound.get(key)) and known.kind in formats:
        return known
    with _opened(data, formats, most) as image:
        with _whole():
            _or_damaged(image.load)
        found = _bitmap(image)
    if len(_sound) >= _MOST_REMEMBERED:
        _sound.clear()
    _sound[key] = found
    return found


def as_png(data: bytes, formats: Sequence[str] = FORMATS) -> bytes:
    """The same picture as PNG: of several in one file the first.

    Raises:
        UnfitPictureError: As `examined` does.
    """
    buffer = io.BytesIO()
    with _opened(data, formats, MOST_PIXELS) as opened, _whole():
        image: Image.Image = opened
        if _turned(opened):
            image = _or_damaged(lambda: ImageOps.exif_transpose(opened))
        shown = image if image.mode in _AS_THEY_ARE else _or_damaged(lambda: image.convert("RGB"))
        _or_damaged(lambda: shown.save(buffer, "PNG"))
    return buffer.getvalue()


def upright(data: bytes, formats: Sequence[str] = FORMATS) -> bytes:
    """The same picture with its pixels as they are to be seen; one that lies as its camera was held is saved anew.

    PowerPoint, Impress and browsers do not agree whether to heed what Exif says of it.

    Raises:
        UnfitPictureError: As `examined` does.
    """
    buffer = io.BytesIO()
    with _opened(data, formats, MOST_PIXELS) as image, _whole():
        if image.format != "JPEG" or not _turned(image):
            return data
        turned = _or_damaged(lambda: ImageOps.exif_transpose(image))
        profile = image.info.get("icc_profile")
        _or_damaged(lambda: turned.save(buffer, "JPEG", quality=92, icc_profile=profile))
    return buffer.getvalue()


def _turned(image: ImageFile.ImageFile) -> bool:
    """Whether Exif says that the picture is to be turned or mirrored (tag Orientation)."""
    try:
        return image.getexif().get(0x0112, 1) in range(2, 9)
    except Exception:  # Exif that is damaged says nothing
        return False


def brightness(data: bytes, formats: Sequence[str] = FORMATS) -> float:
    """How light a picture is on the whole, 0 black to 1 white; what can be seen through counts as white.

    Raises:
        UnfitPictureError: As `examined` does.
    """
    with _opened(data, formats, MOST_PIXELS) as image, _whole():
        small = _or_damaged(lambda: image.convert("RGBA").resize((32, 32)))
        ground = Image.new("RGBA", small.size, "white")
        grey = Image.alpha_composite(ground, small).convert("L")
        values = grey.tobytes()
        return sum(values) / len(values) / 255


@cache
def load_formats() -> None:
    """Load Pillow's plugins for `FORMATS`, and no others; photos of cameras that hold several (MPO) are JPEG."""
    plugins = {kind: import_module(f"PIL.{name}ImagePlugin") for kind, name in _PLUGINS.items()}
    Image.register_open("JPEG", plugins["JPEG"].JpegImageFile, lambda start: kind_of(start) == "JPEG")


_SIGNATURES = (
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("JPEG", rb"\xff\xd8\xff"),
    ("GIF", rb"GIF8[79]a"),
    ("WEBP", rb"RIFF.{4}WEBP"),
    ("TIFF", rb"II[*+]\x00|MM\x00[*+]"),
    ("BMP", rb"BM.{12}[\x0c-\x7c]\x00\x00\x00"),
    ("EMF", rb"\x01\x00\x00\x00.{36} EMF"),
    ("WMF", rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00\x00[\x01\x03]"),
    ("EPS", rb"%!PS|\xc5\xd0\xd3\xc6"),
    ("PDF", rb"%PDF-"),
    ("PSD", rb"8BPS"),
    ("AVIF", rb".{4}ftypavi[fs]"),
    ("HEIC", rb".{4}ftyp(?:he[iv][cmsx]|mif1|msf1)"),
    ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n"),
    ("JPEG 2000", rb"\xff\x4f\xff\x51|\x00\x00\x00\x0cjP  \r\n"),
    ("ICO", rb"\x00\x00[\x01\x02]\x00[\x01-\xff]\x00"),
    ("ICNS", rb"icns"),
    ("DDS", rb"DDS "),
    ("QOI", rb"qoif"),
    ("FITS", rb"SIMPLE  ?="),
    ("HDF5", rb"\x89HDF\r\n"),
    ("GRIB", rb"GRIB"),
    ("BUFR", rb"BUFR"),
    ("MPEG", rb"\x00\x00\x01\xb3"),
    ("BLP", rb"BLP[12]"),
    ("FTEX", rb"FTEX"),
    ("MSP", rb"DanM|LinS"),
    ("PIXAR", rb"\x80\xe8\x00\x00"),
    ("MCIDAS", rb"\x00{7}\x04"),
    ("XV thumbnail", rb"P7 332"),
    ("PPM", rb"P(?:[1-7]|F|f|y|0CMYK|yCMYK|yRGBA|yL|yLA)\s+[\d#.\-W]"),
    ("XBM", rb"\s*#define\s+\w+_width"),
    ("XPM", rb"/\* XPM \*/"),
    ("DCX", rb"\xb1\x68\xde\x3a"),
    ("PCX", rb"\x0a[\x00\x02\x03\x05]\x01[\x01\x02\x04\x08]"),
    ("SGI", rb"\x01\xda[\x00\x01][\x01\x02]"),
    ("Sun raster", rb"\x59\xa6\x6a\x95"),
    ("FLI", rb".{4}[\x11\x12]\xaf"),
    ("SVG", rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<!--.*?-->|<[?!][^>]*>)\s*)*+<(?:\w+:)?svg[\s>/]"),
)
_KINDS = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in _SIGNATURES)
_LONGEST = 2048
"""Bytes in which the beginning of a format shows; SVG may have a licence before it."""


def kind_of(data: bytes) -> str:
    """What a picture is by its first bytes, by the name that people know it by; empty if that is not known.

    >>> kind_of(b"%!PS-Adobe-3.0 EPSF-3.0")
    'EPS'
    """
    beginning = data[:_LONGEST]
    return next((kind for kind, pattern in _KINDS if pattern.match(beginning)), "")


@contextmanager
def _opened(data: bytes, formats: Sequence[str], most: int) -> Iterator[ImageFile.ImageFile]:
    kind = kind_of(data)
    if kind not in formats or kind not in FORMATS:
        what = f"is of the kind {kind}" if kind else "is damaged, or is not a picture of a known kind"
        raise UnfitPictureError(f"{what}; save it as PNG or JPEG")
    load_formats()
    image: ImageFile.ImageFile = _or_damaged(lambda: Image.OPEN[kind][0](io.BytesIO(data), ""))
    with image:
        if image.width * image.height > most:
            size = f"{image.width} × {image.height} pixels"
            raise UnfitPictureError(f"has {size}; make it smaller, {most / 10**6:g} million at most")
        yield image


def _or_damaged(work: Callable[[], Any]) -> Any:
    """What comes of some work on a picture; Pillow has no one name for what it finds wrong with its bytes."""
    try:
        with warnings.catch_warnings(action="ignore"):  # what Pillow makes of it all the same
            return work()
    except (HandoutsError, MemoryError):  # its limits
        raise
    except Exception as error:
        raise UnfitPictureError("is damaged; open it in a program for pictures and save it as PNG or JPEG") from error


def refuse_truncated() -> None:
    """Let whoever else in this process decodes a picture take it as `examined` did, broken off or not.

    WeasyPrint has Pillow fill what is missing with grey, and by that read on where it had stopped.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False


@contextmanager
def _whole() -> Iterator[None]:
    """Take pictures that are broken off as damaged; WeasyPrint has Pillow fill them with grey."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _bitmap(image: ImageFile.ImageFile) -> Bitmap:
    return Bitmap(image.format or "", image.width, image.height, image.mode)


def _only_listed(opening: Callable[..., ImageFile.ImageFile]) -> Callable[..., ImageFile.ImageFile]:
    """Pillow's `open` for everybody else in this process: as it is, but for `FORMATS` only."""

    @wraps(opening)
    def opened(fp: Any, mode: Any = "r", formats: Sequence[str] | None = None) -> ImageFile.ImageFile:
        load_formats()
        return opening(fp, mode, [kind for kind in FORMATS if formats is None or kind in formats])

    return opened


def _restrict() -> None:
    """Let libraries that open pictures by themselves open no others, and no larger ones."""
    Image.open = _only_listed(Image.open)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.filterwarnings("ignore", module=r"PIL\.")
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


_restrict()
