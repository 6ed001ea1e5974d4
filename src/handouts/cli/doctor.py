"""`handouts doctor`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.options import format_option, plain_errors, project_option
from handouts.cli.say import print_json
from handouts.cli.selection import nearest

if TYPE_CHECKING:
    from handouts.doctor import Finding


@click.command()
@format_option
@project_option
@plain_errors
def doctor(form: str, folder: Path | None) -> None:
    """Say what is installed, what is missing, and which command mends it.

    Looks at Python packages, system libraries, fonts, the project and its output folder. The exit code is 1 if
    anything is missing.

    \b
    Examples:
      handouts doctor
      handouts doctor --format json             for a report of a mistake
      handouts doctor -C lessons/alliance
    """
    from handouts.doctor import examine

    findings = examine(nearest(folder))
    if form == "json":
        told = {"ok": all(one.ok for one in findings), "findings": [asdict(one) for one in findings]}
        print_json(told)
    else:
        _print(findings)
    if not all(one.ok for one in findings):
        sys.exit(1)


def _print(findings: Sequence[Finding]) -> None:
    """A line each below its topic; then the commands, each once."""
    width = max(len(one.name) for one in findings)
    for topic in dict.fromkeys(one.topic for one in findings):
        click.echo(click.style(topic, bold=True))
        for one in (one for one in findings if one.topic == topic):
            click.echo(f"  {'ok     ' if one.ok else 'missing'}  {one.name.ljust(width)}  {one.found}")
    if mends := dict.fromkeys(one.mend for one in findings if not one.ok):
        click.echo("\n" + click.style("To mend it:", bold=True))
        for line in dict.fromkeys(line for mend in mends for line in mend.splitlines()):
            click.echo(f"  {line}")
    else:
        click.echo("\nNothing is missing.")
