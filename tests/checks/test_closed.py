"""Tasks with one right answer that nobody can solve, and materials that show nothing, are told."""

from __future__ import annotations

import pytest

from .conftest import Change

ALONE = ('      - {correct: false, text: {de: "am 8. Mai 1945", en: "on 8 May 1945"}}\n', "")
LAST = ('      - {correct: false, text: {de: "am 3. Oktober 1990", en: "on 3 October 1990"}}\n', "")
PAIR = "{{left: {{de: {0}, en: {0}}}, right: {{de: {1}, en: {1}}}}}"
PAIRS = f"    pairs: [{PAIR}, {PAIR.replace('0', '2').replace('1', '3')}]\n    terms: [G01, G02]"
FAULTS = {
    "no option is right": ([("correct: true", "correct: false")], "task K01: no option is right"),
    "all are right": ([("correct: false", "correct: true")] * 2, "task K01: all options are right"),
    "one option": ([ALONE, LAST], "task K01: there is one option only"),
    "equal options": (
        [("am 8. Mai 1945", "Am 23. Mai 1949.")],
        'task K01: options 1 and 2 say the same in "de" ("Am 23. Mai 1949.")',
    ),
    "equal statements": (
        [("type: multiple_choice", "type: true_false"), ("am 8. Mai 1945", "am  23. Mai 1949")],
        "task K01: statements 1 and 2 say the same",
    ),
    "one event": ([("events: [T01, T02, T03]", "events: [T01]")], "task K02: there is one event only"),
    "an event twice": ([("T01, T02, T03", "T01, T02, T02")], "task K02: event T02 is there twice"),
    "wrong order": (
        [("T01, T02, T03", "T01, T03, T02")],
        "task K02: T02 (1949-05-08) stands behind T03 (1949-05-23), but happened before",
    ),
    "no gap": ([("{Bonn}", "Bonn"), ("{1949}", "1949")], 'task K03: in "de" there is no gap'),
    "an open gap": ([("{Bonn}", "{Bonn")], 'task K03: in "de" a brace does not belong to a gap'),
    "an empty gap": ([("{Bonn}", "{}")], 'task K03: in "de" a brace does not belong to a gap'),
    "a word twice": ([("{Bonn}", "{1949}")], 'task K03: in "de" two gaps have the solution "1949"'),
    "one pair": ([("terms: [G01, G02]", "terms: [G01]")], "task K04: there is one pair only"),
    "a term twice": ([("terms: [G01, G02]", "terms: [G01, G01]")], "task K04: term G01 is there twice"),
    "equal left": (
        [("    terms: [G01, G02]", PAIRS.format("a", "b", "a", "c"))],
        'task K04: pairs 1 and 2 have the same left side in "de" ("a")',
    ),
    "equal right": (
        [("    terms: [G01, G02]", PAIRS.format("a", "b", "c", "b"))],
        'task K04: pairs 1 and 2 have the same right side in "de" ("b")',
    ),
    "what is not printed": (
        [("type: multiple_choice", "type: calculation")],
        'task K01: a task of type calculation does not print "options"',
    ),
}


@pytest.mark.parametrize(("changes", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_solved_is_told(change: Change, changes: list[tuple[str, str]], told: str) -> None:
    found = change("tasks.yaml", *changes)
    matching = [line for line in found if told in line]
    assert len(matching) == 1, found
    assert matching[0].startswith("content/tiny/tasks.yaml:")


def test_numbers_and_symbols_may_differ_by_a_sign(change: Change) -> None:
    found = change("tasks.yaml", ("am 23. Mai 1949", "M"), ("am 8. Mai 1945", "m"))
    assert not [line for line in found if "say the same" in line]


def test_two_events_on_one_day_have_no_order(change: Change) -> None:
    found = change("materials.yaml", ("date: 1949-05-08", "date: 1949-05-23"))
    assert [line for line in found if "K02: T02 and T03 have the same date (1949-05-23)" in line]


def test_a_material_that_shows_nothing_to_some_readers_is_told(change: Change) -> None:
    found = change("materials.yaml", ("  - id: G01\n", "  - id: G01\n    audiences: [adult]\n"))
    assert not [line for line in found if 'shows "glossary"' in line]
    found = change("materials.yaml", ("  - id: G02\n", "  - id: G02\n    audiences: [adult]\n"))
    assert [line for line in found if 'M6: shows "glossary", but there is nothing in "glossary" for class' in line]
