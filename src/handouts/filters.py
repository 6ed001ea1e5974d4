"""What templates can do with a value: Markdown, dates and numbers in the language of the edition."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from markdown_it import MarkdownIt
from markupsafe import Markup

from handouts.model.text import PartialDate

REGION = {"en": "en_GB", "de": "de_DE"}
_SENTENCE_END = re.compile(r"(?<!\b\d\.)(?<!\b\d\d\.)(?<!\b[A-Za-z]\.)(?<=[.!?])\s+(?=[A-ZÄÖÜ„“‘])")
"""Not after an ordinal (3. Mai 1947) or a single letter (z. B.)."""
_PATTERNS = {"day": "d. MMMM y", "month": "MMMM y", "year": "y"}
_PATTERNS_EN = {**_PATTERNS, "day": "d MMMM y"}


def filters_for(language: str) -> dict[str, Callable[..., Any]]:
    """The filters of one language, by the names that templates use."""
    locale = Locale.parse(REGION.get(language, language.replace("-", "_")))

    def number(value: Decimal | float | int, decimals: int = 0) -> str:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return format_decimal(exact, pattern, locale=locale)

    def date(value: PartialDate) -> str:
        patterns = _PATTERNS_EN if language.startswith("en") else _PATTERNS
        return format_date(value.first_day(), patterns[value.precision], locale=locale)

    return {
        "markdown": lambda value: Markup(_markdown().render(str(value))),
        "inline": lambda value: Markup(_markdown().renderInline(str(value))),
        "date": date,
        "isodate": str,
        "number": number,
        "lines": lambda value: [line for line in str(value).splitlines() if line.strip()],
        "sentences": lambda value: re.split(_SENTENCE_END, str(value)),
        "rounded": rounded,
    }


def rounded(value: Decimal, to: int) -> Decimal:
    """The value rounded half up to a multiple of `to`."""
    return (value / to).quantize(Decimal(1), rounding=ROUND_HALF_UP) * to if to > 1 else value


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with tables; raw HTML stays text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")
