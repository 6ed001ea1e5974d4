"""What is kept of a language says what Babel says, and dates in words."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal

from handouts import cache, locales
from handouts.locales import UnknownLocaleError, long_date, manner

DAYS = (date(1951, 9, 8), date(2012, 4, 28))
NUMBERS = (("1234567.5", 1), ("-1234", 0), ("12.50", 2), ("999", 0), ("-0.1", 1))


@pytest.mark.parametrize("name", [name for name in sorted(locale_identifiers()) if "_" not in name])
def test_dates_and_numbers_are_babels(name: str) -> None:
    own, locale = locales._asked(name), Locale.parse(name)
    for pattern in ("d. MMMM y", "MMMM y", "y"):
        assert [own.day(day, pattern) for day in DAYS] == [format_date(day, pattern, locale=locale) for day in DAYS]
    assert [own.day(day) for day in DAYS] == [format_date(day, "long", locale=locale) for day in DAYS]
    for number, decimals in NUMBERS:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        assert own.number(Decimal(number), decimals) == format_decimal(Decimal(number), pattern, locale=locale)


def test_a_language_is_asked_for_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    for remembered in (cache.folder, manner):
        remembered.cache_clear()
    try:
        found = manner("de-DE")
        monkeypatch.setattr(locales, "_asked", None)
        manner.cache_clear()
        assert manner("de-DE") == found
        assert manner("de-DE").day(DAYS[0]) == "8. September 1951"
    finally:
        for remembered in (cache.folder, manner):
            remembered.cache_clear()


@pytest.mark.parametrize("name", ["xx", "de-xx-xx-xx", "?"])
def test_what_is_no_language_is_an_error(name: str) -> None:
    with pytest.raises(UnknownLocaleError, match="is no language"):
        manner(name)


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
