"""Lists and tables in a block → their entries and cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.reader.markdown.draft import Draft
from handouts.reader.markdown.page import Block, block_of, inline_of, inside
from handouts.reader.markdown.placed import At

_LISTS = ("bullet_list", "ordered_list")
_TELLING = re.compile(r"(?P<what>(?:[^()]|\([^()]*\))*?)(?::|\s(?:[–—=]|->))\s+(?P<told>.+)", re.DOTALL)
_TICK = re.compile(r"\[([ xX])\]\s+")
_POINTS = re.compile(
    r"\s*\((?:je\s+)?(\d+(?:[.,]\d+)?)\s*(?:punkte?n?|p\.?|be|points?|pts?\.?|marks?)?\)[.;]?\s*$", re.IGNORECASE
)
_GLOSS = re.compile(r"^(?P<own>.+?)\s*\((?P<tag>[a-z]{2,3}):\s*(?P<other>[^)]+)\)$")
_MARK = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
ARROW = re.compile(r"\s+(?:→|->|⇒)\s+")
"""What stands between a task, or a wrong statement, and what is right."""
EMPTY = ("", "–", "—", "-")
"""What stands in a cell of a table that holds nothing."""
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Entry:
    """An entry of a list: its words with their place, and the entries below it."""

    words: At
    below: tuple[Entry, ...] = ()


def entries_of(draft: Draft, blocks: list[Block]) -> Iterator[Entry]:
    """The entries of all lists among the blocks; a paragraph is one entry."""
    for one in blocks:
        if one.kind in _LISTS:
            for item in inside(one):
                yield _entry(draft, item)
        elif one.kind == "paragraph":
            yield Entry(draft.page.at(one, draft.page.raw([one])))
        elif one.kind != "container_block":  # which is told already
            draft.page.problem(draft.page.at(one), 'a list belongs here; begin each of its lines with "- "')


def entries(draft: Draft, block: Block) -> list[At]:
    """The words of all entries in a block."""
    return [one.words for one in entries_of(draft, inside(block))]


def _entry(draft: Draft, item: Block) -> Entry:
    own, below = [], []
    first = next(iter(inside(item)), None)
    if (
        first and first.kind in _LISTS and first.start == item.start
    ):  # "- 15. November 1923" holds a list, to CommonMark
        words = _MARK.sub("", draft.page.lines[item.start], count=1).strip()
        return Entry(draft.page.found(words, item.start, words))
    for one in inside(item):
        if one.kind in _LISTS:
            below += [_entry(draft, inner) for inner in inside(one)]
        else:
            own.append(one)
    if not own:
        return Entry(draft.page.at(item, ""), tuple(below))
    words = "\n\n".join(inline_of(one) if one.kind == "paragraph" else draft.page.raw([one]) for one in own)
    return Entry(draft.page.found(words, own[0].start, words.split("\n")[0]), tuple(below))


def told(draft: Draft, words: At) -> tuple[At, At | None]:
    """What stands before the first colon or dash, and what stands after it; told if there is neither."""
    text = str(words.value)
    found = _TELLING.fullmatch(text)
    if not found:
        draft.page.problem(words, f'"{text[:40]}" lacks what belongs to it; write ": " and then what it is')
        return words, None
    return words.of(_bare(found["what"])), words.of(found["told"].strip())


def _bare(words: str) -> str:
    """Words without the stars that make them bold or italic as a whole."""
    found = re.fullmatch(r"(\*{1,2}|_{1,2})(.+)\1", words.strip())
    return found[2] if found else words.strip()


def glossed(draft: Draft, words: At) -> At:
    """A text with what it is called in a second language, if brackets say so: `cloud (de: Wolke)`."""
    found = _GLOSS.match(str(words.value))
    if not found or not draft.page.language:
        return draft.page.text(words)
    own, other = words.of(found["own"].strip("*_ ")), words.of(found["other"].strip())
    return words.of({draft.page.language: own, found["tag"]: other})


def ticked(words: At) -> tuple[bool, At] | None:
    """Whether an entry is ticked, `[x]`, and its words; None if it has no box."""
    found = _TICK.match(str(words.value))
    return (found[1] != " ", words.of(str(words.value)[found.end() :])) if found else None


def pointed(words: At) -> tuple[At | None, At]:
    """The points in brackets at the end of an entry, and the words before them."""
    text = str(words.value)
    if not (found := _POINTS.search(text)):
        return None, words
    return words.of(found[1].replace(",", ".")), words.of(text[: found.start()])


def rows_of(draft: Draft, block: Block) -> list[list[At]]:
    """The cells of a table, its head first."""
    rows = (row for part in block.node.children for row in part.children)
    return [_cells(draft, block_of(row)) for row in rows]


def _cells(draft: Draft, row: Block) -> list[At]:
    line = draft.page.lines[row.start]
    start = len(line) - len(line.lstrip()) + (1 if line.lstrip().startswith("|") else 0)
    ends = [found.start() for found in _CELL.finditer(line) if found.start() >= start]
    starts = [start, *(end + 1 for end in ends)]
    cells = []
    for number, cell in enumerate(row.node.children):
        column = starts[min(number, len(starts) - 1)]
        blank = len(line[column:]) - len(line[column:].lstrip())
        cells.append(At(inline_of(block_of(cell)).strip(), row.start + 1, column + blank + 1))
    return cells
