"""What several languages spell alike, and how patterns for their own spelling are written."""

from __future__ import annotations

import re

from handouts.languages.record import Change

NBSP = "\u00a0"
NARROW = "\u202f"


def elided(words: str) -> re.Pattern[str]:
    """Finds these words behind an apostrophe."""
    return re.compile(rf"'(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)


def abbreviations(listed: str) -> Change:
    """Abbreviations of several words, typed with plain spaces or none, get narrow ones."""
    found = "|".join(re.escape(one).replace(r"\ ", " ?") for one in listed.split(", "))
    pattern = re.compile(rf"(?<![\w.])(?:{found})(?!\w)")
    return pattern, lambda match: NARROW.join(part + "." for part in match[0].replace(" ", "").split(".") if part)


_ELLIPSIS: Change = (re.compile(r"\.\.\.(?!\.)(?<!\.\.\.\.)"), "…")
_DOUBLE_HYPHEN: Change = (re.compile(r" --(?= )(?<=[^\s-] --)"), " –")
_SPACED_YEARS: Change = (re.compile(r"(?<![\w.,/-])([12]\d{3}) - (?=[12]\d{3}(?![\w-]|[.,]\d))"), r"\1–")
_SECTION: Change = (re.compile(r"(§)(?=\d)"), rf"\1{NBSP}")
COMMON = (_ELLIPSIS, _DOUBLE_HYPHEN, _SPACED_YEARS, _SECTION)
"""Dots of omission, dashes typed as hyphens, spans of years, sections of laws."""
