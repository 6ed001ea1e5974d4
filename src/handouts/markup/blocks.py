"""Blocks of a text as paper needs them: lists with the numbers as typed, pictures as figures, tables shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from handouts.markup import IN_TEXT, PICTURE


def number_lists(state: StateCore) -> None:
    """Let each list count as its author typed: from where it begins, and on from a number that is out of turn.

    WeasyPrint heeds `start` and `value` as hints only, which it does not take; so counters are set, too. Where all
    numbers are the same (1. 1. 1.), the list counts by itself, as everywhere in CommonMark.
    """
    for place, token in enumerate(state.tokens):
        if token.type != "ordered_list_open":
            continue
        first = int(token.attrs.get("start", 1))
        if first != 1:
            token.attrSet("style", f"counter-reset: list-item {first - 1}")
        inside = takewhile(
            lambda one, level=token.level: not (one.type == "ordered_list_close" and one.level == level),  # type: ignore[misc]
            state.tokens[place + 1 :],
        )
        items = [one for one in inside if one.type == "list_item_open" and one.level == token.level + 1]
        typed = [int(item.info) for item in items]
        numbers = typed if len(set(typed)) > 1 else list(range(first, first + len(items)))
        for before, number, item in zip([first - 1, *numbers], numbers, items, strict=False):
            _set_number(item, number, out_of_turn=number != before + 1, bracketed=token.markup == ")")


def _set_number(item: Token, number: int, *, out_of_turn: bool, bracketed: bool) -> None:
    if out_of_turn:
        item.attrSet("value", str(number))
    style = [f"counter-set: list-item {number}"] if out_of_turn else []
    style += [f"list-style-type: '{number}) '"] if bracketed else []
    if style:
        item.attrSet("style", "; ".join(style))


def mark_headings(state: StateCore) -> None:
    """Give headings a class: they are smaller than the title above the text, whatever their level is."""
    for token in state.tokens:
        if token.type == "heading_open":
            token.attrJoin("class", IN_TEXT)


def set_pictures(state: StateCore) -> None:
    """Give pictures a class, and set one that stands alone in its paragraph as a figure, its title below it."""
    for place, token in enumerate(state.tokens):
        pictures = [child for child in token.children or () if child.type == "image"]
        for picture in pictures:
            picture.attrJoin("class", PICTURE)
        alone = len(pictures) == 1 and all(child is pictures[0] or _blank(child) for child in token.children or ())
        around = state.tokens[place - 1] if place else None
        if alone and around is not None and around.type == "paragraph_open" and not around.hidden:
            _set_as_figure(state.tokens[place - 1 : place + 2], pictures[0])


def _blank(token: Any) -> bool:
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


def _set_as_figure(paragraph: list[Token], picture: Token) -> None:
    begin, content, end = paragraph
    begin.tag = end.tag = "figure"
    begin.attrJoin("class", PICTURE)
    content.children = [picture]
    if title := str(picture.attrs.pop("title", "")).strip():
        content.children.append(Token("html_inline", "", 0, content=f"<figcaption>{escapeHtml(title)}</figcaption>"))


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
