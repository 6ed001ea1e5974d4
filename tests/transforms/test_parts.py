"""Room to answer in: as much as is expected, below each part of a prompt."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handouts.model.task import Task
from handouts.transforms.parts import in_parts, lines_for, shared_out, writing_lines

PROMPT = "Analyse it.\n\na) **Name** it.\n\nb) **Explain** it.\n\nUse both sources."


def task(prompt: str = PROMPT, expected: tuple[str, ...] = ("a) " + "x " * 19, "b) " + "x " * 39), **more: Any) -> Task:
    answers = [{"points": 1, "text": {"en": words}} for words in expected]
    record = {
        "id": "K1", "type": "opinion", "operators": ["name"], "level": "I", "points": len(expected), "minutes": 3,
        "social_form": "EA", "prompt": {"en": prompt}, "expected": answers, **more,
    }  # fmt: skip
    return Task.model_validate(record)


def test_each_part_has_the_room_that_its_answer_takes() -> None:
    lead, parts = in_parts(task())
    assert lead == "Analyse it."
    assert [(part.letter, part.lines) for part in parts] == [("a", 4), ("b", 6)]
    assert parts[0].words == "a) **Name** it."
    assert parts[1].words == "b) **Explain** it.\n\nUse both sources."
    assert writing_lines(task()) == 10


@given(st.integers(0, 400))
def test_a_line_for_ten_words_and_two_more_at_most(words: int) -> None:
    assert abs(lines_for(words) - words / 10) <= 2


def test_parts_share_their_room_if_nobody_knows_how_much_each_takes() -> None:
    for one in (task(expected=("x", "b) x")), task(lines=1), task(box_height=40), task(prompt="a) Name it.")):
        assert in_parts(one) == ("", ())


def test_lines_that_a_task_names_are_shared_out_by_what_is_expected_of_each_part() -> None:
    assert [part.lines for part in in_parts(task(lines=6))[1]] == [2, 4]
    assert writing_lines(task(lines=6)) == 6


TABLE = {"columns": [{"en": "Question"}, {"en": "Answer"}], "rows": [{"en": "Who?"}]}


def test_a_table_is_what_the_first_part_fills_in_and_the_lines_are_those_of_the_others() -> None:
    assert [part.lines for part in in_parts(task(lines=4, table=TABLE))[1]] == [0, 4]
    assert in_parts(task(table=TABLE)) == in_parts(task(lines=0, table=TABLE)) == ("", ())


@given(st.lists(st.integers(1, 200), min_size=1, max_size=6), st.integers(0, 20))
def test_all_lines_are_given_out_and_every_part_has_one(words: list[int], more: int) -> None:
    shares = shared_out(len(words) + more, words)
    assert sum(shares) == len(words) + more
    assert min(shares) >= 1
    assert all(shares[a] >= shares[b] for a in range(len(words)) for b in range(len(words)) if words[a] > words[b])
