"""What cannot be printed, and where it is written: characters without a glyph, figures of a kind that is not drawn.

Characters that no font of the brand has are found before a page is laid out, figures when they are to be drawn; the
places are looked for in content and templates then, since neither HTML nor a drawing knows where it comes from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from handouts.errors import FigureError, GlyphError, Problem, Unprintable
from handouts.fonts import missing
from handouts.model.position import Positions, Way

_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_AROUND = 20
"""Characters shown at either side of one that cannot be found in any file."""


class Written(NamedTuple):
    """Something that authors write: a lesson, a project, the words of the forms."""

    content: Any
    positions: Positions


class WrittenSources(NamedTuple):
    """What a page is made of: content, and templates, each with its name."""

    written: Iterable[Written]
    templates: Sequence[tuple[str, str]]


def unprintable(page: str, sheets: Sequence[str], families: tuple[str, ...]) -> list[Unprintable]:
    """What these pages cannot show.

    Args:
        page: The HTML of one edition; all that is read aloud but not printed does not matter.
        sheets: Its CSS, which may add words.
        families: The fonts, in the order they are looked up.
    """
    styles = "".join(_plain_style(sheet) for sheet in sheets)
    if not list(missing(page, families)) and not list(missing(styles, families)):
        return []
    printed = f"{_printed(page)}\n{styles}"
    return [
        Unprintable(letter, _message(letter, lacking, families), _around(letter, printed))
        for letter, lacking in missing(printed, families)
    ]


def glyph_problems(error: GlyphError, sources: WrittenSources) -> list[Problem]:
    """Each place where something is written that an edition cannot print; what is found nowhere as it was told."""
    written = list(sources.written)
    problems: list[Problem] = []
    for one, told in zip(error.found, error.told, strict=True):
        spots = [*in_content(one.letter, written), *in_templates(one.letter, sources.templates)]
        problems += [Problem(*spot, one.message) for spot in spots] or [told]
    return list(dict.fromkeys(problems))


def _message(letter: str, styles: str, families: Sequence[str]) -> str:
    name = unicodedata.name(letter, "a character without a name")
    shown = f"\N{DOTTED CIRCLE}{letter}" if unicodedata.combining(letter) else letter
    where = f"has no {styles} in" if styles else "is in none of"
    return (
        f'"{shown}" (U+{ord(letter):04X} {name}) {where} the fonts {", ".join(families)}; '
        "write something else, or name a font that has it in brand.yaml"
    )


def _plain_style(sheet: str) -> str:
    """CSS without comments, its escapes as what they stand for."""
    return _ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), _STYLE_COMMENT.sub("", sheet))


def _printed(page: str) -> str:
    """The words of a page and those that CSS and figures take from its data- attributes."""
    from lxml.html import document_fromstring

    body = document_fromstring(page).find("body")
    if body is None:
        return ""
    kept = [value for each in body.iter() for name, value in _texts(each) if name.startswith("data-")]
    return " ".join(("".join(map(str, body.itertext())), *kept))


def _texts(element: Any) -> Iterator[tuple[str, str]]:
    """An element's attributes."""
    return ((str(name), str(value)) for name, value in element.items())


def in_content(letter: str, written: Iterable[Written]) -> Iterator[tuple[str, int, int]]:
    """Where a character, or several on one line, stand in content."""
    for content, positions in written:
        for way, words in _strings(content, ()):
            if letter in unicodedata.normalize("NFC", unescape(words)):
                yield positions.of_letter(way, letter)


def _strings(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """Every string, with the way to it."""
    from handouts.model.node import Node  # what performs jobs does without
    from handouts.model.text import Text

    if isinstance(value, str):
        yield way, value
    elif isinstance(value, Text):
        yield from _strings(value.root, way)
    elif isinstance(value, Node | Mapping):
        for name, part in value.items() if isinstance(value, Mapping) else value:
            yield from _strings(part, (*way, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _strings(part, (*way, index))


def in_templates(letter: str, templates: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, int]]:
    """Where templates and styles hold a character, as itself or as a reference or escape, comments aside."""
    for name, text in templates:
        bare = without_comments(text)
        for number, line in enumerate(bare.splitlines(), 1):
            if letter in line:
                yield name, number, line.index(letter) + 1
            elif letter in unescape(line) or (name.endswith(".css") and letter in _plain_style(line)):
                yield name, number, 1


def without_comments(text: str) -> str:
    """A template or style sheet with blanks for its comments, so that all else keeps its line and column."""
    return _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)


def _around(letter: str, printed: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", printed).split())
    place = words.index(letter)
    return words[max(0, place - _AROUND) : place + _AROUND + 1]


def figure_problems(error: FigureError, templates: Iterable[tuple[str, str]]) -> list[Problem]:
    """Each place where such a figure is written; as it was told if a template makes it up.

    Args:
        error: What came of drawing the figures of an edition.
        templates: All that the edition is made of, each with its name.
    """
    written = re.compile(rf"""data-chart\s*=\s*["']?{re.escape(error.kind)}(?![\w-])""")
    spots = [
        (name, number, found.start() + 1)
        for name, text in templates
        for number, line in enumerate(text.splitlines(), 1)
        for found in written.finditer(line)
    ]
    return [Problem(*spot, one.message) for one in error.problems for spot in spots] or list(error.problems)
