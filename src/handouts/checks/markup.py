"""Will the Markdown of a text come out as its author meant it? What is lost, or printed with its marks.

Formulas are not set, and raw HTML stays text: both are told where they are written, and so are lists that are none for
want of a blank line, notes that nothing calls, and links that lead out of the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.checks.walk import texts_of
from handouts.errors import Problem
from handouts.markup import tokens_of
from handouts.model.address import may_be_linked
from handouts.model.lesson import Lesson
from handouts.model.position import Positions

_CODE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_FORMULA = re.compile(
    r"\$(?=[^\s$])[^$\n]{0,200}?[\\^_=+{}][^$\n]{0,200}?(?<=\S)\$|\$[a-zA-Z]\$|\\[a-zA-Z]+\{|\\\(.{1,200}?\\\)|\\\[.{1,200}?\\\]"
)
_HTML = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|math|ol|p|pre|s|script|small"
    r"|span|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video|iframe)(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_INSTEAD = {
    "sub": "write H~2~O", "sup": "write x^2^", "i": "write *italic*", "em": "write *italic*", "b": "write **bold**",
    "strong": "write **bold**", "br": "end the line above with a \\", "img": "write ![what is to be seen](file.png)",
    "a": "write [words](https://…)",
}  # fmt: skip
_MAY_BE = re.compile(r"[$<\\\[|]|^\s*\d+[.)] ", re.MULTILINE)
_CELLS = re.compile(r"(?<!\\)\|")
_MOST_COLUMNS = 14
"""In the smallest type, each has room for some five letters."""
_NUMBERED = re.compile(r"^\s*\d{1,3}[.)] +\S", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)


class _Found(NamedTuple):
    """What is to be told, and the letters to look for in the author's file."""

    letters: str
    message: str


def markup_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """What is lost of the Markdown of a text, or printed with its marks."""
    for found in texts_of(lesson):
        for tag, words in found.text.root.items():
            for one in _in(words) if _MAY_BE.search(words) else ():
                place = positions.of_letter((*found.way, tag), one.letters)
                yield Problem(*place, f"{found.name}: {one.message}")


def _in(words: str) -> Iterator[_Found]:
    bare = _CODE.sub("", words)
    for match in _FORMULA.finditer(bare):
        yield _Found(
            match[0],
            f"{match[0]} is printed as typed, since formulas are not set; write it in letters (x^2^, H~2~O, ½, √2), or "
            "bring it as a picture",
        )
    for match in _HTML.finditer(bare):
        name = match[0].strip("</!->").split()[0].lower() if match[0] != "<!--" else ""
        yield _Found(
            match[0], f"{match[0]} is printed as typed, since HTML is not read; {_INSTEAD.get(name, 'leave it out')}"
        )
    for key in dict.fromkeys(_NOTE.findall(bare)):
        if bare.count(f"[^{key}]") == bare.count(f"[^{key}]:"):
            yield _Found(
                f"[^{key}]:", f"the note [^{key}] is never printed, since nothing calls it; write [^{key}] in the text"
            )
    yield from _in_tokens(words)


def _in_tokens(words: str) -> Iterator[_Found]:
    written = words.split("\n")
    for token in tokens_of(words):
        if token.type == "table_open" and token.map:
            yield from _wide_rows(written[slice(*token.map)])
        lines = _NUMBERED.findall(token.content) if token.type == "inline" else []
        if len(lines) > 1:
            yield _Found(
                lines[0].strip(),
                "these lines become one paragraph, not a list; leave a blank line above the first of them",
            )
        for child in token.children or ():
            address = str(child.attrs.get("href", ""))
            if child.type == "link_open" and not address.startswith("#") and not may_be_linked(address):
                message = f"the link leads to {address[:60]}; links may only lead to http:, https:, mailto:, or to #M1"
                yield _Found(address, message)
            if child.type == "image" and child.attrs.get("title"):
                title = str(child.attrs["title"])
                message = (
                    f"the title “{title}” is not printed; it is below a picture that stands alone in its paragraph"
                )
                yield _Found(title, message)


def _wide_rows(rows: Sequence[str]) -> Iterator[_Found]:
    head, *others = _counts(rows)
    if head > _MOST_COLUMNS:
        message = f"a table of {head} columns is too narrow to be read; make two of it, or exchange rows and columns"
        yield _Found(rows[0].strip(), message)
    for row, cells in zip(rows[1:], others, strict=True):
        if cells > head:
            yield _Found(
                row.strip(),
                f"this row has {cells} cells, but the head of the table {head}; what is beyond is not printed: give "
                "the head as many, or write \\| for a stroke that is meant",
            )


def _counts(rows: Sequence[str]) -> list[int]:
    """How many cells each row has."""
    return [len(_CELLS.split(row.strip().removeprefix("|").removesuffix("|"))) for row in rows]
