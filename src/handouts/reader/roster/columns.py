"""Which line of a table is its head, and which column holds what, since systems of schools call them differently.

The names of columns are data of the languages, the one to be preferred first: a `Rufname` goes before a `Vorname`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from handouts.errors import ContentError, Problem, one_problem
from handouts.languages import known
from handouts.reader.csv_rows import Cell

LOOKED_AT = 20
"""Lines that the head is looked for in; above it stand titles, dates, the name of the school."""
_LIKE = 0.85
"""How like a heading another word has to be to count as a slip."""
_MOST = 500
"""Columns that are looked at; what school software saves has a few dozen."""
_SHOWN = 12
_NAMES = frozenset({"name", "first", "last"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOTHING = re.compile(r"\[[^\]]*\]|(?<=\w)(?:[*:_/]-?|\()in(?:nen)?\)?(?!\w)")
"""What says nothing about a column: [Required], and the endings that name both sexes."""


@cache
def headings() -> Mapping[str, str]:
    """By heading, in small letters, the column that it stands over."""
    return {
        heading: column
        for language in known().values()
        for column, listed in language.roster.items()
        for heading in listed
    }


@dataclass(frozen=True)
class Head:
    """The line that names the columns, and by what they hold the columns, the one to be preferred first.

    `surname_first` says that names in one column begin with the surname even where no comma tells. `beside` are columns
    of names that are taken for surnames, since there is one of first names.
    """

    row: Sequence[Cell]
    index: int
    columns: Mapping[str, tuple[int, ...]]
    surname_first: bool = False
    notes: tuple[Problem, ...] = ()
    beside: tuple[int, ...] = ()

    def text(self, row: Sequence[Cell], column: str) -> str:
        """What a line says there: the first of these columns that says anything."""
        cell = self.cell(row, column)
        return cell.text if cell else ""

    def cell(self, row: Sequence[Cell], column: str) -> Cell | None:
        """The cell that says it; an empty one if none does, None if there is no such column."""
        cells = [row[index] for index in self.columns.get(column, ()) if index < len(row)]
        return next((cell for cell in cells if cell.text), cells[0] if cells else None)

    @property
    def listed(self) -> str:
        """What the columns are called, for messages."""
        return listed(self.row)


def listed(row: Sequence[Cell]) -> str:
    """The cells of a line, as messages repeat them."""
    cells = [f'"{cell.shown}"' for cell in row if cell.text]
    return ", ".join([*cells[:_SHOWN], *(["…"] if len(cells) > _SHOWN else [])])


def plain(heading: str) -> str:
    """A heading without what differs from system to system: capitals, umlauts, marks between words."""
    text = _NOTHING.sub(" ", heading.casefold().translate(_UMLAUTS))
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


class Vocabulary:
    """What columns are called, in every language and by whoever asks for one."""

    def __init__(self, stated: Mapping[str, str]) -> None:
        self.asked = dict(stated)
        self.stated = {column: plain(heading) for column, heading in stated.items()}
        self.ranks = {
            plain(heading): (column, tag, rank)
            for tag, language in known().items()
            for column, headed in language.roster.items()
            for rank, heading in enumerate(headed)
        }
        self._prefixes = tuple(plain(word) + " " for one in known().values() for word in one.roster_prefixes)

    def known(self, text: str) -> bool:
        """Whether a column is called so."""
        heading = plain(text)
        return heading in self.stated.values() or self.column(heading) is not None

    def column(self, heading: str) -> tuple[str, str, int] | None:
        """What a plain heading stands over, whatever table of a database is named before it.

        Returns:
            The column, the language that calls it so, and its rank there; the least is preferred.
        """
        if heading in self.ranks:
            return self.ranks[heading]
        shorter = (heading.removeprefix(prefix) for prefix in self._prefixes if heading.startswith(prefix))
        return next((self.ranks[one] for one in shorter if one in self.ranks), None)


def head_of(rows: Sequence[Sequence[Cell]], name: str, asked: Mapping[str, str], words: Vocabulary) -> Head:
    """The head of a table: of the first lines, the one that names the most columns.

    Args:
        rows: The table.
        name: Its file, for messages.
        asked: By column, the heading that has to be there, since the command line names it.
        words: What columns are called; of what only the project's settings name, a list may have none.

    Raises:
        ContentError: There is none, a column is there twice, or its heading looks misspelt; with all of them.
    """
    first = rows[:LOOKED_AT]
    for row in first:
        if len(row) > _MOST:
            message = f"this line names {len(row)} columns; keep those that matter, or save the table anew"
            raise ContentError(one_problem(name, message, row[0].line, 1))
    found = [_Matched(row, words) for row in first]
    best = max(found, key=lambda one: one.score)
    if not best.score:
        raise ContentError(list(_without_head(first, found, asked, name)))
    if problems := [*best.absent(asked, name), *best.misspelt(name), *best.doubled(name)]:
        raise ContentError(problems)
    index = found.index(best)
    settings = {column: heading for column, heading in words.asked.items() if column not in asked}
    notes = (*best.absent(settings, name), *_above(rows[:index], best.row, name))
    return _with_whole_names(
        Head(best.row, index, best.columns, best.surname_first, notes, best.beside), rows[index + 1 :]
    )


def _with_whole_names(head: Head, rows: Sequence[Sequence[Cell]]) -> Head:
    """Beside a first name a `Name` is a surname, unless most of them hold the first name as well."""
    if "last" not in head.columns or head.columns["last"] != head.beside:
        return head
    pairs = [(head.text(row, "first").casefold(), head.text(row, "last").casefold()) for row in rows]
    both = [(first, last) for first, last in pairs if first and last]
    if 2 * len([1 for first, last in both if f" {first} " in f" {last.replace(',', ' ')} " and first != last]) <= len(
        both
    ):
        return head
    columns = {("name" if column == "last" else column): at for column, at in head.columns.items()}
    return replace(head, columns=columns, beside=())


def _above(rows: Sequence[Sequence[Cell]], head: Sequence[Cell], name: str) -> Iterator[Problem]:
    """What to say of lines right above the head that are as full as it is: they look as if they belonged below it."""
    line, width = head[0].line, len([cell for cell in head if cell.text])
    for row in reversed(rows):
        line -= 1
        if row[0].line != line or width < 2 or len([cell for cell in row if cell.text]) < width:
            return
        message = f"left out, since the columns are named in line {head[0].line}, below it: {listed(row)}"
        yield Problem(name, line, 1, message)


def _without_head(
    rows: Sequence[Sequence[Cell]], found: Sequence[_Matched], asked: Mapping[str, str], name: str
) -> Iterator[Problem]:
    """What to say of a table in which no column of names was found."""
    if slips := [problem for one in found for problem in one.misspelt(name)]:
        yield from slips
        return
    row = max(rows, key=lambda one: len([cell for cell in one if cell.text]))
    for column, heading in asked.items():
        message = f'no column is called "{heading}", which is asked for as {column}; here is {listed(row)}'
        yield Problem(name, row[0].line, 1, message)
    if asked:
        return
    likely = next((cell.shown for cell in row if "name" in cell.text.casefold()), "")
    likely = likely or next(cell.shown for cell in row if cell.text)
    heading = f'"{likely}"' if re.search(r"[^\w.-]", likely) else likely
    message = (
        f'none of the columns is called "name", or "first name" and "last name"; here is {listed(row)}; write such a '
        f"line above the names, or say which column has them: --column name={heading}"
    )
    yield Problem(name, row[0].line, 1, message)


class _Matched:
    """What the cells of one line would mean as the head."""

    def __init__(self, row: Sequence[Cell], words: Vocabulary) -> None:
        self.row, self._words = row, words
        self._plain = [plain(cell.text) for cell in row]
        self._found: dict[str, list[tuple[int, str, int]]] = {}
        self.beside: tuple[int, ...] = ()
        for index, heading in enumerate(self._plain):
            if heading not in words.stated.values() and (meant := words.column(heading)):
                column, tag, rank = meant
                self._found.setdefault(column, []).append((index, tag, rank))
        for column, heading in words.stated.items():
            if at := [(index, "", 0) for index, other in enumerate(self._plain) if heading and other == heading]:
                self._found[column] = at
        self._settle()

    @property
    def score(self) -> int:
        """How many columns it names; none if it names nobody."""
        return len(self._found) if self._found.keys() & _NAMES else 0

    @property
    def columns(self) -> dict[str, tuple[int, ...]]:
        """By what they hold, the columns, the one to be preferred first."""
        return {
            column: tuple(index for index, _, _ in sorted(at, key=lambda one: one[2]))
            for column, at in self._found.items()
        }

    @property
    def surname_first(self) -> bool:
        """Whether whole names begin with the surname, as the heading says."""
        return any(_SURNAME_FIRST.match(self._plain[at]) for at in self.columns.get("name", ()))

    def _settle(self) -> None:
        """Let first and last name go before a whole one, unless that is asked for; beside a first, a name is a last."""
        stated, found = self._words.stated, self._found
        if "name" in stated and found.keys() >= _NAMES:
            for column in ("first", "last"):
                if column not in stated:
                    del found[column]
        if found.keys() >= {"first", "last"}:
            found.pop("name", None)
        elif found.keys() >= {"first", "name"}:
            found["last"] = found.pop("name")
            self.beside = self.columns["last"]

    def absent(self, asked: Mapping[str, str], name: str) -> Iterator[Problem]:
        """What is asked for and not there."""
        for column, heading in asked.items():
            if plain(heading) not in self._plain:
                message = (
                    f'no column is called "{heading}", which is asked for as {column}; there is {listed(self.row)}'
                )
                yield Problem(name, self.row[0].line, 1, message)

    def misspelt(self, name: str) -> Iterator[Problem]:
        """Headings that look like slips of those that are missing."""
        wanting = [heading for heading, (column, _, _) in self._words.ranks.items() if not self._has(column)]
        for cell, heading in zip(self.row, self._plain, strict=True):
            if not heading or heading in self._words.stated.values() or self._words.column(heading):
                continue
            if near := get_close_matches(heading[:_LONGEST], wanting, 1, _LIKE):
                meant = next(one for one in headings() if plain(one) == near[0])
                message = f'no column is called "{cell.shown}"; did you mean "{meant}"?'
                yield Problem(name, cell.line, cell.column, message)

    def _has(self, column: str) -> bool:
        """Whether nothing has to be looked for there any more."""
        named = self._found.keys() >= {"first", "last"} or "name" in self._found
        return column in self._found or (column in ("name", "last") and named)

    def doubled(self, name: str) -> Iterator[Problem]:
        """Columns of the same thing of which none goes before the other."""
        for column, at in self._found.items():
            for number, (index, tag, rank) in enumerate(at):
                if any(tag != other or rank == value for _, other, value in at[:number]):
                    cell, first = self.row[index], self.row[at[0][0]]
                    told = f'a second column for the {_SAID.get(column, column)} beside "{first.shown}"'
                    yield Problem(name, cell.line, cell.column, f"{told}; keep one of the two")


_SAID = {"first": "first name", "last": "last name"}
_SURNAME_FIRST = re.compile(r"(?:nach|familien|zu|last |sur|family )?name (?:und )?(?:vor|ruf|first |given |fore)")
_LONGEST = 60
"""Characters of a heading that is compared with those that are known."""
