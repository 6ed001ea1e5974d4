"""Where the brand's logo stands on the master and on the layouts that cover it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from handouts.model.brand import Brand
from handouts.pictures import header
from handouts.writers.powerpoint.layouts import LEFT, RIGHT, Box

_FOOT_MIDDLE = 7.1
_FOOT_SIZE = (2.4, 0.36)
_COVER_SIZE = (2.6, 0.6)
"""The largest width and height of the logo at the foot of every slide and at the head of the first."""
_PLATE = 0.14
"""How far the light ground reaches beyond the logo where the slide is dark."""
_AIR = 0.25


@dataclass(frozen=True)
class Mark:
    """The logo as one part of the file has it: how much wider than high; `key` names the picture, if it has it."""

    ratio: float
    alt: str
    key: str = ""


def mark_of(brand: Brand, part: Any, *, drawn: bool) -> Mark | None:
    """The brand's logo, taken into this part if it is `drawn` there."""
    if brand.logo is None:
        return None
    picture = header(brand.logo.data)
    ratio = picture.width / picture.height
    key = part.get_or_add_image_part(io.BytesIO(brand.logo.data))[1] if drawn else ""
    return Mark(ratio, brand.logo.alt, key)


def foot_shift(mark: Mark | None) -> float:
    """How far the footer moves to the right to make room for the logo, in inches."""
    return _sized(mark, _FOOT_SIZE)[0] + _AIR if mark else 0.0


def logo_boxes(mark: Mark | None, cover: str) -> Iterator[tuple[str, Box]]:
    """Where the logo stands, after it the ground that makes it readable: `logo` and `plate`; nothing if not drawn."""
    if mark is None or not mark.key:
        return
    if cover == "accent":
        wide, high = _sized(mark, _COVER_SIZE)
        box = Box(RIGHT - wide, 0.55, wide, high)
        yield "plate", Box(box.x - _PLATE, box.y - _PLATE, wide + 2 * _PLATE, high + 2 * _PLATE)
    else:
        wide, high = _sized(mark, _FOOT_SIZE)
        box = Box(LEFT, _FOOT_MIDDLE - high / 2, wide, high)
    yield "logo", box


def picture_xml(mark: Mark, xfrm: str) -> str:
    """The logo as a picture."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="@ID@" name="Logo" descr={quoteattr(mark.alt)}/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{mark.key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{xfrm}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _sized(mark: Mark, most: tuple[float, float]) -> tuple[float, float]:
    """Width and height that keep the logo's proportions."""
    wide = min(most[0], most[1] * mark.ratio)
    return wide, wide / mark.ratio
