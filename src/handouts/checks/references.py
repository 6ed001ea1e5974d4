"""Is everything there that is referred to, and is everything referred to that is there?

Readers cannot work with the number of a material that they do not have; least of all in a test, which encloses what may
be used.

Every audience is to get with each task what the task refers to. Whoever publishes a lesson wants more of it: a task of
each level for every audience, and a use of every material.

What is printed as a whole counts as used: people, documents, the glossary, the timeline, tasks, facts, and what a
material of the kind `map` or `statements` shows. Command words and social forms are a stock to choose from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from handouts.checks.lacking import Lacking
from handouts.checks.walk import items_of, on_show, open_to, parts_of, pieces, tests_of, texts_for
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson, Plan, Sprint
from handouts.model.material import WHOLES, AuthorText, Item, Material
from handouts.model.mentions import Register
from handouts.model.picture import Picture
from handouts.model.position import Positions, Way
from handouts.model.project import Audience, Project
from handouts.model.task import Level, Task

_SHOWN_ONLY = {"map", "statements", "texts"}
"""Of what a material can show as a whole, that which is not printed as a whole anyway."""
_ASKING = (Task, Sprint, Plan, Examination)
"""Where a number that no material has is a slip; elsewhere M16 may be a rifle."""


def naming_problems(lesson: Lesson, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """Texts that name a material which the audience does not have, or which their test does not enclose."""
    project, register = lacking.project, Register(material.id for material in lesson.materials)
    absent: dict[tuple[Way, str, str], dict[str, str]] = {}
    for audience in project.audiences:
        there = on_show(lesson, audience)
        for language in audience.languages:
            for found, tag, words in pieces(texts_for(lesson, audience), audience, language):
                for name in register.named(words, unknown=isinstance(found.item, _ASKING)):
                    if name not in there:
                        told = absent.setdefault(((*found.way, tag), found.name, name), {})
                        told[audience.id] = lacking.reason(audience, name) or f"open {name} to them"
            yield from _not_enclosed(lesson, project, audience, language, register, positions)
    for (way, told_of, name), audiences in absent.items():
        why = "; ".join(dict.fromkeys(audiences.values()))
        advice = f"{why}, or say it without {name}" if name in register else "correct the number"
        yield positions.problem(
            way, f"{told_of}: names {name}, which is not there for {', '.join(audiences)}; {advice}"
        )


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


def level_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Audiences without a task of a level they are meant to have."""
    for audience in project.audiences:
        levels = {task.level for task in lesson.tasks if open_to(task, audience) and not task.for_tests}
        for level in get_args(Level):
            if level not in levels and audience.level_mix.get(level):
                message = f"audience {audience.id} has no task of level {level}; add one, or open one to it"
                yield positions.problem(("tasks",), message)


def reach_problems(lesson: Lesson, lacking: Lacking, positions: Positions) -> Iterator[Problem]:
    """Tasks and tests that refer to what readers lack."""
    for audience in lacking.project.audiences:
        asking: tuple[Task | Examination, ...] = (*lesson.tasks, *tests_of(lesson, lacking.project, audience))
        for item in asking:
            if open_to(item, audience):
                yield from _out_of_reach(item, audience, lacking, positions)


def _out_of_reach(
    item: Task | Examination, audience: Audience, lacking: Lacking, positions: Positions
) -> Iterator[Problem]:
    noun, keys = (
        ("task", ("materials", "events", "terms", "places"))
        if isinstance(item, Task)
        else ("test", ("tasks", "materials"))
    )
    for key in keys:
        wanted = getattr(item, key)
        for index, one in enumerate(wanted):
            if (why := lacking.reason(audience, one)) and not _replaced(one, wanted, audience, lacking):
                message = (
                    f"{noun} {item.id}: {one} is not there for audience {audience.id}; "
                    f"{why}, or change the audiences of {item.id}"
                )
                yield positions.problem_in(item.id, message, key, index)


def _replaced(one: str, wanted: Iterable[str], audience: Audience, lacking: Lacking) -> bool:
    """Whether another text stands in for one that an audience lacks: nobody has both."""
    if not _tells(one, lacking.items):
        return False
    readers = _readers(one, lacking)
    others = (_readers(other, lacking) for other in wanted if other != one and _tells(other, lacking.items))
    return bool(readers) and any(audience.id in other and not readers & other for other in others)


def _readers(one: str, lacking: Lacking) -> set[str]:
    """The audiences that have an item."""
    return {audience.id for audience in lacking.project.audiences if lacking.reason(audience, one) is None}


def _tells(key: str, items: Mapping[str, Item]) -> bool:
    """Whether it is a material that shows author texts."""
    item = items.get(key)
    return isinstance(item, Material) and (item.shows == "texts" or isinstance(items.get(item.shows), AuthorText))


def idle_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Materials that their author has written down, and that no task, plan or slide names."""
    used = _used(lesson, project)
    for index, item in enumerate(lesson.materials):
        if item.id not in used and ("materials", index) in positions.places:
            message = f"material {item.id}: nothing uses it; use it in a task, a plan or a slide, or delete it"
            yield positions.problem_in(item.id, message)


def use_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Items that no other item refers to and that are printed nowhere; pictures that are still to be got aside."""
    used = _used(lesson, project)
    for kind, noun, advice in (
        ("references", "source", "cite it or delete it"),
        ("places", "place", "use it in the timeline or show a map"),
        ("quotations", "quotation", "show it in a material or delete it"),
        ("charts", "chart", "show it in a material or delete it"),
        ("pictures", "picture", "show it in a material or delete it"),
        ("texts", "text", 'add it to the "texts" of an audience in handouts.yaml, or delete it'),
        ("statements", "statement", 'show them in a material with "shows: statements"'),
        ("rubrics", "rubric", "use it in a task or delete it"),
        ("competences", "competence", "name it in a plan or delete it"),
        ("objectives", "objective", "name it in a plan or delete it"),
    ):
        for item in getattr(lesson, kind):
            if item.id not in used and not (isinstance(item, Picture) and (item.get or item.lead)):
                lost = "no audience gets it" if kind == "texts" else "nothing uses it"
                yield positions.problem_in(item.id, f"{noun} {item.id}: {lost}; {advice}")


def _used(lesson: Lesson, project: Project) -> set[str]:
    shown = {material.shows for material in lesson.materials} - {text.id for text in lesson.texts}
    used = {*shown, *lesson.sources}
    for item in items_of(lesson):
        used.update(item.sources)
    for audience in project.audiences:
        used.update(audience.texts_of(lesson))
    for task in lesson.tasks:
        used.update(task.materials, task.places, (task.rubric or "",))
    for plan in lesson.plans:
        used.update(plan.competences, plan.objectives, *(phase.materials for phase in plan.phases))
    for slide in lesson.slides:
        used.update(slide.shows)
    for poster in lesson.posters:
        used.update((poster.figure or "",), (voice.quotation for voice in poster.voices))
    for test in lesson.tests:
        used.update(test.ever, (test.rubric or "",))
    used.update(key for event in lesson.timeline for key in (event.place, event.picture) if key)
    for word in shown & _SHOWN_ONLY:
        used.update(item.id for item in getattr(lesson, WHOLES[word]))
    if not lesson.plans:  # without lesson plans they stand on their own
        used.update(competence.id for competence in lesson.competences)
        used.update(objective.id for objective in lesson.objectives)
    return used
