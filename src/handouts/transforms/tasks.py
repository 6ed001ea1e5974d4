"""Tasks as they stand on paper: shuffled, lettered, with room to write; and the variants of a test."""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from handouts.model.kinds import TaskView, shuffled
from handouts.model.lesson import Examination, Lesson
from handouts.model.project import Audience
from handouts.model.task import Option, Task
from handouts.transforms.parts import in_parts, step_lines, writing_lines
from handouts.transforms.withheld import for_learners


@dataclass(frozen=True)
class Variant:
    """One variant of the tests: the same tasks in another order, or others where a test says so."""

    name: str
    tests: tuple[Examination, ...]
    tasks: tuple[Task, ...]


def level_of(task: Task) -> int:
    """Its level as a number; tasks without one go before those that have some."""
    return len(task.level or "")


def shuffled_options(options: Sequence[Option], key: str) -> tuple[Option, ...]:
    """The same for options: those that are kept with the one before them go where it goes."""
    groups: list[list[Option]] = []
    for option in options:
        if groups and option.keep_with == "previous":
            groups[-1].append(option)
        else:
            groups.append([option])
    return tuple(option for group in shuffled(groups, key) for option in group)


def view(task: Task, lesson: Lesson, audience: Audience, *, seed: int, variant: str = "") -> TaskView:
    """Lay out one task for its readers; the same seed and variant give the same order."""
    shown = task.kind.view(task, lesson, audience, f"{seed}:{variant}:{task.id}")
    lead, parts = in_parts(task)
    return replace(shown, lines=writing_lines(task), lead=lead, parts=parts, steps=step_lines(task))


def viewer(lesson: Lesson, audience: Audience, *, seed: int, solved: Container[str]) -> Callable[..., TaskView]:
    """The template function `task_view`: a task of the edition, laid out.

    Args:
        lesson: With all answers, since they say what there is to order, to match and to fill in.
        audience: Who reads.
        seed: For the order in which things are shown.
        solved: Ids of the tasks whose solutions may be seen; else they and the words in gaps are left out.
    """
    whole = {task.id: task for task in lesson.tasks}

    def task_view(task: Task, variant: str = "") -> TaskView:
        if task.id in solved:
            return view(task, lesson, audience, seed=seed, variant=variant)
        seen = view(whole.get(task.id, task), lesson, audience, seed=seed, variant=variant)
        gaps = tuple((kind, "" if kind == "gap" else words) for kind, words in seen.gaps)
        order, places = tuple(map(for_learners, seen.order)), tuple(map(for_learners, seen.places))
        return replace(seen, solution=(), gaps=gaps, order=order, places=places)

    return task_view


def variants_of(lesson: Lesson, names: Sequence[str], *, seed: int) -> tuple[Variant, ...]:
    """The variants of an audience's tests.

    A variant has the tasks that its test names for it. They change places within their level, so that each variant
    still goes from I to III; options change places too.
    """
    return tuple(_variant(lesson, name, seed) for name in names)


def _variant(lesson: Lesson, name: str, seed: int) -> Variant:
    tests = tuple(test.as_variant(name) for test in lesson.tests)
    return Variant(name, tests, _variant_tasks(lesson, tests, name, seed))


def _variant_tasks(lesson: Lesson, tests: Sequence[Examination], name: str, seed: int) -> tuple[Task, ...]:
    wanted = {key for test in tests for key in test.tasks}
    chosen = [task for task in lesson.tasks if task.id in wanted]
    order = sorted(random.Random(f"{seed}:{name}").sample(chosen, len(chosen)), key=level_of)
    return tuple(
        task.model_copy(update={"options": shuffled_options(task.options, f"{seed}:{name}:{task.id}")})
        if task.options
        else task
        for task in order
    )
