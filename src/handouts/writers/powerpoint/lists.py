"""How the lists in a placeholder are marked by its layout, so that no paragraph has to say it.

PowerPoint counts by itself (buAutoNum, ECMA-376 part 1, 21.1.2.4.1), also what authors type as a), b), c).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from handouts.model.deck import Paragraph
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.parts import PagePart
from handouts.slidelayout.placeholders import Setting

Lists = Literal["", "plain", "letters", "numbers", "capitals", "quotation"]
"""How the levels of a placeholder are marked.

All with bullets; or not the first, the others with bullets, which in one of letters or numbers begin at the third. In a
quotation the levels below the first say who said it.
"""

COUNTED = {"letters": "alphaLcParenR", "numbers": "arabicPeriod", "capitals": "alphaUcPeriod"}
"""How the second level counts."""
_WIDER = 0.14
"""How much more room than a bullet a letter or a number needs, in inches."""
_LETTER = re.compile(r"([a-z])\)[ \u00a0]")
_DEEPEST = 4
_UNMARKED = ("none", "continued")


def marked(part: PagePart, own: Lists, gauge: Gauge) -> tuple[PagePart, Lists]:
    """Text for a placeholder whose layout marks its lists.

    Args:
        part: The text; where lists have letters that were typed, it is fitted anew without them.
        own: How this tool's own layout marks them; it is taken if it will do.
        gauge: Measures.

    Returns:
        The text, its levels being those of the layout, and how the layout marks them; without marks if paragraphs have
        to say theirs.
    """
    if part.setting.hang == (0.0,):
        return part, ""
    text: Sequence[Paragraph] = part.content  # type: ignore[assignment]
    counted = tuple(_lettered(text))
    ways: tuple[Lists, ...] = (own, "", "plain", "numbers", "capitals")
    if counted != text and (fitted := _fitted(part, counted, gauge)) is not None:
        part, text, ways = fitted, counted, ("letters",)
    for way in ways:
        if (levels := _levels(text, way)) is not None:
            lines = tuple(replace(line, level=level) for line, level in zip(text, levels, strict=True))
            return replace(part, content=lines, setting=with_room(part.setting, way)), way
    return part, ""


def with_room(setting: Setting, lists: Lists) -> Setting:
    """The setting with room for what its lists are marked with."""
    if lists not in COUNTED:
        return setting
    return replace(setting, hang=tuple(round(indent + _WIDER, 2) for indent in setting.hang))


def _levels(text: Sequence[Paragraph], way: Lists) -> list[int] | None:
    """The level of each paragraph in a layout that marks so; None if it marks another way."""
    if way == "":
        return [line.level for line in text] if all(line.bullet == "bullet" for line in text) else None
    kind = "bullet" if way == "plain" else "number"
    levels, expected = [], 1
    for line in text:
        if line.level == 0 and line.bullet in _UNMARKED:
            levels.append(0)
            expected = 1
        elif line.level == 0 and line.bullet == kind and (way == "plain" or _counts(line, expected, way)):
            levels.append(1)
            expected += 1
        elif line.level and line.bullet == "bullet" and line.level < _DEEPEST:
            levels.append(line.level + 1)
        else:
            return None
    return levels


def _counts(line: Paragraph, expected: int, way: Lists) -> bool:
    """Whether PowerPoint gives a paragraph its number by itself, in digits or in letters."""
    return line.number == expected and line.counting == ("alphaUc" if way == "capitals" else "arabic")


def _lettered(text: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs that begin with a), b), c) in this order as numbered ones, without these letters."""
    letters = [_letter(line) for line in text]
    for place, line in enumerate(text):
        start = place
        while start and letters[start] == letters[start - 1] + 1 and letters[start] > 1:
            start -= 1
        alone = letters[start] == 1 and (place + 1 == len(text) or letters[place + 1] != 2) and start == place
        if letters[place] and letters[start] == 1 and not alone:
            first = line.runs[0]
            runs = (replace(first, text=_LETTER.sub("", first.text, count=1)), *line.runs[1:])
            yield replace(line, runs=tuple(run for run in runs if run.text), bullet="number", number=letters[place])
        else:
            yield line


def _letter(line: Paragraph) -> int:
    """Which letter an unmarked paragraph begins with, counted from 1; 0 if with none."""
    plain = line.bullet == "none" and line.level == 0 and line.runs
    found = _LETTER.match(line.runs[0].text) if plain else None
    return ord(found[1]) - ord("a") + 1 if found and len(line.text) > len(found[0]) else 0


def _fitted(part: PagePart, text: tuple[Paragraph, ...], gauge: Gauge) -> PagePart | None:
    """The text as large as it has room; None if it has none."""
    for setting in part.setting.smaller():
        if gauge.fits(text, with_room(setting, "letters"), part.box):
            return replace(part, content=text, setting=setting)
    return None
