"""A theme of one's own: a folder below templates/themes/ with a brand.yaml to go on with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.branding import brand_file, derived
from handouts.engine.atomic import publish
from handouts.errors import UsageError
from handouts.fonts import font_files
from handouts.model.brand import Brand

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class NewTheme:
    """Where the brand.yaml is, and what in it is not as it was asked for."""

    path: Path
    remarks: tuple[str, ...]


def new_theme(root: Path, name: str, base: Brand, accent: str | None = None, font: str | None = None) -> NewTheme:
    """Write a theme into a project.

    Args:
        root: The project.
        name: What handouts.yaml will call it.
        base: The brand to begin with; its logo is copied, a master beside it is not.
        accent: The colour that all others are derived from, `#rrggbb`.
        font: The family of pages, one that ships with the tool.

    Raises:
        UsageError: Something is asked for that cannot be; nothing was written.
        PublishError: The folder cannot be written.
    """
    folder = root / "templates" / "themes" / name
    _refuse(folder, name, accent)
    brand = _rebranded(base, name, accent, font)
    if brand.logo is not None:
        publish(folder / brand.logo.file, brand.logo.data)
    publish(folder / "brand.yaml", brand_file(brand, name).encode())
    return NewTheme(folder / "brand.yaml", tuple(_remarks(brand, accent)))


def _refuse(folder: Path, name: str, accent: str | None) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f'"{name}" cannot be the name of a folder; use letters, digits, - and _, a letter first')
    if folder.exists():
        raise UsageError(f"templates/themes/{name} is there already, and nothing was written; take another name")
    if accent is not None and not _COLOUR.fullmatch(accent):
        raise UsageError(f'"{accent}" is not a colour; write # and six digits from 0 to f, in quotes: "#7a1f5c"')


def _rebranded(base: Brand, name: str, accent: str | None, font: str | None) -> Brand:
    """The base under another name, in other colours and another font if so asked.

    Raises:
        LayoutError: The font is not shipped.
    """
    fonts = base.fonts
    if font is not None:
        font_files(font)
        fonts = replace(fonts, text=font, heading=font)
    colours = base.colours if accent is None else derived(base.colours, accent)
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return replace(base, name=title, fonts=fonts, colours=colours, layouts={})


def _remarks(brand: Brand, accent: str | None) -> list[str]:
    if accent is None or brand.colours.accent == accent.lower():
        return []
    return [
        f'{accent} cannot be read as text on paper and tint; the accent is "{brand.colours.accent}" instead (4.5:1)'
    ]
