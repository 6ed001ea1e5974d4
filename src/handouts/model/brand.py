"""brand.yaml: colours and fonts, one brand for pages and slides."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.model.node import Node

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="sRGB, #rrggbb")]


class Colours(Node):
    """Named by what they are for, so that a template never asks for a hue.

    `chart` colours are told apart in grey by lightness: they go from dark to light.
    """

    ink: Colour
    muted: Colour = Field(description="secondary text; at least 4.5:1 on paper")
    accent: Colour
    second: Colour
    paper: Colour = "#ffffff"
    tint: Colour = Field(description="background of boxes")
    rule: Colour = Field(description="lines")
    chart: tuple[Colour, ...] = Field(min_length=4)


class Fonts(Node):
    """Font families. Pages use fonts that the tool ships; slides use one that every reader's machine has."""

    text: str
    heading: str
    japanese: str
    slides: str


class Brand(Node):
    """What a house looks like."""

    name: str
    colours: Colours
    fonts: Fonts
    footer: str = ""
