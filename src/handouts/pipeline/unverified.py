"""No learner reads a quotation that nobody has compared with its source, unless it is a draft and says so.

Whether an edition prints it is up to its templates. So its words carry a mark: in a draft one that readers see, else
one that only this module knows, and that no page may hold once it is rendered.
"""

from __future__ import annotations

import re

from handouts import checks, transforms
from handouts.errors import ContentError
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.model.material import Quotation
from handouts.pipeline.workspace import Workspace

_SECRET = re.compile("\ue000([\\w-]+)\ue001")
"""Two characters for private use (Unicode, chapter 23.5) around the id of a quotation."""


def marked(workspace: Workspace, lesson: Lesson, edition: Edition) -> Lesson:
    """The lesson of an edition with marks on what is not verified; teachers read in their book what that is.

    Slides are shown to learners, whoever gets their notes.
    """
    if edition.for_teachers and not edition.is_deck:
        return lesson

    def seen(quotation: Quotation, tag: str) -> str:  # noqa: ARG001 (one mark for all)
        words = workspace.words.get(tag) or workspace.words[edition.language]
        return f"**[{words['draft_wording']}]** "

    return transforms.with_marks(
        lesson, seen if workspace.draft else lambda quotation, _: f"\ue000{quotation.id}\ue001"
    )


def refuse_unverified(workspace: Workspace, html: str) -> None:
    """Refuse a page with words that were marked for nobody to see.

    Raises:
        ContentError: It holds some; with the place of each quotation.
    """
    if "\ue000" in html and (printed := set(_SECRET.findall(html))):
        lesson = workspace.lesson
        kept = tuple(quotation for quotation in lesson.quotations if quotation.id in printed)
        raise ContentError(checks.unverified(lesson.model_copy(update={"quotations": kept}), workspace.positions))
