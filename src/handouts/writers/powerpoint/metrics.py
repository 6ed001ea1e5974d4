"""How wide text runs, and into how many lines it breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from handouts.model.deck import Run
from handouts.writers.powerpoint.typefaces import ARIAL, Typeface

_MONOSPACED = 0.6


def width(text: str, size: float, *, bold: bool = False, face: Typeface = ARIAL) -> float:
    """The width of one line of text in points."""
    return sum(face.advance(char, bold=bold) for char in text) * size


def _advances(runs: Iterable[Run], size: float, bold: bool, face: Typeface) -> Iterator[tuple[str, float]]:
    for run in runs:
        for char in run.text:
            yield char, (_MONOSPACED if run.code else face.advance(char, bold=bold or run.bold)) * size


def count_lines(
    runs: Iterable[Run], measure: float, size: float, *, bold: bool = False, face: Typeface = ARIAL, tracking: float = 0
) -> int:
    """How many lines a paragraph takes: broken greedily after spaces, hyphens and CJK, long words anywhere.

    Args:
        runs: The text; a newline is a forced break.
        measure: The width of the lines in points.
        size: The size in points.
        bold: Whether all of it is bold.
        face: The font it is set in.
        tracking: The space added after each letter, in points.
    """
    lines, line, word = 1, 0.0, 0.0
    for char, wide in _advances(runs, size, bold, face):
        wide += tracking
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


def longest_word(
    runs: Iterable[Run], size: float, *, bold: bool = False, face: Typeface = ARIAL, tracking: float = 0
) -> float:
    """The width of the longest piece of text that cannot be broken, in points."""
    longest = word = 0.0
    for char, wide in _advances(runs, size, bold, face):
        word = 0.0 if char in " \n" else word + wide + tracking
        longest = max(longest, word)
        if char in "-–" or unicodedata.east_asian_width(char) in "WF":
            word = 0.0
    return longest
