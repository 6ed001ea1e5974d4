"""Dates of any year: how they are read, ordered, laid on an axis and written by languages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.filters import filters_for
from handouts.model.chart import Point
from handouts.model.dates import PartialDate
from handouts.model.material import Person


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1951-09-08", "1951-09-08"),
        (1978, "1978"),
        ("-44", "-0044"),
        ("-0044-03-15", "-0044-03-15"),
        ("-44-03", "-0044-03"),
        (-44, "-0044"),
        ("9", "0009"),
        ("476-09-04", "0476-09-04"),
        ("-12000", "-12000"),
        ("1500-02-29", "1500-02-29"),
        ("-45-02-29", "-0045-02-29"),
    ],
)
def test_years_of_any_time_are_read(written: object, read: str) -> None:
    assert PartialDate.parse(written) == read


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0", "there is no year 0"),
        ("-0000", "there is no year 0"),
        ("44 v. Chr.", 'years before our era have a minus: "-44"'),
        ("ca. 753 BC", 'years before our era have a minus: "-753"'),
        ("44-03-15", "four digits"),
        ("1900-02-29", "that month has 28 days"),
        ("-44-13", "months are 01 to 12"),
        ("-44-01-32", "that month has 31 days"),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(written: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        PartialDate.parse(written)


def test_dates_are_in_the_order_of_time() -> None:
    ordered = ["-300000", "-44", "-44-03", "-44-03-15", "-9-12", "-1", "1", "9-01", "800", "1951", "1951-09-08"]
    dates = [PartialDate.parse(one if one != "9-01" else "0009-01") for one in ordered]
    assert sorted(sorted(dates, key=str)) == dates
    assert max(dates) == "1951-09-08"
    assert all(one < other and one <= other and other > one and other >= one for one, other in pairwise(dates))
    assert all(one.elapsed <= other.elapsed for one, other in pairwise(dates))


def test_the_year_before_1_is_1_bc() -> None:
    assert PartialDate.parse("1").elapsed - PartialDate.parse("-1").elapsed == 1


@pytest.mark.parametrize(
    ("date", "last", "inside"),
    [("-44-03-15", "-44", True), ("-43-01-01", "-44", False), ("-100", "-44", True), ("1951-12-31", "1951-12", True)],
)
def test_an_end_that_is_a_year_means_all_of_it(date: str, last: str, inside: bool) -> None:
    assert PartialDate.parse(date).within(PartialDate.parse(last)) is inside


@pytest.mark.parametrize(
    ("language", "day", "month", "ides", "age"),
    [
        ("de", "1. November 2026", "November 2026", "15. März 44 v. Chr.", "100–44 v. Chr."),
        ("en", "1 November 2026", "November 2026", "15 March 44 BC", "100\u2009–\u200944 BC"),
        ("fr", "1er novembre 2026", "novembre 2026", "15 mars 44 av. J.-C.", "100–44\u00a0av. J.-C."),
        ("tr", "1 Kasım 2026", "Kasım 2026", "MÖ 15 Mart 44", "MÖ 100–44"),
        (
            "uk",
            "1 листопада 2026\u202fр.",
            "листопад 2026\u202fр.",
            "15 березня 44\u202fр. до н. е.",
            "100–44\u202fрр. до н. е.",
        ),
        ("es", "1 de noviembre de 2026", "noviembre de 2026", "15 de marzo de 44 a. C.", "100–44 a. C."),
        ("ja", "2026年11月1日", "2026年11月", "紀元前44年3月15日", "紀元前100年～44年"),
        ("pl", "1 listopada 2026", "listopad 2026", "15 marca 44 p.n.e.", "100–44 p.n.e."),
        ("it", "1 novembre 2026", "novembre 2026", "15 marzo 44 a.C.", "100\u2009–\u200944 a.C."),
        ("ko", "2026년 11월 1일", "2026년 11월", "BC 44년 3월 15일", "BC 100년~44년"),
    ],
)
def test_languages_write_dates_in_their_own_way(language: str, day: str, month: str, ides: str, age: str) -> None:
    filters = filters_for(language)
    assert [filters["date"](PartialDate.parse(one)) for one in ("2026-11-01", "2026-11", "-44-03-15")] == [
        *(day, month, ides),
    ]
    assert filters["years"](-100, -44) == age


def test_years_have_their_era_where_they_would_be_taken_for_others() -> None:
    german = filters_for("de")
    assert [german["years"](year) for year in (-44, 9, 800, 1978, -12000)] == [
        *("44 v. Chr.", "9 n. Chr.", "800", "1978", "12.000 v. Chr."),
    ]
    assert german["years"](-63, 14) == "63 v. Chr.\u2009–\u200914 n. Chr."
    assert german["years"](1749, 1832) == "1749–1832"


def test_people_and_charts_are_of_any_year() -> None:
    words = {"role": {"de": "Amt"}, "text": {"de": "Text"}, "western": "Name", "name": "Name", "id": "N1"}
    person = Person.model_validate({**words, "born": "-100", "died": "-44"})
    assert (person.born, person.died) == (-100, -44)
    assert Person.model_validate({**words, "born": "1749"}).born == 1749
    with pytest.raises(ValueError, match="died -100 before being born in -44"):
        Person.model_validate({**words, "born": "-44", "died": "-100"})
    with pytest.raises(ValueError, match="there is no year 0"):
        Person.model_validate({**words, "born": "0"})
    assert [Point.model_validate({"year": year, "values": {"value": "1"}}).year for year in (1789, -500)] == [
        1789,
        -500,
    ]
