"""`handouts clean`."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.say import shown
from handouts.cli.selection import root
from handouts.errors import HandoutsError, one_problem

if TYPE_CHECKING:
    from handouts.pipeline import Workspace


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Look below DIR, not output/.")
@click.option("-n", "--dry-run", is_flag=True, help="Only list what would be deleted.")
@click.option("--force", is_flag=True, help="Also delete files that were changed since they were built.")
@click.option("--cache", "caches", is_flag=True, help="Empty the cache folder instead; builds fill it again.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@project_option
@plain_errors
def clean(output: Path | None, dry_run: bool, force: bool, caches: bool, quiet: bool, folder: Path | None) -> None:
    """Delete what earlier builds wrote and the project no longer makes.

    Such files are left when an audience, a language or a document is taken out of handouts.yaml, or a pupil out of a
    class list that was built with since. Only files that manifest.json lists and files with names that builds give are
    deleted; whatever else is in the output folder stays. So does what somebody has changed since it was built, unless
    you say --force.

    \b
    Examples:
      handouts clean --dry-run                  look first
      handouts clean
      handouts clean -o print
      handouts clean --cache                    no project is needed for this
    """
    if caches:
        _empty_cache(dry_run, quiet)
        return
    from handouts.engine.lock import locked
    from handouts.engine.output_folder import refuse_traps
    from handouts.pipeline import Workspace

    workspace = Workspace.open(root(folder))
    target = output if output is not None else workspace.root / workspace.project.output
    refuse_traps(workspace.root, target, ())
    with nullcontext() if dry_run or not target.exists() else locked(target):
        deleted, kept = _sorted_out(workspace, target, force)
        if not dry_run:
            _delete(deleted, target)
    if quiet:
        return
    for path in deleted:
        click.echo(f"{'would delete' if dry_run else 'deleted'}  {shown(path)}")
    for path in kept:
        click.echo(f"kept  {shown(path)}: it was changed since it was built; --force deletes it")
    if not deleted and not kept:
        click.echo(f"nothing to delete in {shown(target)}")


def _sorted_out(workspace: Workspace, target: Path, force: bool) -> tuple[list[Path], list[Path]]:
    """What is to be deleted, and what is to be kept although the project no longer makes it."""
    from handouts.engine.output_folder import orphans
    from handouts.engine.state.manifest import Manifest, as_built, read_manifest

    manifest = read_manifest(target) or Manifest()
    found = list(orphans(workspace.root, workspace.project, workspace.lesson, target, manifest))
    names = {path.relative_to(target).as_posix(): path for path in found}
    listed = {name: entry for name, entry in manifest.outputs.items() if name in names}
    kept = [] if force else [names[name] for name, entry in listed.items() if not as_built(target, name, entry)]
    return [path for path in found if path not in kept], kept


def _delete(paths: Collection[Path], target: Path) -> None:
    """Delete files, the folders that are empty without them, and what the manifest says of them."""
    from handouts.engine.state.manifest import read_manifest, write_manifest

    for path in paths:
        _delete_one(path, target)
    if paths and (manifest := read_manifest(target)):
        for path in paths:
            manifest.outputs.pop(path.relative_to(target).as_posix(), None)
        write_manifest(target, manifest)


def _delete_one(path: Path, target: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if not folder.is_relative_to(target) or folder == target or any(folder.iterdir()):
                break
            folder.rmdir()
    except OSError as error:
        raise HandoutsError(one_problem(path, f"cannot be deleted ({error.strerror}); is it open?")) from error


def _empty_cache(dry_run: bool, quiet: bool) -> None:
    from handouts import cache

    home = cache.folder()
    if home is None:
        raise HandoutsError("HANDOUTS_CACHE is set to nothing, so there is no cache folder")
    count, size = cache.held() if dry_run else cache.clear()
    if not quiet:
        done = "would delete" if dry_run else "deleted"
        click.echo(f"{done} {count} {'entry' if count == 1 else 'entries'}, {size / 1e6:.1f} MB, in {shown(home)}")
