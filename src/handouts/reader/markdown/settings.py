"""The lines `Word: value` below a heading, several in a line if `;` stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from handouts.nearest import nearest
from handouts.reader.markdown.page import Block, Page
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.words import SETTINGS, key_of, meant

Settings = dict[str, At]
_LINE = re.compile(r"([^\W\d_][\w\-/ ]{0,30}?)\s*:(?:\s+(.*))?$")
_NEXT = re.compile(r";\s*(?=[^\W\d_][\w\-/ ]{0,30}?\s*:\s)")
LISTS = (
    "audiences", "not_audiences", "sources", "operators", "materials", "objectives", "roles", "tasks", "competences",
    "shows", "facts", "key_terms", "choice_tasks", "homework_tasks", "beside",
)  # fmt: skip
"""Settings with several values, commas between them."""


def settings(page: Page, blocks: Sequence[Block], below: int) -> tuple[Settings, tuple[Block, ...]]:
    """The settings in the first of the blocks, and the blocks without it.

    A paragraph of lines `Word: value` with known words is one. If it stands directly below the heading in line
    `below`, a word that is not known is a mistake in it; after an empty line it is a text.
    """
    first = blocks[0] if blocks else None
    if first is None or first.kind != "paragraph":
        return {}, tuple(blocks)
    pieces = list(_pieces(page, first))
    known = [word is not None and key_of(word, SETTINGS) is not None for word, *_ in pieces]
    if not all(known) and not (first.start == below and (known[0] or _like_one(pieces[0][0]))):
        return {}, tuple(blocks)
    return _read(page, pieces), tuple(blocks[1:])


def _like_one(word: str | None) -> bool:
    return word is not None and nearest(word, list(SETTINGS)) is not None


def _pieces(page: Page, block: Block) -> Iterator[tuple[str | None, str, At]]:
    """Each word with its value and its place; no word where a line goes on with the one before."""
    for line in range(block.start, block.end):
        start = 0
        for piece in _NEXT.split(page.lines[line]):
            column = page.lines[line].find(piece, start)
            start = column + len(piece)
            words = piece.strip()
            place = At(None, line + 1, column + 1 + len(piece) - len(piece.lstrip()))
            found = _LINE.match(words)
            yield (found[1], (found[2] or "").strip(), place) if found else (None, words, place)


def _read(page: Page, pieces: Sequence[tuple[str | None, str, At]]) -> Settings:
    made: Settings = {}
    last = ""
    for word, value, place in pieces:
        key = key_of(word, SETTINGS) if word is not None else None
        if word is None and last:
            made[last] = made[last].of(f"{made[last].value} {value}".strip())
        elif word is None or key is None:
            advice = meant(word or "", SETTINGS, "if this is text, leave an empty line above it")
            page.problem(place, f'"{word or value}" is no setting{advice}')
        elif key in made:
            page.problem(place, f'"{word}" is said twice, first in line {made[key].line}; keep one of the two')
        else:
            made[key], last = place.of(value), key
    return made


def listed(value: At) -> At:
    """Words between commas as a list."""
    parts = [part.strip() for part in re.split(r"[,;]|\s+(?:und|and)\s+", str(value.value))]
    return value.of([value.of(part) for part in parts if part])


def taken(given: Settings, keys: Mapping[str, object] | Sequence[str]) -> Settings:
    """Take the settings with these keys out of those that are given."""
    return {key: given.pop(key) for key in list(given) if key in keys}


def for_whom(given: Settings) -> Settings:
    """What says which audiences something is for, as the model has it."""
    only, never = given.pop("audiences", None), given.pop("not_audiences", None)
    if only and never:
        return {"audiences": only.of({"only": listed(only), "not": listed(never)})}
    if never:
        return {"audiences": never.of({"not": listed(never)})}
    return {"audiences": listed(only)} if only else {}
