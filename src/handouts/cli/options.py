"""Options that several commands share, those of lists of pupils, and errors printed as lines.

Names that only the project knows are offered after Tab. That has to answer while somebody types, so the settings are
skimmed rather than read, which takes longer than all the rest; only what is written in some other way than usual is
read properly.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.say import print_problems
from handouts.cli.selection import PROJECT_FILE, root
from handouts.errors import HandoutsError, Problem, UsageError

if TYPE_CHECKING:
    from handouts.engine.recipients import MailMerge
    from handouts.model.edition import Imposition
    from handouts.model.readers import CodeForm
    from handouts.pipeline import Workspace

Names = Callable[[click.Context, click.Parameter, str], list[str]]

MOST_SECONDS = 1_000_000
"""Eleven days; clocks of systems end somewhere beyond."""
MOST_MEGABYTES = 1 << 24
"""More than a process can address, on most systems."""
_COLUMNS = ("first", "last", "name", "class", "language", "audience", "variant")
_ENTRY = r"[\"']?([A-Za-z][\w-]*)"
"""A name in handouts.yaml."""


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
        ("--plan", "plans", "PLAN", "lesson plan: 1, 2 or double"),
        ("--only", "documents", "DOCUMENT", "document, e.g. handout"),
        ("--audience", "audiences", "AUDIENCE", "audience, e.g. sek1"),
        ("--lang", "languages", "LANG", "language: de or en"),
    ):
        told, names = f"Only this {example}.", names_of(kind) if kind != "plans" else None
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


@dataclass(frozen=True)
class Roster:
    """A list of pupils, and how each is to get copies."""

    path: Path
    class_name: str | None = None
    merge: bool = False
    code: CodeForm | None = None
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """All of it, in words."""
        columns = (f"column={column}={heading}" for column, heading in self.columns)
        options = (f"class={self.class_name}", f"merge={self.merge}", f"code={self.code}")
        return (f"roster={self.path}", *options, *columns)

    def wanted(
        self,
        place: Path,
        languages: Sequence[str],
        audiences: Sequence[str],
        documents: Sequence[str],
        plans: Sequence[str],
        impositions: Sequence[Imposition],
        *,
        draft: bool = False,
    ) -> tuple[Workspace, MailMerge, tuple[Problem, ...]]:
        """The project in a folder, opened, what this list asks of it, and what has to be said of the list.

        Raises:
            HandoutsError: The project or the list is not sound, or what is asked for does not exist.
        """
        from handouts.engine.plan import editions
        from handouts.engine.recipients import MailMerge
        from handouts.pipeline import Workspace
        from handouts.reader.roster import Choice, read_roster

        if impositions:
            raise UsageError("copies with names are not put together on sheets; leave out --booklet and --n-up")
        workspace = Workspace.open(place, draft=draft)
        project = workspace.project
        editions(project, workspace.lesson, languages=languages, audiences=audiences, documents=documents, plans=plans)
        families = {audience.id: workspace.brand_for(audience).fonts.printed for audience in project.audiences}
        choice = Choice(tuple(languages), tuple(audiences), self.class_name, self.columns)
        read = read_roster(self.path, project, choice, families, place)
        workspace.lent = read.lent
        asked = MailMerge(
            read.people, self.path.name, tuple(documents), self.merge, self.code, tuple(plans), read.unprintable
        )
        return workspace, asked, read.notes


def roster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for copies with names; the command gets them as `roster`, None if there is no list."""

    @click.option(
        "--roster",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Make a copy for each pupil in FILE: a class list as CSV, .xlsx or .ods.",
    )
    @click.option("--class", "class_name", metavar="NAME", help="With --roster: the class, if no column tells.")
    @click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="WHAT=HEADING",
        callback=_columns,
        help="With --roster: what a column is called: first, last, name or class=HEADING.",
    )
    @click.option("--merge", is_flag=True, help="With --roster: one file for each class, not for each pupil.")
    @click.option("--code", type=click.Choice(["qr", "short"]), help="With --roster: print a code on each copy.")
    @wraps(command)
    def wrapped(
        *args: Any,
        roster: Path | None,
        class_name: str | None,
        columns: tuple[tuple[str, str], ...],
        merge: bool,
        code: CodeForm | None,
        **kwargs: Any,
    ) -> Any:
        if roster is None and (class_name is not None or columns or merge or code):
            raise click.UsageError("--class, --column, --merge and --code go with --roster FILE")
        if class_name is not None and not class_name.strip():
            raise click.UsageError("--class needs a name")
        named = class_name and " ".join(class_name.split())
        asked = Roster(roster.absolute(), named, merge, code, columns) if roster else None
        return command(*args, roster=asked, **kwargs)

    return wrapped


def _columns(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    told: tuple[str, ...],
) -> tuple[tuple[str, str], ...]:
    """What columns are called, as `--column first=foreName` says it.

    Raises:
        click.BadParameter: It names no column, none that is known, or one twice.
    """
    found: dict[str, str] = {}
    for one in told:
        column, _, heading = (part.strip() for part in one.partition("="))
        if column not in _COLUMNS or not heading:
            raise click.BadParameter(f'"{one}" should be {", ".join(_COLUMNS[:-1])} or {_COLUMNS[-1]}, "=", a heading.')
        if column in found:
            raise click.BadParameter(f'"{column}" is given twice.')
        found[column] = heading
    return tuple(found.items())


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


def names_of(kind: str) -> Names:
    """A completion for `languages`, `documents` or `audiences` of the project that the command is about."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
        try:
            project = root(_given(ctx))
            found = skim((project / PROJECT_FILE).read_text(encoding="utf-8"), kind) or _read(project, kind)
        except (HandoutsError, OSError, UnicodeDecodeError):
            return []
        return [name for name in found if name.startswith(incomplete)]

    return complete


def skim(settings: str, kind: str) -> list[str]:
    """The names under one key of handouts.yaml, as they are usually written; nothing if they are written otherwise."""
    block = re.search(rf"^{kind}:(.*(?:\n(?:[ \t#-].*)?)*)", settings, re.MULTILINE)
    if block is None:
        return []
    words = re.sub(r"(?:^|\s)#.*", "", block[1])
    if kind == "audiences":
        return re.findall(rf"^\s*-\s+\{{?\s*id:\s*{_ENTRY}", words, re.MULTILINE)
    if flow := re.match(r"\s*\[([^\]]*)\]", words):
        return re.findall(_ENTRY, flow[1])
    return re.findall(rf"^\s*-\s+{_ENTRY}", words, re.MULTILINE)


def _given(ctx: click.Context) -> Path | None:
    folder = ctx.params.get("folder")
    return Path(folder) if folder else None


def _read(project: Path, kind: str) -> list[str]:
    from handouts.reader import read_project

    found = read_project(project)
    return [audience.id for audience in found.audiences] if kind == "audiences" else list(getattr(found, kind))
