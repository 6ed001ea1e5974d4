"""How languages write dates and numbers: what Babel says of them, which is what the Unicode CLDR says.

Babel takes as long to load as all slides of a lesson to be written, so the little that is asked for here is kept in the
user's cache folder.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from handouts import cache as store
from handouts.installed import version
from handouts.languages import FALLBACK, primary, regional

_FIELDS = re.compile(r"'([^']*)'|(d+|M+|y+|[A-Za-z]+)")
"""Letters of a pattern, and what stands in it as it is [UTS 35, part 4, 8]."""


MILLION = 1_000_000
_MOST_DIGITS = 12
"""After the point of a number in words: as many as a trillion has before it."""


class UnknownLocaleError(ValueError):
    """There is no such language."""


class Manner(NamedTuple):
    """How one language writes: its months and our era, what stands in its numbers, its pattern of a date."""

    months: tuple[str, ...]
    short: tuple[str, ...]
    era: str
    decimal: str
    group: str
    long: str

    def day(self, value: date, pattern: str = "") -> str:
        """A date of our era by a pattern such as `d. MMMM y`; without one as the language writes it in words."""
        words = {
            "d": str(value.day),
            "dd": f"{value.day:02}",
            "M": str(value.month),
            "MMM": self.short[value.month - 1],
            "MMMM": self.months[value.month - 1],
            "y": str(value.year),
            "G": self.era,
        }
        return _FIELDS.sub(lambda field: words[field[2]] if field[2] else field[1], pattern or self.long)

    def number(self, value: Decimal, decimals: int = 0) -> str:
        """A number with so many decimals, which it must not have more of, and its thousands apart."""
        signs = {",": self.group, ".": self.decimal}
        return "".join(signs.get(char, char) for char in f"{value:,.{decimals}f}")


@cache
def manner(locale: str) -> Manner:
    """How a language writes; `locale` may name a region, too: `de`, `en-GB`, `en_GB`.

    Raises:
        UnknownLocaleError: There is no such language.
    """
    name = locale.replace("-", "_")
    key = store.digest(version("babel"), " ".join(Manner._fields), name)
    if kept := store.load("locales", key):
        months, short, *others = json.loads(kept)
        return Manner(tuple(months), tuple(short), *others)
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
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", iso):
        form, iso_day = "MMMM y", f"{iso}-01"
    else:
        form, iso_day = "", iso
    try:
        text = manner(regional(language)).day(date.fromisoformat(iso_day), form)
    except ValueError:
        return iso
    return re.sub(r"(?<=\d\.) ", "\u00a0", text)


def in_words(value: Decimal, language: str, *, short: bool = False) -> str:
    """A number as the language writes it, exact, with words from a million on: `4.2 trillion`; if short, `4.2T`."""
    if abs(value) < MILLION:
        return manner_of(language).number(value, max(0, -int(value.as_tuple().exponent)))
    key = store.digest(version("babel"), language, str(value), str(short))
    if (kept := store.load("numbers", key)) is not None:
        return kept.decode()
    told = _in_words(value, language, "short" if short else "long")
    store.keep("numbers", key, told.encode())
    return told


def _in_words(value: Decimal, language: str, form: Literal["short", "long"]) -> str:
    from babel import Locale
    from babel import UnknownLocaleError as Unknown
    from babel.numbers import format_compact_decimal

    for name in (regional(language), primary(language), regional(FALLBACK)):
        try:
            locale = Locale.parse(name.replace("-", "_"))
            return format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=_MOST_DIGITS)
        except (Unknown, ValueError):
            continue
    return str(value)


def spoken_in(country: str) -> str | None:
    """The language that most people speak in a country, by its code in small or capital letters; None if it is none."""
    from babel import Locale
    from babel import UnknownLocaleError as Unknown

    try:
        return str(Locale.parse(f"und_{country.upper()}").language)
    except (Unknown, ValueError):
        return None


def _asked(name: str) -> Manner:
    """What Babel says."""
    from babel import Locale
    from babel import UnknownLocaleError as Unknown
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(name)
    except (Unknown, ValueError) as error:
        raise UnknownLocaleError(f'"{name}" is no language that dates can be written in') from error
    names = (locale.months["format"][width] for width in ("wide", "abbreviated"))
    months, short = (tuple(kinds[number] for number in range(1, 13)) for kinds in names)
    return Manner(
        months,
        short,
        era=locale.eras["abbreviated"][1],
        decimal=get_decimal_symbol(locale),
        group=get_group_symbol(locale),
        long=locale.date_formats["long"].pattern,
    )
