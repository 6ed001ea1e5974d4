"""Can what has one right answer be solved, and does a material show anything at all?

What makes a task of a kind impossible to solve stands with its kind (`model.flaws`). A field that its kind does not
print is lost without a word, and so is a list that a material shows as a whole and that is empty for its readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.walk import gets, open_to
from handouts.errors import Problem
from handouts.model.kinds import KINDS
from handouts.model.lesson import Lesson
from handouts.model.material import WHOLES
from handouts.model.position import Positions
from handouts.model.project import Project
from handouts.model.task import Task

_LISTS = {word: key for word, key in WHOLES.items() if key != "texts"}
"""Which author texts an audience lacks, `lacking` tells."""


def solving_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Tasks that nobody can solve as they stand, and what they hold that is not printed."""
    for place, task in enumerate(lesson.tasks):
        for key, message, entry in task.kind.flaws(task, lesson):
            way = ("tasks", place, key) if entry is None else ("tasks", place, key, entry)
            yield positions.problem(way, f"task {task.id}: {message}")
        for key, types in _elsewhere(task):
            message = (
                f'task {task.id}: a task of type {task.type} does not print "{key}"; '
                f"delete it, or change the type to {' or '.join(types)}"
            )
            yield positions.problem(("tasks", place, key), message)


def _elsewhere(task: Task) -> Iterator[tuple[str, list[str]]]:
    """Fields that a task has and its kind does not print, with the kinds that do."""
    for key in dict.fromkeys(key for kind in KINDS.values() for key in (*kind.needs, *kind.takes)):
        types = [kind.name for kind in KINDS.values() if key in (*kind.needs, *kind.takes)]
        if task.type not in types and getattr(task, key, None):
            yield key, types


def hollow_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Materials that show a list as a whole of which their readers get nothing."""
    for index, material in enumerate(lesson.materials):
        if key := _LISTS.get(material.shows):
            readers = [one for one in project.audiences if open_to(material, one)]
            if lacking := [one.id for one in readers if not any(gets(item, one) for item in getattr(lesson, key))]:
                message = (
                    f'material {material.id}: shows "{material.shows}", but there is nothing in "{key}" for '
                    f"{', '.join(lacking)}; add some, or delete the material"
                )
                yield positions.problem(("materials", index, "shows"), message)
