"""`handouts init`."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from handouts.cli.options import plain_errors
from handouts.errors import UsageError
from handouts.starter import FIRST, STARTERS


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "name",
    type=click.Choice(STARTERS),
    default=STARTERS[0],
    show_default=True,
    help="Begin with the whole lesson that ships with the tool, or with one of a single page.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="Begin with a lesson that you have written in Markdown; it is copied, with the pictures beside it.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(list(FIRST)),
    help="Begin with a first lesson in one language, to be replaced.",
)
@click.pass_context
@plain_errors
def init(context: click.Context, folder: Path, name: str, file: Path | None, language: str | None) -> None:
    """Make a new project in DIR, ready to be built and to be changed.

    DIR is not there yet, or empty. It gets a lesson in content/, the settings in handouts.yaml, and what editors need
    to help you. If anything goes wrong, nothing is left behind.

    \b
    Examples:
      handouts init alliance
      handouts init rain --file rain.md         a lesson that you have written as one text
      handouts init my-lesson --lang en         one short file in one language, to make your own
      handouts init my-lesson --from minimal    one page in two languages
      handouts init .                           in this folder, if it is empty
    """
    from handouts.init import init as make

    named = context.get_parameter_source("name") is not ParameterSource.DEFAULT
    given = [word for word, there in (("--from", named), ("--lang", language), ("--file", file)) if there]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} name two lessons to begin with; give one of them")
    make(folder, FIRST[language] if language else name, file)
    there = "" if folder.resolve() == Path.cwd().resolve() else f'  cd "{folder}"\n'
    click.echo(
        f"{folder} is ready. Go on with:\n{there}"
        "  handouts build      write every file into output/\n"
        "  handouts check      look for mistakes\n"
        "and change content/ and handouts.yaml with any editor; README.md says what is what."
    )
