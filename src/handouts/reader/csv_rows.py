"""Bytes of a CSV file (RFC 4180, and what spreadsheets make of it) → rows of cells with their places."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from handouts.errors import ContentError, Problem, one_problem

SEPARATORS = ";,\t|"
_MOST_REPORTED = 20
_LONGEST_SHOWN = 60
_HEAD = 20_000
"""Characters in which the head of a table is looked for."""
_MOST_HEADINGS = 200
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[;,\t|]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""What Excel writes and reads above a table, to say how cells are parted."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_SEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""What pasting leaves behind: nobody means it in a name."""
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""What may stand in no name: control characters, marks that turn the direction of writing (Unicode, UAX 9)."""


class Cell(NamedTuple):
    """One cell, its spaces single; line and column count from 1, columns in characters, of a workbook in cells."""

    text: str
    line: int
    column: int

    @property
    def shown(self) -> str:
        """Its text as messages repeat it."""
        return self.text if len(self.text) <= _LONGEST_SHOWN else f"{self.text[:_LONGEST_SHOWN]}…"


def decoded(raw: bytes, name: str) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises:
        ContentError: It is none of them.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in raw:
        message = "this is UTF-16 without a mark that says so, or no text at all; save the file as CSV UTF-8"
        raise ContentError(one_problem(name, message))
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        lines = _LINE_END.split(raw[: error.start].decode(encoding, "replace"))
        message = "this is neither UTF-8 nor Windows-1252; save the file as CSV UTF-8"
        raise ContentError(one_problem(name, message, len(lines), len(lines[-1]) + 1)) from error


def rows_of(text: str, name: str, is_heading: Callable[[str], bool] = lambda text: False) -> list[list[Cell]]:
    """The rows that hold something.

    Args:
        text: The whole file.
        name: How messages call it.
        is_heading: Whether a column is called so, since titles above the head may hold separators as well.

    Raises:
        ContentError: Quotation marks are left open, or characters cannot be printed; with all of them.
    """
    if found := [unprintable(*place, name) for place in islice(_places(text, UNPRINTABLE), _MOST_REPORTED)]:
        raise ContentError(found)
    stated = _SEPARATOR_LINE.match(text)
    start = stated.end() if stated else 0
    separator = stated[1] if stated else _separator(text, is_heading)
    line = 1 + len(_LINE_END.findall(text[:start]))
    return [row for row in _rows(text[start:], separator, line, name) if any(cell.text for cell in row)]


def _separator(text: str, is_heading: Callable[[str], bool]) -> str:
    """What parts the cells of the head; if no line looks like one, of the first line that has any."""
    lines = (line for line in _LINE_END.split(text[:_HEAD]) if line.strip(f" \xa0{SEPARATORS}"))
    outside = [re.sub(r'"([^"]*)"', _unparted, line) for line in islice(lines, _MOST_REPORTED)] or [""]

    def likely(line: str, mark: str) -> tuple[int, int, int]:
        headed = sum(1 for cell in line.split(mark)[:_MOST_HEADINGS] if is_heading(cell.strip(' "')))
        return headed, line.count(mark), -SEPARATORS.index(mark)

    best = max((likely(line, mark) for line in outside for mark in SEPARATORS), key=lambda one: (one[0] > 0, *one))
    if best[0] == 0:
        best = max(likely(outside[0], mark) for mark in SEPARATORS)
    return SEPARATORS[-best[2]]


def _unparted(quoted: re.Match[str]) -> str:
    """What stands in quotes, without what would part cells."""
    return re.sub(f"[{re.escape(SEPARATORS)}]", " ", quoted[1])


def _rows(text: str, separator: str, line: int, name: str) -> Iterator[list[Cell]]:
    """Cells in quotes may hold separators, line ends, and quotation marks written twice."""
    row: list[Cell] = []
    place, line_start = 0, 0
    while place <= len(text):
        here, column = line, place - line_start + 1
        value, end = _quoted(text, place) if text[place : place + 1] == '"' else ("", place)
        if end < 0:
            message = 'the quotation mark is never closed; write "" for one that is part of the text'
            raise ContentError(one_problem(name, message, here, column))
        stop = _next(text, end, separator)
        row.append(Cell(cleaned(value + text[end:stop]), here, column))
        for match in _LINE_END.finditer(text, place, stop):
            line, line_start = line + 1, match.end()
        ended = _LINE_END.match(text, stop)
        if ended or stop == len(text):
            yield row
            row, line = [], line + 1
            line_start = place = ended.end() if ended else stop + 1
        else:
            place = stop + 1


def _quoted(text: str, place: int) -> tuple[str, int]:
    """What stands between quotation marks, and where it ends; -1 if it does not."""
    match = re.compile(r'"((?:[^"]|"")*)"').match(text, place)
    return (match[1].replace('""', '"'), match.end()) if match else ("", -1)


def _next(text: str, place: int, separator: str) -> int:
    """Where a cell ends that is not in quotes, or no longer."""
    match = re.compile(rf"[{re.escape(separator)}\r\n]").search(text, place)
    return match.start() if match else len(text)


def cleaned(value: str) -> str:
    """A text in composed letters (NFC), its spaces single, without what nobody sees and nobody means."""
    composed = unicodedata.normalize("NFC", _NOT_SEEN.sub("", value))
    return " ".join(composed.split())


def unprintable(character: str, line: int, column: int, name: str) -> Problem:
    """What to say of a character that may stand in no name."""
    return Problem(name, line, column, f"the invisible character U+{ord(character):04X}; delete it")


def _places(text: str, characters: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Each of these characters with its line and column."""
    line, line_start, place = 1, 0, 0
    for match in characters.finditer(text):
        for end in _LINE_END.finditer(text, place, match.start()):
            line, line_start = line + 1, end.end()
        place = match.start()
        yield match[0], line, place - line_start + 1
