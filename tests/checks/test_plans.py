"""Whether a lesson can be held with what its plan gives, and what no plan uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., list[str]]


def test_tasks_that_take_longer_than_their_phases(change: Change) -> None:
    found, *_ = change("tasks.yaml", ("    minutes: 12\n", "    minutes: 40\n"))
    assert found.startswith("content/tiny/tasks.yaml:")
    assert "plan L45: the tasks take 52 minutes, the phases in which they are done 40" in found


def test_of_groups_the_slowest_counts(change: Change) -> None:
    grouped = "        tasks: [K01, K02, K05]\n", "        groups: [[K01, K02], [K05]]\n"
    (found,) = change("tasks.yaml", grouped, ("    minutes: 12\n", "    minutes: 40\n"))
    assert "the tasks take 50 minutes" in found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('de: "Zeitleiste und Diagramm mit Beobachtungsbogen."', "has no sheet for those who watch"),
        ('de: "Zeitleiste, Diagramm und Rollenkarten."', "has no role cards"),
    ],
)
def test_what_a_plan_speaks_of_exists(change: Change, words: str, told: str) -> None:
    (found,) = change("tasks.yaml", ('de: "Zeitleiste und Diagramm."', words))
    assert told in found
    assert found.startswith("content/tiny/tasks.yaml:")


def test_a_task_that_names_what_its_reader_does_not_hold(change: Change) -> None:
    alone = "    homework_tasks: [K03, K04]\n", "    choice_tasks: [K04]\n"
    (found,) = change("tasks.yaml", alone, ('de: "Nimm Stellung: Braucht', 'de: "Lies M5. Nimm Stellung: Braucht'))
    assert "K06, prompt: names M5, which plan L45 does not use, so its reader does not hold it" in found


def test_tasks_in_no_plan(change: Change) -> None:
    found = change("tasks.yaml", ("    homework_tasks: [K03, K04]\n", "    homework_tasks: [K03]\n"))
    assert ["task K04: no plan for class, adult has it" in line for line in found] == [True]


def test_a_task_of_the_pool(change: Change) -> None:
    changes = (
        ("    homework_tasks: [K03, K04]\n", "    homework_tasks: [K03]\n"),
        ("  - id: K04\n", "  - id: K04\n    pool: true\n"),
    )
    assert change("tasks.yaml", *changes) == []


def test_an_objective_that_no_task_serves(change: Change) -> None:
    found = change("tasks.yaml", ("  - id: K01\n", "  - id: K01\n    objectives: [O1]\n"))
    assert [("no task on its sheet serves objective O2" in line) for line in found] == [True]


def test_two_plans_with_one_suffix(change: Change) -> None:
    plan = """plans:
  - id: L46
    suffix: last
    minutes: 5
    title: {de: "Noch eine", en: "Another"}
    question: {de: "Warum?", en: "Why?"}
    phases:
      - minutes: 5
        social_form: UG
        name: {de: "Ende", en: "End"}
        content: {de: "Fragen klären.", en: "Settle questions."}
"""
    found = change("tasks.yaml", ("plans:\n", plan), ("  - id: L45\n", "  - id: L45\n    suffix: last\n"))
    assert any('plan L45: "last" is the suffix of plan L46, too' in line for line in found)


def test_a_term_that_no_text_names(change: Change) -> None:
    term = """glossary:
  - id: G99
    term: {de: "Grundsteuer", en: "land tax"}
    standard: {de: "Eine Abgabe.", en: "A levy."}
    easy: {de: "Geld für den Staat.", en: "Money for the state."}
"""
    found = change("materials.yaml", ("glossary:\n", term))
    assert ["term G99: no text for class, adult names it" in line for line in found] == [True]
