"""brand.yaml: colours and fonts, one brand for pages and slides.

A brand is part of every job, so these are plain dataclasses: a process that only sets what was rendered before need not
load pydantic. The reader has pydantic check them by the `metadata` of their fields, which are arguments of its `Field`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

_CONFIG: dict[str, Any] = {"extra": "forbid", "str_strip_whitespace": True}
"""What `Node` has of pydantic's settings, for dataclasses."""


@dataclass(frozen=True)
class _Matching:
    """A rule about a text as pydantic asks for it: what it has to match, and what to say of it."""

    pattern: str
    description: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        return {**handler(source), "pattern": self.pattern}

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> Any:
        return {**handler(schema), "description": self.description}


Colour = Annotated[str, _Matching(r"^#[0-9a-fA-F]{6}$", "sRGB, #rrggbb")]


@dataclass(frozen=True, kw_only=True)
class Colours:
    """Named by what they are for, so that a template never asks for a hue.

    `chart` colours are told apart in grey by lightness, neighbours clearly. Text needs a contrast of 4.5:1 with its
    ground, lines and areas one of 3:1; the reader refuses brands that fall short.
    """

    __pydantic_config__: ClassVar = _CONFIG

    ink: Colour
    muted: Colour = field(metadata={"description": "secondary text"})
    accent: Colour
    second: Colour
    paper: Colour = "#ffffff"
    tint: Colour = field(metadata={"description": "background of boxes"})
    rule: Colour = field(metadata={"description": "lines"})
    chart: tuple[Colour, ...] = field(
        metadata={"description": "at least four, told apart by lightness, too", "min_length": 4}
    )


@dataclass(frozen=True, kw_only=True)
class Fonts:
    """Font families. Pages use fonts that the tool ships; slides use one that every reader's machine has."""

    __pydantic_config__: ClassVar = _CONFIG

    text: str = field(metadata={"description": "family of running text"})
    heading: str = field(metadata={"description": "family of headings"})
    source: str | None = field(
        default=None,
        metadata={"description": "family of quotations and sources; without it: that of running text"},
    )
    japanese: str = field(metadata={"description": "family of Japanese writing"})
    slides: str = field(metadata={"description": "family of slides; one that every reader's machine has"})

    @property
    def printed(self) -> tuple[str, ...]:
        """The families that pages are set in, each once; what one lacks is taken from the next."""
        return tuple(dict.fromkeys((self.text, self.heading, self.japanese, self.source or self.text)))


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A picture that stands for the house. `alt` says what it shows, for those who do not see it.

    `data` is the picture itself, a PNG or JPEG file; the reader puts it in.
    """

    __pydantic_config__: ClassVar = _CONFIG

    file: str = field(metadata={"description": "a PNG or JPEG file in the theme's folder"})
    alt: str = field(
        metadata={"description": "what the picture shows, for those who do not see it", "min_length": 1},
    )
    data: bytes = field(default=b"", repr=False)

    @property
    def address(self) -> str:
        """The picture as a data: URL."""
        kind = "png" if self.data.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, kw_only=True)
class Brand:
    """What a house looks like.

    `layouts` says what a master.pptx of the theme calls the layouts that slides ask for: ours first, then its name.
    """

    __pydantic_config__: ClassVar = _CONFIG

    name: str = field(metadata={"description": "what the brand is called"})
    colours: Colours = field(metadata={"description": "named by what they are for"})
    fonts: Fonts = field(metadata={"description": "families of pages and slides"})
    footer: str = field(default="", metadata={"description": "printed at the foot of every page"})
    logo: Logo | None = field(default=None, metadata={"description": "a picture that stands for the house"})
    layouts: dict[str, str] = field(
        default_factory=dict,
        metadata={"description": "what a master.pptx calls our layouts: ours first, then its name"},
    )

    def __hash__(self) -> int:
        layouts = frozenset(self.layouts.items())
        return hash((self.name, self.colours, self.fonts, self.footer, self.logo, layouts))
