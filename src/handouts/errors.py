"""What can go wrong in a way that an author can mend.

A `Problem` is one finding at one place; a `HandoutsError` carries all the problems of one step.
Bugs are not represented here: they crash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, NamedTuple


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where, and what to do about it.

    `line` and `column` count from 1; 0 means that the problem concerns the file as a whole.
    `path` is shown as it is, so it should be relative to the project.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


class HandoutsError(Exception):
    """A step cannot go on; `problems` says why, all of them at once.

    Attributes:
        problems: What to mend, in the order of file and line.
        exit_code: What the command line should return for it.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem("", 0, 0, problems)]
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[HandoutsError], tuple[Any, ...]]:
        """Let the error travel whole from a worker process."""
        return type(self), (self.problems,)


class ContentError(HandoutsError):
    """The content folder or handouts.yaml holds something that cannot be used."""


class Unprintable(NamedTuple):
    """A character that no font of a page has: what to say of it, and the words that it stands among."""

    letter: str
    message: str
    around: str


class GlyphError(ContentError):
    """An edition has characters that cannot be printed.

    Attributes:
        edition: The one that would print them.
        found: The characters; where they are written is to be looked up.
    """

    def __init__(self, edition: str, found: Iterable[Unprintable]) -> None:
        self.edition = edition
        self.found = tuple(found)
        super().__init__(self.told)

    @property
    def told(self) -> list[Problem]:
        """What to say of each as long as nobody knows where it is written."""
        return [Problem("", 0, 0, f"{self.edition}, in “{one.around}”: {one.message}") for one in self.found]

    def __reduce__(self) -> tuple[type[GlyphError], tuple[str, tuple[Unprintable, ...]]]:
        """Let it travel with what it has found."""
        return type(self), (self.edition, self.found)


class TemplateError(HandoutsError):
    """A template is missing, is not valid, or asks for something that is not there."""


class LayoutError(HandoutsError):
    """A page or slide cannot be laid out: no such layout, text that cannot fit, a missing glyph."""


class FigureError(LayoutError):
    """A figure is of a kind that is not drawn where it stands.

    Attributes:
        kind: As it is written; where, is to be looked up.
    """

    def __init__(self, problems: Iterable[Problem] | str, kind: str) -> None:
        self.kind = kind
        super().__init__(problems)

    def __reduce__(self) -> tuple[type[FigureError], tuple[tuple[Problem, ...], str]]:
        """Let it travel with the kind."""
        return type(self), (self.problems, self.kind)


class PublishError(HandoutsError):
    """An output cannot be written."""


class UsageError(HandoutsError):
    """The command line asks for something that does not exist."""

    exit_code = 2


def by_edition(found: Mapping[str, Iterable[Problem]]) -> list[Problem]:
    """Each problem once, with the editions that have it: a template is wrong once, however many are made of it."""
    editions: dict[Problem, list[str]] = {}
    for edition, problems in found.items():
        for problem in dict.fromkeys(problems):
            editions.setdefault(problem, []).append(edition)
    return sorted(
        replace(problem, message=f"{problem.message} ({_among(names)})") for problem, names in editions.items()
    )


def _among(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) == 1:
        return f"in {shown}"
    return f"in {len(names)} editions: {shown}{', …' if len(names) > _MOST_NAMED else ''}"


_MOST_NAMED = 3


def one_problem(path: PurePath | str, message: str, line: int = 0, column: int = 0) -> list[Problem]:
    """The list a `HandoutsError` takes, for the common case of a single finding."""
    return [Problem(str(path), line, column, message)]
