"""The project around a folder, and the editions of it that somebody chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli.say import shown
from handouts.errors import HandoutsError

if TYPE_CHECKING:
    from handouts.model.edition import Edition, Imposition
    from handouts.pipeline import Workspace
    from handouts.reader import Theme

PROJECT_FILE = "handouts.yaml"


def chosen(
    folder: Path | None,
    languages: Iterable[str],
    audiences: Iterable[str],
    documents: Iterable[str],
    plans: Iterable[str],
    impositions: Sequence[Imposition],
    *,
    draft: bool = False,
) -> tuple[Workspace, list[Edition]]:
    """The project around a folder, opened, for a draft if so asked, and the editions that fit a selection.

    Raises:
        HandoutsError: There is no project, it is not sound, or nothing fits.
    """
    from handouts.engine.plan import editions
    from handouts.pipeline import Workspace

    workspace = Workspace.open(root(folder), draft=draft)
    return workspace, editions(
        workspace.project,
        workspace.lesson,
        languages=tuple(languages),
        audiences=tuple(audiences),
        documents=tuple(documents),
        plans=tuple(plans),
        impositions=impositions,
    )


def root(folder: Path | None) -> Path:
    """The project around a folder: the nearest one upwards that holds handouts.yaml.

    Raises:
        HandoutsError: There is none.
    """
    start = (folder or Path.cwd()).resolve()
    for candidate in (start, *start.parents):
        if (candidate / PROJECT_FILE).is_file():
            return candidate
    if (alike := next(start.glob("[Hh][Aa][Nn][Dd][Oo][Uu][Tt][Ss].[Yy]*[Mm][Ll]*"), None)) is not None:
        raise HandoutsError(f"{shown(alike)} is not read under this name; rename it to {PROJECT_FILE}")
    raise HandoutsError(
        f"there is no {PROJECT_FILE} in {shown(start)} or above it; go to a project, name one with -C DIR, "
        "or make one: handouts init DIR"
    )


def output_folder(folder: Path | None, output: Path | None) -> Path:
    """Where finished files are: the folder somebody named, or the project's own.

    Raises:
        HandoutsError: There is no project, or its handouts.yaml is not sound.
    """
    if output is not None:
        return output
    from handouts.reader import read_project

    place = root(folder)
    return place / read_project(place).output


def nearest(folder: Path | None) -> Path | None:
    """The project around a folder, if there is one; if it is asked for, there must be.

    Raises:
        HandoutsError: `folder` is given, and there is none.
    """
    try:
        return root(folder)
    except HandoutsError:
        if folder is not None:
            raise
        return None


def theme_of_name(folder: Path | None, name: str | None) -> Theme:
    """A theme by its name; without one that of the project, outside of projects the packaged one.

    Raises:
        HandoutsError: There is none, or it is not sound.
    """
    from handouts.pipeline import theme_of, theme_problems

    theme = theme_of(nearest(folder), name or theme_name(folder))
    if problems := tuple(theme_problems(theme)):
        raise HandoutsError(problems)
    return theme


def theme_name(folder: Path | None) -> str:
    """What the project calls its theme; outside of projects the packaged one.

    Raises:
        HandoutsError: handouts.yaml is not sound.
    """
    from handouts.model.project import Project
    from handouts.reader import read_project

    project = nearest(folder)
    return read_project(project).theme if project else str(Project.model_fields["theme"].default)
