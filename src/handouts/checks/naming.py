"""Does everybody have the materials that they are sent to?

A text names a material by its number: M1, M 1, a group (M8 for M8a and M8b), a range (M3–M6, M8a–c, M3 bis M6) or a
pair (M4b/c). Readers cannot work with a number that they do not have; least of all in a test, which encloses what may
be used.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.numbered import Register
from handouts.checks.printed import on_show, parts_of, pieces, tests_of, texts_for
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson, Plan, Sprint
from handouts.model.position import Positions, Way
from handouts.model.project import Audience, Project
from handouts.model.task import Task

_ASKING = (Task, Sprint, Plan, Examination)
"""Where a number that no material has is a slip; elsewhere M16 may be a rifle."""


def naming_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Texts that name a material which the audience does not have, or which their test does not enclose."""
    register = Register(material.id for material in lesson.materials)
    lacking: dict[tuple[Way, str, str], list[str]] = {}
    for audience in project.audiences:
        there = on_show(lesson, audience)
        for language in audience.languages:
            for found, tag, words in pieces(texts_for(lesson, audience), audience, language):
                for name in register.named(words, unknown=isinstance(found.item, _ASKING)):
                    if name not in there:
                        lacking.setdefault(((*found.way, tag), found.name, name), []).append(audience.id)
            yield from _not_enclosed(lesson, project, audience, language, register, positions)
    for (way, told, name), audiences in lacking.items():
        readers = ", ".join(dict.fromkeys(audiences))
        advice = f"open it to them, or say it without {name}" if name in register else "correct the number"
        yield positions.problem(way, f"{told}: names {name}, which is not there for {readers}; {advice}")


def _not_enclosed(
    lesson: Lesson, project: Project, audience: Audience, language: str, register: Register, positions: Positions
) -> Iterator[Problem]:
    there = on_show(lesson, audience)
    for test in tests_of(lesson, project, audience):
        for found, tag, words in pieces(parts_of(test, lesson, audience), audience, language):
            for name in register.named(words):
                if name in there and name not in test.materials:
                    message = (
                        f"{found.name}: names {name}, which is not enclosed in test {test.id}; "
                        f"add it to the test's materials, or say it without {name}"
                    )
                    yield positions.problem((*found.way, tag), message)
