"""Whether two languages say the same numbers, each in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts.checks.numbers import _disagreement
from handouts.checks.walk import FoundText
from handouts.cli import main
from handouts.model.text import Text

from ..cli.spoken import with_labels, write_project

GERMAN = "Es waren 1.234.567,5 Mark, also 12,5 %, im Jahr 1923."
NARROW, NBSP, THIN = "\u202f", "\u00a0", "\u2009"


def told(german: str, tag: str, other: str) -> str | None:
    found = FoundText((), Text.model_validate({"de": german, tag: other}), None)
    return _disagreement(found, "de", tag)


@pytest.mark.parametrize("space", [NARROW, NBSP, THIN, " "])
@pytest.mark.parametrize("tag", ["fr", "uk", "pl", "ru", "cs"])
def test_spaces_group_thousands(tag: str, space: str) -> None:
    assert told(GERMAN, tag, f"… 1{space}234{space}567,5 … 12,5{space}% … 1923") is None


@pytest.mark.parametrize(
    ("tag", "other"),
    [
        ("tr", "1.234.567,5 … %12,5 … 1923"),
        ("en", "1,234,567.5 … 12.5% … 1923"),
        ("es", f"1{NARROW}234{NARROW}567,5 … 12,5 % … 1923"),
        ("es", "1.234.567,5 … 12,5 % … 1923"),
        ("de-CH", "1'234'567.5 … 12.5 % … 1923"),
        ("de-CH", "1’234’567.5 … 12.5 % … 1923"),
        ("de-AT", f"1{NBSP}234{NBSP}567,5 … 12,5 % … 1923"),
        ("hi", "12,34,567.5 … 12.5% … 1923"),
        ("ja", "1923年 … 1,234,567.5 … 12.5%"),
        ("ar", "١٬٢٣٤٬٥٦٧٫٥ … ١٢٫٥ … ١٩٢٣"),
    ],
)
def test_each_language_groups_in_its_own_way(tag: str, other: str) -> None:
    assert told(GERMAN, tag, other) is None


@pytest.mark.parametrize(
    ("german", "tag", "other"),
    [
        ("am 1. November 2026 2,5 Millionen", "fr", "le 1er novembre 2026 2,5 millions"),
        ("am 1. November 2026 2,5 Millionen", "uk", "1 листопада 2026 р. 2,5 мільйона"),
        ("am 1. November 2026 2,5 Millionen", "pl", "1 listopada 2026 2 500 000"),
        ("am 1. November 2026 120 Millionen", "ja", "2026年11月1日 1億2000万人"),
        ("am 1. November 2026 2,5 Millionen", "ko", "2026년 11월 1일 250만 명"),
        ("im 20. Jahrhundert", "fr", "au XXe siècle"),
        ("im 19. Jahrhundert", "es", "en el siglo XIX"),
        ("3 Leute", "fr", "trois personnes"),
        ("drei Leute", "tr", "3 kişi"),
        ("um 14.30 Uhr", "fr", "à 14 h 30"),
    ],
)
def test_words_and_dates_are_the_same_numbers(german: str, tag: str, other: str) -> None:
    assert told(german, tag, other) is None


@pytest.mark.parametrize(
    ("german", "tag", "other", "said"),
    [
        ("12,5 %", "uk", "12,4 %", "de says 12.5; uk says 12.4"),
        ("1.234.567", "fr", f"1{NARROW}234{NARROW}568", "de says 1234567; fr says 1234568"),
        ("2,5 Millionen", "fr", "2,5 milliards", "de says 2500000; fr says 2500000000"),
        ("Ein Satz.", "tr", "1.234,5 TL", "de says none; tr says 1234.5"),
        ("5 Leute", "fr", "6 personnes", "de says 5; fr says 6"),
        ("im Jahr 1923", "ja", "1924年", "de says 1923; ja says 1924"),
        ("1000 Franken", "de-CH", "1'001 Franken", "de says 1000; de-CH says 1001"),
    ],
)
def test_other_numbers_are_told(german: str, tag: str, other: str, said: str) -> None:
    assert said in (told(german, tag, other) or "")


@pytest.mark.parametrize("language", ["fr", "uk"])
def test_a_right_lesson_has_nothing_to_mend(tmp_path: Path, language: str) -> None:
    text = {"de": GERMAN, language: f"… 1{NARROW}234{NARROW}567,5 … 12,5{NARROW}% … 1923."}
    project = with_labels(write_project(tmp_path, ["de", language], text), language)
    result = CliRunner().invoke(main, ["check", "-C", str(project)])
    assert result.output == "nothing to mend in l\n"
