"""The lines `Word: value` below a heading, several in a line if `;` stands between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from handouts.reader.markdown.page import Block, Page, blocks
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.words import SETTINGS, key_of, meant

Settings = dict[str, At]
_Piece = tuple[str | None, str, At]
_LINE = re.compile(r"([^\W\d_][\w\-/ ]{0,30}?)\s*:(?:\s+(.*))?$")
_NEXT = re.compile(r";\s*(?=[^\W\d_][\w\-/ ]{0,30}?\s*:\s)")
LISTS = (
    "audiences", "not_audiences", "sources", "operators", "materials", "objectives", "roles", "tasks", "competences",
    "shows", "facts", "key_terms", "choice_tasks", "homework_tasks", "beside",
)  # fmt: skip
"""Settings with several values, commas between them."""


def settings(page: Page, found: Sequence[Block], below: int) -> tuple[Settings, tuple[Block, ...]]:
    """The settings in the first of the blocks, and the blocks without it.

    A paragraph that begins with lines `Word: value` of known words is one; it ends where a line is neither that nor
    indented, and what follows is text. If it stands directly below the heading in line `below`, a word that is like a
    known one is a mistake in it; after an empty line it is text.
    """
    first = found[0] if found else None
    if first is None or first.kind != "paragraph":
        return {}, tuple(found)
    pieces, end = _pieces(page, first)
    known = [key_of(word, SETTINGS) is not None for word, *_ in pieces if word is not None]
    directly = first.start == below and pieces and (known[0] or _misspelt(str(pieces[0][0])))
    if not pieces or (not all(known) and not directly):
        return {}, tuple(found)
    return _read(page, pieces), (*blocks(page, end, first.end), *found[1:])


def _pieces(page: Page, block: Block) -> tuple[list[_Piece], int]:
    """Each word with its value and its place, and the line in which they end; no word where a line goes on."""
    made: list[_Piece] = []
    for line in range(block.start, block.end):
        text = page.lines[line]
        begins = _LINE.match(_NEXT.split(text)[0].strip())
        if _is_text(begins) if begins else not (made and text.startswith(" ")):
            return made, line
        start = 0
        for piece in _NEXT.split(text):
            column = text.find(piece, start)
            start = column + len(piece)
            place = At(None, line + 1, column + 1 + len(piece) - len(piece.lstrip()))
            match = _LINE.match(piece.strip())
            made.append((match[1], (match[2] or "").strip(), place) if match else (None, piece.strip(), place))
    return made, block.end


def _is_text(begins: re.Match[str]) -> bool:
    """Whether a line is a sentence with a colon: "Take a position: was this right?"."""
    sentence = str(begins[2] or "").rstrip().endswith((".", "?", "!", "…"))
    return sentence and key_of(begins[1], SETTINGS) is None and not _misspelt(begins[1])


def _misspelt(word: str) -> bool:
    """Whether a word is a known one but for a letter or two."""
    return bool(get_close_matches(word.casefold(), list(SETTINGS), n=1, cutoff=0.8))


def _read(page: Page, pieces: Sequence[_Piece]) -> Settings:
    made: Settings = {}
    last = ""
    for word, value, place in pieces:
        key = key_of(word, SETTINGS) if word is not None else None
        if word is None:
            made[last] = made[last].of(f"{made[last].value} {value}".strip()) if last else place.of(value)
        elif key is None:
            advice = meant(word, SETTINGS, "if this is text, leave an empty line above it")
            page.problem(place, f'"{word}" is no setting{advice}')
            last = ""
        elif key in made:
            page.problem(place, f'"{word}" is said twice, first in line {made[key].line}; keep one of the two')
        else:
            made[key], last = place.of(value), key
    made.pop("", None)
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
