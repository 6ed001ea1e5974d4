"""Dates and numbers as authors write them in their language → as content files have them."""

from __future__ import annotations

import re
from functools import cache

from handouts.languages import FALLBACK
from handouts.locales import manner_of

_NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s+)?([^\W\d_]+)\.?(?:\s+(\d{1,2}),)?\s+(\d{4})")


def iso_date(words: str, language: str) -> str:
    """A date as it is common in the language, or in English, as 1923-11-15; other words stay as they are."""
    text = words.strip()
    if found := _NUMERIC.fullmatch(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _WORDED.fullmatch(text):
        month, day = _month(found[2], language) or _month(found[2], FALLBACK), found[1] or found[3]
        if month:
            return f"{found[4]}-{month:02}" + (f"-{int(day):02}" if day else "")
    return text


def _month(name: str, language: str) -> int | None:
    return _months(language).get(name.casefold())


@cache
def _months(language: str) -> dict[str, int]:
    spoken = manner_of(language or FALLBACK)
    short = {name.casefold().rstrip("."): number for number, name in enumerate(spoken.short, 1)}
    return short | {name.casefold(): number for number, name in enumerate(spoken.months, 1)}


def number(words: str, language: str) -> str | None:
    """A number as the language writes it, with a point before decimals; None if it is none, or can be read two ways."""
    spoken = manner_of(language or FALLBACK)
    text = re.sub(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))", "", words.strip()).replace("−", "-")
    if re.fullmatch(_grouped(spoken.decimal, spoken.group), text):
        text = text.replace(spoken.group, "")
    plain = text.replace(spoken.decimal, ".") if text.count(spoken.decimal) == 1 else text
    if "." in text and spoken.decimal != ".":
        return None
    return plain if re.fullmatch(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", plain) else None


@cache
def _grouped(decimal: str, group: str) -> str:
    decimal, group = re.escape(decimal), re.escape(group)
    return rf"[-+]?\d{{1,3}}({group}\d{{3}})+({decimal}\d+)?"
