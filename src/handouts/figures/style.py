"""Colours, fonts and sizes of figures, taken from the brand, and measuring and wrapping text in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.colours import TEXT as READABLE
from handouts.colours import contrast, lightness, mixed
from handouts.errors import LayoutError

if TYPE_CHECKING:
    from handouts.model.brand import Brand

TEXT = 9.0
SMALL = 8.25
TITLE = 10.0
"""Points; nothing on paper is set smaller than 8 pt."""

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Look:
    """A brand as figures need it."""

    family: str
    regular: Path
    bold: Path
    italic: Path
    japanese_family: str
    japanese: Path | None
    ink: str
    muted: str
    paper: str
    tint: str
    rule: str
    accent: str
    series: tuple[str, ...]

    @property
    def grid(self) -> str:
        """Lines that only guide the eye: the brand's rules, made lighter where they are strong."""
        shares = (self._lighter(self.rule, percent) for percent in range(0, 100, 10))
        return next(colour for colour in shares if lightness(colour) >= 0.6)

    @property
    def pale(self) -> str:
        """Land and light areas: a grey that a copier keeps apart from paper."""
        return self._lighter(self.ink, 88)

    def _lighter(self, colour: str, percent: int) -> str:
        return mixed(colour, self.paper, percent / 100)

    @classmethod
    def of(cls, brand: Brand, fonts: Mapping[str, Path]) -> Look:
        """Read a brand.

        `fonts` are the files of its text family by style: `Regular`, and if there are any `Bold`, `Italic` and, for
        letters that the family lacks, `Japanese`.
        """
        colours = brand.colours
        return cls(
            family=brand.fonts.text,
            regular=fonts["Regular"],
            bold=fonts.get("Bold", fonts["Regular"]),
            italic=fonts.get("Italic", fonts["Regular"]),
            japanese_family=brand.fonts.japanese,
            japanese=fonts.get("Japanese"),
            ink=colours.ink,
            muted=colours.muted,
            paper=colours.paper,
            tint=colours.tint,
            rule=colours.rule,
            accent=colours.accent,
            series=colours.chart,
        )

    def runs(self, text: str, bold: bool, italic: bool = False) -> list[tuple[str, Path, str]]:
        """Cut a text where its font changes: family, file and letters of each run.

        Raises:
            LayoutError: No font has one of the letters.
        """
        main = self.bold if bold else self.italic if italic else self.regular
        runs: list[tuple[str, Path, str]] = []
        for letter in text:
            family, file = (self.family, main) if _has(main, letter) else (self.japanese_family, self.japanese)
            if file is None or not _has(file, letter):
                raise LayoutError(f'the font "{self.family}" has no "{letter}", which stands in "{text}" of a figure')
            if runs and runs[-1][1] == file:
                runs[-1] = (family, file, runs[-1][2] + letter)
            else:
                runs.append((family, file, letter))
        return runs

    def measure(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """The width of one line in points, without kerning."""
        runs = self.runs(text, bold, italic)
        return size * sum(_advance(file, letter) for _, file, letters in runs for letter in letters)

    def wrap(self, text: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
        """Break a text into as few lines as fit the width, of lengths as even as may be.

        It breaks at spaces, after hyphens and at soft hyphens; a longer word runs over.
        """
        lines = self._fill(text, size, width, bold)
        low, high = 0.0, width
        while len(lines) > 1 and high - low > 1:
            middle = (low + high) / 2
            narrow = self._fill(text, size, middle, bold)
            if len(narrow) == len(lines) and max(self.measure(line, size, bold) for line in narrow) <= middle:
                high = middle
            else:
                low = middle
        return self._fill(text, size, high, bold)

    def _fill(self, text: str, size: float, width: float, bold: bool) -> tuple[str, ...]:
        lines: list[str] = []
        line = ""
        for piece in _pieces(text):
            longer = line + piece
            if line and self.measure(_shown(longer), size, bold) > width:
                lines.append(_shown(line))
                line = piece
            else:
                line = longer
        return (*lines, _shown(line))


@cache
def _advances(file: Path) -> dict[str, float]:
    """How far each letter that a font has moves the pen, in em."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(file, lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def _has(file: Path, letter: str) -> bool:
    return letter in _advances(file)


def _advance(file: Path, letter: str) -> float:
    return _advances(file)[letter]


def _pieces(text: str) -> list[str]:
    """Cut a text after each place where a line may end."""
    pieces = [""]
    for letter in text:
        pieces[-1] += letter
        if letter in f" -/–{SOFT_HYPHEN}":
            pieces.append("")
    return [piece for piece in pieces if piece]


def _shown(line: str) -> str:
    """A line as printed: a soft hyphen is seen only at its end."""
    line = line.strip(" ")
    hyphen = "-" if line.endswith(SOFT_HYPHEN) else ""
    return line.replace(SOFT_HYPHEN, "") + hyphen


def on(ground: str, look: Look) -> str:
    """The colour of text on a ground: whichever of paper and ink stands out more."""
    return max((look.paper, look.ink), key=lambda colour: contrast(colour, ground))


def legible(ground: str, look: Look) -> str:
    """The ground, made lighter if text on it would have less than the contrast of 4.5:1 that reading needs."""
    for percent in range(0, 100, 10):
        lighter = mixed(ground, look.paper, percent / 100)
        if contrast(on(lighter, look), lighter) >= READABLE:
            return lighter
    return look.paper
