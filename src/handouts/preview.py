"""What a brand looks like, without a lesson of one's own: a sheet of its parts, and a deck with one slide a layout.

It is a small project of its own, so that it goes the way that every handout goes. What it shows of a lesson is that of
the minimal starter.
"""

from __future__ import annotations

from handouts import reader
from handouts.errors import UsageError
from handouts.model.edition import Edition
from handouts.model.text import Text
from handouts.pipeline import Job, Workspace, prepare
from handouts.starter import MINIMAL, preview_templates, starter

DOCUMENTS = ("preview", "deck")
"""The sheet and the slides."""


def preview_jobs(theme: reader.Theme, language: str) -> tuple[Job, ...]:
    """The sheet and the deck that show a brand, to be performed.

    Raises:
        UsageError: There is no preview in this language.
        ContentError: The brand's fonts lack something, or its master cannot be used.
    """
    workspace = _workspace(theme)
    if language not in workspace.project.languages:
        known = ", ".join(workspace.project.languages)
        raise UsageError(f'there is no preview in "{language}"; choose one of {known}')
    audience = workspace.project.audiences[0]
    return tuple(prepare(workspace, Edition(document, audience, language)) for document in DOCUMENTS)


def _workspace(theme: reader.Theme) -> Workspace:
    content = reader.read_all(starter(MINIMAL))
    paper = Text(dict.fromkeys(content.project.languages, content.project.paper))
    audience = content.project.audiences[0].model_copy(update={"short": paper})
    project = content.project.model_copy(update={"documents": DOCUMENTS, "audiences": (audience,)})
    name = Text(dict.fromkeys(project.languages, theme.brand.name))
    lesson = content.lesson.model_copy(update={"title": name})
    return Workspace(preview_templates().parent, project, lesson, theme.brand, content.positions, theme)
