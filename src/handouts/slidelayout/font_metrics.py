"""Font families as far as slides are measured: how wide their letters are, how far apart their lines.

Slides name fonts that readers have instead of shipping them. Those that this tool ships anyway are measured themselves.
For those that it may not ship there are tables: Arial's from Adobe's Core 14 AFM files (Helvetica), Calibri's and Times
New Roman's from free fonts of the same widths. All others count as Arial with more air.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from handouts.errors import LayoutError
from handouts.fonts import font_files

PITCH = 1.2
"""The least line pitch of any font, as a share of its size."""

MARGIN = 1.05
"""Text counts as this much larger than it is, since no two programs break lines alike."""

MARGIN_UNKNOWN = 1.15
"""The same for fonts whose widths are not known."""

_TABLES = {
    "arial": ("arial", "helvetica", "liberation sans", "arimo"),
    "calibri": ("calibri", "calibri light", "carlito"),
    "times": ("times new roman", "times", "liberation serif", "tinos"),
}
_SAMPLE = "The quick brown fox jumps over 1,234,567.89 lazy dogs"


@dataclass(frozen=True, eq=False)
class FontMetrics:
    """A font family. `pitch` is its line pitch as a share of its size, `margin` how much larger text in it counts."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]
    pitch: float = PITCH
    margin: float = MARGIN

    def advance(self, char: str, *, bold: bool = False) -> float:
        """The width of a character in em; an unknown accented letter is as wide as its base letter, CJK 1 em."""
        return self.advances(bold=bold)[char]

    def advances(self, *, bold: bool = False) -> Mapping[str, float]:
        """The same for all characters, by character; none is missing."""
        return _advances(self, bold)

    @property
    def stretch(self) -> float:
        """How much larger text counts that is measured with Arial's widths though it is set in this font."""
        return self.margin * max(self.sample_widths) / max(ARIAL.sample_widths)

    @property
    def sample_widths(self) -> tuple[float, float]:
        """The width of a sentence with most letters and digits, regular and bold, in em."""
        regular, bold = (sum(self.advance(char, bold=bold) for char in _SAMPLE) for bold in (False, True))
        return regular, bold


class _Advances(dict[str, float]):
    """The widths of a font's characters, with those that it lacks reckoned when they are first asked for."""

    def __init__(self, known: Mapping[str, float]) -> None:
        super().__init__(known)
        self.known = known

    def __missing__(self, char: str) -> float:
        self[char] = _reckoned(char, self.known)
        return self[char]


@cache
def _advances(face: FontMetrics, bold: bool) -> _Advances:
    return _Advances(face.bold if bold else face.regular)


def _reckoned(char: str, widths: Mapping[str, float]) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char == "\u202f":
        return 0.2
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.category(char) == "Zs":
        return widths.get(" ", 0.278)
    base = unicodedata.normalize("NFD", char)[0]
    return widths.get(base, 0.667 if char.isupper() else 0.556)


@cache
def font_metrics(family: str) -> FontMetrics:
    """The measures of a font family by its name."""
    name = family.casefold().strip()
    for table, names in _TABLES.items():
        if name in names:
            return _from_table(table)
    try:
        return _from_files(font_files(family))
    except LayoutError:
        return FontMetrics(ARIAL.regular, ARIAL.bold, ARIAL.pitch, MARGIN_UNKNOWN)


def _from_table(name: str) -> FontMetrics:
    table = json.loads(files(__package__).joinpath("widths", f"{name}.json").read_text(encoding="utf-8"))
    regular, bold = ({char: wide / 1000 for char, wide in table[style].items()} for style in ("regular", "bold"))
    return FontMetrics(regular, bold, max(PITCH, table.get("pitch", 0.0)))


def _from_files(styles: Mapping[str, Path]) -> FontMetrics:
    """A family that is shipped; one without a bold style counts as wide in bold as its upright one."""
    upright = styles.get("Regular") or next(iter(styles.values()))
    regular, pitch = _measured(upright)
    bold, _ = _measured(styles.get("Bold") or upright)
    return FontMetrics(regular, bold, max(PITCH, pitch))


def _measured(path: Path) -> tuple[dict[str, float], float]:
    """The widths of a file's characters in em, and its line pitch."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True) as font:
        em, advances, head = font["head"].unitsPerEm, font["hmtx"].metrics, font["hhea"]
        widths = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
        pitch: Any = (head.ascent - head.descent + head.lineGap) / em
        return widths, float(pitch)


ARIAL = _from_table("arial")
