"""What a sheet holds: its plan's tasks in their order, materials as a class meets them, numbers without holes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from handouts.checks.walk import texts_of
from handouts.engine.plan import editions
from handouts.model.edition import Edition, scope_of_test
from handouts.pipeline import Workspace
from handouts.transforms import for_edition, sheet_of, with_answers

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = Workspace.open(ROOT)
LESSON, PROJECT = WORKSPACE.lesson, WORKSPACE.project
TINY = Workspace.open(ROOT / "tests" / "lesson")
NUMBER = re.compile(r"\bM\d+[a-z]?\b")


def tiny(scope: str, **update: Any) -> Any:
    """A scope of the tiny lesson, with its plan changed."""
    audience = TINY.project.audiences[0]
    plan = TINY.lesson.plans[0].model_copy(update=update)
    lesson = TINY.lesson.model_copy(update={"plans": (plan,)})
    return with_answers(lesson, audience, "en", seed=1, scope=scope)


def test_a_plan_holds_what_it_meets_in_that_order() -> None:
    part = tiny("L45")
    assert [task.id for task in part.tasks] == ["K01", "K02", "K05", "K06", "K03", "K04"]
    assert [(item.id, item.shows) for item in part.materials] == [
        ("M1", "Q01"),
        ("M2", "map"),
        ("M3", "timeline"),
        ("M4", "C1"),
        ("M5", "C2"),
        ("M6", "statements"),
        ("M7", "X-STD"),
        ("M8", "glossary"),
    ]
    assert [task.materials for task in part.tasks][2] == ("M4", "M5")
    assert [phase.materials for phase in part.plans[0].phases] == [("M1", "M2"), ("M3", "M4"), ("M1", "M6")]


def test_the_overview_comes_first_in_all_of_a_lesson() -> None:
    assert [(item.id, item.shows) for item in tiny("").materials][:3] == [
        ("M1", "X-STD"),
        ("M2", "timeline"),
        ("M3", "Q01"),
    ]


def test_texts_name_what_has_been_renumbered() -> None:
    part = tiny("L45")
    prompts = {task.id: str(task.prompt) for task in part.tasks}
    whole = {task.id: str(task.prompt) for task in tiny("").tasks}
    assert "M4 " in whole["K05"] or "M4a" not in whole["K05"]
    assert "M4a" not in prompts["K05"]
    assert not any("a" in number for text in prompts.values() for number in NUMBER.findall(text))


def test_the_timeline_of_a_plan_ends_with_its_last_year() -> None:
    assert [event.date for event in tiny("L45", ends="1949").timeline][-1].startswith("1949")
    later = tiny("L45", begins="1950").timeline
    ordered = {key for task in TINY.lesson.tasks for key in task.events}
    assert all(event.date >= "1950" or event.id in ordered for event in later)


def test_tasks_of_a_plan_are_done_to_be_chosen_or_taken_home() -> None:
    part = tiny("L45", choice_tasks=("K04",), homework_tasks=("K03", "K01"))
    sheet = sheet_of(part.plans[0], "1", part.tasks)
    assert [(one.task.id, one.number, one.choice) for one in sheet.work] == [
        ("K01", 1, False),
        ("K02", 2, False),
        ("K05", 3, False),
        ("K06", 4, False),
        ("K04", 5, True),
    ]
    assert [(one.task.id, one.number) for one in sheet.homework] == [("K03", 6)]


def test_tasks_of_a_group_have_its_letter() -> None:
    phases = TINY.lesson.plans[0].phases
    grouped = phases[1].model_copy(update={"tasks": (), "groups": (("K01", "K02"), ("K05",))})
    part = tiny("L45", phases=(phases[0], grouped, phases[2]))
    sheet = sheet_of(part.plans[0], "1", part.tasks)
    assert [(one.task.id, one.group) for one in sheet.work] == [
        ("K01", "A"),
        ("K02", "A"),
        ("K05", "B"),
        ("K06", ""),
    ]


def test_learners_get_no_answers_with_a_sheet() -> None:
    part = tiny("L45")
    sheet = sheet_of(part.plans[0], "1", part.tasks).for_learners()
    assert sheet.plan is not None
    assert not sheet.plan.phases
    assert not any(one.task.expected for one in (*sheet.work, *sheet.homework))


def test_a_lesson_without_plans_has_one_sheet_of_all_tasks() -> None:
    tasks = tiny("").tasks
    sheet = sheet_of(None, "", tasks)
    assert [(one.task, one.number) for one in sheet.work] == [(task, n) for n, task in enumerate(tasks, 1)]


def test_a_test_holds_what_it_encloses() -> None:
    part = tiny(scope_of_test("A"))
    assert [(item.id, item.shows) for item in part.materials] == [("M1", "C1")]
    assert part.tests[0].materials == ("M1",)


def test_an_unknown_plan() -> None:
    with pytest.raises(LookupError, match="no plan L99"):
        tiny("L99")


@pytest.mark.parametrize("edition", editions(PROJECT, LESSON), ids=str)
def test_numbers_have_no_holes_and_nothing_names_another(edition: Edition) -> None:
    lesson = for_edition(LESSON, edition, seed=PROJECT.seed)
    numbers = [item.id for item in lesson.materials]
    assert numbers == [f"M{n}" for n in range(1, len(numbers) + 1)]
    tested = {key for test in lesson.tests for key in test.tasks}
    tasks = (task for task in lesson.tasks if edition.variant is None or task.id in tested)
    shown = {item.id for item in (*tasks, *lesson.materials)}
    for found in texts_of(lesson):
        if getattr(found.item, "id", None) in shown:
            for words in found.text.root.values():
                assert {*NUMBER.findall(words)} <= {*numbers}, (found.name, words)
