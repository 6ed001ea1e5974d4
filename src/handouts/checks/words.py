"""Words that may not stand in the lesson, gaps that do not match, quotations that nobody has compared."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import texts_of
from handouts.errors import Problem
from handouts.languages import without_wording
from handouts.model.kinds import GAP
from handouts.model.lesson import Lesson
from handouts.model.position import Positions, Way


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
