"""Gists and introductions in a test that hold what it asks for."""

from __future__ import annotations

from collections.abc import Callable

Change = Callable[..., list[str]]
TASK = """  - id: K07
    type: source_analysis
    operators: [auswerten]
    level: I
    audiences: [class]
    materials: [M2a]
    points: 2
    minutes: 5
    social_form: EA
    prompt: {de: "Arbeite heraus, was Artikel 1 sagt.", en: "Identify what Article 1 says."}
    expected:
      - {points: 2, text: {de: "Jeder Mensch hat den gleichen Wert.", en: "Every human being has the same worth."}}
sprints:
"""
TEST = ("K05]\n    materials: [M4a]\n", "K05, K07]\n    materials: [M2a, M4a]\n    gist: true\n")
ADDED = (("sprints:\n", TASK), TEST)


def test_a_gist_that_gives_the_answer(change: Change) -> None:
    assert change("handouts.yaml", ("    kanji: false", "    gist: true\n    kanji: false")) == []
    found = change("tasks.yaml", *ADDED)
    assert [": Q01, gist: tells what K07, expected 1, asks for in test E1" in line for line in found] == [True, True]
    assert found[0].startswith("content/tiny/materials.yaml:")


def test_a_gist_that_is_not_printed(change: Change) -> None:
    assert change("tasks.yaml", *ADDED) == []
    assert change("handouts.yaml", ("    kanji: false", "    gist: true\n    kanji: false")) != []
    assert change("tasks.yaml", ("    gist: true\n", "")) == []


def test_an_introduction_that_gives_the_answer(change: Change) -> None:
    assert change("tasks.yaml", *ADDED) == []
    (found,) = change("materials.yaml", ("The first sentence of the Basic Law.", "Every human has the same worth."))
    assert (
        "Q01, introduction: tells what K07, expected 1, asks for in test E1; say less, or add from_introduction"
        in found
    )
    assert (
        change("tasks.yaml", ('points: 2, text: {de: "Jeder', 'points: 2, from_introduction: true, text: {de: "Jeder'))
        == []
    )
