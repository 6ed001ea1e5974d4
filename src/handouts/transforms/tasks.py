"""Tasks as they stand on paper: shuffled, lettered, with room to write; and the variants of a test."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TypeVar

from handouts.model.lesson import Examination, Lesson
from handouts.model.material import Event, Item
from handouts.model.project import Audience
from handouts.model.task import GAP, Option, Task
from handouts.model.text import Text
from handouts.transforms.withheld import for_learners

CHARACTERS_PER_LINE = 62
"""Handwriting of a fifteen-year-old on 17 cm; printed answers of the same length take 60 % of it."""

T = TypeVar("T")
ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True)
class TaskView:
    """A task ready to print.

    `order` are the events in the order shown, `left` and `right` the two columns of a matching task,
    `words` the word box, `gaps` the text as ("text", words) and ("gap", solution), `lines` the writing lines to leave.
    `solution` holds, for each line as shown, its right place (ordering: 1, 2 …; matching: a, b …; options: letters).
    """

    order: tuple[Event, ...] = ()
    left: tuple[Text, ...] = ()
    right: tuple[Text, ...] = ()
    words: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    solution: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variant:
    """One variant of the tests: the same tasks in another order."""

    name: str
    tests: tuple[Examination, ...]
    tasks: tuple[Task, ...]


def shuffled(items: Sequence[T], key: str) -> tuple[T, ...]:
    """The items in an order that depends on nothing but `key`, and is not the original one."""
    generator = random.Random(key)
    result = list(items)
    generator.shuffle(result)
    if all(a is b for a, b in zip(result, items, strict=True)):
        result = result[1:] + result[:1]
    return tuple(result)


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
    if task.closed or task.table or task.box_height or task.type == "map":
        return 0
    length = sum(len(str(answer.text)) for answer in task.expected)
    return max(3, min(22, math.ceil(length * 1.6 / CHARACTERS_PER_LINE)))


def view(task: Task, lesson: Lesson, audience: Audience, *, seed: int, variant: str = "") -> TaskView:
    """Lay out one task for its readers; the same seed and variant give the same order."""
    key = f"{seed}:{variant}:{task.id}"
    if task.type == "ordering":
        return _ordering(task, lesson, key)
    if task.type == "matching":
        return _matching(task, lesson, audience, key)
    if task.type == "gap_text" and task.gap_text is not None:
        return _gap_text(str(task.gap_text), key)
    solution = tuple(ascii_lowercase[index] for index, option in enumerate(task.options) if option.correct)
    return TaskView(lines=writing_lines(task), solution=solution)


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
        order = tuple(map(for_learners, seen.order))
        return replace(seen, solution=(), gaps=gaps, order=order)

    return task_view


def _ordering(task: Task, lesson: Lesson, key: str) -> TaskView:
    events = _all_of(task, task.events, lesson.timeline)
    shown = shuffled(events, key)
    return TaskView(order=shown, solution=tuple(str(events.index(event) + 1) for event in shown))


def _all_of(task: Task, wanted: Sequence[str], items: Sequence[ItemT]) -> list[ItemT]:
    """What a task asks about, in its order.

    Raises:
        LookupError: The edition does not have all of it.
    """
    there = {item.id: item for item in items}
    if missing := [key for key in wanted if key not in there]:
        raise LookupError(
            f"task {task.id} is about {', '.join(missing)}, not in this edition; change the audiences of one of them"
        )
    return [there[key] for key in wanted]


def _matching(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:
    pairs = [(pair.left, pair.right) for pair in task.pairs]
    for term in _all_of(task, task.terms, lesson.glossary):
        pairs.append((term.term, term.easy if audience.glossary == "easy" else term.standard))
    right = shuffled([pair[1] for pair in pairs], key)
    letters = {id(text): ascii_lowercase[index] for index, text in enumerate(right)}
    return TaskView(
        left=tuple(pair[0] for pair in pairs),
        right=right,
        solution=tuple(letters[id(pair[1])] for pair in pairs),
    )


def _gap_text(text: str, key: str) -> TaskView:
    parts = re.split(GAP, text)
    gaps = tuple(("gap" if index % 2 else "text", part) for index, part in enumerate(parts) if part)
    words = [part for index, part in enumerate(parts) if index % 2]
    return TaskView(gaps=gaps, words=shuffled(words, key), solution=tuple(words))


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
