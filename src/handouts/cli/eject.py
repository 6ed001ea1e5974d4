"""`handouts eject`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.options import names_of, plain_errors, project_option
from handouts.cli.say import print_problems, shown
from handouts.cli.selection import root
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.eject import Drift, EjectedCopy


def _templates(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """What can be copied, after Tab."""
    from handouts.eject import ejectable

    return [name for name in ejectable() if name.startswith(incomplete)]


@click.command()
@click.argument("template", required=False, metavar="[TEMPLATE]", shell_complete=_templates)
@click.option(
    "--audience", metavar="AUDIENCE", help="For this audience only, e.g. sek1.", shell_complete=names_of("audiences")
)
@click.option(
    "--block",
    metavar="BLOCK",
    help="Only this block; everything else stays as it comes with handouts.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--list", "listed", is_flag=True, help="List what can be copied, or the blocks of TEMPLATE.")
@click.option("--changes", is_flag=True, help="Show what has changed in the originals of your copies.")
@click.option("--caught-up", is_flag=True, help="Note that your copies have all that changed in their originals.")
@project_option
@plain_errors
def eject(
    template: str | None,
    audience: str | None,
    block: str | None,
    force: bool,
    listed: bool,
    changes: bool,
    caught_up: bool,
    folder: Path | None,
) -> None:
    """Copy one of the packaged templates into the project, to change it.

    The copy goes into templates/ (or templates/audiences/AUDIENCE/) and is used from then on. It says what it was made
    from, so that "handouts check" can tell when the original has changed. Files that are there already stay, unless
    a block is added to one that has others. The labels of a language that does not ship are a file to fill in, to which
    the keys are added that it lacks.

    \b
    Examples:
      handouts eject --list
      handouts eject handout/html.j2 --list             its blocks
      handouts eject handout/html.j2 --block people     one block, the rest stays as it is
      handouts eject shared/base.css
      handouts eject labels/fr.yaml                     the words of the forms, to be said in French
      handouts eject worksheet/html.j2 --audience sek1
      handouts eject --changes                          what changed in the originals since
    """
    if listed:
        _list(template)
        return
    project = root(folder)
    if changes or caught_up:
        _catch_up(project, template) if caught_up else _show_changes(project, template)
        return
    if template is None:
        raise UsageError('name a template, such as handout/html.j2; "handouts eject --list" shows all of them')
    from handouts.eject import copy_of

    _refuse_strangers(project, audience)
    _write(project / "templates", copy_of(template, audience=audience, block=block), force)


def _list(template: str | None) -> None:
    from handouts.eject import blocks, copy_of, ejectable

    if template is None:
        click.echo("\n".join(ejectable()))
        return
    there = blocks(copy_of(template).source)
    if not there:
        raise UsageError(f"{template} has no blocks; it can be copied as a whole")
    click.echo("\n".join(there))


def _refuse_strangers(project: Path, audience: str | None) -> None:
    from handouts.nearest import suggestion
    from handouts.reader import read_project

    known = [one.id for one in read_project(project).audiences]
    if audience is not None and audience not in known:
        raise UsageError(f'there is no audience "{audience}"{suggestion(audience, known)}')


def _write(templates: Path, copy: EjectedCopy, force: bool) -> None:
    from handouts.eject import with_block, with_labels
    from handouts.engine.atomic import publish

    target = templates / copy.target
    kept = target.exists() and not force
    added = with_block if copy.begun is None else with_labels
    text = added(target.read_text(encoding="utf-8"), copy) if kept else copy.text
    publish(target, text.encode(), elsewhere=False)
    publish(templates / copy.kept, copy.original.encode(), elsewhere=False)
    click.echo(shown(target))


def _chosen(project: Path, template: str | None) -> list[Drift]:
    from handouts.eject import drifted

    wanted = (template or "").removeprefix("templates/")
    found = list(drifted(project / "templates"))
    return [drift for drift in found if not wanted or drift.place.path == f"templates/{wanted}"]


def _show_changes(project: Path, template: str | None) -> None:
    found = _chosen(project, template)
    for drift in found:
        print_problems([drift.place])
        click.echo(drift.diff())
    if found:
        click.echo('when your copies have it: "handouts eject --caught-up"', err=True)
    else:
        click.echo("no original has changed")


def _catch_up(project: Path, template: str | None) -> None:
    from handouts.eject import caught_up, originals
    from handouts.engine.atomic import publish

    paths: Iterable[str] = dict.fromkeys(drift.place.path for drift in _chosen(project, template))
    for path in paths:
        text = caught_up((project / path).read_text(encoding="utf-8"))
        for copy in originals(text):
            publish(project / "templates" / copy.kept, copy.original.encode(), elsewhere=False)
        publish(project / path, text.encode(), elsewhere=False)
        click.echo(shown(project / path))
    if not paths:
        click.echo("no original has changed")
