"""How languages write dates and numbers: what Babel says of them, which is what the Unicode CLDR says.

Babel takes as long to load as all slides of a lesson to be written, so the little that is asked for here is kept in the
user's cache folder.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, Protocol

from handouts import cache as store
from handouts.installed import version
from handouts.languages import FALLBACK, of, primary, regional
from handouts.model.dates import PartialDate

_FIELDS = re.compile(r"'([^']*)'|(([A-Za-z])\3*)")
"""Letters of a pattern, and what stands in it as it is [UTS 35, part 4, 8]."""
_BARE = 100
"""From this year of our era on, years are written without it."""
MILLION = 1_000_000
_MOST_DIGITS = 12
"""After the point of a number in words: as many as a trillion has before it."""
_GROUPED = 10_000
"""From this number on, years have their thousands apart."""
_HERE = "locales/__init__.py"
"""What asks Babel: another answer is kept under another key."""


_SKELETONS = {"Gy": "y G", "y": "y", "yMMMM": "MMMM y"}
"""What is asked for by the fields that it has, with a pattern for languages that have none."""


class UnknownLocaleError(ValueError):
    """There is no such language."""


class Day(Protocol):
    """A day of any year, below 0 before our era; what is known of a date no more precise is its first one."""

    @property
    def year(self) -> int:
        """Never 0."""

    @property
    def month(self) -> int:
        """From 1 to 12."""

    @property
    def day(self) -> int:
        """Of the month, from 1."""


class Manner(NamedTuple):
    """How one language writes: its months and eras, what stands in its numbers, its patterns of dates by name.

    Patterns are `long`, those of the skeletons `Gy`, `y`, `yMMMM`, and those of spans, in two parts: `y/0`, `y/1`.
    `first` is the first day of a month where it is not its number alone. `powers` are words for powers of ten with
    their exponents, in all the forms that they have behind a number.
    """

    months: tuple[str, ...]
    short: tuple[str, ...]
    alone: tuple[str, ...]
    eras: tuple[str, str]
    decimal: str
    group: str
    patterns: dict[str, str]
    first: str
    powers: dict[str, int]

    def day(self, value: Day, pattern: str = "") -> str:
        """A date by a pattern such as `d. MMMM y`; without one as the language writes it in words."""
        pattern = pattern or self.patterns["long"]
        return self._filled(self._dated(pattern) if _needs_era(value) else pattern, value)

    def date(self, value: Day, precision: str) -> str:
        """A date in words, no more precise than it is known: a `day`, a `month`, a `year`."""
        if precision == "year":
            return self._filled(self.patterns["Gy" if _needs_era(value) else "y"], value)
        return self.day(value, self.patterns["yMMMM"] if precision == "month" else "")

    def span(self, first: Day, last: Day) -> str:
        """From one year to another: `1901–1989`, `100–44 v. Chr.`, `63 v. Chr. – 14 n. Chr.`."""
        if not (_needs_era(first) or _needs_era(last)):
            name = "y"
        else:
            name = "Gy" if (first.year < 0) == (last.year < 0) else "GGy"
        begin, end = self.patterns[f"{name}/0"], self.patterns[f"{name}/1"]
        return self._filled(begin, first) + self._filled(end, last)

    def _dated(self, pattern: str) -> str:
        """A pattern of our era with the era before or behind it, as the language has it with a year alone."""
        year = self.patterns["Gy"]
        if year.startswith("G"):
            return f"G{' ' if year[1:2].isspace() else ''}{pattern}"
        return f"{pattern}{year[-2]}G" if year[-2:-1].isspace() else f"{pattern} G"

    def _filled(self, pattern: str, value: Day) -> str:
        year = abs(value.year)
        words = {
            "d": self.first if value.day == 1 and self.first else str(value.day),
            "dd": f"{value.day:02}",
            "M": str(value.month),
            "MM": f"{value.month:02}",
            "MMM": self.short[value.month - 1],
            "MMMM": self.months[value.month - 1],
            "L": str(value.month),
            "LLLL": self.alone[value.month - 1],
            "y": self.number(Decimal(year)) if year >= _GROUPED else str(year),
            "G": self.eras[value.year > 0],
        }
        return _FIELDS.sub(lambda field: words.get(field[2], field[2]) if field[2] else field[1], pattern)

    def number(self, value: Decimal, decimals: int = 0) -> str:
        """A number with so many decimals, which it must not have more of, and its thousands apart."""
        signs = {",": self.group, ".": self.decimal}
        return "".join(signs.get(char, char) for char in f"{value:,.{decimals}f}")


def _needs_era(value: Day) -> bool:
    return value.year < _BARE


@cache
def manner(locale: str) -> Manner:
    """How a language writes; `locale` may name a region, too: `de`, `en-GB`, `en_GB`.

    Raises:
        UnknownLocaleError: There is no such language.
    """
    name = locale.replace("-", "_")
    key = store.digest(version("babel"), store.code(_HERE), of(locale).first_day, name)
    if kept := store.load("locales", key):
        return Manner._make(tuple(one) if isinstance(one, list) else one for one in json.loads(kept))
    found = _asked(name)
    store.keep("locales", key, json.dumps(found).encode())
    return found


@cache
def manner_of(tag: str) -> Manner:
    """How the language of a tag writes, in the region that is meant; of a tag that Babel does not know, its language.

    Nothing is refused: what is no language writes as the fallback does.
    """
    for name in (regional(tag), primary(tag)):
        try:
            return manner(name)
        except UnknownLocaleError:
            continue
    return manner(regional(FALLBACK))


def long_date(iso: str, language: str) -> str:
    """A date, month or year as the language writes it in full; whatever is none of these stays as it is."""
    try:
        date = PartialDate.parse(iso)
        text = manner(regional(language)).date(date, date.precision)
    except ValueError:
        return iso
    return re.sub(r"(?<=\d\.) ", "\u00a0", text)


def in_words(value: Decimal, language: str, *, short: bool = False) -> str:
    """A number as the language writes it, exact, with words from a million on: `4.2 trillion`; if short, `4.2T`."""
    if abs(value) < MILLION:
        return manner_of(language).number(value, max(0, -int(value.as_tuple().exponent)))
    key = store.digest(version("babel"), store.code(_HERE), regional(language), str(value), str(short))
    if (kept := store.load("numbers", key)) is not None:
        return kept.decode()
    told = _in_words(value, language, "short" if short else "long")
    store.keep("numbers", key, told.encode())
    return told


def _in_words(value: Decimal, language: str, form: Literal["short", "long"]) -> str:
    from babel.numbers import format_compact_decimal

    for name in (regional(language), primary(language), regional(FALLBACK)):
        try:
            locale = babel_of(name)
            return format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=_MOST_DIGITS)
        except ValueError:
            continue
    return str(value)


@cache
def babel_of(tag: str) -> Any:
    """Babel's own record of a language; `tag` may name a region, too, with a hyphen or as Babel does.

    Raises:
        UnknownLocaleError: There is no such language.
    """
    from babel import Locale
    from babel import UnknownLocaleError as Unknown

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (Unknown, ValueError) as error:
        raise UnknownLocaleError(f'"{tag}" is no language that dates can be written in') from error


def _asked(name: str) -> Manner:
    """What Babel says."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = babel_of(name)
    names = (
        locale.months["format"]["wide"],
        locale.months["format"]["abbreviated"],
        locale.months["stand-alone"]["wide"],
    )
    months, short, alone = (tuple(kinds[number] for number in range(1, 13)) for kinds in names)
    return Manner(
        months,
        short,
        alone,
        eras=(locale.eras["abbreviated"][0], locale.eras["abbreviated"][1]),
        decimal=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        patterns=_patterns(locale),
        first=of(name).first_day,
        powers=_powers(locale),
    )


def _patterns(locale: Any) -> dict[str, str]:
    """The patterns of a language by the names that `Manner` knows them by."""
    found = {"long": locale.date_formats["long"].pattern}
    for skeleton, neutral in _SKELETONS.items():
        known = locale.datetime_skeletons.get(skeleton)
        found[skeleton] = known.pattern if known is not None else neutral
    for name, skeleton, differs in (("y", "y", "y"), ("Gy", "Gy", "y"), ("GGy", "Gy", "G")):
        parts = (locale.interval_formats.get(skeleton) or {}).get(differs)
        if not parts or len(parts) != 2:
            parts = (f"{found[skeleton]}–", found[skeleton])
        found |= {f"{name}/{place}": part for place, part in enumerate(parts)}
    return found


def _powers(locale: Any) -> dict[str, int]:
    """The words for powers of ten as numbers are told in short: `0 millions`, `00 тисяч`."""
    formats, found = locale.compact_decimal_formats, {}
    for by_number in (formats.get("long") or formats.get("short") or {}).values():
        for number, pattern in by_number.items():
            zeros = pattern.pattern.count("0")
            word = pattern.pattern.strip("0 \u00a0\u202f").replace("'", "")
            if zeros and word and (formats.get("long") or not word.isascii()):
                found[word] = len(str(number)) - zeros
    return found
