"""Are adults addressed as adults? German readers with the wording `formal` are addressed as Sie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.walk import Found, open_to, texts_of
from handouts.errors import Problem
from handouts.model.lesson import Fact, Lesson
from handouts.model.material import AuthorText, Quotation
from handouts.model.position import Positions
from handouts.model.project import EASY, FORMAL, Audience, Project
from handouts.model.task import Task

_INFORMAL = re.compile(r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|ihr euch|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:Sie|Ihnen)\b")


def addressing_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """German texts for readers addressed as Sie that are there with du only.

    A prompt nearly always addresses its readers, so every prompt needs the formal wording, unless it is polite already;
    other texts only if they hold a word such as "dein".
    """
    formal = [audience for audience in project.audiences if audience.formal and "de" in audience.languages]
    for found in texts_of(lesson):
        readers = [audience.id for audience in formal if _prints(audience, found) and not _worded(audience, found)]
        if not readers or "de" not in found.text:
            continue
        words = found.text.in_language("de")
        prompt = isinstance(found.item, Task) and found.way[2:] == ("prompt",)
        if _INFORMAL.search(words) or (prompt and not _FORMAL.search(words)):
            message = (
                f"{found.name}: {', '.join(readers)} would be addressed as du; "
                f'add "de-x-{FORMAL}", or limit its audiences'
            )
            yield positions.problem(found.way, message)


def _worded(audience: Audience, found: Found) -> bool:
    """Whether a text is there in a wording of the audience's own, or in the formal one."""
    return any(f"de-x-{wording}" in found.text for wording in audience.preferred if wording != EASY)


def _prints(audience: Audience, found: Found) -> bool:
    """Whether an audience's learners see a text as something said to them."""
    if isinstance(found.item, Quotation | Fact):
        return False
    if isinstance(found.item, AuthorText):
        return found.item.id in audience.texts
    return open_to(found.item, audience)
