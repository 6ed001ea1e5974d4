"""Tables of a text: their type gets smaller with their columns, and no column sticks out of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from handouts.markup import IN_TEXT

_SIZES = ((9, "crowded"), (6, "wide"))
"""The class of a table by its columns, and how many it has at least."""
_LETTERS = 40
"""So many letters, one behind the other, have room in a line of a table in the largest type."""
_PICTURE = 14
"""Letters that a picture counts as."""
_LEAST, _MOST_WORD, _MOST_WORDS = 6, 14, 80
_SHARED = "shared-out"


def set_tables(state: StateCore) -> None:
    """Give tables classes by their columns, and those their widths in which a word could push a column out."""
    tokens: list[Token] = []
    for place, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type != "table_open":
            continue
        columns = _columns(state.tokens[place:])
        sizes = (name for least, name in _SIZES if len(columns) >= least)
        token.attrJoin("class", " ".join((IN_TEXT, *islice(sizes, 1))))
        if any(_longest(cell) > _LETTERS / len(columns) for column in columns for cell in column):
            token.attrJoin("class", _SHARED)
            tokens.append(Token("html_block", "", 0, content=_widths([_weight(column) for column in columns])))
    state.tokens = tokens


def _columns(tokens: Sequence[Token]) -> list[list[Token]]:
    """The cells of the first table, by column."""
    columns: list[list[Token]] = []
    at = 0
    for place, token in enumerate(tokens):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            at = 0
        elif token.type in ("th_open", "td_open"):
            if at == len(columns):
                columns.append([])
            columns[at].append(tokens[place + 1])
            at += 1
    return columns


def _words(cell: Token) -> Iterator[str]:
    for child in cell.children or ():
        yield from ("x" * _PICTURE,) if child.type == "image" else child.content.split()


def _longest(cell: Token) -> int:
    return max(map(len, _words(cell)), default=0)


def _weight(column: Sequence[Token]) -> float:
    """How wide a column should be beside others: for its longest word, and more for cells that say more."""
    word = max(min(_longest(cell), _MOST_WORD) for cell in column)
    whole = max(min(sum(map(len, _words(cell))), _MOST_WORDS) for cell in column)
    return max(word, _LEAST) + whole / 4


def _widths(weights: Sequence[float]) -> str:
    shares = (round(100 * weight / sum(weights), 1) for weight in weights)
    columns = "".join(f'<col style="width: {share}%" />' for share in shares)
    return f"<colgroup>{columns}</colgroup>\n"
