"""Words that may not stand in the lesson, gaps that do not match, quotations that nobody has compared.

Are adults addressed as adults? Those with the wording `formal` are, as Sie for example.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import FoundText, open_to, texts_of
from handouts.errors import Problem
from handouts.languages import of, without_wording
from handouts.model.kinds import GAP
from handouts.model.lesson import Fact, Lesson
from handouts.model.material import AuthorText, Quotation
from handouts.model.position import Positions, Way
from handouts.model.project import EASY, FORMAL, Audience, Project
from handouts.model.task import Task


def forbidden_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Strings that may stand in no output, without regard to case."""
    for way, name, language, words in _printed(lesson):
        for banned, strings in lesson.forbidden.items():
            for string in strings if language in (None, banned) else ():
                if string.casefold() in words.casefold():
                    yield positions.problem(way, f'{name}: "{string}" is forbidden in {banned}; write something else')


def _printed(lesson: Lesson) -> Iterator[tuple[Way, str, str | None, str]]:
    """Every printed string with its language; None is for what is the same in every language."""
    for found in texts_of(lesson):
        for tag, words in found.text.root.items():
            yield (*found.way, tag), found.name, without_wording(tag), words
    yield ("authors",), "authors", None, lesson.authors
    for kind, keys in (("references", ("label",)), ("people", ("name", "western"))):
        for index, item in enumerate(getattr(lesson, kind)):
            yield from (((kind, index, key), item.id, None, getattr(item, key)) for key in keys)


def gap_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Gap texts without a gap, with an open brace, or with more gaps in one language than in another."""
    for index, task in enumerate(lesson.tasks):
        if task.gap_text is None:
            continue
        counts = {}
        for tag, words in task.gap_text.root.items():
            way: Way = ("tasks", index, "gap_text", tag)
            counts[tag] = len(GAP.findall(words))
            if counts[tag] != words.count("{") or counts[tag] != words.count("}"):
                yield positions.problem(
                    way, f"{task.id}, gap_text: a brace in {tag} has no partner; write {{solution}}"
                )
            elif not counts[tag]:
                yield positions.problem(way, f"{task.id}, gap_text: no gap in {tag}; put solutions in {{braces}}")
        plain = {tag: count for tag, count in counts.items() if "-x-" not in tag}
        if len(set(plain.values())) > 1:
            said = ", ".join(f"{count} in {tag}" for tag, count in plain.items())
            message = f"{task.id}, gap_text: {said}; give all languages the same number of gaps"
            yield positions.problem(("tasks", index, "gap_text"), message)


def unverified_problems(lesson: Lesson, positions: Positions, *, draft: bool = False) -> Iterator[Problem]:
    """Quotations whose wording was not compared with the source in full; `draft` says what a draft does about it."""
    todo = (
        "a draft prints it to learners with a mark"
        if draft
        else 'compare it with the source, then delete "unverified"; or tell it in own words (account_before, '
        "account_after); for a draft that prints it with a mark: handouts build --draft"
    )
    for quotation in lesson.quotations:
        if quotation.unverified is not None:
            message = (
                f'quotation {quotation.id}: its wording is not verified in full ("{quotation.unverified}"); {todo}'
            )
            yield positions.problem_in(quotation.id, message, "unverified")


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


def _addressed(audience: Audience, found: FoundText, tag: str) -> bool:
    """Whether a text speaks politely to an audience in a language, and is not worded for it."""
    polite = audience.formal and tag in audience.languages
    return polite and _prints(audience, found) and not _worded(audience, found, tag)


def _worded(audience: Audience, found: FoundText, tag: str) -> bool:
    """Whether a text is there in a wording of the audience's own, or in the formal one."""
    return any(f"{tag}-x-{wording}" in found.text for wording in audience.preferred if wording != EASY)


def _prints(audience: Audience, found: FoundText) -> bool:
    """Whether an audience's learners see a text as something said to them."""
    if isinstance(found.item, Quotation | Fact):
        return False
    if isinstance(found.item, AuthorText):
        return found.item.id in audience.texts
    return open_to(found.item, audience)
