"""Whatever stands in any field of any record, what is told of it is in words of its author."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, RootModel

from handouts.model import node
from handouts.model.brand import Brand
from handouts.model.lesson import Lesson
from handouts.model.position import Position, Positions
from handouts.model.project import Project
from handouts.reader.habits import as_date, as_number, as_truth, as_whole_number
from handouts.reader.validate import null_problems, validate

BAD: tuple[Any, ...] = (
    None, True, 3.5, -7, 10**30, [], ["x"], [1], [{}], [[]], [[["x"]]], [None], {}, {"de": 1}, {"de": None},
    {"de": ""}, {"Über-": "x"}, {"x": {"y": 1}}, {"a": {"b": {"c": 1}}}, "", "x y !", "Ü1", "0", "1e400", "nan", "1,5",
    "ja", "8.9.1951", "2026-13-45", "x" * 300,
)  # fmt: skip
INTERNAL = re.compile(
    r"\^\[|\\[dws]|\[a-z|\]\*|\$\"|NoneType|pydantic|Input should|value_error|<class|\b(?:dict|tuple)\b|\b(?:str|int)\b"
)


def records(model: type[BaseModel], known: list[type[BaseModel]]) -> list[type[BaseModel]]:
    known.append(model)
    for info in model.model_fields.values():
        for kind in node._types(info.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in known:
                records(kind, known)
    return known


MODELS = [one for top in (Lesson, Project) for one in records(top, []) if not issubclass(one, RootModel)]


def told(record: type[Any], keys: Iterable[str], values: tuple[Any, ...]) -> Iterator[str]:
    """All that is told of a record that holds one of the values under each of the keys."""
    for value in values:
        _, problems = validate(record, dict.fromkeys(keys, value), Positions())
        yield from (problem.message.replace(str(value), "…") if value else problem.message for problem in problems)


@pytest.mark.parametrize("model", dict.fromkeys(MODELS), ids=lambda model: model.__name__)
def test_no_message_speaks_of_programs(model: type[BaseModel]) -> None:
    assert not [message for message in told(model, model.model_fields, BAD) if INTERNAL.search(message)]


def test_no_message_about_a_brand_does() -> None:
    keys = [one.name for one in dataclasses.fields(Brand)]
    inner = tuple(dict.fromkeys(("accent", "body", "ink", "file", "alt"), value) for value in BAD)
    assert not [message for message in told(Brand, keys, (*BAD, *inner)) if INTERNAL.search(message)]


def one(model: type[Any], text: str, key: str, value: Any) -> str:
    """What is told of a value that stands behind its key in the first line of a file."""
    positions = Positions({(key,): Position("f", 1, 1)}, {}, {"f": text})
    _, problems = validate(model, {key: value}, positions)
    return next(problem.message for problem in problems if problem.line)


@pytest.mark.parametrize("word", ["Null", "null", "~", "NULL"])
def test_a_word_that_yaml_takes_for_nothing_is_told(word: str) -> None:
    message = one(Lesson, f"title: {word}\n", "title", None)
    assert message == f'title: "{word}" means nothing in YAML; put it in quotes if it is text, or delete the key'
    assert "is empty" in one(Lesson, "title:\n", "title", None)


@pytest.mark.parametrize(
    ("words", "told"), [("Null", True), ("NULL", True), ("null", False), ("~", False), ("", False)]
)
def test_a_text_that_may_be_left_out_is_told_where_it_may_be_the_word(words: str, told: bool) -> None:
    positions = Positions({("subtitle",): Position("f", 1, 11)}, {}, {"f": f"subtitle: {words}\n"})
    found = [problem.message for problem in null_problems({"subtitle": None}, positions)]
    assert [f'subtitle: "{words}" means nothing in YAML' in message for message in found] == [True] * told


def test_letters_that_an_id_may_have_are_named() -> None:
    assert "no ä, ö, ü, ß" in one(Lesson, "id: Ü1\n", "id", "Ü1")


@pytest.mark.parametrize(
    ("key", "meant"), [("Titel", "title"), ("aufgaben", "tasks"), ("Quellen", "sources"), ("Titl", "title")]
)
def test_keys_in_german_are_told_once_with_the_right_one(key: str, meant: str) -> None:
    _, problems = validate(Lesson, {key: {"de": "x"}}, Positions())
    messages = [problem.message for problem in problems]
    assert f'unknown key "{key}"; did you mean "{meant}"?' in messages
    assert f'the lesson lacks "{meant}"; add it' not in messages


def test_habits_are_told_with_what_to_write() -> None:
    assert [as_date(one) for one in ("8.9.1951", "8. 9. 1951", "9/1951", "1951/9/8")] == [
        "1951-09-08",
        "1951-09-08",
        "1951-09",
        "1951-09-08",
    ]
    assert as_date("im Herbst") is None
    assert [as_number(one) for one in ("1,5", "1.234,5", "45 Minuten", "12,5 %", "drei", "1,234,567")] == [
        "1.5",
        "1234.5",
        "45",
        "12.5",
        None,
        None,
    ]
    assert [as_whole_number(one) for one in ("45 min", "1,5")] == ["45", None]
    assert [as_truth(one) for one in ("ja", "Nein", "vielleicht")] == ["true", "false", None]
