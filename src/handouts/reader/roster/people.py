"""Lines of a class list → pupils, each cell looked at: whom a line names, what they get, in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from handouts.errors import Problem
from handouts.languages import of
from handouts.model.project import Audience, Project
from handouts.model.readers import Recipient
from handouts.nearest import suggestion
from handouts.reader.csv_rows import Cell
from handouts.reader.roster.columns import Head

_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff ]+")
"""Names of which the surname comes first in print, too."""
LONGEST = 120
"""Characters of a name or a class."""
MOST_REPORTED = 100
_OWN = ("name", "first", "last", "class")


@dataclass(frozen=True)
class Choice:
    """What is asked for on the command line; it fills gaps and, where a column says something, picks pupils.

    `columns` are headings by what the column below them holds, where the list calls it by a name of its own.
    """

    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    class_name: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


class People:
    """What is said of everybody, and what is wrong so far."""

    def __init__(self, name: str, head: Head, project: Project, choice: Choice, class_name: str) -> None:
        self._name, self._head, self._width = name, head, len(head.row)
        self._project, self._choice, self._class = project, choice, class_name
        self._told: set[str] = set()
        self._classless: list[int] = []
        self.problems: list[Problem] = []

    def read(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Recipient]:
        """The pupils of these rows, not yet numbered, until more is wrong than anybody reads."""
        for row in rows:
            if len(self.problems) >= MOST_REPORTED:
                break
            if found := self._person(row):
                yield found

    def _person(self, row: Sequence[Cell]) -> Recipient | None:
        """The pupil of a row, not yet numbered; None if something is wrong."""
        before = len(self.problems)
        for extra in islice((cell for cell in row[self._width :] if cell.text), MOST_REPORTED):
            self._refuse(extra, f'"{extra.shown}" has no column; a heading is missing, or a separator is too many')
        for column in _OWN:
            if (cell := self._cell(row, column)) and len(cell.text) > LONGEST:
                self._refuse(cell, f"longer than {LONGEST} characters; shorten it")
        name, first, last = self._names(row)
        audience = self._audience(row)
        language = self._language(row, audience)
        variant = self._variant(row)
        if len(self.problems) > before or audience is None or language is None:
            return None
        class_name = self._text(row, "class")
        if not class_name:
            self._classless.append(row[0].line)
            class_name = self._class
        return Recipient(name, first, last, class_name, 0, language, audience.id, variant, row[0].line)

    @property
    def notes(self) -> Iterator[Problem]:
        """What is guessed: the class of those whose line names none."""
        if self._choice.class_name or not self._classless:
            return
        line, told = self._head.row[0].line, f'"{self._class}", the name of the file, is printed as the class'
        if "class" not in self._head.columns:
            message = (
                f"no column of classes among {self._head.listed}, so {told}; name it by --class 7b, or the column by"
            )
            yield Problem(self._name, line, 1, f"{message} --column class=HEADING")
            return
        lines = ", ".join(map(str, self._classless[:_NAMED])) + (", …" if len(self._classless) > _NAMED else "")
        message = f"the class is empty in line {lines}, so there {told}; fill it in, or name it by --class"
        yield Problem(self._name, self._classless[0], 1, message)

    def _cell(self, row: Sequence[Cell], column: str) -> Cell | None:
        return self._head.cell(row, column)

    def _text(self, row: Sequence[Cell], column: str) -> str:
        return self._head.text(row, column).replace("'", "’")

    def _refuse(self, cell: Cell, message: str) -> None:
        self.problems.append(Problem(self._name, cell.line, cell.column, message))

    def _refuse_once(self, row: Sequence[Cell], message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._refuse(row[0], message)

    def _names(self, row: Sequence[Cell]) -> tuple[str, str, str]:
        """The whole name, and its two parts."""
        whole, first, last = (self._text(row, column) for column in ("name", "first", "last"))
        if first and whole:
            last = _without(first, whole)
        elif whole:
            first, last = parts(whole, surname_first=self._head.surname_first)
        order = (last, first) if _EAST_ASIAN.fullmatch(first + last) else (first, last)
        whole = " ".join(filter(None, order))
        if not whole:
            cells = (self._cell(row, column) for column in ("name", "last", "first"))
            self._refuse(next(filter(None, cells), row[0]), "no name; write one, or delete the line")
        return whole, first, last

    def _audience(self, row: Sequence[Cell]) -> Audience | None:
        audiences = {audience.id: audience for audience in self._project.audiences}
        cell = self._cell(row, "audience")
        if cell and cell.text:
            if found := _like(cell.text, audiences):
                return audiences[found]
            self._refuse(cell, f'there is no audience "{cell.shown}"{suggestion(cell.text, audiences)}')
            return None
        choice = self._choice.audiences or tuple(audiences)
        if len(choice) == 1:
            return audiences.get(choice[0])
        self._refuse_once(
            row,
            f"for which audience? add a column audience, or choose one: --audience {' or --audience '.join(choice)}",
        )
        return None

    def _language(self, row: Sequence[Cell], audience: Audience | None) -> str | None:
        cell = self._cell(row, "language")
        if cell and cell.text:
            return self._stated_language(cell, audience)
        if audience is None:
            return None
        able = [one for one in self._choice.languages or self._project.languages if one in audience.languages]
        if able:
            return able[0]
        said = " or ".join(self._choice.languages)
        self._refuse_once(row, f"{audience.id} is not made in {said}; it is in {', '.join(audience.languages)}")
        return None

    def _stated_language(self, cell: Cell, audience: Audience | None) -> str | None:
        languages = self._project.languages
        called = (tag for tag in languages if cell.text.casefold() in of(tag).names)
        found = _like(cell.text, languages) or next(called, None)
        if found is None:
            self._refuse(cell, f'the project is not made in "{cell.shown}"; it is in {", ".join(languages)}')
        elif audience is not None and found not in audience.languages:
            message = f"{audience.id} is not made in {found}; it is in {', '.join(audience.languages)}"
            self._refuse(cell, message)
        return found

    def _variant(self, row: Sequence[Cell]) -> str:
        cell = self._cell(row, "variant")
        if not cell or not cell.text:
            return ""
        if found := _like(cell.text, self._project.variants):
            return found
        self._refuse(cell, f'there is no variant "{cell.shown}"; there are {", ".join(self._project.variants)}')
        return ""


_NAMED = 5


def parts(whole: str, *, surname_first: bool = False) -> tuple[str, str]:
    """First name and surname of a whole name.

    The surname is the last word, or what stands before a comma, as in `Curie, Marie`; in hanzi, kanji and hangul it is
    the first.
    """
    if whole.count(",") == 1:
        last, first = (part.strip() for part in whole.split(","))
        return first, last
    if (surname_first or _EAST_ASIAN.fullmatch(whole)) and " " in whole:
        last, _, first = whole.partition(" ")
        return first, last
    first, _, last = whole.rpartition(" ")
    return first, last


def _without(first: str, whole: str) -> str:
    """What a whole name holds beside the first name."""
    padded = f" {' '.join(whole.replace(',', ' ').split())} "
    return padded.replace(f" {first} ", " ", 1).strip()


def _like(word: str, known: Iterable[str]) -> str | None:
    """The known word that it is but for capitals."""
    return next((one for one in known if one.casefold() == word.casefold()), None)
