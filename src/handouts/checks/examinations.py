"""Can a test be given as it is: is there time for it, are its points worth their time, are its variants as hard?

A task that takes twice as long for the same points as another teaches pupils to leave it out. Variants sit side by
side and are marked by one key, so they have as many points. Of a task in lettered parts, what is expected says which
part it belongs to: from that follow the lines below each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.errors import Problem
from handouts.languages import without_wording
from handouts.model.lesson import Examination, Lesson
from handouts.model.lettered import letter_of, letters_of
from handouts.model.points import total
from handouts.model.position import Positions
from handouts.model.project import Project
from handouts.model.task import Task

UNEVEN = 2.0
"""More than so many times the points a minute of another task of the same test are too many."""


def examination_problems(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """Tests that take too long, pay unevenly, or differ from variant to variant; tasks for tests that none has."""
    tasks = {task.id: task for task in lesson.tasks}
    for test in lesson.tests:
        told = [*_swapped(test, project), *_language(test, lesson)]
        names = project.variants if test.instead else project.variants[:1]
        variants = {name: test.as_variant(name) for name in names}
        for name, variant in variants.items():
            chosen = [tasks[key] for key in variant.tasks if key in tasks]
            told += [
                message for message in (_time(variant, chosen, name), _pay(chosen, name), _unpaid(chosen)) if message
            ]
        sums = {name: total(tasks[key].points for key in one.tasks if key in tasks) for name, one in variants.items()}
        if len(set(sums.values())) > 1:
            told.append(f"{_listed(sums, 'points')}; give all variants as many, since one key marks them")
        yield from (positions.problem_in(test.id, f"test {test.id}: {message}") for message in dict.fromkeys(told))
    asked = {key for test in lesson.tests for key in test.ever}
    for task in lesson.tasks:
        if task.for_tests and task.id not in asked:
            message = f'task {task.id}: it is for tests, but none has it; name it in one, or delete "for_tests"'
            yield positions.problem_in(task.id, message, "for_tests")
        yield from (_lettered(task, positions) if task.id in asked else ())


def _time(test: Examination, tasks: list[Task], name: str) -> str | None:
    needed = sum(task.minutes or 0 for task in tasks)
    if test.minutes is None or needed <= test.minutes:
        return None
    return f"variant {name} takes {needed} minutes, but {test.minutes} are given; give more time, or ask for less"


def _pay(tasks: list[Task], name: str) -> str | None:
    paid = sorted((task.points / task.minutes, n) for n, task in enumerate(tasks) if task.points and task.minutes)
    if not paid or paid[-1][0] <= UNEVEN * paid[0][0]:
        return None
    least = next(n for rate, n in paid if rate == paid[0][0])
    most = max(n for rate, n in paid if rate == paid[-1][0])
    worst, best = tasks[least], tasks[most]
    return (
        f"in variant {name}, {best.id} gives {best.points} points for {best.minutes} minutes, "
        f"but {worst.id} {worst.points} for {worst.minutes}; give points as tasks take time"
    )


def _unpaid(tasks: list[Task]) -> str | None:
    """A test of which some tasks give points and others do not: nobody could tell what its marks take."""
    lacking = [task.id for task in tasks if task.points is None]
    if not lacking or len(lacking) == len(tasks):
        return None
    return f"{', '.join(lacking)} gives no points, other tasks do; give points to all of them, or to none"


def _swapped(test: Examination, project: Project) -> Iterator[str]:
    """What is wrong with what variants have instead."""
    idle = [name for name in project.variants[1:] if name not in test.instead]
    for name, other in test.instead.items():
        if name not in project.variants and idle:  # a project with fewer variants has made no slip
            yield f'"instead" names the variant {name}; handouts.yaml has {", ".join(project.variants)}'
        for key in other:
            if key not in (*test.tasks, *test.materials):
                yield f"variant {name} has something instead of {key}, which the test does not have"
    for key in test.beside:
        if key not in test.materials:
            yield f"{key} is to stand beside another, but is not enclosed; add it to the test's materials"


def _language(test: Examination, lesson: Lesson) -> Iterator[str]:
    given = next((rubric.points for rubric in lesson.rubrics if rubric.id == test.rubric), 0)
    if given != test.language_points:
        yield (
            f"language_points is {test.language_points}, but its mark scheme ({test.rubric or 'none'}) gives {given}; "
            "make them agree"
        )


def _lettered(task: Task, positions: Positions) -> Iterator[Problem]:
    """Parts of a prompt of which nothing is expected, and what is expected of parts that are not there."""
    for tag, words in task.prompt.root.items():
        letters = letters_of(words)
        if not letters or task.closed:
            continue
        texts = (answer.text for answer in task.expected)
        known = {letter_of(text.in_language(tag if tag in text else without_wording(tag))) for text in texts}
        lacking = [f"{letter})" for letter in letters if letter not in known]
        strange = [f"{letter})" for letter in sorted(known - {""}) if letter not in letters]
        if lacking or strange:
            found = (
                f"nothing is expected of {', '.join(lacking)}" if lacking else f"there is no part {', '.join(strange)}"
            )
            message = f'{task.id}, prompt: {found}; begin each text under "expected" with the letter of its part'
            yield positions.problem_in(task.id, message, "prompt", tag)


def _listed(sums: Mapping[str, float], noun: str) -> str:
    return ", ".join(f"variant {name} has {count} {noun}" for name, count in sums.items())
