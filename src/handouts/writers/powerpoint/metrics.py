"""How wide text runs, and into how many lines it breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from handouts.model.deck import Run
from handouts.writers.powerpoint.typefaces import ARIAL, Typeface

_MONOSPACED = 0.6


def width(text: str, size: float, *, bold: bool = False, face: Typeface = ARIAL) -> float:
    """The width of one line of text in points."""
    advances = face.advances(bold=bold)
    return sum(advances[char] for char in text) * size


class _Ends(dict[str, bool]):
    """Whether a line may be broken after a character, which stays in it: hyphens and CJK."""

    def __missing__(self, char: str) -> bool:
        self[char] = char in "-–" or unicodedata.east_asian_width(char) in "WF"
        return self[char]


_ENDS = _Ends()


def _advances(
    runs: Iterable[Run], size: float, bold: bool, face: Typeface, tracking: float
) -> Iterator[tuple[str, float]]:
    """The characters, each with how far it moves on what follows, in points."""
    pairs = (zip(run.text, _widths(run, size, bold, face, tracking), strict=True) for run in runs)
    return chain.from_iterable(pairs)


def _widths(run: Run, size: float, bold: bool, face: Typeface, tracking: float) -> list[float]:
    if run.code:
        return [_MONOSPACED * size + tracking] * len(run.text)
    advances = face.advances(bold=bold or run.bold)
    return [advances[char] * size + tracking for char in run.text]


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
    for char, wide in _advances(runs, size, bold, face, tracking):
        if char == "\n":
            lines, line, word = lines + 1, 0.0, 0.0
        elif char == " ":
            line, word = line + word + wide, 0.0
        else:
            word += wide
            if line + word > measure:
                lines += 1
                line, word = 0.0, (word if word <= measure else wide)
            if _ENDS[char]:
                line, word = line + word, 0.0
    return lines


def longest_word(
    runs: Iterable[Run], size: float, *, bold: bool = False, face: Typeface = ARIAL, tracking: float = 0
) -> float:
    """The width of the longest piece of text that cannot be broken, in points."""
    longest = word = 0.0
    for char, wide in _advances(runs, size, bold, face, tracking):
        word = 0.0 if char in " \n" else word + wide
        if word > longest:
            longest = word
        if _ENDS[char]:
            word = 0.0
    return longest
