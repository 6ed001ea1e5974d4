"""brand.yaml: colours and fonts, one brand for pages and slides."""

from __future__ import annotations

import base64
from typing import Annotated

from pydantic import Field

from handouts.model.node import Node

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="sRGB, #rrggbb")]


class Colours(Node):
    """Named by what they are for, so that a template never asks for a hue.

    `chart` colours are told apart in grey by lightness, neighbours clearly. Text needs a contrast of 4.5:1 with its
    ground, lines and areas one of 3:1; the reader refuses brands that fall short.
    """

    ink: Colour
    muted: Colour = Field(description="secondary text")
    accent: Colour
    second: Colour
    paper: Colour = "#ffffff"
    tint: Colour = Field(description="background of boxes")
    rule: Colour = Field(description="lines")
    chart: tuple[Colour, ...] = Field(min_length=4, description="at least four, told apart by lightness, too")


class Fonts(Node):
    """Font families. Pages use fonts that the tool ships; slides use one that every reader's machine has."""

    text: str = Field(description="family of running text")
    heading: str = Field(description="family of headings")
    japanese: str = Field(description="family of Japanese writing")
    slides: str = Field(description="family of slides; one that every reader's machine has")

    @property
    def printed(self) -> tuple[str, ...]:
        """The families that pages are set in, each once; what one lacks is taken from the next."""
        return tuple(dict.fromkeys((self.text, self.heading, self.japanese)))


class Logo(Node):
    """A picture that stands for the house. `alt` says what it shows, for those who do not see it.

    `data` is the picture itself, a PNG or JPEG file; the reader puts it in.
    """

    file: str = Field(description="a PNG or JPEG file in the theme's folder")
    alt: str = Field(min_length=1, description="what the picture shows, for those who do not see it")
    data: bytes = Field(default=b"", repr=False, exclude=True)

    @property
    def address(self) -> str:
        """The picture as a data: URL."""
        kind = "png" if self.data.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


class Brand(Node):
    """What a house looks like.

    `layouts` says what a master.pptx of the theme calls the layouts that slides ask for: ours first, then its name.
    """

    name: str = Field(description="what the brand is called")
    colours: Colours = Field(description="named by what they are for")
    fonts: Fonts = Field(description="families of pages and slides")
    footer: str = Field(default="", description="printed at the foot of every page")
    logo: Logo | None = Field(default=None, description="a picture that stands for the house")
    layouts: dict[str, str] = Field(
        default={}, description="what a master.pptx calls our layouts: ours first, then its name"
    )

    def __hash__(self) -> int:
        return hash((self.model_dump_json(), self.logo.data if self.logo else b""))
