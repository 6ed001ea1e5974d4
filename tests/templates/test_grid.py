"""The grid: numbers in the rail, lines of a length that is read easily, help beside them, a margin to punch."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest

from line_lengths import line_lengths

from .sheets import MM, Sheets, sheets

INNER, OUTER, RAIL, TEXT, GUTTER = 24, 16, 11, 112, 5
"""Millimetres, as in base.css."""


def measured(made: Sheets, folder: Path) -> float:
    path = folder / "made.pdf"
    path.write_bytes(made.pdf)
    return statistics.mean(line_lengths(path))


@pytest.mark.parametrize(("audience", "language"), [("sek1", "de"), *[
    pytest.param(*one, marks=pytest.mark.slow)
    for one in (("sek1", "en"), ("sek2", "de"), ("clil", "en"), ("adult", "de"), ("uni", "en"))
]])  # fmt: skip
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_line_holds_as_many_letters_as_are_easily_read(
    audience: str, language: str, paper: str, tmp_path: Path
) -> None:
    assert 60 <= measured(sheets("handout", audience, language, paper=paper), tmp_path) <= 72


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_the_inner_margin_is_the_wider_one_on_either_side_of_a_leaf(paper: str) -> None:
    made = sheets("handout", "class", "de", paper=paper)
    assert len(made.words()) > 1
    for number, (page, (width, _)) in enumerate(zip(made.words(), made.sizes, strict=True)):
        left, right = (OUTER, INNER) if number % 2 else (INNER, OUTER)
        assert min(word.left for word in page) == pytest.approx(left * MM, abs=1)
        assert max(word.right for word in page) == pytest.approx(width - right * MM, abs=1)


@pytest.mark.slow
def test_help_stands_in_the_side_column() -> None:
    made = sheets("handout", "sek1", "de")
    page, words = next((n, ws) for n, ws in enumerate(made.words()) for w in ws if w.text == "Kapitulation:")
    term = next(word for word in words if word.text == "Kapitulation:")
    assert term.left == pytest.approx(((OUTER if page % 2 else INNER) + RAIL + TEXT + GUTTER) * MM, abs=1)


@pytest.mark.slow
def test_sources_are_set_in_a_serif_and_all_else_in_a_sans() -> None:
    told: dict[str, set[str]] = {"entsagt": set(), "MacArthurs": set()}

    def see(text: str, _: object, __: object, font: Any, ___: float) -> None:
        for word in told:
            if word in text and font:
                told[word].add(str(font["/BaseFont"]).partition("+")[2])

    for page in sheets("handout", "sek1", "de").reader.pages:
        page.extract_text(visitor_text=see)
    assert all(name.startswith("Gentium") for name in told["entsagt"])
    assert all(name.startswith("Source-Sans") for name in told["MacArthurs"])
    assert all(told.values())
