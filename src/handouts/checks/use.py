"""Is everything used that is there?

What is printed as a whole counts as used: people, documents, the glossary, the timeline, tasks, facts, and what a
material of the kind `map` or `statements` shows. Command words and social forms are a stock to choose from.

Does every audience get what it needs: a task of each level, and with each task what the task refers to?
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from handouts.checks.printed import tests_of
from handouts.checks.walk import items_of, open_to
from handouts.errors import Problem
from handouts.model.lesson import Examination, Lesson
from handouts.model.material import AuthorText, Event, Item, Material
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.model.task import Level, Task

_SHOWN_WHOLE = {"map": "places", "statements": "statements", "texts": "texts"}


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
        used.update(task.materials, (task.rubric or "",))
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
        ("task", ("materials", "events", "terms")) if isinstance(item, Task) else ("test", ("tasks", "materials"))
    )
    for key in keys:
        for index, wanted in enumerate(getattr(item, key)):
            if not _has(audience, wanted, items):
                message = (
                    f"{noun} {item.id}: {wanted} is not there for audience {audience.id}; "
                    f"open it to them, or change the audiences of {item.id}"
                )
                yield positions.problem_in(item.id, message, key, index)


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
