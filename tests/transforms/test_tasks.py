"""Tasks on paper: what is shuffled, what is hidden, how much room is left."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.lesson import Lesson
from handouts.model.project import Audience
from handouts.model.task import Option, Task
from handouts.transforms import variants_of, view
from handouts.transforms.tasks import shuffled, shuffled_options, writing_lines

LESSON = {
    "id": "tiny", "languages": ["en"], "title": {"en": "T"}, "subtitle": {"en": "S"}, "question": {"en": "Q"},
    "subject": {"en": "History"}, "as_of": "2026", "version": "1", "authors": "A", "licence": {"en": "L"},
    "working_translation": {"en": "W"},
    "timeline": [
        {"id": f"T{year}", "date": str(year), "importance": 3, "title": {"en": str(year)}, "text": {"en": "…"}}
        for year in (1949, 1955, 1961, 1972, 1989)
    ],
    "glossary": [
        {"id": f"G{n}", "term": {"en": f"term {n}"}, "standard": {"en": f"standard {n}"}, "easy": {"en": f"easy {n}"}}
        for n in range(4)
    ],
}  # fmt: skip
AUDIENCE = Audience.model_validate(
    {
        "id": "class",
        "name": {"en": "C"},
        "short": {"en": "C"},
        "languages": ["en"],
        "texts": [],
        "level_mix": {"I": 100},
    }
)
LESSON_MODEL = Lesson.model_validate(LESSON)


@pytest.fixture
def make() -> Callable[..., Task]:
    def make(kind: str, **more: Any) -> Task:
        record = {
            "id": "K1", "type": kind, "operators": ["name"], "level": "I", "points": 2, "minutes": 3,
            "social_form": "EA", "prompt": {"en": "?"}, "expected": [{"points": 2, "text": {"en": "x " * 24}}], **more,
        }  # fmt: skip
        return Task.model_validate(record)

    return make


def test_events_are_shown_out_of_order_with_their_right_places(make: Callable[..., Task]) -> None:
    task = make("ordering", events=["T1949", "T1955", "T1961", "T1972", "T1989"])
    shown = view(task, LESSON_MODEL, AUDIENCE, seed=1)
    years = [str(event.date) for event in shown.order]
    assert years != sorted(years)
    by_place = dict(zip(shown.solution, years, strict=True))
    assert [by_place[str(place)] for place in range(1, 6)] == sorted(years)


def test_matching_letters_lead_to_the_right_definition(make: Callable[..., Task]) -> None:
    shown = view(make("matching", terms=["G0", "G1", "G2", "G3"]), LESSON_MODEL, AUDIENCE, seed=1)
    assert [str(term) for term in shown.left] == ["term 0", "term 1", "term 2", "term 3"]
    found = [str(shown.right["abcd".index(letter)]) for letter in shown.solution]
    assert found == ["standard 0", "standard 1", "standard 2", "standard 3"]
    assert [str(right) for right in shown.right] != found


def test_gap_text_hides_its_words_in_a_box(make: Callable[..., Task]) -> None:
    shown = view(make("gap_text", gap_text={"en": "The {one} and the {two}."}), LESSON_MODEL, AUDIENCE, seed=1)
    assert shown.gaps == (("text", "The "), ("gap", "one"), ("text", " and the "), ("gap", "two"), ("text", "."))
    assert sorted(shown.words) == ["one", "two"]
    assert shown.solution == ("one", "two")


@pytest.mark.parametrize(
    ("more", "lines"),
    [({}, 4), ({"lines": 9}, 9), ({"lines": 0}, 0), ({"box_height": 40}, 0)],
)
def test_room_follows_the_expected_answer_unless_the_task_says_otherwise(
    make: Callable[..., Task], more: dict[str, int], lines: int
) -> None:
    assert writing_lines(make("opinion", **more)) == lines


def test_variants_hold_the_same_tasks_by_level_in_another_order(make: Callable[..., Task]) -> None:
    options = [{"correct": n == 0, "text": {"en": f"option {n}"}} for n in range(4)]
    tasks = [make("multiple_choice", id=f"K{n}", level="I" if n < 6 else "II", options=options) for n in range(9)]
    test = {"id": "X1", "minutes": 20, "title": {"en": "Test"}, "tasks": [task.id for task in tasks]}
    lesson = Lesson.model_validate(
        {**LESSON, "tasks": [task.model_dump(mode="json") for task in tasks], "tests": [test]}
    )
    a, b = variants_of(lesson, ["A", "B"], seed=1)
    ids_a, ids_b = ([task.id for task in variant.tasks] for variant in (a, b))
    assert ids_a != ids_b
    assert sorted(ids_a) == sorted(ids_b) == sorted(task.id for task in tasks)
    assert [task.level for task in a.tasks] == ["I"] * 6 + ["II"] * 3
    assert variants_of(lesson, ["A", "B"], seed=1) == (a, b)
    assert variants_of(lesson, ["A", "B"], seed=2) != (a, b)


@given(st.lists(st.integers(), unique=True, max_size=12), st.text(max_size=5))
def test_shuffling_loses_nothing_and_depends_on_the_key_alone(items: list[int], key: str) -> None:
    once = shuffled(items, key)
    assert sorted(once) == sorted(items)
    assert once == shuffled(items, key)
    if len(items) > 1:
        assert list(once) != items


@given(st.lists(st.booleans(), min_size=2, max_size=8), st.integers())
def test_options_go_where_the_one_goes_that_they_are_kept_with(kept: list[bool], seed: int) -> None:
    options = [
        Option.model_validate(
            {"correct": True, "text": {"en": str(n)}, "keep_with": "previous" if n and one_fsync else None}
        )
        for n, one_fsync in enumerate(kept)
    ]
    order = [int(str(option.text)) for option in shuffled_options(options, str(seed))]
    assert sorted(order) == list(range(len(kept)))
    for n, one_fsync in enumerate(kept):
        if n and one_fsync:
            assert order.index(n) == order.index(n - 1) + 1


def test_variants_keep_options_together(make: Callable[..., Task]) -> None:
    options = [{"correct": True, "text": {"en": f"{n}"}} for n in range(6)]
    options[5]["keep_with"] = "previous"
    test = {"id": "X1", "minutes": 20, "title": {"en": "Test"}, "tasks": ["K1"]}
    task = make("true_false", options=options).model_dump(mode="json")
    lesson = Lesson.model_validate({**LESSON, "tasks": [task], "tests": [test]})
    for seed in range(20):
        for variant in variants_of(lesson, ["A", "B"], seed=seed):
            order = [str(option.text) for option in variant.tasks[0].options]
            assert order.index("5") == order.index("4") + 1


def test_a_variant_has_other_tasks_where_its_test_says_so(make: Callable[..., Task]) -> None:
    tasks = [make("opinion", id=f"K{n}").model_dump(mode="json") for n in range(4)]
    test = {"id": "X1", "minutes": 20, "title": {"en": "Test"}, "tasks": ["K0", "K1"], "materials": ["M1"]}
    test["instead"] = {"B": {"K0": "K2", "K1": "K3", "M1": "M2"}}
    lesson = Lesson.model_validate({**LESSON, "tasks": tasks, "tests": [test]})
    a, b = variants_of(lesson, ["A", "B"], seed=1)
    assert [{task.id for task in variant.tasks} for variant in (a, b)] == [{"K0", "K1"}, {"K2", "K3"}]
    assert [variant.tests[0].materials for variant in (a, b)] == [("M1",), ("M2",)]
    assert set(lesson.tests[0].ever) == {"K0", "K1", "K2", "K3", "M1", "M2"}


def test_the_first_option_has_none_before_it(make: Callable[..., Task]) -> None:
    with pytest.raises(ValueError, match="the first of the options has none before it"):
        make("true_false", options=[{"correct": True, "text": {"en": "?"}, "keep_with": "previous"}])
