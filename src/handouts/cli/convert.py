"""`handouts convert`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.project import theme_of_name
from handouts.cli.say import print_problems, shown


@click.command()
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DECK.HTML")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Not DECK.pptx.")
@click.option("--theme", "name", metavar="THEME", help="Not the project's own theme, or classic outside of projects.")
@click.option("--strict", is_flag=True, help="Write nothing if anything would be lost.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but remarks.")
@project_option
@plain_errors
def convert(page: Path, output: Path | None, name: str | None, strict: bool, quiet: bool, folder: Path | None) -> None:
    """Turn a reveal.js deck into a PowerPoint file that can be edited.

    What slides cannot hold is said with its line, and what became of it. Nothing is fetched: pictures and Markdown
    are those in the folder of the page. No project is needed.

    \b
    Examples:
      handouts convert talk.html                talk.pptx, beside it
      handouts convert talk.html -o out/talk.pptx --theme classic
      handouts convert talk.html --strict       exit code 1 and no file if anything would be lost
    """
    from handouts.build.publish import publish
    from handouts.convert import convert as convert_page

    theme = theme_of_name(folder, name)
    made = convert_page(page, theme.brand, theme.master)
    print_problems(made.remarks)
    if strict and made.remarks:
        click.echo("nothing is written; without --strict it would be", err=True)
        sys.exit(1)
    target = output or page.with_suffix(".pptx")
    publish(target, made.data)
    if not quiet:
        click.echo(f"{made.slides} slide{'' if made.slides == 1 else 's'} → {shown(target)}")
