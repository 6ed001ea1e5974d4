"""`handouts watch`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.options import format_option, plain_errors, project_option, selection, sheets
from handouts.cli.progress import teller
from handouts.cli.say import refused
from handouts.cli.selection import root
from handouts.errors import HandoutsError, Problem, UsageError
from handouts.installed import unproved

if TYPE_CHECKING:
    from handouts.engine.watch import Saved, Watch
    from handouts.model.edition import Edition, Imposition
    from handouts.pipeline import Workspace


@click.command()
@selection
@sheets
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write below DIR, not output/.")
@click.option("-j", "workers", type=click.IntRange(1, 256), metavar="N", help="Use N processes, not one a processor.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@format_option
@project_option
@plain_errors
def watch(
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    plans: tuple[str, ...],
    impositions: Sequence[Imposition],
    output: Path | None,
    workers: int | None,
    quiet: bool,
    form: str,
    folder: Path | None,
) -> None:
    """Build again whenever you save something, until you press Ctrl-C.

    Only what a change concerns is made anew, what you worked on last first. A mistake is told and leaves the last good
    files; mend it, and it goes on.

    \b
    Examples:
      handouts watch --lang de --audience sek1 --only worksheet
      handouts watch --audience easy -o print
    """
    from handouts.engine.plan import editions
    from handouts.engine.signals import as_interrupts
    from handouts.engine.watch import Saved, Watch
    from handouts.engine.workers.executor import available

    fitting = False

    def choose(workspace: Workspace) -> list[Edition]:
        nonlocal fitting
        found = editions(
            workspace.project,
            workspace.lesson,
            languages=languages,
            audiences=audiences,
            documents=documents,
            plans=plans,
            impositions=impositions,
        )
        fitting = True
        return found

    place = root(folder)
    if other := unproved():
        teller(Path(), form=form, quiet=quiet, verbose=False).remark(other)
    watching = Watch(place, output, choose, workers or available())
    with as_interrupts(), Saved(place) as saved:
        try:
            while True:
                _once(watching, saved, fitting=lambda: fitting, form=form, quiet=quiet)
                saved.wait()
        except KeyboardInterrupt:
            sys.exit(0)
        finally:
            watching.close()


def _once(watching: Watch, saved: Saved, *, fitting: Callable[[], bool], form: str, quiet: bool) -> None:
    """Build and tell of it; what the system refuses meanwhile, as a file that has just gone, may be there next time.

    Raises:
        UsageError: The options fit nothing, and never have; no file that is saved can mend them.
    """
    tell = teller(Path(), form=form, quiet=quiet, verbose=False)
    try:
        report = watching.round(saved, tell)
    except HandoutsError as error:
        if isinstance(error, UsageError) and not fitting():
            raise
        tell.output = watching.output or Path()
        tell.problems(error.problems)
    except BrokenPipeError:  # nobody reads what is told
        raise
    except OSError as error:
        tell.problems([Problem("", 0, 0, refused(error))])
    else:
        tell.output = watching.output or Path()
        tell.end(report.orphans)
