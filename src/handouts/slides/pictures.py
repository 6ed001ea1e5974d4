"""`<img>` → Picture. Only pictures that travel in the HTML itself are shown; nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re

from lxml.html import HtmlElement

from handouts.model.deck import Picture

_DATA = re.compile(r"data:image/(?:png|jpe?g|gif);base64,(.*)", re.DOTALL | re.IGNORECASE)


def picture_of(image: HtmlElement) -> Picture | None:
    """The picture in a base64 `data:` address (PNG, JPEG, GIF); None for any other address."""
    match = _DATA.fullmatch((image.get("src") or "").strip())
    if match is None:
        return None
    try:
        data = base64.b64decode(re.sub(r"\s+", "", match[1]), validate=True)
    except binascii.Error:
        return None
    return Picture(data, (image.get("alt") or "").strip()) if data else None
