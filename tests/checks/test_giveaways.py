"""Gaps that another item of the same test gives away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., list[str]]
OPTION = '{de: "am 8. Mai 1945", en: "on 8 May 1945"}'
ENCLOSED = ("    materials: [M4a]\n    aids", "    materials: [M2a, M4a]\n    aids")


@pytest.mark.parametrize(
    "words",
    [
        "Das Grundgesetz gilt seit 1949.",
        "Der Rat kam nach Bonn.",
    ],
)
def test_an_option_that_gives_a_gap_away(change: Change, words: str) -> None:
    found = change("tasks.yaml", (OPTION, f'{{de: "{words}", en: "on 8 May 1945"}}'))
    assert [f'of K03 in test E1: "{words}"' in line for line in found] == [True]
    assert "K01, options 2, text: gives away gap " in found[0]


@pytest.mark.parametrize(
    "words", ["am 8. Mai 1945", "Bonn liegt am Rhein.", "Bundestagswahl 1949", "Der Rat tagte lange."]
)
def test_a_word_that_tells_nothing_about_its_gap(change: Change, words: str) -> None:
    assert change("tasks.yaml", (OPTION, f'{{de: "{words}", en: "on 8 May 1945"}}')) == []


def test_a_word_beside_the_same_word_gives_it_away(change: Change) -> None:
    (found,) = change("tasks.yaml", ("seit dem Jahr {1949}", "seit dem 24. Mai {1949}"))
    assert 'K01, options 1, text: gives away gap 2 (1949) of K03 in test E1: "am 23. Mai 1949"' in found


def test_a_gap_text_that_gives_itself_away(change: Change) -> None:
    (found,) = change("tasks.yaml", ("Der Rat tagte in {Bonn}.", "Der Rat tagte in {Bonn}. Der Rat in Bonn war klein."))
    assert 'K03, gap_text: gives away gap 1 (Bonn) of K03 in test E1: "Der Rat in Bonn war klein."' in found


def test_an_enclosure_gives_it_away_unless_the_task_is_about_it(change: Change) -> None:
    events = ('text: {de: "In Bonn beginnen', 'text: {de: "In Bonn tagt der Rat. Es beginnen')
    assert change("materials.yaml", events) == []
    (found,) = change(
        "materials.yaml", ('introduction: {de: "Der erste Satz', 'introduction: {de: "Der Rat tagte in Bonn. Satz eins')
    ) + change("tasks.yaml", ENCLOSED)
    assert "Q01, introduction: gives away gap 1 (Bonn)" in found
    assert change("tasks.yaml", ("materials: [M5, M6]", "materials: [M2a, M5, M6]")) == []


def test_what_is_expected_is_not_printed(change: Change) -> None:
    assert change("tasks.yaml", ('text: {de: "b) Seit 1990', 'text: {de: "b) Der Rat tagte in Bonn. Seit 1990')) == []
