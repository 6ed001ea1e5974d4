"""YAML text → plain data: scalars, positions, and everything that is refused."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.reader.files import UNPRINTABLE
from handouts.reader.parse import MAX_DEPTH, parse


def test_numbers_stay_as_they_are_written() -> None:
    data = parse("a: 70.27\nb: 1951\nc: 1.10\nd: 1951-09-08\ne: 1e3\n", "f").data
    assert data == {"a": "70.27", "b": "1951", "c": "1.10", "d": "1951-09-08", "e": "1e3"}


def test_constants_are_those_of_yaml_1_2() -> None:
    data = parse("a: true\nb: False\nc: null\nd: ~\ne:\nf: y\ng: 'true'\n", "f").data
    assert data == {"a": True, "b": False, "c": None, "d": None, "e": None, "f": "y", "g": "true"}


def test_keys_are_always_words() -> None:
    assert parse("no: a\n1951: b\ntrue: c\n", "f").data == {"no": "a", "1951": "b", "true": "c"}


def test_places_of_keys_and_elements() -> None:
    places = parse("a:\n  - ä: 1\n    b: [x, 'y']\n", "f.yaml").places
    assert places[("a",)] == ("f.yaml", 1, 1)
    assert places[("a", 0)] == ("f.yaml", 2, 5)
    assert places[("a", 0, "b")] == ("f.yaml", 3, 5)
    assert places[("a", 0, "b", 1)] == ("f.yaml", 3, 12)


def test_columns_count_characters() -> None:
    assert parse("[äöü, „“, x]", "f").places[(2,)].column == 11


REFUSED = {
    "second colon": ("a: b: c\n", 1, 5, "in quotes"),
    "tab": ("a:\n\t- b\n", 2, 1, "in quotes"),
    "open list": ("a: [1, 2\nb: 3\n", 1, 4, 'close with "]"'),
    "open mapping": ("a: 1\nb: {c: 2\n", 2, 4, 'close with "}"'),
    "open quote": ('a: 1\nb: "foo\nc: 3\n', 2, 4, "close it"),
    "text after quote": ("a: 'x' y\n", 1, 8, "quotes"),
    "indentation": ("- a\nb: c\n", 2, 1, "indentation"),
    "no colon": ("a: 1\nb\nc: 2\n", 3, 1, "add it"),
    "escape": ('a: "\\q"\n', 1, 5, "backslash"),
    "at sign": ("a: @x\n", 1, 4, "in quotes"),
    "Markdown emphasis": ("a: 1\nb: *em* x\n", 2, 7, "quotes"),
    "alias": ("a: *b\n", 1, 4, "write the content out"),
    "anchor": ("a: 1\nb: &c d\n", 2, 4, "delete it"),
    "tag": ("a: !!python/name:os.system x\n", 1, 4, "delete it"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, 1, "remove the line"),
    "repeated key": ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "already there in line 3"),
    "key that is a list": ("? [a]\n: b\n", 1, 3, "must be a word"),
    "no": ("a: 1\nb: no\n", 2, 4, "write false if you mean that"),
    "Yes": ("- Yes\n", 1, 3, "write true if you mean that"),
    "time": ("a: 12:30\n", 1, 4, "in quotes"),
    "octal": ("a: 0123\n", 1, 4, "write 123"),
    "escaped control character": ('a: "x\\0"\n', 1, 4, "delete it"),
}


@pytest.mark.parametrize(("text", "line", "column", "advice"), REFUSED.values(), ids=REFUSED)
def test_refused_with_line_and_column(text: str, line: int, column: int, advice: str) -> None:
    (problem,) = parse(text, "f.yaml").problems
    assert (problem.path, problem.line, problem.column) == ("f.yaml", line, column)
    assert advice in problem.message


@pytest.mark.parametrize("text", ["a: 'no'\n", "a: no way\n", "a: 12:30 Uhr\n", "a: '0123'\n", "a: |\n  no\n"])
def test_what_is_text_is_not_refused(text: str) -> None:
    assert parse(text, "f").problems == ()


def test_all_problems_of_a_file_are_found() -> None:
    problems = parse("a: no\nb: 12:30\nb: &x 3\n", "f").problems
    assert [problem.line for problem in problems] == [1, 2, 3, 3]


def test_first_value_of_a_repeated_key_is_kept() -> None:
    parsed = parse("a: [1]\na: {b: 2}\n", "f")
    assert parsed.data == {"a": ["1"]}
    assert parsed.places[("a",)].line == 1


@pytest.mark.parametrize("text", ["[" * 4_000_000, "{a: " * 100_000, "- " * 100_000], ids=["lists", "maps", "block"])
def test_deep_nesting_ends_at_once(text: str) -> None:
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        parsed = parse(text, "f")
    finally:
        sys.setprofile(None)
    assert calls < 10_000, "it goes on after the first levels that are too many"
    assert parsed.data is None
    assert f"more than {MAX_DEPTH} levels" in parsed.problems[0].message


def test_reference_bombs_are_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    parsed = parse(bomb, "f")
    assert parsed.data is None
    assert all(
        "write the content out" in problem.message or "delete it" in problem.message for problem in parsed.problems
    )


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20).filter(
    lambda text: not UNPRINTABLE.search(text)
)
trees: st.SearchStrategy[Any] = st.recursive(
    words | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


@given(trees.filter(lambda tree: isinstance(tree, list | dict)))
def test_what_is_dumped_is_read_back(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False)
    parsed = parse(text, "f")
    assert parsed.problems == ()
    assert parsed.data == tree


@given(st.text(alphabet="ab:-[]{}\"'&*!|>#%@, \n01", max_size=60))
def test_any_text_gives_data_or_a_place(text: str) -> None:
    parsed = parse(text, "f")
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in parsed.problems)
