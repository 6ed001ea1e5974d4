"""`handouts theme`: list, new, preview, export."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import HelpfulGroup
from handouts.cli.options import plain_errors, project_option
from handouts.cli.say import shown
from handouts.cli.selection import nearest, root, theme_name, theme_of_name
from handouts.errors import HandoutsError, UsageError


@click.group(cls=HelpfulGroup)
def theme() -> None:
    """Show the themes, make one of your own, look at it, and take its slide master out to change it.

    \b
    Examples:
      handouts theme list
      handouts theme new school --accent "#7a1f5c"
      handouts theme preview school -o preview
      handouts theme export -o classic.potx
    """


@theme.command("list")
@project_option
@plain_errors
def list_themes(folder: Path | None) -> None:
    """List the themes of the project and the packaged ones, each with its brand.yaml.

    \b
    Examples:
      handouts theme list
      handouts theme list -C lessons/alliance
    """
    from handouts.pipeline import themes

    for name, path in sorted(themes(nearest(folder)).items()):
        click.echo(f"{name}  {shown(path)}")


@theme.command("export")
@click.argument("name", required=False, metavar="[THEME]")
@click.option(
    "-o",
    "output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help=".pptx or .potx.",
)
@click.option("--lang", "language", default="en", metavar="LANG", help="The language of its prompts: de or en.")
@project_option
@plain_errors
def export_theme(name: str | None, output: Path, language: str, folder: Path | None) -> None:
    """Write the slide master of a theme with all its layouts, without slides.

    Changed in PowerPoint (View, Slide Master) and put beside the theme's brand.yaml as master.pptx, it is what decks
    are made with from then on.

    \b
    Examples:
      handouts theme export -o classic.potx
      handouts theme export classic -o templates/themes/classic/master.pptx --lang de
    """
    from handouts.engine.atomic import publish
    from handouts.writers.powerpoint import export_master

    if output.suffix.lower() not in (".pptx", ".potx"):
        raise UsageError(f'"{output.name}" is neither .pptx nor .potx; give it one of these endings')
    found = theme_of_name(folder, name)
    template = output.suffix.lower() == ".potx"
    publish(output, export_master(found.brand, found.master, language=language, template=template))
    click.echo(shown(output))


@theme.command("new")
@click.argument("name", metavar="NAME")
@click.option(
    "--from", "base", default="classic", metavar="THEME", help="The theme to begin with; classic if not told."
)
@click.option("--accent", metavar="#RRGGBB", help="The colour of the house; the others are derived from it.")
@click.option("--font", metavar="FAMILY", help='What pages are set in, e.g. "Noto Sans".')
@project_option
@plain_errors
def new_theme(name: str, base: str, accent: str | None, font: str | None, folder: Path | None) -> None:
    """Put a brand of your own into the project, to be changed: templates/themes/NAME/brand.yaml.

    From an accent all other colours are derived, each as light as in the theme to begin with, so that text stays
    readable and charts can be told apart on a grey copier. An accent too pale for text is made darker.

    \b
    Examples:
      handouts theme new school
      handouts theme new school --accent "#7a1f5c" --font "Noto Sans"
      handouts theme new evening --from school --accent "#00695c"
    """
    from handouts.themes import new_theme as write_theme

    made = write_theme(root(folder), name, theme_of_name(folder, base).brand, accent, font)
    for remark in made.remarks:
        click.echo(remark)
    click.echo(f"{shown(made.path)} is written; to use it, say in handouts.yaml: theme: {name}")


@theme.command("preview")
@click.argument("name", required=False, metavar="[THEME]")
@click.option(
    "-o",
    "output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("preview"),
    metavar="DIR",
    help="The folder for both files; preview if not told.",
)
@click.option("--lang", "language", default="en", metavar="LANG", help="The language of the examples: de or en.")
@project_option
@plain_errors
def preview_theme(name: str | None, output: Path, language: str, folder: Path | None) -> None:
    """Show a brand: colours with their contrasts, type, blocks, and one slide of each layout.

    Writes THEME.pdf and THEME.pptx. Without a name it is the project's theme, outside of projects the packaged one.

    \b
    Examples:
      handouts theme preview
      handouts theme preview school -o preview --lang de
    """
    from handouts import registry
    from handouts.engine.atomic import publish
    from handouts.engine.workers.executor import run
    from handouts.themes import preview_jobs

    found = theme_of_name(folder, name)
    called = name or theme_name(folder)
    for job in preview_jobs(found, language):
        (result,) = run([job])
        if isinstance(result.outcome, HandoutsError):
            raise result.outcome
        target = output / f"{called}.{registry.writer(job.writer).extension}"
        publish(target, result.outcome.data)
        click.echo(shown(target))
