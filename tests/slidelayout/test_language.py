"""Text cut by its script, and dates in words."""

from __future__ import annotations

import pytest

from handouts.languages import regional
from handouts.locales import long_date
from handouts.model.deck import Run
from handouts.slidelayout.split import by_script


def test_runs_are_cut_by_script() -> None:
    runs = list(by_script((Run("Baum 木、林 und", "de"), Run("木 tree", "ja"))))
    assert [(run.language, run.text) for run in runs] == [
        ("de", "Baum "),
        ("ja", "木、林"),
        ("de", " und"),
        ("ja", "木 tree"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"), [("de", "de-DE"), ("en", "en-GB"), ("en-US", "en-US"), ("de-x-easy", "de-DE"), ("cy", "cy")]
)
def test_languages_have_regions(given: str, expected: str) -> None:
    assert regional(given) == expected


@pytest.mark.parametrize(
    ("iso", "language", "expected"),
    [
        ("2026-02-01", "de", "1.\u00a0Februar 2026"),
        ("2026-02-01", "en", "1 February 2026"),
        ("2026-02", "de", "Februar 2026"),
        ("2026", "de", "2026"),
        ("soon", "en", "soon"),
        ("2026-02-01", "xx", "2026-02-01"),
    ],
)
def test_dates_in_full(iso: str, language: str, expected: str) -> None:
    assert long_date(iso, language) == expected
