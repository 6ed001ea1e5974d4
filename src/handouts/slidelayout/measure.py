"""How wide text runs, into how many lines it breaks, and in which size it has room in a placeholder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from handouts.model.deck import Paragraph, Run
from handouts.slidelayout.font_metrics import ARIAL, FontMetrics, font_metrics
from handouts.slidelayout.layouts import Design
from handouts.slidelayout.placeholders import Box, Setting, SlideLayout
from handouts.slidelayout.split import Unfit

POINTS = 72
"""To the inch."""
_MONOSPACED = 0.6


def width(text: str, size: float, *, bold: bool = False, face: FontMetrics = ARIAL) -> float:
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
    runs: Iterable[Run], size: float, bold: bool, face: FontMetrics, tracking: float
) -> Iterator[tuple[str, float]]:
    """The characters, each with how far it moves on what follows, in points."""
    pairs = (zip(run.text, _widths(run, size, bold, face, tracking), strict=True) for run in runs)
    return chain.from_iterable(pairs)


def _widths(run: Run, size: float, bold: bool, face: FontMetrics, tracking: float) -> list[float]:
    if run.code:
        return [_MONOSPACED * size + tracking] * len(run.text)
    advances = face.advances(bold=bold or run.bold)
    return [advances[char] * size + tracking for char in run.text]


def count_lines(
    runs: Iterable[Run],
    measure: float,
    size: float,
    *,
    bold: bool = False,
    face: FontMetrics = ARIAL,
    tracking: float = 0,
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
    runs: Iterable[Run], size: float, *, bold: bool = False, face: FontMetrics = ARIAL, tracking: float = 0
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


@dataclass(frozen=True)
class Gauge:
    """Measures what is to go into the placeholders of a design, in the fonts that they have."""

    design: Design

    @property
    def layouts(self) -> Mapping[str, SlideLayout]:
        """The layouts by the name that `data-layout` gives."""
        return self.design.layouts

    def face(self, setting: Setting | None = None) -> FontMetrics:
        """The font of a setting; without one that of tables and charts."""
        return font_metrics((setting.font if setting else "") or self.design.font)

    def height(self, text: Iterable[Paragraph], setting: Setting, measure: float) -> float:
        """How high text stands in a column `measure` inches wide, in inches."""
        points = 0.0
        face = self.face(setting)
        for place, paragraph in enumerate(text):
            size = setting.size(paragraph.level) * (1.0 if _is_code(paragraph) else face.margin)
            marked = paragraph.bullet != "none"
            room = (measure - setting.indent(paragraph.level, marked=marked)) * POINTS
            runs = _as_shown(paragraph.runs, setting)
            lines = count_lines(runs, room, size, bold=setting.bold, face=face, tracking=setting.tracking)
            points += lines * size * face.pitch * setting.leading
            points += setting.space(paragraph.level) if place and not paragraph.tight else 0
        return points / POINTS

    def fits(self, text: Iterable[Paragraph], setting: Setting, box: Box) -> bool:
        """Whether text has room in a box."""
        return self.height(text, setting, box.w) <= box.h

    def largest(
        self, text: tuple[Paragraph, ...], setting: Setting, box: Box, what: str, *, whole: bool = False
    ) -> Setting:
        """The largest setting in which text has room; if it is to stay `whole`, no word is wider than the box.

        Raises:
            Unfit: It has none in the smallest.
        """
        for smaller in setting.smaller():
            if self.fits(text, smaller, box) and not (whole and self.breaks_word(text, smaller, box)):
                return smaller
        raise Unfit(f"the {what} does not fit even at {setting.minimum} pt; shorten it")

    def breaks_line(self, text: Iterable[Paragraph], setting: Setting, measure: float) -> bool:
        """Whether a line of code is wider than so many inches."""
        return any(
            sum(advance for _, advance in _advances(line.runs, setting.size(0), False, self.face(setting), 0))
            > measure * POINTS
            for line in text
        )

    def breaks_word(self, text: tuple[Paragraph, ...], setting: Setting, box: Box) -> bool:
        """Whether a word is wider than a box."""
        face = self.face(setting)
        size = setting.size(0) * face.margin
        for paragraph in text:
            runs = _as_shown(paragraph.runs, setting)
            room = (box.w - setting.indent(paragraph.level, marked=paragraph.bullet != "none")) * POINTS
            if longest_word(runs, size, bold=setting.bold, face=face, tracking=setting.tracking) > room:
                return True
        return False


def _is_code(paragraph: Paragraph) -> bool:
    """Whether a line is all code, whose letters are of one width in every program."""
    return paragraph.tight and all(run.code for run in paragraph.runs)


def _as_shown(runs: tuple[Run, ...], setting: Setting) -> tuple[Run, ...]:
    """Runs as the setting shows their letters."""
    return tuple(replace(run, text=run.text.upper()) for run in runs) if setting.capitals else runs
