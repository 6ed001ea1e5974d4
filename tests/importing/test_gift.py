"""GIFT as Moodle's documentation describes it → tasks."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.errors import ContentError
from handouts.importing.found import Found
from handouts.importing.gift import gift
from handouts.importing.writing import draft
from handouts.reader.markdown import parse_markdown


def read(text: str) -> tuple[Found, list[dict[str, Any]]]:
    """What is found, and the tasks that the reader of lessons finds in the draft of it."""
    found = gift(text.encode(), "quiz.gift", "en")
    parsed = parse_markdown(draft(found, "en", title="Quiz"), "draft.md")
    assert not parsed.problems
    return found, parsed.data.get("tasks", [])


def one(text: str) -> dict[str, Any]:
    _, (task,) = read(text)
    return task


def options(task: dict[str, Any]) -> list[tuple[bool, str]]:
    return [(option["correct"], option["text"]["en"]) for option in task["options"]]


def test_a_choice_keeps_feedback_as_remarks() -> None:
    found, (task,) = read("::Colours:: Which lies between? {=yellow # well done ~red # no ~blue}")
    assert task["type"] == "multiple_choice"
    assert task["prompt"]["en"] == "Which lies between?"
    assert options(task) == [(True, "yellow"), (False, "red"), (False, "blue")]
    text = draft(found, "en")
    assert "<!--\nfrom quiz.gift:1 “Colours”\nfeedback in Moodle to “yellow”: well done" in text


def test_weights_make_several_answers_right_and_are_told() -> None:
    found, (task,) = read("Who? {~%-100%Nobody ~%50%Ann ~%30%Ben}")
    assert options(task) == [(False, "Nobody"), (True, "Ann"), (True, "Ben")]
    assert "weight" in str(found.lost[0])


@pytest.mark.parametrize(("sign", "right"), [("T", True), ("TRUE", True), ("F", False), ("false#why#so", False)])
def test_a_statement_is_judged(sign: str, right: bool) -> None:
    task = one(f"The sun rises in the west.{{{sign}}}")
    assert task["type"] == "true_false"
    assert options(task) == [(right, "The sun rises in the west.")]


def test_a_short_answer_has_a_line_and_all_that_is_right() -> None:
    task = one("Who lives there?{=nobody =no one =%50%Ann}")
    assert task["lines"] == "1"
    assert [aspect["text"]["en"] for aspect in task["expected"]] == ["nobody / no one / Ann (50 %)"]


def test_pairs_are_matched_and_what_belongs_to_nothing_is_told() -> None:
    found, (task,) = read("Match. {\n=cat -> cat food\n=dog -> dog food\n= -> bird seed\n}")
    assert [(pair["left"]["en"], pair["right"]["en"]) for pair in task["pairs"]] == [
        ("cat", "cat food"),
        ("dog", "dog food"),
    ]
    assert found.lost[0].line == 1
    assert "bird seed" in found.lost[0].message


@pytest.mark.parametrize(
    ("answer", "told"),
    [("#1822:5", "1822 ± 5"), ("#1.5..1.7", "1.5 – 1.7"), ("#=3:0#yes =%50%3:2#nearly", "3 / 3 ± 2 (50 %)")],
)
def test_numbers_have_their_range(answer: str, told: str) -> None:
    assert one(f"How much? {{{answer}}}")["expected"][0]["text"]["en"] == told


def test_a_missing_word_is_a_gap_or_a_choice() -> None:
    assert one("Two and {=two =2} are four.")["gap_text"]["en"] == "Two and {two} are four."
    task = one("Two and {=two ~three} are four.")
    assert task["prompt"]["en"] == r"Two and \_\_\_\_\_ are four."
    assert options(task) == [(True, "two"), (False, "three")]


def test_an_essay_has_no_answer() -> None:
    task = one("Tell of your town. {}")
    assert "expected" not in task
    assert "options" not in task


def test_escaped_signs_are_words() -> None:
    assert options(one(r"Which set? {=\{1\=1\} ~a\:b ~50\#}")) == [(True, "{1=1}"), (False, "a:b"), (False, "50#")]


def test_comments_categories_and_descriptions() -> None:
    found, tasks = read("// of no use\n$CATEGORY: maths/easy\n\nOne? {T}\n\nA text alone.\n\nTwo? {F}\n")
    assert len(tasks) == 2
    text = draft(found, "en")
    assert text.count("category in Moodle: maths/easy") == 1
    assert "## Material: A text alone" in text


def test_html_is_markdown() -> None:
    assert one("[html]<p>What is <b>2</b><sup>3</sup>?</p>{=8}")["prompt"]["en"] == "What is **2**^3^?"


def test_general_feedback_is_kept() -> None:
    found, _ = read("True? {T####Think of it.}")
    assert "feedback in Moodle: Think of it." in draft(found, "en")


def test_braces_that_stay_open_are_told_and_the_next_question_is_read() -> None:
    found, tasks = read("::A:: Open {=a ~b\n\n::B:: Closed {T}")
    assert [task["type"] for task in tasks] == ["multiple_choice", "true_false"]
    assert "never closed" in found.lost[0].message


def test_words_that_look_like_settings_stay_words() -> None:
    assert one("Material: what is it? {T}")["options"][0]["text"]["en"] == "Material: what is it?"
    assert one("Time: how long? {}")["prompt"]["en"] == r"Time\: how long?"


def test_other_encodings_are_told_and_what_is_no_text_refused() -> None:
    found = gift("Größe? {T}".encode("cp1252"), "quiz.gift", "de")
    assert "1252" in found.lost[0].message
    assert "Größe" in draft(found, "de")
    with pytest.raises(ContentError):
        gift(b"\x00\x01\x02", "quiz.gift", "de")
