"""Lists of words, as workbooks or CSV → terms: by the heads of their columns, else the first is the word."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.errors import ContentError, one_problem
from handouts.importing.found import Found, Term
from handouts.importing.html import from_plain
from handouts.languages import primary
from handouts.locales.codes import language_called
from handouts.reader.csv_rows import Cell, decoded, rows_of
from handouts.reader.markdown.words import forms_of, key_of
from handouts.reader.workbook import is_workbook, sheet_of

_HEADS = forms_of("columns of words")
_COLUMNS = ("term", "meaning", "easy")
"""What a column may hold; any other is in the language that it is called by."""


def vocabulary(raw: bytes, name: str, language: str) -> Found:
    """The terms of a list of words.

    Raises:
        ContentError: It cannot be read, or holds no two columns.
    """
    found = Found(name)
    if is_workbook(raw):
        rows, told = sheet_of(raw, name)
        found.lost += told
    else:
        rows = rows_of(decoded(raw, name), name, is_heading=lambda text: _kind(text) is not None)
    if not rows:
        raise ContentError(one_problem(name, "this list is empty"))
    columns = _columns(rows[0], language)
    if columns is None and len(rows[0]) < 2:
        raise ContentError(one_problem(name, "a list of words has two columns: the word, and what it means"))
    if columns is None:
        found.lose(1, "no column has a known head, so the first is taken for the word, the second for its meaning")
        columns = {"term": 0, "meaning": 1}
        body = rows
    else:
        body = rows[1:]
        _tell_of_others(found, rows[0], columns, primary(language))
    for row in body:
        _add(found, row, columns, language)
    return found


def _kind(text: str) -> str | None:
    return key_of(text, _HEADS) or language_called(text)


def _columns(head: Sequence[Cell], language: str) -> dict[str, int] | None:
    """Which column holds what, by its head; None if none is known."""
    found: dict[str, int] = {}
    for number, cell in enumerate(head):
        if (kind := _kind(cell.text)) is not None:
            found.setdefault(kind, number)
    own = primary(language)
    if "term" not in found and own in found:
        found["term"] = found.pop(own)
    if "term" not in found:
        return None
    if "meaning" not in found and found.keys() <= {*_COLUMNS}:
        further = [number for number in range(len(head)) if number not in found.values()]
        if not further:
            return None
        found["meaning"] = further[0]
    return found


def _tell_of_others(found: Found, head: Sequence[Cell], columns: dict[str, int], own: str) -> None:
    tongues = [tag for tag in columns if tag not in (*_COLUMNS, own)]
    for number, cell in enumerate(head):
        if cell.text and (number not in columns.values() or columns.get(own) == number):
            found.lose(cell.line, f'the column "{cell.text}" is left out', cell.column)
        elif any(columns[tag] == number for tag in tongues[1:]):
            found.lose(cell.line, f'the column "{cell.text}" is left out: a word has one second language', cell.column)


def _add(found: Found, row: Sequence[Cell], columns: dict[str, int], language: str) -> None:
    def cell(kind: str) -> str:
        number = columns.get(kind, len(row))
        return from_plain(row[number].text) if number < len(row) else ""

    line = row[0].line
    tag = next((one for one in columns if one not in (*_COLUMNS, language)), "")
    term, other = cell("term"), cell(tag) if tag else ""
    meaning = cell("meaning") or other
    if not term or not meaning:
        found.lose(line, f'"{term or meaning}" has {"no meaning" if term else "no word"}; it is left out')
        return
    if any(isinstance(one, Term) and one.term == term for one in found.parts):
        found.lose(line, f'"{term}" stands in the list twice; the second is left out')
        return
    found.parts.append(Term(line, term, meaning, cell("easy"), other if cell("meaning") else "", tag))
