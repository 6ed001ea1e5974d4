"""The font files that pages are set in: shipped as packages, the same on every machine.

They come from rendercv-fonts (SIL Open Font License), which carries static TrueType files; those embed in
PDF/A without warnings and subset quickly. System fonts are never used.
So what they have no glyph for cannot be printed, and that is known before anything is laid out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from handouts import cache as kept
from handouts.errors import LayoutError

STYLES = {
    "Regular": ("normal", "normal"),
    "Italic": ("normal", "italic"),
    "Bold": ("bold", "normal"),
    "BoldItalic": ("bold", "italic"),
}
LENT = ("Noto Sans", "Noto Sans KR", "Noto Sans SC", "Open Sans")
"""Families that lend letters to names which those of a brand lack: Devanagari, hangul, hanzi, Hebrew."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What is shaped into nothing when a font lacks it (Unicode 16, property Default_Ignorable_Code_Point)."""


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


def is_shipped(family: str) -> bool:
    """Whether pages can be set in this family."""
    try:
        return bool(font_files(family))
    except LayoutError:
        return False


def missing(words: str, families: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The characters that cannot be printed in these families, each once, in the order they come.

    It has to be there in every style, since any text may be set bold or in italics. Composed letters may be put
    together of their parts and the other way round, spaces be as wide as none, as HarfBuzz does it.

    Yields:
        The character, and the styles that lack it, such as `Bold, BoldItalic`; empty if all do.
    """
    composed = unicodedata.normalize("NFC", words)
    for letter in dict.fromkeys(composed) if not composed.isascii() else ():
        if letter in _everywhere(families) or unicodedata.category(letter) in ("Cc", "Zs") or _INVISIBLE.match(letter):
            continue
        lacking = [style for style in STYLES if not _can_print(letter, _printable(families, style))]
        if lacking:
            yield letter, "" if len(lacking) == len(STYLES) else ", ".join(lacking)


def lending(words: str, families: tuple[str, ...]) -> tuple[str, ...]:
    """The families beyond these that have what they lack, as far as any is shipped; a name waits for no brand."""
    lacking = "".join(letter for letter, _ in missing(words, families))
    found: list[str] = []
    for family in LENT:
        left = "".join(letter for letter, _ in missing(lacking, (family,)))
        if left != lacking and family not in families:
            found.append(family)
            lacking = left
    return tuple(found)


def _can_print(letter: str, printable: frozenset[str]) -> bool:
    return letter in printable or printable.issuperset(unicodedata.normalize("NFD", letter))


@cache
def _everywhere(families: tuple[str, ...]) -> frozenset[str]:
    """What can be printed in all styles; reading so many fonts takes long, so it is kept in the user's cache."""
    files = [path for family in families for path in font_files(family).values()]
    looks = ((str(path), path.stat()) for path in files)
    key = kept.digest("\n".join(f"{name} {look.st_size} {look.st_mtime_ns}" for name, look in looks))
    if (data := kept.load("letters", key)) is not None:
        return frozenset(data.decode("utf-8", "surrogatepass"))
    found = frozenset.intersection(*(_printable(families, style) for style in STYLES))
    kept.keep("letters", key, "".join(sorted(found)).encode("utf-8", "surrogatepass"))
    return found


@cache
def _printable(families: tuple[str, ...], style: str) -> frozenset[str]:
    """What can be printed in one style; a family without it lends its upright one."""
    files = (font_files(family) for family in families)
    return frozenset().union(*(_letters(found.get(style) or next(iter(found.values()))) for found in files))


@cache
def _letters(path: Path) -> frozenset[str]:
    """The characters that a file has glyphs for."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True) as font:
        font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # names do not matter, and reading them takes longest
        return frozenset(map(chr, font.getBestCmap()))


@cache
def x_height(family: str) -> float:
    """How high a small letter without ascender is in a family, in em.

    Raises:
        LayoutError: No such family is shipped.
    """
    from fontTools.ttLib import TTFont

    with TTFont(next(iter(font_files(family).values())), lazy=True) as font:
        return float(font["OS/2"].sxHeight) / float(font["head"].unitsPerEm)
