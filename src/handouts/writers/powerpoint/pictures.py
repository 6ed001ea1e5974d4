"""Pictures placed whole and undistorted, and alternative texts."""

from __future__ import annotations

import io
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Inches

from handouts.model.deck import Picture
from handouts.pictures import UnfitPictureError, examined
from handouts.writers.powerpoint.layouts import Box
from handouts.writers.powerpoint.split import Unfit

_FORMATS = ("PNG", "JPEG", "GIF")
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def fitted_box(picture: Picture, box: Box) -> Box:
    """The largest place in the middle of a box that keeps a picture's proportions.

    Raises:
        Unfit: The data is no picture that PowerPoint shows.
    """
    width, height = _size(picture.data)
    scale = min(box.w / width, box.h / height)
    w, h = width * scale, height * scale
    return Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)


def _size(data: bytes) -> tuple[int, int]:
    try:
        found = examined(data, _FORMATS)
    except UnfitPictureError as error:
        raise Unfit(f"a picture {error}") from error
    return found.width, found.height


def add_picture(slide: Any, picture: Picture, box: Box) -> Any:
    """Add a picture that fills a box; if the box has other proportions, what stands out of it is cropped."""
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    shape = slide.shapes.add_picture(io.BytesIO(picture.data), *place)
    if picture.cropped:
        width, height = _size(picture.data)
        scale = max(box.w / width, box.h / height)
        shape.crop_left = shape.crop_right = (1 - box.w / (width * scale)) / 2
        shape.crop_top = shape.crop_bottom = (1 - box.h / (height * scale)) / 2
    return shape


def describe(shape: Any, alt: str, *, decorative: bool = False) -> None:
    """Give a shape its alternative text, or mark it as decorative."""
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    properties.set("descr", "" if decorative else alt)
    if decorative:
        properties.append(parse_xml(_DECORATIVE))
