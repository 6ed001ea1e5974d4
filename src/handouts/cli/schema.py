"""`handouts schema`."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.say import shown
from handouts.cli.selection import nearest
from handouts.errors import UsageError


@click.command()
@click.argument("target", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def schema(target: Path | None, quiet: bool, folder: Path | None) -> None:
    """Write JSON Schemas of all files, so that editors help while you type.

    They go into .handouts/schema/ of the project, or into DIR: content.json for the files of a lesson, project.json
    for handouts.yaml, brand.json and labels.json for those of templates/. A file that begins with the line

    \b
      # yaml-language-server: $schema=../../.handouts/schema/content.json

    is completed, explained and checked by editors that know the YAML language server. Files that lack the line are
    listed, with the line that each needs.

    \b
    Examples:
      handouts schema                           after an update of handouts
      handouts schema schemas                   into another folder
      handouts schema -C lessons/alliance
    """
    from handouts.editors import SCHEMA_FOLDER, schema_files, unmarked
    from handouts.engine.atomic import publish

    root = nearest(folder)
    if target is None and root is None:
        raise UsageError("there is no project here to write schemas for; go to one, or name a folder to write them to")
    place = target or Path(root or ".") / SCHEMA_FOLDER
    files = schema_files(root)
    for name, text in files.items():
        publish(place / name, text.encode(), elsewhere=False)
    if quiet:
        return
    click.echo(f"{len(files)} schemas → {shown(place)}")
    for path, line in unmarked(root).items() if root and target is None else ():
        click.echo(f"{path}: begin it with this line:\n  {line}")
