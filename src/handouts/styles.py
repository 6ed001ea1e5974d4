"""Brand and audience as CSS: custom properties and the @font-face rules of the shipped fonts."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.fonts import STYLES, font_files
from handouts.model.brand import Brand
from handouts.model.project import Audience

FONT_BASE = "https://handout.invalid/fonts/"


def stylesheet(brand: Brand, audience: Audience) -> str:
    """The part of a document's CSS that is not written by hand.

    Sizes are in points; `--hyphens` is `manual` or `auto`.
    """
    faces = "\n".join(
        face
        for family in dict.fromkeys((brand.fonts.text, brand.fonts.heading, brand.fonts.japanese))
        for face in _faces(family)
    )
    variables = "\n".join(f"  --{name}: {value};" for name, value in _variables(brand, audience))
    return f"{faces}\n:root {{\n{variables}\n}}\n"


def _faces(family: str) -> Iterator[str]:
    for style, path in font_files(family).items():
        weight, slope = STYLES[style]
        yield (
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope}; '
            f'src: url("{FONT_BASE}{path.name}"); }}'
        )


def _variables(brand: Brand, audience: Audience) -> Iterator[tuple[str, str]]:
    colours = brand.colours
    for name in ("ink", "muted", "accent", "second", "paper", "tint", "rule"):
        yield name, getattr(colours, name)
    for number, colour in enumerate(colours.chart, 1):
        yield f"chart-{number}", colour
    yield "font-text", f'"{brand.fonts.text}", "{brand.fonts.japanese}"'
    yield "font-heading", f'"{brand.fonts.heading}", "{brand.fonts.japanese}"'
    yield "font-japanese", f'"{brand.fonts.japanese}"'
    yield "type-size", f"{audience.type_size}pt"
    yield "line-height", str(audience.line_height)
    yield "hyphens", "auto" if audience.hyphenate else "manual"
