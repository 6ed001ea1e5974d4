"""Brand and audience as CSS: custom properties and the @font-face rules of the shipped fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from handouts.fonts import STYLES, font_files, x_height

if TYPE_CHECKING:
    from handouts.model.brand import Brand
    from handouts.model.project import Audience, Project

FONT_BASE = "https://handout.invalid/fonts/"

PAPERS = {"A4": ("210mm", "297mm"), "letter": ("215.9mm", "279.4mm")}
"""Width and height of one upright sheet, by the project's `paper`."""


def stylesheet(
    brand: Brand,
    audience: Audience,
    project: Project,
    *,
    folded: bool = False,
    families: tuple[str, ...] = (),
    lent: tuple[str, ...] = (),
) -> str:
    """The part of a document's CSS that is not written by hand, with the faces of the brand's or of other families.

    Sizes are in points; `--source-size` and `--source-leading` make sources look as large as running text; `--hyphens`
    is `manual` or `auto`; `--page-width` and `--page-height` are those of one sheet of the project's paper, or of one
    half if it is `folded`. Of the families, those that are `lent` stand in for what the brand's own lack.
    """
    faces = "\n".join(face for family in families or brand.fonts.printed for face in _faces(family))
    page = _page(project.paper, folded)
    variables = "\n".join(f"  --{name}: {value};" for name, value in _variables(brand, audience, page, lent))
    return f"{faces}\n:root {{\n{variables}\n}}\n"


def _faces(family: str) -> Iterator[str]:
    for style, path in font_files(family).items():
        weight, slope = STYLES[style]
        yield (
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope}; '
            f'src: url("{FONT_BASE}{path.name}"); }}'
        )


def _page(paper: str, folded: bool) -> tuple[str, str]:
    """Width and height of a page: a sheet of this paper, or one of the halves that it is folded into."""
    width, height = PAPERS[paper]
    return (f"calc({height} / 2)", width) if folded else (width, height)


def _variables(
    brand: Brand, audience: Audience, page: tuple[str, str], lent: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    colours = brand.colours
    fonts = brand.fonts
    source = fonts.source or fonts.text
    for name in ("ink", "muted", "accent", "second", "paper", "tint", "rule"):
        yield name, getattr(colours, name)
    for number, colour in enumerate(colours.chart, 1):
        yield f"chart-{number}", colour
    yield "font-text", _listed(fonts.text, fonts.japanese, *lent, source)
    yield "font-heading", _listed(fonts.heading, fonts.japanese, *lent, source)
    yield "font-source", _listed(source, fonts.text, fonts.japanese, *lent)
    yield "font-code", _listed(fonts.japanese, fonts.text)
    yield "font-japanese", _listed(fonts.japanese)
    scale = _scale(source, fonts.text)
    yield "source-size", f"{scale:.3g}em"
    yield "source-leading", f"{audience.line_height / scale:.3g}"
    yield from zip(("page-width", "page-height"), page, strict=True)
    yield "type-size", f"{audience.type_size}pt"
    yield "smallest", f"{audience.smallest_type:g}pt"
    yield "line-height", str(audience.line_height)
    yield "hyphens", "auto" if audience.hyphenate else "manual"


def _listed(*families: str) -> str:
    """Families as CSS names them, each once: what one lacks is taken from the next."""
    return ", ".join(f'"{family}"' for family in dict.fromkeys(families))


def _scale(family: str, other: str) -> float:
    """How much larger a family is set to look as large as another: small letters are then as high."""
    return x_height(other) / x_height(family) if family != other else 1.0
