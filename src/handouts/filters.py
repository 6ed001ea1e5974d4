"""What templates can do with a value: Markdown, dates and numbers in the language of the edition, colours."""

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

from handouts.colours import contrast
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
        """A number as it is written in the language, rounded half up to so many decimals: `1.234,5`, `1,234.5`."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return format_decimal(exact, pattern, locale=locale)

    def date(value: PartialDate) -> str:
        """A date in words, no more precise than it is known: `8. September 1951`, `September 1951`, `1951`."""
        patterns = _PATTERNS_EN if language.startswith("en") else _PATTERNS
        return format_date(value.first_day(), patterns[value.precision], locale=locale)

    return {
        "markdown": _markdown_blocks,
        "inline": _inline,
        "date": date,
        "isodate": _isodate,
        "number": number,
        "lines": _lines,
        "blocks": _blocks,
        "pairs": _pairs,
        "sentences": _sentences,
        "rounded": rounded,
        "contrast": contrast,
    }


def _markdown_blocks(value: object) -> Markup:
    """CommonMark as HTML: paragraphs, lists, tables."""
    return Markup(_markdown().render(str(value)))


def _inline(value: object) -> Markup:
    """CommonMark as HTML without paragraphs: *italics*, **bold**, links."""
    return Markup(_markdown().renderInline(str(value)))


def _isodate(value: object) -> str:
    """A date as it is written in content: `1951-09-08`."""
    return str(value)


def _lines(value: object) -> list[str]:
    """The lines of a text that are not empty."""
    return [line for line in str(value).splitlines() if line.strip()]


def _sentences(value: object) -> list[str]:
    """The sentences of a text."""
    return re.split(_SENTENCE_END, str(value))


def rounded(value: Decimal, to: int) -> Decimal:
    """The value rounded half up to a multiple of `to`."""
    return (value / to).quantize(Decimal(1), rounding=ROUND_HALF_UP) * to if to > 1 else value


def _blocks(value: object, by_line: bool = False) -> list[Markup]:
    """The paragraphs, lists and tables of a text, each as HTML of its own; or each of its lines as a paragraph."""
    if by_line:
        lines = (line for line in str(value).splitlines() if line.strip())
        return [Markup(f"<p>{_markdown().renderInline(line)}</p>") for line in lines]
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(str(value), environment)
    ends = [number for number, token in enumerate(tokens, 1) if token.level == 0 and token.nesting <= 0]
    parts = (tokens[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return [Markup(_markdown().renderer.render(part, _markdown().options, environment)) for part in parts]


def _pairs(one: list[Markup], other: list[Markup]) -> list[tuple[Markup, Markup]]:
    """Paragraphs beside those that say the same; all beside all if there are not as many."""
    if len(one) == len(other):
        return list(zip(one, other, strict=True))
    return [(Markup().join(one), Markup().join(other))]


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with tables; raw HTML stays text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")
