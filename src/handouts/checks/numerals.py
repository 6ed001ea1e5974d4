"""The numbers that a text gives, read as its language writes them.

How languages write numbers, `Tongue` knows: separators, months and words for powers of ten as Babel has them, or as the
language's own record has them. Authors group thousands in more ways than one (1.234.567, 1 234 567), and a plain space
between two numbers may or may not be one of these. So a text has several readings, the most usual one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from handouts.languages import of
from handouts.locales import manner_of

Numbers = frozenset[Decimal | str]
"""Numbers, and months as `month 9`."""
NO_BREAK = "\u00a0\u202f\u2009"
"""Spaces that stand between thousands."""
_SPACES = re.compile(f"[{NO_BREAK}]")
_NOISE = re.compile("\u00ad|https?://\\S+|\\bCC BY\\S* \\d\\.\\d")  # soft hyphens, addresses, licences
_SHORT_RANGE = re.compile(r"\b(\d\d)(\d\d)[–-](\d\d)(?!\d)")
_ROMAN = re.compile(r"\b(?=[IVXLC])(C{0,3}(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3}))(?=\b|er?\b|ème\b|º|ª)")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class Tongue:
    """One language.

    `months` are in the order of the year. `powers` are regular expressions of words for powers of ten, `words` those of
    one, two, three …; both are matched as whole words without regard to case. `clock` finds what follows a time of the
    day. `month` is what a number of a month has behind it. A language that is `joined` has no space between a number
    and the words behind it. One without a record of its own has no `words`.
    """

    thousands: str
    decimal: str
    months: tuple[str, ...] = ()
    powers: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()
    clock: str = ""
    month: str = ""
    joined: bool = False


@cache
def tongue_of(tag: str) -> Tongue:
    """How the language with this tag writes numbers."""
    written, language = manner_of(tag), of(tag)
    separators = (" " if written.group.isspace() else written.group, written.decimal)
    if (counting := language.counting) is not None:
        return Tongue(*separators, written.months, counting.powers, counting.small, counting.clock)
    powers = sorted(written.powers.items(), key=lambda one: -len(one[0]))
    numbered = re.fullmatch(r"12(\D+)", written.short[-1])
    return Tongue(
        *separators,
        powers=tuple((re.escape(word), exponent) for word, exponent in powers),
        month=numbered[1] if numbered else "",
        joined=language.east_asian,
    )


@cache
def readings(words: str, tongue: Tongue, *, powers: bool = True) -> tuple[Numbers, ...]:
    """What numbers a text may give: as the language writes them; with any grouping; with that by plain spaces.

    If not `powers`, once more without regard to words such as million, which nobody knows of the other language.
    """
    other = "." if tongue.decimal == "," else ""
    ways = (tongue.thousands, f"{tongue.thousands}{NO_BREAK}’'{other}", f"{tongue.thousands}{NO_BREAK} ’'{other}")
    regarded = (True,) if powers else (True, False)
    found = (_read(words, tongue, group, powers=known) for known in regarded for group in ways)
    return tuple(dict.fromkeys(found))


def numbers(words: str, tongue: Tongue) -> Numbers:
    """The numbers a text gives in digits, and months that stand beside one, in the most usual reading."""
    return readings(words, tongue)[0]


def _read(words: str, tongue: Tongue, group: str, *, powers: bool) -> Numbers:
    words = _NOISE.sub("", words if group != tongue.thousands else _SPACES.sub(" ", words))
    if tongue.clock:
        words = re.sub(rf"\b(\d{{1,2}})[.:](\d\d)(?= ?(?:{tongue.clock}))", r"\1h\2", words)
    words = _SHORT_RANGE.sub(r"\1\2–\g<1>\3", words)
    if tongue.month:
        words = re.sub(rf"(?<!\d)\d{{1,2}}{tongue.month}", " ", words)
    found: set[Decimal | str] = set()
    for match in _months(tongue).finditer(words) if tongue.months else ():
        found.add(f"month {tongue.months.index(match[0]) + 1}")
    return frozenset(found) | set(_digits(words, tongue, group, powers=powers))


def _digits(words: str, tongue: Tongue, group: str, *, powers: bool) -> Iterator[Decimal]:
    carried, end = Decimal(0), -1
    for match in _number(group, tongue.decimal).finditer(words):
        whole, part = re.sub(r"\D", "", match["whole"]), match["part"]
        value = Decimal(f"{whole}.{part}" if part else whole)
        if carried and match.start() > end:
            yield _plain(carried)
            carried = Decimal(0)
        length, power = _power(words[match.end() :], tongue) if powers else (0, Decimal(1))
        if tongue.joined and length:
            carried, end = carried + value * power, match.end() + length + 1
            continue
        yield _plain(carried + value * power)
        carried = Decimal(0)
    if carried:
        yield _plain(carried)


@cache
def _number(group: str, decimal: str) -> re.Pattern[str]:
    """Digits in groups of three, or of two before the last three (12,34,567), or all in one."""
    signs = f"[{re.escape(group)}{'’' + chr(39) if group == '’' else ''}٬]"
    grouped = rf"\d{{1,3}}(?:(?P<sign>{signs})\d{{3}})(?:(?P=sign)\d{{3}}){{0,5}}(?!\d)"
    indian = r"\d{1,2}(?:,\d\d){1,4},\d{3}(?!\d)" if "," in group else r"(?!)"
    return re.compile(
        rf"(?<!\d)(?P<whole>{indian}|{grouped}|\d{{1,20}})(?:[{re.escape(decimal)}٫](?P<part>\d{{1,20}}))?"
    )


@cache
def _months(tongue: Tongue) -> re.Pattern[str]:
    """A month after or before a digit, which may belong to two of them."""
    names = "|".join(map(re.escape, tongue.months))
    return re.compile(rf"(?:(?<=\d )|(?<=\d\. ))(?:{names})\b|\b(?:{names})(?= \d)")


def _power(rest: str, tongue: Tongue) -> tuple[int, Decimal]:
    """How long the next word is if it stands for a power of ten, and the power; else 0 and 1."""
    between, after = ("[ \u00a0]?", "") if tongue.joined else ("[ \u00a0\u202f-]", r"(?!\w)")
    for pattern, exponent in tongue.powers:
        if found := re.match(rf"{between}(?:{pattern}){after}", rest, re.IGNORECASE):
            return len(found[0]), Decimal(10) ** exponent
    return 0, Decimal(1)


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that only differ in how they are written."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def spelled_out(words: str, tongue: Tongue) -> Numbers:
    """The numbers up to twelve that a text gives in words, with the powers of ten that follow them; Roman numbers."""
    found: set[Decimal | str] = {Decimal(_of_roman(match[1])) for match in _ROMAN.finditer(words) if match[1]}
    for value, pattern in enumerate(tongue.words, 1):
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE):
            found.add(_plain(value * _power(words[match.end() :], tongue)[1]))
    return frozenset(found)


def _of_roman(letters: str) -> int:
    values = [_LETTERS[letter] for letter in letters]
    return sum(value if value >= after else -value for value, after in zip(values, (*values[1:], 0), strict=True))
