"""Keys of marks: what each mark takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from handouts.model.marking import GRADES, POINTS, MarkingKey, least

KEY: TypeAdapter[dict[str, int]] = TypeAdapter(MarkingKey)


def test_what_each_mark_takes() -> None:
    assert least(GRADES, 24) == {"1": 23, "2": 20, "3": 17, "4": 12, "5": 8, "6": 0}
    assert list(least(POINTS, 100).values()) == [95, 90, 85, 80, 75, 70, 65, 60, 55, 50, 45, 40, 33, 27, 20, 0]


@given(st.sampled_from([GRADES, POINTS]), st.integers(1, 300))
def test_no_two_marks_begin_at_the_same_points(key: dict[str, int], total: int) -> None:
    needed = list(least(key, total).values())
    assert needed == sorted(set(needed), reverse=True)
    assert needed[-1] == 0
    assert all(100 * points >= key[mark] * total for mark, points in least(key, total).items())


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ({"1": 90, "2": 95, "3": 0}, "each needs less"),
        ({"1": 90, "2": 50}, "the last mark needs 0"),
        ({"1": 190, "2": 0}, "between 0 and 100"),
    ],
)
def test_a_key_that_is_none(key: dict[str, int], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        KEY.validate_python(key)
