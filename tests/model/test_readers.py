"""For whom content is: what is named decides, the nearest first; and which wordings an audience reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.model.lesson import Lesson, Wording
from handouts.model.project import Audience
from handouts.model.readers import Addressed, Readers

KEYS = st.sampled_from(["sek1", "class9b", "course", "easy", "uni"])
LINEAGES = st.lists(KEYS, min_size=1, unique=True)
"""An audience and its bases."""


def written(**value: Any) -> Readers:
    """As authors write it: keys without a value are left out."""
    return Readers.model_validate({key: names for key, names in value.items() if names})


@given(LINEAGES, st.sets(KEYS, min_size=1), st.sets(KEYS))
def test_whoever_is_left_out_never_gets_it(lineage: list[str], left_out: set[str], only: set[str]) -> None:
    readers = written(**{"not": tuple(left_out), "only": tuple(only - left_out)})
    if lineage[0] in left_out:
        assert not readers.include(lineage)


@given(LINEAGES, st.sets(KEYS, min_size=1))
def test_only_reaches_those_named_and_those_based_on_them(lineage: list[str], only: set[str]) -> None:
    assert written(only=tuple(only)).include(lineage) == bool(only & set(lineage))


@given(LINEAGES, st.sets(KEYS, min_size=1))
def test_not_keeps_it_from_those_based_on_them_too(lineage: list[str], left_out: set[str]) -> None:
    assert written(**{"not": tuple(left_out)}).include(lineage) != bool(left_out & set(lineage))


@pytest.mark.parametrize(
    ("readers", "lineage", "expected"),
    [
        ({}, ["class9b", "sek1"], True),
        ({"only": ["sek1"], "not": ["class9b"]}, ["class9b", "sek1"], False),
        ({"only": ["sek1"], "not": ["class9b"]}, ["class9a", "sek1"], True),
        ({"not": ["sek1"], "only": ["class9b"]}, ["class9b", "sek1"], True),
        ({"not": ["sek1"], "only": ["class9b"]}, ["sek1"], False),
        ({"not": ["sek1"], "only": ["class9b"]}, ["uni"], False),
    ],
)
def test_the_nearest_that_is_named_decides(readers: dict[str, Any], lineage: list[str], expected: bool) -> None:
    assert written(**readers).include(lineage) is expected


def test_a_list_names_the_only_readers() -> None:
    item = Addressed.model_validate({"audiences": ["sek1"]})
    assert item.is_for(["class9b", "sek1"])
    assert not item.is_for(["uni"])
    assert Addressed.model_validate(item.model_dump()) == item


@pytest.mark.parametrize("value", [[], {"only": []}, {"only": ["a"], "not": ["a"]}, "sek1", {"nott": ["a"]}])
def test_what_would_be_misread_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Addressed.model_validate({"audiences": value})


def test_every_list_of_a_lesson_whose_entries_are_printed_one_by_one_can_name_audiences() -> None:
    kinds = {name for name, info in Lesson.model_fields.items() if "Addressed" in str(_bases(info.annotation))}
    assert kinds >= {
        "competences", "objectives", "phrases", "texts", "periods", "timeline", "glossary", "people", "documents",
        "quotations", "charts", "places", "statements", "materials", "tasks", "sprints", "plans", "tests", "slides",
        "facts", "wordings",
    }  # fmt: skip


def _bases(annotation: Any) -> list[type]:
    return [base for part in getattr(annotation, "__args__", ()) for base in getattr(part, "__mro__", ())]


def audience(**changes: Any) -> Audience:
    settings = {"name": {"de": "x"}, "short": {"de": "x"}, "languages": ["de"], "texts": [], "level_mix": {"I": 100}}
    return Audience.model_validate({"id": "class9b", **settings, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("class9b",)),
        ({"based_on": ["sek1"], "wordings": ["easy"]}, ("class9b", "sek1", "easy")),
        ({"based_on": ["easy"], "wordings": ["plain", "easy"]}, ("class9b", "plain", "easy")),
        ({"id": "evening-school"}, ("evening-school",)),
        ({"id": "abendschule"}, ()),
        ({"id": "A_b", "address": "sie"}, ("formal",)),
        ({"id": "B1", "wordings": ["formal", "easy"], "address": "sie"}, ("b1", "formal", "easy")),
        ({"wordings": ["formal"], "address": "du"}, ("class9b",)),
    ],
)
def test_wordings_are_looked_for_from_the_most_particular_on(changes: dict[str, Any], expected: tuple[str]) -> None:
    assert audience(**changes).preferred == expected


def test_who_is_based_on_easy_is_spoken_to_easily() -> None:
    based = audience(based_on=["easy"])
    assert (based.easy, based.smallest_type, based.large) == (True, 12, True)


@pytest.mark.parametrize(("sensitive", "expected"), [("short", "short"), ("full", "full"), ("none", "")])
def test_each_audience_gets_the_wording_of_sensitive_matters_that_it_asks_for(sensitive: str, expected: str) -> None:
    words = {"de": "x"}
    passages = [
        Wording.model_validate({"id": detail, "title": words, "text": words, "detail": detail})
        for detail in ("short", "full")
    ]
    got = [passage.id for passage in passages if audience(sensitive=sensitive).gets(passage)]
    assert got == ([expected] if expected else [])
