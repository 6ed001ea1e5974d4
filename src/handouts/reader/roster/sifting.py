"""Lines of a class list that name no pupil, and names that look like none: sums, dates of printing, logins.

What cannot be a person is left out with a note; what may be one, though it differs from all others, is only told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.errors import Problem
from handouts.languages import known
from handouts.reader.csv_rows import Cell
from handouts.reader.roster.columns import Head, plain

_NAMES = ("name", "first", "last")
_ENOUGH = 3
"""Lines from which on one can be told to differ from the others."""
_TOLD = 20
_MAIL = re.compile(r"\S+@\S+\.\w+")
_LOGIN = re.compile(r"(?=\S*[a-z])(?:[a-z0-9]+[._-]?[a-z0-9._-]*|[A-Z][a-z]+[A-Z][a-z]+|[A-Za-z]+[0-9]+\S*)")
"""One word of small letters, with a point or a figure in it, or of two cut names: lina.weber, webl07, WebLin."""
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:T.*)?|\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z][a-zä]{2,}\.?)\s?\d{0,4}|[A-Z][a-z]{2}[-.]\d\d"
)
"""What a spreadsheet makes of a class such as 10.1."""


def sifted(rows: Sequence[Sequence[Cell]], head: Head, name: str) -> tuple[list[Sequence[Cell]], list[Problem]]:
    """The lines that may name pupils, and what has to be said of these and of the others."""
    words = frozenset(plain(word) for language in known().values() for word in language.roster_others)
    names = [column for column in _NAMES if column in head.columns]
    whole = all(head.text(row, column) for row in rows[:1] for column in names)
    numbers = _numbers(rows, head, names)
    kept: list[Sequence[Cell]] = []
    notes: list[Problem] = []
    for row in rows:
        if [plain(cell.text) for cell in row] == [plain(cell.text) for cell in head.row]:
            continue
        texts = [head.text(row, column) for column in names]
        cell = next((one for one in row if one.text), row[0])
        if _is_other(row, texts, words, others_whole=whole, numbers=numbers):
            message = f"left out, since it names no pupil: {' '.join(one.text for one in row if one.text)[:60]}"
            notes.append(Problem(name, cell.line, cell.column, message))
        else:
            kept.append(row)
    return kept, [*_most(notes, "lines"), *_most(list(_odd(kept, head, names, name)), "names")]


def _is_other(
    row: Sequence[Cell], texts: Sequence[str], words: frozenset[str], *, others_whole: bool, numbers: bool
) -> bool:
    """Whether a line cannot be a pupil's: it begins as a sum does and has no second name, or is a number."""
    filled = [cell.text for cell in row if cell.text]
    named = [text for text in texts if text]
    if not named:
        return bool(filled) and _begins_as_other(filled[0], words)
    lettered = [text for text in named if any(letter.isalpha() for letter in text)]
    if not lettered:
        return not numbers and any(text[-1:].isdigit() for text in named)
    if len(lettered) > 1:
        return _begins_as_other(filled[0], words) and (":" in filled[0] or filled[0] not in named)
    alone = len(filled) == 1 or not any(any(one.isalpha() for one in text) for text in filled if text not in named)
    if _begins_as_other(filled[0], words) or _begins_as_other(lettered[0], words):
        return alone or len(texts) > 1 or ":" in filled[0]
    odd = ":" in lettered[0] or bool(re.match(r"\d+ ", lettered[0]))
    return odd and alone and (len(texts) > 1 or len(row) > 1) and others_whole


def _begins_as_other(text: str, words: frozenset[str]) -> bool:
    """Whether it is a word such as sum, alone or with figures, a colon, or more about it behind it."""
    first, *rest = plain(text).split() or [""]
    if re.fullmatch(r"\d+", first) and rest:
        return rest[0] in ("schueler", "schuelerinnen", "pupils", "students") and len(rest) < _ENOUGH + 2
    if first not in words:
        return False
    return not rest or ":" in text or any(word.isdigit() or word in words or word in _COUNTED for word in rest)


_COUNTED = frozenset("schueler schuelerinnen pupils students der of am vom von on".split())


def _numbers(rows: Sequence[Sequence[Cell]], head: Head, names: Sequence[str]) -> bool:
    """Whether numbers stand for pupils throughout."""
    told = [text for row in rows for text in [" ".join(head.text(row, column) for column in names).strip()] if text]
    return 2 * len([1 for text in told if not any(letter.isalpha() for letter in text)]) > len(told)


def _odd(rows: Sequence[Sequence[Cell]], head: Head, names: Sequence[str], name: str) -> Iterator[Problem]:
    """What may be a name, but looks like something else, or lacks what all others have."""
    logins = [row for row in rows if _is_login(head, row, names)]
    if names == ["name"] and 2 * len(logins) > len(rows):
        headed = head.cell(head.row, "name") or head.row[0]
        example = head.text(logins[0], "name")
        message = (
            f'the column "{headed.shown}" seems to hold logins, mail addresses or numbers, as "{example[:60]}"; if '
            f"another has the names, say which: --column name=HEADING; there is {head.listed}"
        )
        yield Problem(name, headed.line, headed.column, message)
    else:
        for row in logins:
            named = next(one for column in names if (one := head.cell(row, column)) and one.text)
            yield Problem(name, named.line, named.column, f'"{named.shown}" looks like no name; it is printed as one')
    yield from _halves(rows, head, names, name)
    for row in rows:
        if (cell := head.cell(row, "class")) and _DATE.fullmatch(cell.text):
            message = f'the class "{cell.shown}" is a date, as a spreadsheet makes it of 10.1; write it as text'
            yield Problem(name, cell.line, cell.column, message)


def _halves(rows: Sequence[Sequence[Cell]], head: Head, names: Sequence[str], name: str) -> Iterator[Problem]:
    """Lines without a first or last name where nearly all others have both."""
    if names != ["first", "last"]:
        return
    halves = [row for row in rows if not all(head.text(row, column) for column in names)]
    if len(rows) < _ENOUGH or 4 * len(halves) > len(rows) + 2:
        return
    for row in halves:
        cell = next((one for column in names if (one := head.cell(row, column)) and one.text), None)
        if cell is not None:
            message = f'only one name, "{cell.shown}", where others have two; add the other, or delete the line'
            yield Problem(name, cell.line, cell.column, message)


def _is_login(head: Head, row: Sequence[Cell], names: Sequence[str]) -> bool:
    told = [text for column in names if (text := head.text(row, column))]
    return any(_MAIL.fullmatch(text) or text.isdigit() for text in told) or (
        len(told) == 1 and len(names) == 1 and bool(_LOGIN.fullmatch(told[0]))
    )


def _most(notes: list[Problem], what: str) -> list[Problem]:
    """As many as anybody reads, and how many more there are."""
    if len(notes) <= _TOLD:
        return notes
    last = notes[_TOLD]
    more = Problem(last.path, last.line, last.column, f"and {len(notes) - _TOLD} more such {what} from here on")
    return [*notes[:_TOLD], more]
