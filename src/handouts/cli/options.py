"""What several commands share: options, and errors printed as lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from math import isnan
from pathlib import Path
from typing import Any

import click

from handouts.cli.completion import names_of
from handouts.cli.say import print_problems
from handouts.errors import HandoutsError

MOST_SECONDS = 1_000_000
"""Eleven days; clocks of systems end somewhere beyond."""
MOST_MEGABYTES = 1 << 24
"""More than a process can address, on most systems."""


class Seconds(click.FloatRange):
    """A time that something may take."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(0, MOST_SECONDS, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, which is one: "nan" lies in every range."""
        found: float = super().convert(value, param, ctx)
        if isnan(found):
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return found


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose editions; they may be given several times."""
    for flag, kind, metavar, example in (
        ("--only", "documents", "DOCUMENT", "document, e.g. handout"),
        ("--audience", "audiences", "AUDIENCE", "audience, e.g. sek1"),
        ("--lang", "languages", "LANG", "language: de or en"),
    ):
        told, names = f"Only this {example}.", names_of(kind)
        command = click.option(flag, kind, multiple=True, metavar=metavar, help=told, shell_complete=names)(command)
    return command


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`: lines for people, or JSON for programs; the command gets it as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["human", "json"]),
        default="human",
        show_default=True,
        help="Print lines for people, or JSON for programs.",
    )(command)


def limits_options(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--time-limit` and `--memory-limit` of something such as “an edition”, which is given up beyond them."""

    def with_limits(command: Callable[..., Any]) -> Callable[..., Any]:
        time = click.option(
            "--time-limit",
            type=Seconds(),
            default=120,
            show_default=True,
            envvar="HANDOUTS_TIME_LIMIT",
            metavar="SECONDS",
            help=f"Give up {what} that takes longer.",
        )
        memory = click.option(
            "--memory-limit",
            type=click.IntRange(1, MOST_MEGABYTES),
            default=2048,
            show_default=True,
            envvar="HANDOUTS_MEMORY_LIMIT",
            metavar="MB",
            help=f"Give up {what} that needs more memory.",
        )
        return time(memory(command))

    return with_limits


def sheets(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that put pages together on sheets; the command gets them as `impositions`."""

    @click.option("--booklet", is_flag=True, help="Also as booklets of half the page size, to fold and staple.")
    @click.option("--n-up", type=click.Choice(["2", "4"]), help="Also with 2 or 4 reduced pages on each side.")
    @wraps(command)
    def wrapped(*args: Any, booklet: bool, n_up: str | None, **kwargs: Any) -> Any:
        ways = (["booklet"] if booklet else []) + ([f"{n_up}up"] if n_up else [])
        return command(*args, impositions=ways, **kwargs)

    return wrapped


def project_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`-C DIR`: the project to work on, if it is not the one around the current folder."""
    return click.option(
        "-C",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=None,
        metavar="DIR",
        help="Work on the project in DIR instead of the one around this folder.",
    )(command)


def plain_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Print an author's mistakes as lines, never as a traceback."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except HandoutsError as error:
            print_problems(error.problems)
            sys.exit(error.exit_code)

    return wrapped
