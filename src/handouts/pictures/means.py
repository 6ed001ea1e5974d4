"""The mean colour of a picture, for what stands on it."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def mean_colour(data: bytes) -> str:
    """The mean of all pixels as `#rrggbb`; empty if it is no picture that can be read here."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            mean = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    except _UNREADABLE:
        return ""
    return "#" + "".join(f"{value:02x}" for value in mean) if isinstance(mean, tuple) else ""
