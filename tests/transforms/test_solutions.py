"""Solutions for learners: of tasks with one right answer, and of nothing that a test asks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html as lxml_html

from handouts.engine.plan import editions
from handouts.model.edition import Edition
from handouts.model.lesson import Examination
from handouts.pipeline import Workspace
from handouts.pipeline.preparation import context, prepare

ROOT = Path(__file__).resolve().parents[2]
KEYS = [("sek1", "de"), ("sek1", "en"), ("easy", "de"), ("clil", "en")]


@cache
def workspace() -> Workspace:
    found = Workspace.open(ROOT)
    documents = (*found.project.documents, "solutions")
    audiences = tuple(
        one.model_copy(update={"documents": one.documents and (*one.documents, "solutions")})
        for one in found.project.audiences
    )
    found.project = found.project.model_copy(update={"documents": documents, "audiences": audiences})
    return found


def edition(document: str, audience: str, language: str) -> Edition:
    (found,) = editions(
        workspace().project, workspace().lesson, documents=[document], audiences=[audience], languages=[language]
    )
    return found


@pytest.mark.parametrize(("audience", "language"), KEYS)
def test_only_tasks_with_one_right_answer_keep_it(audience: str, language: str) -> None:
    lesson = context(workspace(), edition("solutions", audience, language))["lesson"]
    assert lesson.tests == ()
    solved = [task for task in lesson.tasks if task.expected]
    assert solved
    assert all(task.kind.comparable and not task.for_tests for task in solved)
    for task in lesson.tasks:
        if task not in solved:
            assert (task.events, task.pairs, task.terms, task.gap_text) == ((), (), (), None)
            assert all(option.correct is None for option in task.options)
    assert lesson.plans == () or all(phase.comment is None for plan in lesson.plans for phase in plan.phases)


@pytest.mark.parametrize(("audience", "language"), KEYS)
def test_solutions_are_those_of_the_teachers_book(audience: str, language: str) -> None:
    teacher, solutions = (edition(document, audience, language) for document in ("teacher", "solutions"))
    known, told = context(workspace(), teacher), context(workspace(), solutions)
    whole = {task.id: task for task in known["lesson"].tasks}
    for task in told["lesson"].tasks:
        view = told["task_view"](task)
        assert view.solution == (known["task_view"](whole[task.id]).solution if task.expected else ())
    page = " ".join(lxml_html.fromstring(prepare(workspace(), solutions).html).text_content().split())
    for task in told["lesson"].tasks:
        for gap in re.findall(r"\{(.+?)\}", str(task.gap_text)):
            assert gap in page
    for statement in known["lesson"].statements:
        checked = any(task.type == "fact_check" for task in told["lesson"].tasks)
        assert (str(statement.correction)[:20] in page) == checked


def test_what_a_test_asks_is_told_by_nothing() -> None:
    solutions = edition("solutions", "sek1", "de")
    before = context(workspace(), solutions)["lesson"]
    asked = next(task.id for task in before.tasks if task.expected)
    test = workspace().lesson.tests[0]
    assert isinstance(test, Examination)
    for change in ({"tasks": (*test.tasks, asked)}, {"instead": {"B": {test.tasks[0]: asked}}}):
        changed = test.model_copy(update=change)
        lesson = workspace().lesson.model_copy(update={"tests": (changed, *workspace().lesson.tests[1:])})
        other = Workspace.open(ROOT)
        other.project, other.lesson = workspace().project, lesson
        found = {task.id: task for task in context(other, solutions)["lesson"].tasks}
        assert found[asked].expected == ()
        assert context(other, solutions)["task_view"](found[asked]).solution == ()
