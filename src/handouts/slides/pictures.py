"""`<img>` → Picture. Only pictures that travel in the HTML itself are shown; nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re

from lxml.html import HtmlElement

from handouts.model.deck import Picture
from handouts.slides.inline import address_of

_DATA = re.compile(r"data:image/(?:png|jpe?g|gif);base64,(.*)", re.DOTALL | re.IGNORECASE)

_COVERS = re.compile(r"object-fit:\s*cover")


def picture_of(image: HtmlElement) -> Picture | None:
    """The picture in a base64 `data:` address (PNG, JPEG, GIF); None for any other address.

    `object-fit: cover` in its style says that it may be cropped; `data-vector` may hold the same as SVG.
    """
    match = _DATA.fullmatch(address_of(image))
    if match is None:
        return None
    try:
        data = base64.b64decode(re.sub(r"\s+", "", match[1]), validate=True)
    except binascii.Error:
        return None
    cropped = bool(_COVERS.search(image.get("style") or ""))
    vector = (image.get("data-vector") or "").strip()
    if not re.match(r"<svg\b[^>]*>", vector):
        vector = ""
    return Picture(data, (image.get("alt") or "").strip(), cropped=cropped, vector=vector) if data else None
