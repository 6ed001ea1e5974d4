"""How wide text runs, and into how many lines it breaks.

Slides name a font that every reader's machine has instead of shipping one, so its widths are kept here: those of
Helvetica in Adobe's Core 14 AFM files, which Arial, Liberation Sans and Arimo share.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from handouts.model.deck import Run

PITCH = 1.2
"""Line pitch of a font, as a share of its size."""

MARGIN = 1.05
"""Text counts as this much larger than it is, since no two programs break lines alike."""

MARGIN_UNKNOWN = 1.15
"""The same for fonts of other widths than Arial's."""

_ALIKE = frozenset(("arial", "helvetica", "liberation sans", "arimo"))
_MONOSPACED = 0.6


@cache
def _table(*, bold: bool) -> dict[str, int]:
    tables = json.loads(files(__package__).joinpath("arial.json").read_text(encoding="utf-8"))
    return dict(tables["bold" if bold else "regular"])


@cache
def advance(char: str, *, bold: bool = False) -> float:
    """The width of a character in em; an unknown accented letter is as wide as its base letter, CJK 1 em."""
    widths = _table(bold=bold)
    if char in widths:
        return widths[char] / 1000
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char == "\u202f":
        return 0.2
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.category(char) == "Zs":
        return advance(" ", bold=bold)
    base = unicodedata.normalize("NFD", char)[0]
    return widths.get(base, 667 if char.isupper() else 556) / 1000


def margin(family: str) -> float:
    """How much larger text of this font family counts."""
    return MARGIN if family.lower() in _ALIKE else MARGIN_UNKNOWN


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in points."""
    return sum(advance(char, bold=bold) for char in text) * size


def _advances(runs: Iterable[Run], size: float, *, bold: bool) -> Iterator[tuple[str, float]]:
    for run in runs:
        for char in run.text:
            yield char, (_MONOSPACED if run.code else advance(char, bold=bold or run.bold)) * size


def count_lines(runs: Iterable[Run], measure: float, size: float, *, bold: bool = False) -> int:
    """How many lines a paragraph takes: broken greedily after spaces, hyphens and CJK, long words anywhere.

    Args:
        runs: The text; a newline is a forced break.
        measure: The width of the lines in points.
        size: The size in points.
        bold: Whether all of it is bold.
    """
    lines, line, word = 1, 0.0, 0.0
    for char, wide in _advances(runs, size, bold=bold):
        if char == "\n":
            lines, line, word = lines + 1, 0.0, 0.0
        elif char == " ":
            line, word = line + word + wide, 0.0
        else:
            word += wide
            if line + word > measure:
                lines += 1
                line, word = 0.0, (word if word <= measure else wide)
            if char in "-–" or unicodedata.east_asian_width(char) in "WF":
                line, word = line + word, 0.0
    return lines


def longest_word(runs: Iterable[Run], size: float, *, bold: bool = False) -> float:
    """The width of the longest piece of text that cannot be broken, in points."""
    longest = word = 0.0
    for char, wide in _advances(runs, size, bold=bold):
        word = 0.0 if char in " \n" else word + wide
        longest = max(longest, word)
        if char in "-–" or unicodedata.east_asian_width(char) in "WF":
            word = 0.0
    return longest
