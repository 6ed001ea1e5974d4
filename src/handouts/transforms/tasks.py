"""Tasks as they stand on paper: shuffled, lettered, with room to write; and the variants of a test."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handouts.model.kinds import TaskView, shuffled
from handouts.model.lesson import Examination, Lesson
from handouts.model.project import Audience
from handouts.model.task import Option, Task
from handouts.transforms.withheld import for_learners

CHARACTERS_PER_LINE = 62
"""Handwriting of a fifteen-year-old on 17 cm; printed answers of the same length take 60 % of it."""


@dataclass(frozen=True)
class Variant:
    """One variant of the tests: the same tasks in another order."""

    name: str
    tests: tuple[Examination, ...]
    tasks: tuple[Task, ...]


def shuffled_options(options: Sequence[Option], key: str) -> tuple[Option, ...]:
    """The same for options: those that are kept with the one before them go where it goes."""
    groups: list[list[Option]] = []
    for option in options:
        if groups and option.keep_with == "previous":
            groups[-1].append(option)
        else:
            groups.append([option])
    return tuple(option for group in shuffled(groups, key) for option in group)


def writing_lines(task: Task) -> int:
    """How many lines to leave, from the length of the expected answer in the edition's language.

    Handwriting needs about 1.6 times the room of the model answer, which is a list of key words. Between 3 and 22.
    """
    if task.lines is not None:
        return task.lines
    if task.closed or task.table or task.box_height or (task.kind.block and not task.kind.steps):
        return 0
    length = sum(len(str(answer.text)) for answer in task.expected)
    return max(3, min(22, math.ceil(length * 1.6 / CHARACTERS_PER_LINE)))


def view(task: Task, lesson: Lesson, audience: Audience, *, seed: int, variant: str = "") -> TaskView:
    """Lay out one task for its readers; the same seed and variant give the same order."""
    shown = task.kind.view(task, lesson, audience, f"{seed}:{variant}:{task.id}")
    return replace(shown, lines=writing_lines(task))


def viewer(lesson: Lesson, audience: Audience, *, seed: int, solved: bool) -> Callable[..., TaskView]:
    """The template function `task_view`: a task of the edition, laid out.

    Args:
        lesson: With all answers, since they say what there is to order, to match and to fill in.
        audience: Who reads.
        seed: For the order in which things are shown.
        solved: Whether solutions may be seen; else they and the words in gaps are left out.
    """
    whole = {task.id: task for task in lesson.tasks}

    def task_view(task: Task, variant: str = "") -> TaskView:
        if solved:
            return view(task, lesson, audience, seed=seed, variant=variant)
        seen = view(whole.get(task.id, task), lesson, audience, seed=seed, variant=variant)
        gaps = tuple((kind, "" if kind == "gap" else words) for kind, words in seen.gaps)
        order, places = tuple(map(for_learners, seen.order)), tuple(map(for_learners, seen.places))
        return replace(seen, solution=(), gaps=gaps, order=order, places=places)

    return task_view


def variants_of(lesson: Lesson, names: Sequence[str], *, seed: int) -> tuple[Variant, ...]:
    """The variants of an audience's tests.

    Tasks change places within their level, so that each variant still goes from I to III; options change places too.
    """
    return tuple(Variant(name, lesson.tests, _variant_tasks(lesson, name, seed)) for name in names)


def _variant_tasks(lesson: Lesson, name: str, seed: int) -> tuple[Task, ...]:
    wanted = {key for test in lesson.tests for key in test.tasks}
    chosen = [task for task in lesson.tasks if task.id in wanted]
    order = sorted(random.Random(f"{seed}:{name}").sample(chosen, len(chosen)), key=lambda task: len(task.level))
    return tuple(
        task.model_copy(update={"options": shuffled_options(task.options, f"{seed}:{name}:{task.id}")})
        if task.options
        else task
        for task in order
    )
