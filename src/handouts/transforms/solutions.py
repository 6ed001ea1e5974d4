"""Which solutions the readers of an edition see, and the lesson with these.

Learners who compare their answers with the solutions get those of tasks with one right answer. What a test asks stays
withheld, in whichever variant, and nothing says that it is there.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from handouts.model.edition import SOLUTIONS, Edition
from handouts.model.lesson import Lesson
from handouts.transforms.withheld import for_solvers

FACT_CHECK = "fact_check"
"""The kind of task that asks about the statements of the lesson."""


def solved_in(lesson: Lesson, edition: Edition) -> frozenset[str]:
    """The ids of the tasks and statements whose solutions the readers of an edition see: teachers those of all."""
    if edition.for_teachers:
        return frozenset(item.id for item in (*lesson.tasks, *lesson.statements))
    return frozenset(_comparable(lesson)) if edition.document == SOLUTIONS else frozenset()


def _comparable(lesson: Lesson) -> Iterator[str]:
    tested = {key for test in lesson.tests for key in test.ever}
    enclosed = {key for test in lesson.tests for key in test.materials}
    statements_tested = any(task.type == FACT_CHECK and task.id in tested for task in lesson.tasks) or any(
        material.shows == "statements" and material.id in enclosed for material in lesson.materials
    )
    for task in lesson.tasks:
        if not task.kind.comparable or task.for_tests or task.id in tested:
            continue
        if not (statements_tested and task.type == FACT_CHECK):
            yield task.id
    if not statements_tested:
        yield from (statement.id for statement in lesson.statements)


def with_solutions(seen: Lesson, lesson: Lesson, solved: Container[str]) -> Lesson:
    """What learners see of a lesson, with the solutions of these tasks and statements, and nothing about tests."""
    update = {
        kind: tuple(
            for_solvers(whole) if whole.id in solved else one
            for one, whole in zip(getattr(seen, kind), getattr(lesson, kind), strict=True)
        )
        for kind in ("tasks", "statements")
    }
    return seen.model_copy(update={**update, "tests": ()})
