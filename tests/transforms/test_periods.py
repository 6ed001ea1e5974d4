"""Where dates lie on the axis of time."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import reader
from handouts.model.text import PartialDate
from handouts.transforms import along, span

ROOT = Path(__file__).resolve().parents[2]
LESSON = reader.read_all(ROOT).lesson


def test_the_axis_runs_from_the_first_year_to_the_last() -> None:
    first, last = span(LESSON)
    assert first == min(period.begins.year for period in LESSON.periods)
    assert last == LESSON.as_of.year
    assert along(PartialDate(str(first)), LESSON) == 0
    assert along(PartialDate(f"{last}-12-31"), LESSON) == pytest.approx(1, abs=0.001)


@given(st.dates(min_value=datetime.date(1937, 1, 1), max_value=datetime.date(2026, 12, 31)))
def test_a_later_day_lies_further_along(day: datetime.date) -> None:
    date = PartialDate(str(day))
    middle = PartialDate("1970-07-01")
    assert 0 <= along(date, LESSON) < 1
    assert (along(date, LESSON) < along(middle, LESSON)) == (date < middle)
