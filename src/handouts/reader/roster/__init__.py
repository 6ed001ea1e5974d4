"""A list of pupils as schools keep it → `Recipient`s.

`csv_rows` and `workbook` make cells of bytes; `columns` finds the head and what it names, `sifting` takes out lines
that name nobody, and `people` looks at each line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from handouts.errors import ContentError, Problem, UsageError, one_problem
from handouts.fonts import lending, missing
from handouts.model.project import Project
from handouts.model.readers import Recipient
from handouts.reader.csv_rows import UNPRINTABLE, Cell, decoded, rows_of
from handouts.reader.files import read_bytes, shown
from handouts.reader.roster.columns import Head, Vocabulary, head_of, headings
from handouts.reader.roster.people import MOST_REPORTED, Choice, People
from handouts.reader.roster.sifting import sifted
from handouts.reader.workbook import is_workbook, sheet_of

__all__ = ["Choice", "ClassList", "Head", "Vocabulary", "dealt", "head_of", "headings", "read_roster"]

MAX_BYTES = 2 * 1024 * 1024
"""A school of 2,000 has about 100 KB."""


@dataclass(frozen=True)
class ClassList:
    """What was read of a roster.

    Attributes:
        people: Who is to get copies, in the order of the list.
        unprintable: Those of them whose name no font has, and what to say of it; the others are not kept waiting.
        notes: What was guessed or left out.
        lent: Families of type beyond those that are given, which some of the names need.
    """

    people: tuple[Recipient, ...]
    unprintable: Mapping[Recipient, Problem]
    notes: tuple[Problem, ...]
    lent: tuple[str, ...] = ()


def read_roster(
    path: Path, project: Project, choice: Choice, families: Mapping[str, tuple[str, ...]], root: Path
) -> ClassList:
    """Read the pupils of a roster.

    Args:
        path: A CSV file or a workbook.
        project: Whose audiences, languages and variants it speaks of.
        choice: What the command line asks for.
        families: By audience, the fonts that names are printed in.
        root: The project's folder, for messages.

    Raises:
        ContentError: With everything that is wrong in it.
        UsageError: The choice leaves nobody.
    """
    name = shown(path, root)
    words = Vocabulary(
        {**{str(key): heading for key, heading in project.roster_columns.items()}, **dict(choice.columns)}
    )
    rows, notes = _rows(read_bytes(path, root, MAX_BYTES), name, words)
    if not rows:
        raise ContentError(one_problem(name, 'is empty; write "name" in the first line, and one pupil in each other'))
    head = head_of(rows, name, dict(choice.columns), words)
    below, told = sifted(rows[head.index + 1 :], head, name)
    reading = People(name, head, project, choice, _class_of(path, choice, name))
    people = tuple(numbered(list(reading.read(below)), project))
    lent = _lent(people, families)
    lacking = dict(_unprintable(people, {audience: (*own, *lent) for audience, own in families.items()}, name))
    if reading.problems:
        raise ContentError(islice((*reading.problems, *lacking.values()), MOST_REPORTED))
    if not people:
        raise ContentError(one_problem(name, "names nobody; write one pupil in each line below the first"))
    chosen = tuple(one for one in people if _chosen(one, choice))
    if not chosen:
        raise UsageError(f"nobody in {name} has the language and audience that are asked for")
    unprintable = {person: lacking[person] for person in chosen if person in lacking}
    if len(unprintable) == len(chosen):
        raise ContentError(islice(unprintable.values(), MOST_REPORTED))
    return ClassList(chosen, unprintable, (*notes, *head.notes, *told, *reading.notes), lent)


def _rows(raw: bytes, name: str, words: Vocabulary) -> tuple[list[list[Cell]], list[Problem]]:
    """The lines of a file that hold something, and what to say of what is not read of it."""
    if is_workbook(raw):
        return sheet_of(raw, name)
    text = decoded(raw, name)
    if text.lstrip()[:9].lower().startswith(("<html", "<!doctype", "<table", "<?xml")):
        message = (
            "this is a web page or XML, whatever it is called; open it in a spreadsheet, and save it as CSV or .xlsx"
        )
        raise ContentError(one_problem(name, message))
    return rows_of(text, name, words.known), []


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


def _lent(people: Sequence[Recipient], families: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The families of type that names need beyond those of their audiences."""
    found: dict[str, None] = {}
    for audience, own in families.items():
        found |= dict.fromkeys(lending("".join(_words(one) for one in people if one.audience == audience), own))
    return tuple(found)


def _words(person: Recipient) -> str:
    return f"{person.name} {person.first} {person.last} {person.class_name}"


def _unprintable(
    people: Sequence[Recipient], families: Mapping[str, tuple[str, ...]], name: str
) -> Iterator[tuple[Recipient, Problem]]:
    for person in people:
        if lacking := [letter for letter, _ in missing(_words(person), families.get(person.audience, ()))]:
            told = ", ".join(f'"{letter}" (U+{ord(letter):04X})' for letter in lacking)
            message = f"no font of the brand has {told}; write the name in Latin letters"
            yield person, Problem(name, person.line, 1, message)


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


def numbered(people: Sequence[Recipient], project: Project) -> list[Recipient]:
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
    return read
