"""What is asked for fits the form of the task, the length of its sources, and what documents are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('en: "Tick the right answer: when', 'en: "Connect the right answer: when', '"Connect" asks for lines'),
        ('de: "Kreuze an: Wann', 'de: "Verbinde: Wann', '"Verbinde" asks for lines'),
    ],
)
def test_lines_where_there_is_room_for_letters(change: Change, old: str, new: str, told: str) -> None:
    (found,) = change("tasks.yaml", (old, new))
    assert told in found
    assert found.startswith("content/tiny/tasks.yaml:")


def test_a_law_that_is_said_to_be_signed(change: Change) -> None:
    found = change("materials.yaml", ("    parties: {de: ", '    parties: {de: "Bund", en: "Germany"} #'))
    assert ["nobody signs what one party has made" in line for line in found] == [True]


@pytest.mark.parametrize(
    "asked", ["Sum up M2a in three sentences", "Sum M2a up", "Write a summary of M2a", "Summarise M2a"]
)
def test_a_summary_of_what_is_short_already(change: Change, asked: str) -> None:
    (found,) = change("tasks.yaml", ('en: "Take a position', f'en: "{asked}'))
    assert "K06, prompt: asks for a summary of M2a, which has 18 words" in found
    assert found.startswith("content/tiny/tasks.yaml:")


def test_a_summary_in_german(change: Change) -> None:
    (found,) = change("tasks.yaml", ('de: "Nimm Stellung: Braucht', 'de: "Fasse M2a zusammen: Braucht'))
    assert "asks for a summary of M2a" in found


def test_a_summary_of_what_has_no_length(change: Change) -> None:
    assert change("tasks.yaml", ('en: "Tick the right answer: when', 'en: "Sum up: when')) == []
