"""Printing: problems as lines, paths as short as they can be said, JSON for programs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from handouts.errors import Problem

LONGEST = 200
"""Letters of a file's name in a message about what the system refuses."""
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (ECMA-48), marks that turn the direction of writing (Unicode, UAX 9), undecodable bytes."""
_UNDECODABLE = re.compile("[\ud800-\udfff]")


def shown(path: Path) -> str:
    """A path as short as it can be said from here, and harmless."""
    return harmless(short(path))


def short(path: Path) -> str:
    """The same for programs: all letters as they are."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def print_problems(problems: Iterable[Problem], *, asked: bool = False) -> None:
    """One line each, the place in bold: on standard output if they are what was asked for, else on standard error."""
    for problem in problems:
        click.echo(f"{click.style(harmless(_place(problem)), bold=True)}{harmless(problem.message)}", err=not asked)


def counted(count: int, noun: str) -> str:
    """How many there are of something: `1 file`, `2 files`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def harmless(text: str) -> str:
    """Text in which nothing moves the cursor, colours the screen or turns the direction of writing.

    The names of files and what stands in them are somebody else's; on a terminal they could hide what is said.
    """
    return _HIDDEN.sub(_escaped, re.sub(r"\s*\n\s*", " ", text))


def refused(error: OSError | UnicodeError) -> str:
    """What the system, or the decoding of a name or a text, said no to, in a line."""
    if isinstance(error, UnicodeError):
        return harmless(f"a name or a text is not valid UTF-8 ({error}); rename the file or save it as UTF-8")
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    place = "".join(f"{name if len(name) <= LONGEST else name[:LONGEST] + '…'}: " for name in names)
    return harmless(f"{place}{error.strerror or error}")


def print_json(told: Any) -> None:
    """For programs; letters stay as they are."""
    click.echo(json_of(told, indent=1))


def json_of(told: Any, indent: int | None = None) -> str:
    """JSON that can be printed whatever it says: bytes that are no letters are escaped."""
    import json

    return _UNDECODABLE.sub(_escaped, json.dumps(told, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _place(problem: Problem) -> str:
    return str(problem)[: len(str(problem)) - len(problem.message)]
