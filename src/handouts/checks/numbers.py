"""Do all languages say the same numbers and dates?

Digits are compared after localisation: `8. September 1951` and `8 September 1951`, `70,3 %` and `70.3%`,
`1,055 Billionen` and `1.055 trillion` are equal. Months count beside a digit only, since "may" is also a verb.
A number may be a word in one language and digits in the other. An author text that is worded anew for some readers may
tell more or less than the plain one.

How languages write numbers, `Tongue` knows: separators and months as Babel has them, words as the language's record has
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from handouts.checks.walk import FoundText, texts_of
from handouts.errors import Problem
from handouts.languages import of
from handouts.locales import manner_of
from handouts.model.lesson import Lesson
from handouts.model.material import AuthorText
from handouts.model.position import Positions
from handouts.model.text import Text

_SPACES = re.compile("[\u00a0\u202f\u2009]")
_NOISE = re.compile("\u00ad|https?://\\S+|\\bCC BY\\S* \\d\\.\\d")  # soft hyphens, addresses, licences
_SHORT_RANGE = re.compile(r"\b(\d\d)(\d\d)[–-](\d\d)(?!\d)")


@dataclass(frozen=True)
class Tongue:
    """One language.

    `months` are in the order of the year. `powers` are regular expressions of words for powers of ten, `words` those of
    one, two, three …; both are matched as whole words without regard to case. `clock` finds what follows a time of the
    day. A language without a record of its own has separators only.
    """

    thousands: str
    decimal: str
    months: tuple[str, ...] = ()
    powers: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()
    clock: str = ""


@cache
def tongue_of(tag: str) -> Tongue:
    """How the language with this tag writes numbers."""
    written, counting = manner_of(tag), of(tag).counting
    separators = (" " if written.group.isspace() else written.group, written.decimal)
    if counting is None:
        return Tongue(*separators)
    return Tongue(*separators, written.months, counting.powers, counting.small, counting.clock)


def number_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Texts whose languages or wordings disagree in a number or a date."""
    for found in texts_of(lesson):
        pairs = _to_compare(found.text, lesson.languages)
        if isinstance(found.item, AuthorText):
            pairs = ((one, other) for one, other in pairs if one.partition("-x-")[2] == other.partition("-x-")[2])
        for one, other in pairs:
            if message := _disagreement(found, one, other):
                yield positions.problem((*found.way, other), message)


def _to_compare(text: Text, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Languages with one another; a wording with the same wording elsewhere, else with the plain text."""
    yield from combinations([tag for tag in languages if tag in text], 2)
    wordings = dict.fromkeys(tag.partition("-x-")[2] for tag in text.root if "-x-" in tag)
    for wording in wordings:
        tags = [f"{language}-x-{wording}" for language in languages if f"{language}-x-{wording}" in text]
        if len(tags) > 1:
            yield from combinations(tags, 2)
        elif tags and (plain := tags[0].partition("-x-")[0]) in text:
            yield plain, tags[0]


def _disagreement(found: FoundText, one: str, other: str) -> str | None:
    words = {tag: found.text.in_language(tag) for tag in (one, other)}
    tongues = {tag: tongue_of(tag) for tag in words}
    digits = {tag: numbers(words[tag], tongues[tag]) for tag in words}
    if not all(tongue.months for tongue in tongues.values()):
        digits = {tag: frozenset(n for n in said if isinstance(n, Decimal)) for tag, said in digits.items()}
    missing = digits[one] ^ digits[other]
    if missing:  # small numbers in words are looked for only now: most texts agree in digits
        spoken = spelled_out(words[one], tongues[one]) | spelled_out(words[other], tongues[other])
        missing -= spoken
    if not missing:
        return None
    both = "; ".join(f"{tag} says {_listed(digits[tag])}" for tag in (one, other))
    return f"{found.name}: the numbers differ; {both}; make them agree"


def _listed(numbers: frozenset[Decimal | str]) -> str:
    ordered = sorted(numbers, key=lambda number: (isinstance(number, str), number))
    return ", ".join(number if isinstance(number, str) else f"{number:f}" for number in ordered) or "none"


def numbers(words: str, tongue: Tongue) -> frozenset[Decimal | str]:
    """The numbers a text gives in digits, and months that stand beside one (as `month 9`)."""
    words = _NOISE.sub("", _SPACES.sub(" ", words))
    if tongue.clock:
        words = re.sub(rf"\b(\d{{1,2}})[.:](\d\d)(?= ?(?:{tongue.clock}))", r"\1h\2", words)
    words = _SHORT_RANGE.sub(r"\1\2–\g<1>\3", words)
    found: set[Decimal | str] = set()
    for match in _months(tongue).finditer(words) if tongue.months else ():
        found.add(f"month {tongue.months.index(match[0]) + 1}")
    return frozenset(found) | set(_digits(words, tongue))


def _digits(words: str, tongue: Tongue) -> Iterator[Decimal]:
    for match in _number(tongue).finditer(words):
        whole = re.sub(r"\D", "", match[1])
        value = Decimal(f"{whole}.{match[2]}" if match[2] else whole)
        yield _plain(value * _power(words[match.end() :], tongue))


@cache
def _number(tongue: Tongue) -> re.Pattern[str]:
    thousands = "[’']" if tongue.thousands == "’" else re.escape(tongue.thousands)
    decimal = re.escape(tongue.decimal)
    return re.compile(rf"(?<!\d)(\d{{1,3}}(?:{thousands}\d{{3}}){{1,6}}(?!\d)|\d{{1,20}})(?:{decimal}(\d{{1,20}}))?")


@cache
def _months(tongue: Tongue) -> re.Pattern[str]:
    """A month after or before a digit, which may belong to two of them."""
    names = "|".join(map(re.escape, tongue.months))
    return re.compile(rf"(?:(?<=\d )|(?<=\d\. ))(?:{names})\b|\b(?:{names})(?= \d)")


def _power(rest: str, tongue: Tongue) -> Decimal:
    """The power of ten that the next word stands for."""
    for pattern, exponent in tongue.powers:
        if re.match(rf"[ -](?:{pattern})(?!\w)", rest, re.IGNORECASE):
            return Decimal(10) ** exponent
    return Decimal(1)


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that only differ in how they are written."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def spelled_out(words: str, tongue: Tongue) -> frozenset[Decimal | str]:
    """The numbers up to twelve that a text gives in words, with the powers of ten that follow them."""
    found: set[Decimal | str] = set()
    for value, pattern in enumerate(tongue.words, 1):
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE):
            found.add(_plain(value * _power(words[match.end() :], tongue)))
    return frozenset(found)
