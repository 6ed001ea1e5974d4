"""`handouts import`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from handouts.cli.options import plain_errors, project_option
from handouts.cli.say import counted, print_problems, shown
from handouts.cli.selection import root
from handouts.errors import HandoutsError, Problem


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--lesson", metavar="NAME", help="The lesson it goes into; without it the one that handouts.yaml names.")
@click.option("--as", "name", metavar="NAME", help="What the draft is called; without it as FILE is.")
@click.option(
    "--lang", "language", metavar="LANG", help="The language of a new lesson; without it the project's first."
)
@project_option
@plain_errors
def import_(file: Path, lesson: str | None, name: str | None, language: str | None, folder: Path | None) -> None:
    """Make a draft of what you have: a Word document, a Markdown file, a list of words, a quiz of Moodle's.

    The draft is a new file in the lesson, content/LESSON/NAME.md; nothing that is there is changed. What does not go
    over, or is doubtful, is printed, and stands in the draft as a remark <!-- … --> at its place. Then the lesson is
    checked, and what is to be mended in the draft is printed.

    \b
    Examples:
      handouts import worksheet.docx            headings, lists, tables, pictures, footnotes
      handouts import notes.md                  any Markdown
      handouts import words.xlsx                columns such as Term and Meaning; .ods and .csv, too
      handouts import quiz.xml                  questions from Moodle, as "Moodle XML"
      handouts import quiz.gift --as test       questions from Moodle, as GIFT
      handouts import old.docx --lesson rain    into another lesson, or a new one
    """
    from handouts.importing import import_file
    from handouts.importing.places import home

    project = root(folder)
    place = home(project, lesson, language)
    made = import_file(file, place, name or file.stem)
    print_problems(made.lost)
    parts = ", ".join(counted(count, kind.removesuffix("s")) for kind, count in made.counts.items())
    click.echo(f"{shown(made.file)} is a draft of {file.name}" + (f": {parts}" if parts else ""))
    if made.pictures:
        click.echo(f"pictures: {', '.join(shown(picture) for picture in made.pictures)}")
    if made.lost:
        click.echo("look at what is printed above: it stands in the draft as a remark, or is lost")
    built = _is_built(project, place.lesson)
    findings, elsewhere = _findings(project, place.lesson, made.file, built=built)
    if elsewhere and place.begun:
        click.echo(f"elsewhere there are {elsewhere} findings more; see: handouts check")
    if place.begun and len(place.languages) > 1:
        click.echo(f"the lesson is in {', '.join(place.languages)}, the draft in {place.language} alone")
    if findings:
        click.echo("to be mended in the draft before it can be built:")
        raise HandoutsError(findings)
    click.echo("nothing to mend in it; delete its remarks when you have looked at them")
    if not built:
        click.echo(f'write "lesson: {place.lesson}" in handouts.yaml to build it; handouts check then sees its pages')


def _is_built(project: Path, lesson: str) -> bool:
    """Whether the lesson is the one that handouts.yaml names."""
    from handouts.reader import read_project

    return read_project(project).lesson == lesson


def _findings(project: Path, lesson: str, draft: Path, *, built: bool) -> tuple[list[Problem], int]:
    """What is to be mended in the draft, and how much elsewhere; remarks on a lesson that is built are printed."""
    try:
        found = _found(project, lesson, built=built)
    except HandoutsError as error:
        found = error.problems
    name = draft.relative_to(project).as_posix()
    own = [problem for problem in found if problem.path in (name, "")]
    return own, len(found) - len(own)


def _found(project: Path, lesson: str, *, built: bool) -> Sequence[Problem]:
    """What is to be mended in a lesson; of one that is not built, its pages are not looked at.

    Raises:
        HandoutsError: It cannot even be read.
    """
    if built:
        from handouts.engine.checker import find

        found = find(project)
        print_problems((*found.wanting, *found.remarks), asked=True)
        return sorted(found.problems)
    from handouts.reader import read_lesson, read_project

    other = read_project(project).model_copy(update={"lesson": lesson})
    read_lesson(project / "content" / lesson, root=project, project=other)
    return ()
