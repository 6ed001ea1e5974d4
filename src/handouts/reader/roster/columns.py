"""What columns are called, in every language that the tool knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from handouts.errors import ContentError, Problem, one_problem
from handouts.languages import known
from handouts.reader.roster.table import Cell

_LIKE = 0.85
"""How like a heading another word has to be to count as a slip."""
_MOST = 500
"""Columns that are looked at; what school software saves has a few dozen."""


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
