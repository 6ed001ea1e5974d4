"""Are adults addressed as adults? Those with the wording `formal` are, as Sie for example."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import Found, open_to, texts_of
from handouts.errors import Problem
from handouts.languages import of
from handouts.model.lesson import Fact, Lesson
from handouts.model.material import AuthorText, Quotation
from handouts.model.position import Positions
from handouts.model.project import EASY, FORMAL, Audience, Project
from handouts.model.task import Task


def addressing_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Texts for readers addressed politely that are there in the familiar address only (du, not Sie).

    A prompt nearly always addresses its readers, so every prompt needs the formal wording, unless it is polite already;
    other texts only if they hold a word such as "dein".
    """
    spoken = {tag: address for tag in project.languages if (address := of(tag).address) is not None}
    for found in texts_of(lesson):
        for tag, address in spoken.items():
            readers = [audience.id for audience in project.audiences if _addressed(audience, found, tag)]
            if not readers or tag not in found.text:
                continue
            words = found.text.in_language(tag)
            prompt = isinstance(found.item, Task) and found.way[2:] == ("prompt",)
            if address.is_familiar.search(words) or (prompt and not address.is_formal.search(words)):
                message = (
                    f"{found.name}: {', '.join(readers)} would be addressed as {address.familiar}; "
                    f'add "{tag}-x-{FORMAL}", or limit its audiences'
                )
                yield positions.problem(found.way, message)


def _addressed(audience: Audience, found: Found, tag: str) -> bool:
    """Whether a text speaks politely to an audience in a language, and is not worded for it."""
    polite = audience.formal and tag in audience.languages
    return polite and _prints(audience, found) and not _worded(audience, found, tag)


def _worded(audience: Audience, found: Found, tag: str) -> bool:
    """Whether a text is there in a wording of the audience's own, or in the formal one."""
    return any(f"{tag}-x-{wording}" in found.text for wording in audience.preferred if wording != EASY)


def _prints(audience: Audience, found: Found) -> bool:
    """Whether an audience's learners see a text as something said to them."""
    if isinstance(found.item, Quotation | Fact):
        return False
    if isinstance(found.item, AuthorText):
        return found.item.id in audience.texts
    return open_to(found.item, audience)
