"""What a lesson can do without on Monday, and should have before it is passed on.

`remarks` are told to everybody, and are findings only before publishing: where figures come from, who holds the rights
in what is quoted, what readers get who do not see a chart. What is left out for good reasons as often as by mistake,
such as the answers that are expected, is told before publishing alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.references import idle_problems, level_problems
from handouts.errors import Problem
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Project


def remarks(lesson: Lesson, positions: Positions) -> list[Problem]:
    """What is right only with a source, with rights, or with an alternative text, and has none."""
    return sorted({*_charts(lesson, positions), *_quotations(lesson, positions), *_map(lesson, positions)})


def _charts(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    for chart in lesson.charts:
        if not chart.sources:
            message = f'chart {chart.id}: nobody can tell where its figures come from; name its source in "sources"'
            yield positions.problem_in(chart.id, message)
        if chart.alt is None:
            message = f'chart {chart.id}: who does not see it reads its title only; say in "alt" what it shows'
            yield positions.problem_in(chart.id, message)


def _quotations(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    for quotation in lesson.quotations:
        lacking = {"sources": "where it is taken from", "rights": "whether it may be copied"}
        for key, what in lacking.items():
            if not getattr(quotation, key):
                message = f'quotation {quotation.id}: it does not say {what}; add "{key}"'
                yield positions.problem_in(quotation.id, message)


def _map(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    if lesson.map is not None and lesson.map.alt is None:
        yield positions.problem(("map",), 'map: who does not see it reads nothing of it; say in "alt" what it shows')


def wanting(lesson: Lesson, project: Project, positions: Positions) -> Iterator[Problem]:
    """What is to be added before a lesson is passed on: expected answers, tasks of all levels, uses of materials."""
    for task in lesson.tasks:
        if not task.expected and not task.closed:
            message = f'task {task.id}: teachers find no answer to it; say in "expected" what a good one holds'
            yield positions.problem_in(task.id, message)
    yield from level_problems(lesson, project, positions)
    yield from idle_problems(lesson, project, positions)
