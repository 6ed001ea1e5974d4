"""A list of pupils as spreadsheets save it → `Recipient`s.

`csv_rows` makes cells of bytes; here it is known what columns are called, each line is looked at, and variants of tests
are dealt out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

from handouts.errors import ContentError, Problem, UsageError, one_problem
from handouts.fonts import missing
from handouts.languages import known, of
from handouts.model.project import Audience, Project
from handouts.model.readers import Recipient
from handouts.nearest import suggestion
from handouts.reader.csv_rows import UNPRINTABLE, Cell, decoded, rows_of
from handouts.reader.files import read_bytes, shown

_LIKE = 0.85
"""How like a heading another word has to be to count as a slip."""
_MOST = 500
"""Columns that are looked at; what school software saves has a few dozen."""
MAX_BYTES = 2 * 1024 * 1024
"""A school of 2,000 has about 100 KB."""
LONGEST = 120
"""Characters of a name or a class."""
_MOST_REPORTED = 100
_OWN = ("name", "first", "last", "class")


@cache
def headings() -> Mapping[str, str]:
    """By heading, in small letters, the column that it stands over."""
    return {
        heading: column
        for language in known().values()
        for column, listed in language.roster.items()
        for heading in listed
    }


def columns_of(row: Sequence[Cell], name: str) -> dict[str, int]:
    """Which column is where; columns of other names do not matter.

    Beside a `Vorname`, `Name` is a surname.

    Raises:
        ContentError: There is no name, a column is there twice, or its heading looks misspelt; with all of them.
    """
    if len(row) > _MOST:
        message = f"the first line names {len(row)} columns; keep those that matter, or save the table anew"
        raise ContentError(one_problem(name, message, row[0].line, 1))
    found: dict[str, int] = {}
    problems = []
    for index, cell in enumerate(row):
        heading = cell.text.casefold().replace("_", " ").rstrip(":")
        column = headings().get(heading)
        if column is None and (near := get_close_matches(heading, headings(), 1, _LIKE)):
            problems.append(
                Problem(name, cell.line, cell.column, f'no column is called "{cell.shown}"; did you mean "{near[0]}"?')
            )
        elif column in found:
            first = row[found[column]].text
            message = f'a second column for the {column} beside "{first}"; keep one of the two'
            problems.append(Problem(name, cell.line, cell.column, message))
        elif column is not None:
            found[column] = index
    if "first" in found and "last" not in found and "name" in found:
        found["last"] = found.pop("name")
    if not problems and not {"name", "first", "last"} & found.keys():
        message = 'the first line names the columns, and none is called "name" or "first name" and "last name"'
        problems = one_problem(name, message, row[0].line, 1)
    if problems:
        raise ContentError(problems)
    return found


def dealt(given: Sequence[str], variants: Sequence[str], key: str) -> list[str]:
    """A variant for each pupil of a class, in the order of the roster.

    As many get one as get another, and neighbours get different ones, as far as those that are `given` let it; what is
    empty is open. The same `key` deals the same way.
    """
    first = int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") % len(variants)
    order = [*variants[first:], *variants[:first]]
    counts = Counter(variant for variant in given if variant)
    result: list[str] = []
    for index, variant in enumerate(given):
        if not variant:
            around = (result[-1] if result else "", given[index + 1] if index + 1 < len(given) else "")
            variant = min(order, key=lambda one: (around.count(one), counts[one], order.index(one)))
            counts[variant] += 1
        result.append(variant)
    return result


@dataclass(frozen=True)
class Choice:
    """What is asked for on the command line; it fills gaps and, where a column says something, picks pupils."""

    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    class_name: str | None = None


def read_roster(
    path: Path, project: Project, choice: Choice, families: Mapping[str, tuple[str, ...]], root: Path
) -> tuple[Recipient, ...]:
    """Read the pupils of a roster.

    Args:
        path: A CSV file.
        project: Whose audiences, languages and variants it speaks of.
        choice: What the command line asks for.
        families: By audience, the fonts that names are printed in.
        root: The project's folder, for messages.

    Raises:
        ContentError: With everything that is wrong in it.
        UsageError: The choice leaves nobody.
    """
    name = shown(path, root)
    rows = rows_of(decoded(read_bytes(path, root, MAX_BYTES), name), name)
    if not rows:
        raise ContentError(one_problem(name, 'is empty; write "name" in the first line, and one pupil in each other'))
    table = _Table(name, columns_of(rows[0], name), len(rows[0]), project, choice, _class_of(path, choice, name))
    read = list(table.people(rows[1:]))
    if problems := list(islice(chain(table.problems, _unprintable(read, families, name)), _MOST_REPORTED)):
        raise ContentError(problems)
    people = tuple(_numbered(read, project))
    if not people:
        raise ContentError(one_problem(name, "names nobody; write one pupil in each line below the first"))
    chosen = tuple(one for one in people if _chosen(one, choice))
    if not chosen:
        raise UsageError(f"nobody in {name} has the language and audience that are asked for")
    return chosen


def _class_of(path: Path, choice: Choice, name: str) -> str:
    """The class of whoever has none in the list."""
    found = choice.class_name or " ".join(path.stem.split())
    if UNPRINTABLE.search(found):
        told = "the name of the class" if choice.class_name else "its name, which is that of the class,"
        raise ContentError(
            one_problem(name, f"{told} has characters that cannot be printed; name the class by --class")
        )
    return found


def _chosen(person: Recipient, choice: Choice) -> bool:
    return (not choice.languages or person.language in choice.languages) and (
        not choice.audiences or person.audience in choice.audiences
    )


def _numbered(people: Sequence[Recipient], project: Project) -> Iterator[Recipient]:
    """Pupils with their number in their class and the variant of their tests, in the order of the roster."""
    read = list(people)
    classes: dict[str, list[int]] = {}
    for index, person in enumerate(read):
        classes.setdefault(person.class_name, []).append(index)
    for class_name, members in classes.items():
        given = [read[index].variant for index in members]
        variants = dealt(given, project.variants, f"{project.seed}:{class_name}")
        for number, (index, variant) in enumerate(zip(members, variants, strict=True), 1):
            read[index] = replace(read[index], number=number, variant=variant)
    return iter(read)


def _unprintable(people: Sequence[Recipient], families: Mapping[str, tuple[str, ...]], name: str) -> Iterator[Problem]:
    for person in people:
        words = f"{person.name} {person.first} {person.last} {person.class_name}"
        if lacking := [letter for letter, _ in missing(words, families.get(person.audience, ()))]:
            told = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking)
            message = f"no font of the brand has {told}; write the name in Latin letters"
            yield Problem(name, person.line, 1, message)


class _Table:
    """What is said of everybody, and what is wrong so far."""

    def __init__(
        self, name: str, columns: Mapping[str, int], width: int, project: Project, choice: Choice, class_name: str
    ) -> None:
        self._name, self._columns, self._width = name, columns, width
        self._project, self._choice, self._class = project, choice, class_name
        self._told: set[str] = set()
        self.problems: list[Problem] = []

    def people(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Recipient]:
        """The pupils of these rows, not yet numbered, until more is wrong than anybody reads."""
        for row in rows:
            if len(self.problems) >= _MOST_REPORTED:
                break
            if found := self._person(row):
                yield found

    def _person(self, row: Sequence[Cell]) -> Recipient | None:
        """The pupil of a row, not yet numbered; None if something is wrong."""
        before = len(self.problems)
        for extra in islice((cell for cell in row[self._width :] if cell.text), _MOST_REPORTED):
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
        class_name = self._text(row, "class") or self._class
        return Recipient(name, first, last, class_name, 0, language, audience.id, variant, row[0].line)

    def _cell(self, row: Sequence[Cell], column: str) -> Cell | None:
        index = self._columns.get(column, len(row))
        return row[index] if index < len(row) else None

    def _text(self, row: Sequence[Cell], column: str) -> str:
        cell = self._cell(row, column)
        return cell.text.replace("'", "’") if cell else ""

    def _refuse(self, cell: Cell, message: str) -> None:
        self.problems.append(Problem(self._name, cell.line, cell.column, message))

    def _refuse_once(self, row: Sequence[Cell], message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._refuse(row[0], message)

    def _names(self, row: Sequence[Cell]) -> tuple[str, str, str]:
        """The whole name, and its two parts; a name of several words ends with the surname, as in `Curie, Marie`."""
        whole, first, last = (self._text(row, column) for column in ("name", "first", "last"))
        if not whole:
            whole = " ".join(filter(None, (first, last)))
        elif not (first or last) and whole.count(",") == 1:
            last, first = (part.strip() for part in whole.split(","))
            whole = " ".join(filter(None, (first, last)))
        elif not (first or last):
            first, _, last = whole.rpartition(" ")
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


def _like(word: str, known: Iterable[str]) -> str | None:
    """The known word that it is but for capitals."""
    return next((one for one in known if one.casefold() == word.casefold()), None)
