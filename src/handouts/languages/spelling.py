"""What several languages spell alike, patterns for their own spelling, and how others quote that have no module."""

from __future__ import annotations

import re

from handouts.languages import primary, without_wording
from handouts.languages.record import Change, Typesetting, words

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


# The delimiters of the Unicode CLDR, which Babel leaves out: the double ones, then those within a quotation.
_BY_MARKS = {
    "“”‘’": "tr az kk uz ky vi th hi bn ta te ml kn gu mr pa ne si id ms fil tl sw zu af ga cy mt eo la so nl da pt",
    "«»“”": "es ca it el hy pt-PT pt-AO pt-MZ sq an ast",
    "«»„“": "ru uk be",
    "«»‘’": "no nb nn",
    "„“‚‘": "cs sk sl is hr lb dsb hsb nds",
    "„“‘’": "sr bs mk lt bg ka",
    "„”‚’": "pl et",
    "„”«»": "ro",
    "„”»«": "hu",
    "””’’": "sv fi",
    "“”„“": "lv",
    "””‚’": "he",
}
_MARKS = {tag: marks for marks, tags in _BY_MARKS.items() for tag in tags.split()}


def quoting(tag: str) -> Typesetting | None:
    """Conventions for quotation marks, dots of omission and days alone; None if nobody knows any."""
    marks = _MARKS.get(without_wording(tag)) or _MARKS.get(primary(tag))
    if marks is None:
        return None
    return Typesetting(
        double=(marks[0], marks[1]),
        single=(marks[2], marks[3]),
        elided=re.compile(r"(?!)"),
        spelling=((re.compile(r"\.\.\.(?!\.)(?<!\.\.\.\.)"), "…"), (re.compile(r"(?<=\d) (?=[%€$°])"), NBSP)),
        day=re.compile(r"\d{1,2}\.?"),
        units=words("km m kg g cm mm ha h"),
        dashes=False,
    )
