"""The command line: options, printing, exit codes.

Everything heavy is imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts import __version__
from handouts.errors import HandoutsError, Problem

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.pipeline import Workspace

PROJECT_FILE = "handouts.yaml"


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose editions; they may be given several times."""
    for option in (
        click.option(
            "--only", "documents", multiple=True, metavar="DOCUMENT", help="Only this document, e.g. handout."
        ),
        click.option(
            "--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only this audience, e.g. sek1."
        ),
        click.option("--lang", "languages", multiple=True, metavar="LANG", help="Only this language: de or en."),
    ):
        command = option(command)
    return command


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
            _print_problems(error.problems)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted; files already written are complete", err=True)
            sys.exit(130)

    return wrapped


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
def main() -> None:
    """Write the lesson once, print it for every class.

    Merges the lesson in content/ with the templates in templates/ and writes PDF handouts and PowerPoint decks
    for every audience and language into output/.

    \b
    Examples:
      handouts build                            everything that handouts.yaml names
      handouts build --lang de --audience sek1  one class
      handouts build --only deck                the slides alone
      handouts list                             what there is to build
      handouts check                            is the content sound?
    """


@main.command()
@selection
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write below DIR, not output/.")
@click.option("-j", "workers", type=click.IntRange(1, 256), default=None, metavar="N", help="Use N processes.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def build(
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    output: Path | None,
    workers: int | None,
    quiet: bool,
    folder: Path | None,
) -> None:
    """Build the editions of the project, or those you choose.

    Files are written whole or not at all: an edition that fails keeps its last good file, and the others are
    still built. The exit code is 1 if any failed.

    \b
    Examples:
      handouts build
      handouts build --lang en --only worksheet --only test
      handouts build --audience easy -o print
      handouts build -C lessons/alliance -j 4
    """
    from handouts.build.run import build as build_editions

    started = time.perf_counter()
    workspace, editions = _chosen(folder, languages, audiences, documents)
    target = output if output is not None else workspace.root / workspace.project.output
    with _Progress(len(editions), quiet) as progress:
        report = build_editions(
            workspace, editions, target, workers=workers or os.cpu_count() or 1, progress=progress.step
        )
    if not quiet:
        size = report.bytes_written / 1e6
        seconds = time.perf_counter() - started
        click.echo(f"{len(report.written)} files, {size:.1f} MB, in {seconds:.1f} s → {_shown(target)}")
    if report.failed:
        click.echo(
            f"{len(report.failed)} of {len(editions)} editions failed: {', '.join(sorted(report.failed))}", err=True
        )
        sys.exit(1)


@main.command("list")
@selection
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Look below DIR, not output/.")
@project_option
@plain_errors
def list_editions(
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
) -> None:
    """List every edition with its path, and whether it is there.

    \b
    Examples:
      handouts list
      handouts list --audience clil
    """
    workspace, editions = _chosen(folder, languages, audiences, documents)
    target = output if output is not None else workspace.root / workspace.project.output
    for edition in editions:
        path = target / edition.path
        click.echo(f"{'built  ' if path.is_file() else 'missing'}  {_shown(path)}")


@main.command()
@click.option("--strict", is_flag=True, help="Report also wordings that nobody has compared with their source.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def check(strict: bool, quiet: bool, folder: Path | None) -> None:
    """Check content, references and templates, and that the languages say the same.

    Prints each finding as path:line:column and exits with 1 if there is any.

    \b
    Examples:
      handouts check
      handouts check --strict                   before you publish
      handouts check -C lessons/alliance
    """
    from handouts.build.plan import editions as all_editions
    from handouts.checks import check_lesson
    from handouts.pipeline import Workspace, prepare

    workspace = Workspace.open(_root(folder))
    problems = list(check_lesson(workspace.lesson, workspace.project, workspace.positions, strict=strict))
    for edition in all_editions(workspace.project, workspace.lesson):
        try:
            prepare(workspace, edition)
        except HandoutsError as error:
            problems.extend(error.problems)
    if problems:
        raise HandoutsError(dict.fromkeys(problems))
    if not quiet:
        click.echo(f"nothing to mend in {workspace.project.lesson}")


def _chosen(
    folder: Path | None, languages: Iterable[str], audiences: Iterable[str], documents: Iterable[str]
) -> tuple[Workspace, list[Edition]]:
    from handouts.build.plan import editions
    from handouts.pipeline import Workspace

    workspace = Workspace.open(_root(folder))
    return workspace, editions(
        workspace.project,
        workspace.lesson,
        languages=tuple(languages),
        audiences=tuple(audiences),
        documents=tuple(documents),
    )


def _root(folder: Path | None) -> Path:
    """The project around a folder: the nearest one upwards that holds handouts.yaml.

    Raises:
        HandoutsError: There is none.
    """
    start = (folder or Path.cwd()).resolve()
    for candidate in (start, *start.parents):
        if (candidate / PROJECT_FILE).is_file():
            return candidate
    raise HandoutsError(
        f"there is no {PROJECT_FILE} in {_shown(start)} or above it; go to a project or name one with -C DIR"
    )


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(f"{click.style(_place(problem), bold=True)}{problem.message}", err=True)


def _place(problem: Problem) -> str:
    return str(problem)[: len(str(problem)) - len(problem.message)]


class _Progress:
    """A bar on a terminal, a line an edition when piped, nothing when quiet; problems always."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Any = None
        if not quiet and sys.stdout.isatty():
            self._bar = click.progressbar(
                length=total, label="building", show_pos=True, item_show_func=lambda item: item
            )

    def __enter__(self) -> _Progress:
        if self._bar:
            self._bar.__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        if self._bar:
            self._bar.__exit__(*exception)

    def step(self, edition: str, error: HandoutsError | None) -> None:
        """One edition is done, or has failed."""
        if self._bar:
            self._bar.update(1, edition)
        elif not self._quiet and error is None:
            click.echo(edition)
        if error is not None:
            click.echo(f"{edition} failed:", err=True)
            _print_problems(error.problems)
