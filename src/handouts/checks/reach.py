"""Does every audience get what it needs: a task of each level, and with each task what the task refers to?"""

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
