"""Is everything there that is referred to, and is everything referred to that is there?

A text names a material by its number: M1, M 1, a group (M8 for M8a and M8b), a range (M3–M6, M8a–c, M3 bis M6) or a
pair (M4b/c). Readers cannot work with a number that they do not have; least of all in a test, which encloses what may
be used. Which materials of a register a text names, however it writes their numbers, is told here as well.

Every audience is to get what it needs: a task of each level, and with each task what the task refers to.

What is printed as a whole counts as used: people, documents, the glossary, the timeline, tasks, facts, and what a
material of the kind `map` or `statements` shows. Command words and social forms are a stock to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from handouts.checks.walk import items_of, on_show, open_to, parts_of, pieces, tests_of, texts_for
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson, Plan, Sprint
from handouts.model.material import AuthorText, Event, Item, Material
from handouts.model.position import Positions, Way
from handouts.model.project import Audience, Project
from handouts.model.task import Level, Task

_SPACE = "[ \u00a0\u202f]?"
_RANGE = "[ \u00a0\u202f]?[–-][ \u00a0\u202f]?| (?:bis|to|through) "
_ASKING = (Task, Sprint, Plan, Examination)
"""Where a number that no material has is a slip; elsewhere M16 may be a rifle."""
_SHOWN_WHOLE = {"map": "places", "statements": "statements", "texts": "texts"}
"""Lists of the lesson that a material can show as a whole, by the word for it."""


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


def reach_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Audiences without a task of a level they are meant to have; tasks and tests that refer to what readers lack."""
    items = {item.id: item for item in items_of(lesson)}
    for audience in project.audiences:
        levels = {task.level for task in lesson.tasks if open_to(task, audience)}
        for level in get_args(Level):
            if level not in levels and audience.level_mix.get(level):
                message = f"audience {audience.id} has no task of level {level}; add one, or open one to it"
                yield positions.problem(("tasks",), message)
        asking: tuple[Task | Examination, ...] = (*lesson.tasks, *tests_of(lesson, project, audience))
        for item in asking:
            if open_to(item, audience):
                yield from _out_of_reach(item, audience, items, positions)


def _out_of_reach(
    item: Task | Examination, audience: Audience, items: dict[str, Item], positions: Positions
) -> Iterator[Problem]:
    noun, keys = (
        ("task", ("materials", "events", "terms", "places"))
        if isinstance(item, Task)
        else ("test", ("tasks", "materials"))
    )
    for key in keys:
        told = any(_tells(other, items) and _has(audience, other, items) for other in getattr(item, key))
        for index, wanted in enumerate(getattr(item, key)):
            if not _has(audience, wanted, items) and not (told and _tells(wanted, items)):
                message = (
                    f"{noun} {item.id}: {wanted} is not there for audience {audience.id}; "
                    f"open it to them, or change the audiences of {item.id}"
                )
                yield positions.problem_in(item.id, message, key, index)


def _tells(key: str, items: dict[str, Item]) -> bool:
    """Whether it is a material that shows author texts: those for some readers stand in for those for others."""
    item = items.get(key)
    return isinstance(item, Material) and (item.shows == "texts" or isinstance(items.get(item.shows), AuthorText))


def _has(audience: Audience, wanted: str, items: dict[str, Item]) -> bool:
    """Whether an edition for this audience holds an item, and what it shows."""
    item = items.get(wanted)
    if item is None or not open_to(item, audience):
        return False
    if isinstance(item, Event):
        return item.importance >= audience.importance
    if isinstance(item, AuthorText):
        return item.id in audience.texts
    return not isinstance(item, Material) or item.shows not in items or _has(audience, item.shows, items)


def use_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Items that no other item refers to and that are printed nowhere."""
    used = _used(lesson, project)
    for kind, noun, advice in (
        ("references", "source", "cite it or delete it"),
        ("places", "place", "use it in the timeline or show a map"),
        ("quotations", "quotation", "show it in a material or delete it"),
        ("charts", "chart", "show it in a material or delete it"),
        ("texts", "text", "give it to an audience in handouts.yaml or delete it"),
        ("statements", "statement", 'show them in a material with "shows: statements"'),
        ("materials", "material", "use it in a task, a plan or a slide, or delete it"),
        ("rubrics", "rubric", "use it in a task or delete it"),
        ("competences", "competence", "name it in a plan or delete it"),
        ("objectives", "objective", "name it in a plan or delete it"),
    ):
        for item in getattr(lesson, kind):
            if item.id not in used:
                yield positions.problem_in(item.id, f"{noun} {item.id}: nothing uses it; {advice}")


def _used(lesson: Lesson, project: Project) -> set[str]:
    shown = {material.shows for material in lesson.materials}
    used = {*shown, *lesson.sources}
    for item in items_of(lesson):
        used.update(item.sources)
    for audience in project.audiences:
        used.update(audience.texts)
    for task in lesson.tasks:
        used.update(task.materials, task.places, (task.rubric or "",))
    for plan in lesson.plans:
        used.update(plan.competences, plan.objectives, *(phase.materials for phase in plan.phases))
    for slide in lesson.slides:
        used.update(slide.shows)
    for test in lesson.tests:
        used.update(test.materials)
    used.update(event.place for event in lesson.timeline if event.place)
    for word, whole in _SHOWN_WHOLE.items():
        used.update(item.id for item in getattr(lesson, whole) if word in shown)
    if not lesson.plans:  # without lesson plans they stand on their own
        used.update(competence.id for competence in lesson.competences)
        used.update(objective.id for objective in lesson.objectives)
    return used
