"""Tasks that rest on texts of a few words, help with words that its readers do not find, and texts worded anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import reader

Change = Callable[..., list[str]]
WEAK = re.compile(
    r"wikipedia|kgbudge|meteoweb|tass\.com|einpresswire|docslib|panor|globalsecurity|thoughtco|egyptgazette|japanbullet"
    r"|\bcommit |own knowledge|UrhG § ",
    re.IGNORECASE,
)
"""Encyclopaedias, mirrors and agencies that stand in for what they copy; wording that no source line should have."""
OPINION = "    type: opinion\n"


def test_a_task_of_level_iii_that_rests_on_two_sentences(change: Change) -> None:
    found = change("tasks.yaml", (OPINION, "    type: source_criticism\n"))
    assert [line.partition(" (")[0].partition(": ")[2] for line in found] == [
        f"K06: a task of level III rests on texts of {count} words" for count in (17, 18)
    ]
    assert all(line.startswith("content/tiny/tasks.yaml:") and "give it at least 60" in line for line in found)
    assert "(de/class, de/adult)" in found[0]
    assert "(en/class, en/adult)" in found[1]


def test_an_opinion_may_rest_on_a_sentence(change: Change) -> None:
    assert change("tasks.yaml", (OPINION, OPINION)) == []


def test_what_is_told_around_a_quotation_counts(change: Change) -> None:
    told = " ".join(["und so weiter"] * 15)
    account = f'    account_after: {{de: "{told}", en: "{told}"}}\n    rights: {{de: "Gesetzestext'
    assert change("materials.yaml", ('    rights: {de: "Gesetzestext', account)) == []
    assert change("tasks.yaml", (OPINION, "    type: source_criticism\n")) == []


def test_a_task_of_level_i_may_rest_on_a_sentence(change: Change) -> None:
    found = change("tasks.yaml", (OPINION, "    type: source_criticism\n"), ("    level: III\n", "    level: I\n"))
    assert not [line for line in found if "rests on texts" in line]


NOTE = """    annotations:
      - term: {de: "Parlamentarische Rat", en: "Parliamentary Council"}
        explanation: {de: "Versammlung in Bonn", en: "assembly in Bonn"}
    sources: [S01, S04]
"""
WORDED = '      de-x-adult: "Der Rat nahm das Grundgesetz an."\n      en: |\n        On 1 September'


def test_help_that_is_not_in_the_wording_of_an_audience(change: Change) -> None:
    assert change("materials.yaml", ("    sources: [S01, S04]\n", NOTE)) == []
    (found,) = change("materials.yaml", ("      en: |\n        On 1 September", WORDED))
    assert 'X-STD, annotation 1: "Parlamentarische Rat" is not in the text as adult reads it' in found
    assert change("materials.yaml", ("      - term: {de: ", "      - audiences: [class]\n        term: {de: ")) == []


def test_a_text_that_is_worded_anew_may_tell_other_numbers(tmp_path: Path, change: Change) -> None:
    assert change("materials.yaml", ("      en: |\n        On 1 September", WORDED)) == []
    content = reader.read_all(tmp_path / "project")
    from handouts.checks.numbers import number_problems

    assert list(number_problems(content.lesson, content.positions)) == []


@pytest.fixture(scope="module")
def cited(root: Path) -> list[str]:
    """All that the references of the real lesson print."""
    lesson = reader.read_lesson(root / "content" / "us-japan-alliance", root=root)
    return [
        words
        for reference in lesson.references
        for part in (reference.label, reference.short, reference.url, reference.seen, reference.rights)
        for words in (part.root.values() if hasattr(part, "root") else [part])
        if words
    ]


def test_the_lesson_cites_what_it_relies_on(cited: list[str]) -> None:
    assert len(cited) > 200
    assert [words for words in cited if WEAK.search(words)] == []
