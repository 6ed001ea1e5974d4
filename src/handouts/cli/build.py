"""`handouts build` and `handouts list`.

What a build is to do is one of three tasks: editions, copies for the people on a list, or editions that were rendered
before, which is known without importing what renders.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.options import (
    Roster,
    format_option,
    limits_options,
    plain_errors,
    project_option,
    roster_options,
    selection,
    sheets,
)
from handouts.cli.progress import Teller, teller
from handouts.cli.say import print_json, shown
from handouts.cli.selection import chosen, root
from handouts.errors import HandoutsError, Problem
from handouts.installed import unproved

if TYPE_CHECKING:
    from handouts.engine.builder import BuildPlan
    from handouts.engine.options import BuildOptions
    from handouts.engine.report import Report
    from handouts.engine.state.fingerprint import Fingerprint
    from handouts.engine.state.ledger import Ledger
    from handouts.model.edition import Edition, Imposition
    from handouts.pipeline import Workspace

    Foreseen = tuple[str, str | HandoutsError | None]


@click.command()
@selection
@sheets
@roster_options
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write below DIR, not output/.")
@click.option("-j", "workers", type=click.IntRange(1, 256), metavar="N", help="Use N processes, not one a processor.")
@click.option("--force", is_flag=True, help="Also make what is fresh.")
@click.option("--draft", is_flag=True, help="Print quotations that nobody has compared with their source, marked so.")
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would be made, and why.")
@limits_options("an edition")
@click.option("--scheduler", metavar="ADDRESS", help="Have a Dask cluster do the work: tcp://HOST:PORT.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("-v", "--verbose", is_flag=True, help="Also print what is fresh, and how long each edition took.")
@format_option
@project_option
@plain_errors
def build(folder: Path | None, output: Path | None, form: str, quiet: bool, verbose: bool, **options: Any) -> None:
    """Build the editions of the project, or those you choose; what is fresh is not made again.

    Files are written whole or not at all: an edition that fails, takes too long or needs too much memory keeps its last
    good file, and the others are still built. The exit code is 1 if any failed, 130 if you interrupted it.

    \b
    Examples:
      handouts build
      handouts build --lang en --only worksheet --only test
      handouts build --audience easy -o print
      handouts build --plan 2 --audience sek1   what a class needs for the second lesson
      handouts build --only handout --booklet   handout-booklet.pdf beside handout.pdf
      handouts build -C lessons/alliance -j 4
      handouts build --roster 9b.csv --merge    a copy for each pupil, one file for the class
      handouts build --dry-run                  what would be made, and why
      handouts build --force                    everything anew
      handouts build --draft                    before all wordings are verified
      handouts build --time-limit 600           for one very long handout
      handouts build --format json              for programs: a JSON object a line
    """
    from handouts.engine.signals import as_interrupts

    tell = teller(output or Path(), form=form, quiet=quiet, verbose=verbose)
    try:
        with as_interrupts():
            _build(tell, folder, output, **options)
    except HandoutsError as error:
        tell.problems(error.problems)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        tell.interrupted()
        sys.exit(130)
    if tell.failures:
        sys.exit(1)


def _build(
    tell: Teller,
    folder: Path | None,
    output: Path | None,
    *,
    workers: int | None,
    force: bool,
    draft: bool,
    dry_run: bool,
    time_limit: float,
    memory_limit: int,
    scheduler: str | None,
    roster: Roster | None,
    **selection: Any,
) -> None:
    """Look whether anything changed at all before anything that takes time to import is imported."""
    from handouts import cache
    from handouts.engine.leftovers import is_broken_off, sweep_scratch
    from handouts.engine.state import fingerprint

    place = root(folder)
    if other := unproved():
        tell.remark(other)
    before = fingerprint.take(place, [roster.path] if roster else ())
    asked = (*_asked(selection), *(roster.told if roster else ()))
    known = None if force or draft else fingerprint.up_to_date(before, place, output, asked)
    if known is not None and not is_broken_off(known.target):
        tell.output = known.target
        for name in known.names:
            tell.fresh(name)
        tell.end([known.target / name for name in known.left])
        sweep_scratch()
        return
    from handouts.engine.options import BuildOptions
    from handouts.engine.workers.executor import available
    from handouts.engine.workers.limits import MEBI, Limits

    limits = Limits(time_limit, memory_limit * MEBI)
    options = BuildOptions(workers or available(), limits, force, scheduler, tell)
    if roster is not None:
        task = _task_of_list(place, roster, selection, draft=draft)
    else:
        rendered = None if dry_run or draft else _task_as_before(place, selection, before, options)
        task = rendered or _task_of_editions(place, selection, before, draft=draft)
    tell.drafts(task.drafts)
    for note in task.notes:
        tell.remark(str(note))
    tell.output = target = output if output is not None else task.output
    if dry_run:
        for name, why in task.dry_run(target, options):
            tell.foreseen(name, why)
        tell.end(())
        return
    report = task.build(target, options)
    tell.end(report.orphans)
    if not (report.failed or report.told or draft or task.notes):
        names = [*report.fresh, *(path.relative_to(target).as_posix() for path in report.written)]
        left = [path.relative_to(target).as_posix() for path in report.orphans]
        fingerprint.remember(before, place, output, asked, target=target, names=names, left=left)
    cache.prune()


def _asked(selection: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The options that decide which files are made, in a fixed order."""
    return tuple(f"{kind}={name}" for kind, names in sorted(selection.items()) for name in sorted(names))


@dataclass(frozen=True)
class _BuildTask:
    """What is asked for: the folder to write to, what builds it and what only tells of it (a dry run).

    `drafts` is what has to be said of a draft, `notes` what has to be said of a list, each time.
    """

    output: Path
    build: Callable[[Path, BuildOptions], Report]
    dry_run: Callable[[Path, BuildOptions], Iterable[Foreseen]] = lambda target, options: ()
    drafts: Sequence[Problem] = ()
    notes: Sequence[Problem] = ()


def _task_of_list(place: Path, roster: Roster, selection: Mapping[str, Any], *, draft: bool = False) -> _BuildTask:
    """Copies for the people on a list.

    Raises:
        HandoutsError: The project or the list is not sound, or what is asked for does not exist.
    """
    from handouts.engine.personal import build_copies, dry_run_copies

    workspace, wanted, notes = roster.wanted(place, **selection, draft=draft)
    output = place / workspace.project.output
    build, dry_run = partial(build_copies, workspace, wanted), partial(dry_run_copies, workspace, wanted)
    return _BuildTask(output, build, dry_run, _drafts(workspace), notes)


def _task_of_editions(
    place: Path, selection: Mapping[str, Any], before: Fingerprint, *, draft: bool = False
) -> _BuildTask:
    """The editions of the project that fit a selection; of a draft nothing is kept for later builds.

    Raises:
        HandoutsError: The project is not sound, or nothing fits.
    """
    from handouts.engine.project_plan import build_editions, dry_run

    workspace, editions = chosen(place, **selection, draft=draft)
    output = place / workspace.project.output
    build = partial(build_editions, workspace, editions, before=None if draft else before)
    return _BuildTask(output, build, partial(dry_run, workspace, editions), _drafts(workspace))


def _drafts(workspace: Workspace) -> Sequence[Problem]:
    """The quotations that a draft prints although nobody has compared them with their source."""
    from handouts.checks import unverified

    return unverified(workspace.lesson, workspace.positions, draft=True) if workspace.draft else ()


def _task_as_before(
    place: Path, selection: Mapping[str, Any], now: Fingerprint, options: BuildOptions
) -> _BuildTask | None:
    """The same from what was rendered before; None if anything has changed since, or not all of it was rendered.

    It has no dry run. Nothing is imported here that takes time to import.
    """
    from handouts.engine.cached_plan import CachedPlan, snapshot_of

    known = snapshot_of(place, now)
    names = known.chosen(**selection) if known else []
    if known is None or not names or not known.keys.keys() >= {*names}:
        return None
    from handouts.engine.builder import build

    read = partial(_read, place, selection, options)
    return _BuildTask(place / known.output, partial(build, CachedPlan(place, known, names, read)))


def _read(place: Path, selection: Mapping[str, Any], options: BuildOptions) -> BuildPlan:
    """What is asked for, read and rendered after all."""
    from handouts.engine.project_plan import ProjectPlan

    workspace, editions = chosen(place, **selection)
    return ProjectPlan(workspace, editions, options, keep=True)


@click.command("list")
@selection
@sheets
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Look below DIR, not output/.")
@format_option
@project_option
@plain_errors
def list_editions(
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    plans: tuple[str, ...],
    impositions: Sequence[Imposition],
    output: Path | None,
    form: str,
    folder: Path | None,
) -> None:
    """List every edition with its path, and whether it is there, or was changed since it was built.

    \b
    Examples:
      handouts list
      handouts list --audience clil
      handouts list --format json               for programs
    """
    from handouts.engine.state.ledger import Ledger

    workspace, editions = chosen(folder, languages, audiences, documents, plans, impositions)
    target = output if output is not None else workspace.root / workspace.project.output
    ledger = Ledger.open(target, {})
    if form == "json":
        told = [_told(edition, ledger) for edition in editions]
        print_json({"editions": told})
        return
    for edition in editions:
        path = target / edition.path
        state = "changed" if ledger.is_edited(str(edition)) else "built" if path.is_file() else "missing"
        click.echo(f"{state:7}  {shown(path)}")


def _told(edition: Edition, ledger: Ledger) -> dict[str, Any]:
    """One edition for a program; its path is below the output folder."""
    return {
        "path": str(edition.path),
        "language": edition.language,
        "audience": edition.audience.id,
        "document": edition.document,
        "plan": edition.plan_name,
        "variant": edition.variant,
        "imposition": edition.imposition,
        "built": (ledger.output / edition.path).is_file(),
        "changed": ledger.is_edited(str(edition)),
    }
