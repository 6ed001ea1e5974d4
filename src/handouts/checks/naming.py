"""Does everybody have the materials that they are sent to?

A text names a material by its number: M1, M 1, a group (M8 for M8a and M8b), a range (M3–M6, M8a–c, M3 bis M6) or a
pair (M4b/c). Readers cannot work with a number that they do not have; least of all in a test, which encloses what may
be used.

Which materials of a register a text names, however it writes their numbers, is told here as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handouts.checks.printed import on_show, parts_of, pieces, tests_of, texts_for
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson, Plan, Sprint
from handouts.model.position import Positions, Way
from handouts.model.project import Audience, Project
from handouts.model.task import Task

_SPACE = "[ \u00a0\u202f]?"
_RANGE = "[ \u00a0\u202f]?[–-][ \u00a0\u202f]?| (?:bis|to|through) "
_ASKING = (Task, Sprint, Plan, Examination)
"""Where a number that no material has is a slip; elsewhere M16 may be a rifle."""


class Register:
    """The ids of materials, in their order. Those without a digit cannot be told from words, and are never found."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = list(ids)
        series = {match[1] for key in self._ids if (match := re.fullmatch(r"([A-Za-z]+)\d+[a-z]?", key))}
        names = "|".join(sorted(map(re.escape, series), key=len, reverse=True)) or "(?!)"
        self._number = re.compile(rf"(?<![\w.-])({names}){_SPACE}(\d+)([a-z]?)(?!\w)")
        self._next = re.compile(rf"({_RANGE}|/)(?:({names}){_SPACE})?(\d+)?([a-z]?)(?!\w)")

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def named(self, words: str, *, unknown: bool = False) -> list[str]:
        """The ids that a text names, each once; with `unknown` also numbers like them that are not in the register."""
        found = (key for name in self._names(words) for key in self._meant(name, unknown=unknown))
        return list(dict.fromkeys(found))

    def _names(self, words: str) -> Iterator[str]:
        for match in self._number.finditer(words):
            series, number, letter = match.groups()
            yield (last := f"{series}{number}{letter}")
            place = match.end()
            while (more := self._next.match(words, place)) and (more[3] or more[4]):
                if " " in more[1] and not more[2]:
                    break
                series, number = more[2] or series, more[3] or number
                name, place = f"{series}{number}{more[4]}", more.end()
                yield from (name,) if more[1] == "/" else self._between(last, name)
                last = name

    def _between(self, first: str, last: str) -> Iterator[str]:
        """What follows the first as far as the last."""
        start, end = ([*self._meant(name, unknown=True)] for name in (first, last))
        if start[0] in self._ids and end[-1] in self._ids:
            yield from self._ids[self._ids.index(start[0]) : self._ids.index(end[-1]) + 1]
        yield last

    def _meant(self, name: str, *, unknown: bool) -> Iterator[str]:
        """An id; or the ids of a group, M8a and M8b for M8."""
        group = [key for key in self._ids if re.fullmatch(rf"{re.escape(name)}[a-z]", key)]
        if name in self._ids:
            yield name
        elif group and name[-1].isdigit():
            yield from group
        elif unknown:
            yield name


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
