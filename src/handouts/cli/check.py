"""`handouts check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from handouts.cli.options import format_option, plain_errors, project_option
from handouts.cli.say import print_json, print_problems
from handouts.cli.selection import root
from handouts.errors import HandoutsError, Problem, TemplateError, by_edition


@click.command()
@click.option(
    "--strict",
    is_flag=True,
    help="Also wordings that nobody has compared with their source, and copies whose original has changed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@format_option
@project_option
@plain_errors
def check(strict: bool, quiet: bool, form: str, folder: Path | None) -> None:
    """Check content, references and templates, and that the languages say the same.

    Prints each finding as path:line:column and exits with 1 if there is any. That the original of an ejected template
    has changed is told as well, but is no finding unless you ask for it with --strict; nor is it one that the file of a
    picture is not there yet.

    \b
    Examples:
      handouts check
      handouts check --strict                   before you publish
      handouts check -C lessons/alliance
      handouts check --format json              for programs
    """
    from handouts.eject import drifted

    place = root(folder)
    try:
        lesson, problems, notices = _found(place, strict)
        remarks = [drift.place for drift in drifted(place / "templates")]
    except HandoutsError as error:
        lesson, problems, remarks, notices = "", error.problems, [], []
    if strict:
        problems, remarks = (*problems, *remarks), []
    remarks = [*remarks, *notices]
    if form == "json":
        _tell(problems, remarks)
        return
    print_problems(remarks)
    if problems:
        raise HandoutsError(problems)
    if not quiet:
        click.echo(f"nothing to mend in {lesson}")


def _found(place: Path, strict: bool) -> tuple[str, Sequence[Problem], Sequence[Problem]]:
    """The name of the lesson, everything to mend in the project, and what is only to be told.

    Raises:
        HandoutsError: It cannot even be read.
    """
    from handouts.checks import check_lesson
    from handouts.engine.plan import editions
    from handouts.pipeline import Workspace, as_typed, explained, inserted_findings, picture_findings, prepare, proof

    workspace = Workspace.open(place)
    problems = list(check_lesson(workspace.lesson, workspace.project, workspace.positions, strict=strict))
    of_pictures, notices = picture_findings(workspace)
    of_texts, more = inserted_findings(workspace)
    problems += [*of_pictures, *of_texts]
    notices = [*notices, *more]
    wrong: dict[str, tuple[Problem, ...]] = {}
    for edition in editions(workspace.project, workspace.lesson):
        try:
            job = prepare(workspace, edition)
            problems += as_typed(workspace, edition, job.html)
            proof(job)
        except TemplateError as error:
            wrong[str(edition)] = error.problems
        except HandoutsError as error:
            problems.extend(explained(workspace, edition, error).problems)
    problems += by_edition(wrong)
    return workspace.project.lesson, tuple(dict.fromkeys(problems)), notices


def _tell(problems: Iterable[Problem], remarks: Iterable[Problem]) -> None:
    """The findings as JSON; the exit code is the same as for people."""
    told = [asdict(problem) for problem in sorted(problems)]
    remarked = [asdict(problem) for problem in sorted(remarks)]
    print_json({"ok": not told, "problems": told, **({"remarks": remarked} if remarked else {})})
    if told:
        sys.exit(1)
