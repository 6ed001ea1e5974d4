"""`handouts clean`."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.project import root
from handouts.cli.say import shown
from handouts.errors import HandoutsError, one_problem


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Look below DIR, not output/.")
@click.option("-n", "--dry-run", is_flag=True, help="Only list what would be deleted.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def clean(output: Path | None, dry_run: bool, quiet: bool, folder: Path | None) -> None:
    """Delete what earlier builds wrote and the project no longer makes.

    Such files are left when an audience, a language or a document is taken out of handouts.yaml. Only files with names
    that builds give are deleted; whatever else is in the output folder stays.

    \b
    Examples:
      handouts clean --dry-run                  look first
      handouts clean
      handouts clean -o print
    """
    from handouts.build.clean import superfluous
    from handouts.pipeline import Workspace

    workspace = Workspace.open(root(folder))
    target = output if output is not None else workspace.root / workspace.project.output
    found = list(superfluous(workspace.root, workspace.project, workspace.lesson, target))
    for path in found:
        if not dry_run:
            _delete(path, target)
        if not quiet:
            click.echo(f"{'would delete' if dry_run else 'deleted'}  {shown(path)}")
    if not quiet and not found:
        click.echo(f"nothing to delete in {shown(target)}")


def _delete(path: Path, target: Path) -> None:
    """Delete a file, and the folders that are empty without it."""
    try:
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder != target and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise HandoutsError(one_problem(path, f"cannot be deleted ({error.strerror}); is it open?")) from error
