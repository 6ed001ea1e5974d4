"""Tests that cannot be given as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., list[str]]


def told(found: list[str], about: str = "test E1") -> list[str]:
    return [line for line in found if about in line]


def test_a_test_that_takes_too_long(change: Change) -> None:
    (found,) = told(change("tasks.yaml", ("minutes: 30\n", "minutes: 20\n")))
    assert "test E1: variant A takes 21 minutes, but 20 are given" in found


def test_points_that_are_not_worth_their_time(change: Change) -> None:
    found = change("tasks.yaml", ("    points: 4\n    minutes: 10\n", "    points: 4\n    minutes: 19\n"))
    assert "in variant A, K02 gives 3 points for 5 minutes, but K05 4 for 19" in told(found)[0]


def test_variants_with_other_points(change: Change) -> None:
    instead = "    materials: [M4a]\n    instead: {B: {K01: K04}}\n    aids"
    (found,) = told(change("tasks.yaml", ("    materials: [M4a]\n    aids", instead)))
    assert "test E1: variant A has 10 points, variant B has 11 points; give all variants as many" in found


@pytest.mark.parametrize(
    ("instead", "message"),
    [
        ("{C: {K01: K01}}", '"instead" names the variant C; handouts.yaml has A, B'),
        ("{B: {K06: K01}}", "variant B has something instead of K06, which the test does not have"),
    ],
)
def test_what_stands_instead_of_nothing(change: Change, instead: str, message: str) -> None:
    changed = f"    materials: [M4a]\n    instead: {instead}\n    aids"
    (found,) = told(change("tasks.yaml", ("    materials: [M4a]\n    aids", changed)))
    assert message in found


def test_what_stands_beside_another_is_enclosed(change: Change) -> None:
    (found,) = told(change("tasks.yaml", ("    minutes: 30\n", "    minutes: 30\n    beside: [M4a, M2a]\n")))
    assert "test E1: M2a is to stand beside another, but is not enclosed" in found


def test_points_for_language_that_no_scheme_gives(change: Change) -> None:
    more = "    minutes: 30\n    language_points: 5\n    rubric: R1\n"
    (found,) = told(change("tasks.yaml", ("    minutes: 30\n", more)))
    assert "language_points is 5, but its mark scheme (R1) gives 6" in found


def test_a_task_for_tests_that_none_has(change: Change) -> None:
    found = change("tasks.yaml", ("  - id: K06\n", "  - id: K06\n    for_tests: true\n"))
    assert len(told(found, "task K06: it is for tests, but none has it")) == 1


def test_parts_and_what_is_expected_of_them(change: Change) -> None:
    prompt = (
        '"Werte M4a aus: a) Nenne den höchsten Wert. b) Erkläre,',
        '"a) Nenne den höchsten Wert.\\n\\nb) Erkläre,',
    )
    assert told(change("tasks.yaml", prompt), "K05, prompt") == []
    (found,) = told(change("tasks.yaml", ('{de: "b) Seit 1990', '{de: "c) Seit 1990')), "K05, prompt")
    assert "nothing is expected of b)" in found


def test_a_project_with_one_variant_needs_nothing_instead(change: Change) -> None:
    instead = "    materials: [M4a]\n    instead: {B: {K01: K04}}\n    aids"
    change("tasks.yaml", ("    materials: [M4a]\n    aids", instead))
    assert told(change("handouts.yaml", ("seed: 1949", "seed: 1949\nvariants: [A]"))) == []
