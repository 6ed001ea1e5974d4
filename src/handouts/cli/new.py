"""`handouts new`."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.say import shown
from handouts.cli.selection import root

_WHAT = ("material", "task", "picture", "plan", "slide", "term", "event", "text")


@click.command()
@click.argument("what", type=click.Choice(_WHAT))
@click.option(
    "--kind", metavar="KIND", default="open", help="Of a task: multiple_choice, matching, gap_text, opinion …"
)
@click.option("--lesson", metavar="NAME", help="The lesson it goes into; without it the one that handouts.yaml names.")
@project_option
@plain_errors
def new(what: str, kind: str, lesson: str | None, folder: Path | None) -> None:
    """Write a new entry into the lesson, for you to fill in.

    It gets the next free id and holds all that it needs, with words to write over; what else it may have stands there
    as remarks. It goes to the end of a file that ends with such a list, else into a new file; nothing is changed.

    \b
    Examples:
      handouts new material
      handouts new task --kind multiple_choice
      handouts new picture
      handouts new plan
    """
    from handouts.importing.adding import add_entry
    from handouts.importing.places import home

    made = add_entry(what, home(root(folder), lesson), kind)
    click.echo(f"{shown(made.file)}:{made.line}: {'added' if made.appended else 'a new file'}")
    click.echo("write over the words there, save, and look with: handouts check")
