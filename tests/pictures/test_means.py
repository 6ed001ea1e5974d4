"""The mean colour of a picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from handouts.pictures.means import mean_colour


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_mean_of_two_halves(mode: str) -> None:
    picture = Image.new("RGB", (4, 2), "#000000")
    picture.paste("#204060", (0, 0, 2, 2))
    buffer = io.BytesIO()
    picture.convert(mode).save(buffer, "PNG")
    assert mean_colour(buffer.getvalue()) == "#102030"


def test_what_is_no_picture_has_none() -> None:
    assert mean_colour(b"no picture") == ""
