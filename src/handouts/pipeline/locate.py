"""What performing a job shows to be wrong → where in the project it is written."""

from __future__ import annotations

from handouts import checks, reader
from handouts.errors import ContentError, GlyphError, HandoutsError
from handouts.model.edition import Edition
from handouts.pipeline.workspace import Workspace, overlaid


def explained(workspace: Workspace, edition: Edition, error: HandoutsError) -> HandoutsError:
    """The error with files, lines and columns if it is about characters without a glyph; any other as it is.

    Args:
        workspace: What the job was prepared from.
        edition: What it was prepared for.
        error: What came of performing it, in whatever process.
    """
    if not isinstance(error, GlyphError):
        return error
    return ContentError(checks.glyph_problems(error, _sources(workspace, edition)))


def _sources(workspace: Workspace, edition: Edition) -> checks.Sources:
    """All that authors write of an edition."""
    labels_of = (overlaid(workspace.root, f"labels/{language}.yaml") for language in workspace.project.languages)
    labels = (reader.read_labels_with_positions(path, root=home) for homes in labels_of for home, path in homes)
    written = (
        checks.Written(workspace.lesson, workspace.positions),
        checks.Written(workspace.project, reader.project_positions(workspace.root)),
        *(checks.Written(*words) for words in labels),
    )
    return checks.Sources(written, workspace.templates(edition.audience).written_for(edition.document))
