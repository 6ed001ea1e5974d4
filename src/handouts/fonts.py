"""The font files that pages are set in: shipped as packages, the same on every machine.

They come from rendercv-fonts (SIL Open Font License), which carries static TrueType files; those embed in
PDF/A without warnings and subset quickly. System fonts are never used.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handouts.errors import LayoutError

STYLES = {
    "Regular": ("normal", "normal"),
    "Italic": ("normal", "italic"),
    "Bold": ("bold", "normal"),
    "BoldItalic": ("bold", "italic"),
}


@cache
def _files() -> dict[str, Path]:
    spec = find_spec("rendercv_fonts")
    if spec is None or not spec.submodule_search_locations:
        raise LayoutError("the package rendercv-fonts is missing; install it with: pip install rendercv-fonts")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return {path.stem: path for path in sorted(folder.glob("*/*.ttf"))}


@cache
def font_files(family: str) -> dict[str, Path]:
    """The files of one family by style name (`Regular`, `Italic`, `Bold`, `BoldItalic`).

    Raises:
        LayoutError: No such family is shipped; the message names those that are.
    """
    stem = family.replace(" ", "")
    found = {style: _files()[f"{stem}-{style}"] for style in STYLES if f"{stem}-{style}" in _files()}
    if not found:
        known = sorted({name.rsplit("-", 1)[0] for name in _files()})
        raise LayoutError(f'the font "{family}" is not shipped; use one of {", ".join(known)}')
    return found
