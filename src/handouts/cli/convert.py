"""`handouts convert`: a deck that somebody else wrote, like a job of a build in a process of its own, within limits."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.options import limits_options, plain_errors, project_option
from handouts.cli.say import print_problems, shown
from handouts.cli.selection import theme_of_name
from handouts.errors import HandoutsError, LayoutError, UsageError

if TYPE_CHECKING:
    from handouts.convert import Converted
    from handouts.engine.workers.limits import Limits
    from handouts.reader import Theme


@click.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DECK.HTML")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Not DECK.pptx.")
@click.option("--theme", "name", metavar="THEME", help="Not the project's own theme, or classic outside of projects.")
@click.option("--strict", is_flag=True, help="Write nothing if anything would be lost.")
@limits_options("a deck")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but remarks.")
@project_option
@plain_errors
def convert(
    page: Path,
    output: Path | None,
    name: str | None,
    strict: bool,
    time_limit: float,
    memory_limit: int,
    quiet: bool,
    folder: Path | None,
) -> None:
    """Turn a deck for the browser into a PowerPoint file that can be edited: reveal.js's, Quarto's, Marp's.

    What slides cannot hold is said with its line, and what became of it. Nothing is fetched: pictures (PNG, JPEG, GIF,
    WebP, TIFF, BMP, SVG, told by their content) and Markdown are those in the folder of the page. No project is needed.

    \b
    Examples:
      handouts convert talk.html                talk.pptx, beside it
      handouts convert talk.html -o out/talk.pptx --theme classic
      handouts convert talk.html --strict       exit code 1 and no file if anything would be lost
      handouts convert talk.html --time-limit 600
    """
    from handouts.engine.atomic import publish
    from handouts.engine.signals import as_interrupts
    from handouts.engine.workers.limits import MEBI, Limits

    target = output or page.with_suffix(".pptx")
    with suppress(OSError):  # there is none, or none can be there
        if target.samefile(page):
            raise UsageError("the deck would be written over the page itself; name another file with -o")
    theme = theme_of_name(folder, name)
    limits = Limits(time_limit, memory_limit * MEBI)
    with as_interrupts():
        made = _converted(page, theme, limits, lambda error: print_problems(error.problems))
        print_problems(made.remarks)
        if strict and made.remarks:
            click.echo("nothing is written; without --strict it would be", err=True)
            sys.exit(1)
        publish(target, made.data)
    if not quiet:
        click.echo(f"{made.slides} slide{'' if made.slides == 1 else 's'} → {shown(target)}")


def _converted(page: Path, theme: Theme, limits: Limits, aborted: Callable[[HandoutsError], None]) -> Converted:
    """Convert a page as `convert` does.

    Args:
        page: The file.
        theme: The design of its slides, or a PowerPoint file whose layouts are taken instead.
        limits: What it may take.
        aborted: Called just before this process ends because the work hangs in it and cannot be stopped.

    Raises:
        HandoutsError: As `convert` does, or it takes too long or too much memory.
    """
    from handouts import convert
    from handouts.engine.workers.executor import alone

    def of_page(error: HandoutsError) -> HandoutsError:
        """The same with the page's name where no other place is known."""
        if all(problem.path for problem in error.problems):
            return error
        return LayoutError(replace(problem, path=problem.path or convert.name_of(page)) for problem in error.problems)

    work = partial(convert.convert, page, theme.brand, theme.master)
    answer = alone(work, limits, lambda error: aborted(of_page(error)), work=operator.call)
    if isinstance(answer.outcome, HandoutsError):
        raise of_page(answer.outcome)
    found: Converted = answer.outcome
    return found
