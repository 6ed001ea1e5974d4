"""`handouts build` and `handouts list`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.options import format_option, plain_errors, project_option, selection, sheets
from handouts.cli.project import chosen
from handouts.cli.say import Progress, print_json, shown

if TYPE_CHECKING:
    from handouts.model.edition import Edition, Imposition


@click.command()
@selection
@sheets
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write below DIR, not output/.")
@click.option("-j", "workers", type=click.IntRange(1, 256), default=None, metavar="N", help="Use N processes.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def build(
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    impositions: Sequence[Imposition],
    output: Path | None,
    workers: int | None,
    quiet: bool,
    folder: Path | None,
) -> None:
    """Build the editions of the project, or those you choose.

    Files are written whole or not at all: an edition that fails keeps its last good file, and the others are
    still built. The exit code is 1 if any failed.

    \b
    Examples:
      handouts build
      handouts build --lang en --only worksheet --only test
      handouts build --audience easy -o print
      handouts build --only handout --booklet   handout-booklet.pdf beside handout.pdf
      handouts build -C lessons/alliance -j 4
    """
    from handouts.build.run import build as build_editions

    started = time.perf_counter()
    workspace, editions = chosen(folder, languages, audiences, documents, impositions)
    target = output if output is not None else workspace.root / workspace.project.output
    with Progress(len(editions), quiet) as progress:
        report = build_editions(
            workspace, editions, target, workers=workers or os.cpu_count() or 1, progress=progress.step
        )
    if not quiet:
        size = report.bytes_written / 1e6
        seconds = time.perf_counter() - started
        click.echo(f"{len(report.written)} files, {size:.1f} MB, in {seconds:.1f} s → {shown(target)}")
    if report.failed:
        click.echo(
            f"{len(report.failed)} of {len(editions)} editions failed: {', '.join(sorted(report.failed))}", err=True
        )
        sys.exit(1)


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
    impositions: Sequence[Imposition],
    output: Path | None,
    form: str,
    folder: Path | None,
) -> None:
    """List every edition with its path, and whether it is there.

    \b
    Examples:
      handouts list
      handouts list --audience clil
      handouts list --format json               for programs
    """
    workspace, editions = chosen(folder, languages, audiences, documents, impositions)
    target = output if output is not None else workspace.root / workspace.project.output
    if form == "json":
        told = [_told(edition, target) for edition in editions]
        print_json({"editions": told})
        return
    for edition in editions:
        path = target / edition.path
        click.echo(f"{'built  ' if path.is_file() else 'missing'}  {shown(path)}")


def _told(edition: Edition, target: Path) -> dict[str, Any]:
    """One edition for a program; its path is below the output folder."""
    return {
        "path": str(edition.path),
        "language": edition.language,
        "audience": edition.audience.id,
        "document": edition.document,
        "variant": edition.variant,
        "imposition": edition.imposition,
        "built": (target / edition.path).is_file(),
    }
