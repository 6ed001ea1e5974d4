"""`handouts verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.cli.options import format_option, plain_errors, project_option
from handouts.cli.say import counted, print_json, shown
from handouts.cli.selection import output_folder
from handouts.errors import HandoutsError, one_problem


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Look below DIR, not output/.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what differs.")
@format_option
@project_option
@plain_errors
def verify(output: Path | None, quiet: bool, form: str, folder: Path | None) -> None:
    """Compare the finished files with manifest.json, which says what the last build made.

    Prints each file that is missing, changed or not listed there, and exits with 1 if there is any. Files that were
    made with other versions of tools than are installed here are told as well, but are no fault.

    \b
    Examples:
      handouts verify                           before you hand out
      handouts verify -o print
      handouts verify --format json             for programs
    """
    from handouts.engine.state.manifest import differences, other_tools, read_manifest
    from handouts.engine.state.tool_versions import tools

    target = output_folder(folder, output)
    manifest = read_manifest(target)
    if manifest is None:
        raise HandoutsError(one_problem(shown(target / "manifest.json"), _NONE))
    found = list(differences(target, manifest))
    remarks = list(other_tools(manifest, tools()))
    if form == "json":
        told = [{"path": one.path, "difference": one.kind} for one in found]
        print_json({"ok": not told, "files": len(manifest.outputs), "differences": told, "remarks": remarks})
    else:
        for one in found:
            click.echo(f"{one.kind:8}  {shown(target / one.path)}")
        for remark in () if quiet else remarks:
            click.echo(f"{remark}; handouts build makes them anew")
        if not quiet and not found:
            count = len(manifest.outputs)
            click.echo(f"{counted(count, 'file')} in {shown(target)} {'is' if count == 1 else 'are'} what was built")
    if found:
        sys.exit(1)


_NONE = "is not there or cannot be read, so there is nothing to compare with; handouts build writes it"
