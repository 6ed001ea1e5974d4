"""`handouts check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from handouts.cli.options import format_option, plain_errors, project_option
from handouts.cli.say import print_json, print_problems
from handouts.cli.selection import root
from handouts.errors import HandoutsError, Problem, UsageError


@click.command()
@click.option(
    "--strict",
    is_flag=True,
    help="Also what a lesson should have before you publish it: sources and rights, expected answers, tasks of all "
    "levels, compared wordings; and copies whose original has changed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@format_option
@project_option
@plain_errors
def check(strict: bool, quiet: bool, form: str, folder: Path | None) -> None:
    """Check content, references and templates, and that the languages say the same.

    Prints each finding as path:line:column on standard output, and exits with 1 if there is any. That a chart has no
    source or a quotation no rights, and that the original of an ejected template has changed, is told as well, but is
    no finding unless you ask for it with --strict; nor is it one that the file of a picture is not there yet.

    \b
    Examples:
      handouts check
      handouts check --strict                   before you publish
      handouts check -C lessons/alliance
      handouts check --format json              for programs
    """
    from handouts.engine.checker import Findings, find

    try:
        found = find(root(folder), strict=strict)
    except UsageError:
        raise
    except HandoutsError as error:
        found = Findings("", error.problems)
    problems = (*found.problems, *found.wanting) if strict else found.problems
    remarks = found.remarks if strict else (*found.wanting, *found.remarks)
    if form == "json":
        _tell(problems, remarks)
        return
    print_problems(remarks, asked=True)
    if problems:
        print_problems(sorted(problems), asked=True)
        sys.exit(1)
    if not quiet:
        click.echo(f"nothing to mend in {found.lesson}")


def _tell(problems: Iterable[Problem], remarks: Iterable[Problem]) -> None:
    """The findings as JSON; the exit code is the same as for people."""
    told = [asdict(problem) for problem in sorted(problems)]
    remarked = [asdict(problem) for problem in sorted(remarks)]
    print_json({"ok": not told, "problems": told, **({"remarks": remarked} if remarked else {})})
    if told:
        sys.exit(1)
