"""Room to answer in: as much as is expected, below each part of a prompt."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handouts.model.task import Task
from handouts.transforms.parts import in_parts, lines_for, writing_lines

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
    for one in (task(expected=("x", "b) x")), task(lines=4), task(box_height=40), task(prompt="a) Name it.")):
        assert in_parts(one) == ("", ())
