"""Lines that are remembered: the same words in the same style and width break in the same way.

WeasyPrint asks Pango for one line after the other, again for each way that it tries to fill columns, pages and tables,
and again for each document of a lesson. What it was told is remembered here for the process, by all that decides it;
`line_cache` keeps what a document has used for the next run. Beside all other short cuts, a document whose words
another one has set takes 0.89 of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from handouts.writers.pdf.shortcuts.lru import LRU
from handouts.writers.pdf.whole_words import split_first_line

DECIDING = (
    *("font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_variation_settings"),
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_language_override"),
    *("lang", "direction", "text_decoration_line", "word_spacing", "letter_spacing", "overflow_wrap", "word_break"),
    *("white_space", "hyphens", "hyphenate_limit_chars", "hyphenate_character", "hyphenate_limit_zone", "tab_size"),
)
"""The properties that WeasyPrint looks at to break a line."""
LONG = 48
"""Characters; longer texts are remembered by their digest."""
MOST = 5_000
"""Lines in each half of a memory: some 2 MB. More would serve a longer row of documents, but what those that share
text have set comes from the user's cache as well, see `line_cache`."""
MEMORIES = 6
ROMANISED = re.compile("[āēīōūĀĒĪŌŪ]")
"""Words with these never break if their document says so, see `hyphenation`."""

Key = tuple[Any, ...]
Line = tuple[Any, ...]
"""What Pango's layout came to, without it, by the names of its parts, and the numbers that WeasyPrint takes from it."""
_split: Any = split_first_line


class Lines:
    """The lines of documents in the same fonts and with the same exceptions from hyphenation.

    It forgets the half that has not been asked for when it is full.
    """

    def __init__(self) -> None:
        self._young: dict[Key, Line] = {}
        self._old: dict[Key, Line] = {}
        self.used: dict[Key, Line] = {}
        self.unbroken = b""
        """Which romanised words the present document has."""

    def get(self, key: Key) -> Line | None:
        """A line that is remembered; it counts as used."""
        line = self._young.get(key)
        if line is None:
            line = self._old.get(key)
            if line is None:
                return None
            self.put(key, line)
        self.used[key] = line
        return line

    def put(self, key: Key, line: Line) -> None:
        """Remember a line; it counts as used."""
        if len(self._young) >= MOST:
            self._old, self._young = self._young, {}
        self._young[key] = self.used[key] = line

    def update(self, lines: dict[Key, Line]) -> None:
        """Remember lines of an earlier run; they do not count as used."""
        if len(self._young) + len(lines) > MOST:
            self._old, self._young = self._young, {}
        self._young.update(lines)


_memories: LRU[str, Lines] = LRU(MEMORIES)


def memory_of(key: str) -> Lines:
    """What is remembered of text in certain fonts and with certain exceptions, which the key names."""
    memory = _memories.get(key)
    if memory is None:
        memory = Lines()
        _memories.put(key, memory)
    return memory


@contextmanager
def remembered(fonts: Any, memory: Lines, romanised: Sequence[str]) -> Iterator[None]:
    """Set text meanwhile with what is remembered.

    Args:
        fonts: The fonts of the document.
        memory: Lines in the same fonts, with the same exceptions.
        romanised: The words of the document that never break.
    """
    memory.used, memory.unbroken = {}, blake2b("\0".join(sorted(set(romanised))).encode(), digest_size=8).digest()
    before, fonts.lines = fonts.lines, memory
    try:
        yield
    finally:
        fonts.lines = before


def remember_lines() -> None:
    """Let WeasyPrint look for lines here first, wherever it breaks text."""
    line_break.split_first_line = _line
    inline.split_first_line = _line
    preferred.split_first_line = _line


def _line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Line:
    """In place of `split_first_line`: the first line of a text, and where the next begins."""
    memory: Lines | None = getattr(style.font_config, "lines", None)
    name = name_of(style) if memory is not None else None
    if memory is None or name is None:
        return tuple(_split(text, style, context, max_width, justification_spacing, is_line_start, minimum))
    key = (*short(text, memory.unbroken), name, max_width, justification_spacing, is_line_start, minimum)
    line = memory.get(key)
    if line is None:
        result = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        parts = vars(result[0])
        names = tuple(parts)
        memory.put(key, (_names_of_parts.setdefault(names, names), tuple(parts.values()), *result[1:]))
        return tuple(result)
    layout = line_break.Layout.__new__(line_break.Layout)
    vars(layout).update(zip(line[0], line[1], strict=True))
    return (layout, *line[2:])


_names_of_parts: dict[tuple[str, ...], tuple[str, ...]] = {}
"""One tuple of names for all lines with the same."""


def short(text: str, unbroken: bytes) -> tuple[str | bytes, bytes]:
    """A text, or its digest if it is long; and which words never break if it may hold one of them."""
    marked = b"" if text.isascii() or not ROMANISED.search(text) else unbroken
    if len(text) <= LONG:
        return text, marked
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest(), marked


_deciding = itemgetter(*DECIDING)
_names: dict[tuple[Any, ...], bytes | None] = {}


def name_of(style: Any) -> bytes | None:
    """A digest of what a style says of lines; None if it is not known yet how wide something is."""
    try:
        return style.line_name  # type: ignore[no-any-return]
    except AttributeError:
        said = _deciding(style)
    try:
        name = _names[said]
    except KeyError:
        if len(_names) > MOST:
            _names.clear()
        name = _names[said] = _digest(said)
    except TypeError:  # some value has no hash
        name = _digest(said)
    style.line_name = name
    return name


def _digest(said: tuple[Any, ...]) -> bytes | None:
    fixed = _fixed(said)
    return None if fixed is ... else blake2b(repr(fixed).encode(), digest_size=8).digest()


def _fixed(value: Any) -> Any:
    """A value that can be told by what it looks like, or an ellipsis."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, set | frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        parts = tuple(_fixed(part) for part in value)
        return ... if ... in parts else parts
    return ...
