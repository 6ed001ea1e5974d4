"""Do all languages say the same numbers and dates?

Digits are compared after localisation: `8. September 1951` and `8 September 1951`, `70,3 %` and `70.3%`,
`1,055 Billionen` and `1.055 trillion` are equal. Months count beside a digit only, since "may" is also a verb.
A number may be a word in one language and digits in the other; which words a language has for small numbers is known of
few, and where it is not known, nothing is said of them. An author text that is worded anew for some readers may tell
more or less than the plain one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product

from handouts import cache
from handouts.checks.numerals import Numbers, Tongue, numbers, readings, spelled_out, tongue_of
from handouts.checks.walk import FoundText, texts_of
from handouts.errors import Problem
from handouts.installed import version
from handouts.model.lesson import Lesson
from handouts.model.material import AuthorText
from handouts.model.position import Positions
from handouts.model.text import Text

__all__ = ["Tongue", "number_problems", "numbers", "spelled_out", "tongue_of"]

_SMALL = 12
"""Numbers up to this one are written as words more often than not."""
_AGREED, _DECIDING = "agreed", ("checks", "languages", "locales")
"""Where texts are kept that agree, and the code that decides it."""


def number_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Texts whose languages or wordings disagree in a number or a date; those that agreed before are known."""
    key, agreed = cache.digest(lesson.id, version("babel"), cache.code(*_DECIDING)), set[str]()
    known = frozenset((cache.load(_AGREED, key) or b"").decode("ascii").split())
    for found in texts_of(lesson):
        pairs = _to_compare(found.text, lesson.languages)
        if isinstance(found.item, AuthorText):
            pairs = ((one, other) for one, other in pairs if one.partition("-x-")[2] == other.partition("-x-")[2])
        for one, other in pairs:
            mark = cache.digest(one, found.text.in_language(one), other, found.text.in_language(other))
            if mark not in known and (message := _disagreement(found, one, other)):
                yield positions.problem((*found.way, other), message)
            else:
                agreed.add(mark)
    if agreed != known:
        cache.keep(_AGREED, key, "\n".join(sorted(agreed)).encode("ascii"))


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
    powers = all(tongue.powers for tongue in tongues.values())
    ways = product(*(readings(words[tag], tongues[tag], powers=powers) for tag in (one, other)))
    if any(_agree(dict(zip(words, way, strict=True)), words, tongues) for way in ways):
        return None
    digits = {tag: _comparable(numbers(words[tag], tongues[tag]), tongues) for tag in words}
    both = "; ".join(f"{tag} says {_listed(digits[tag])}" for tag in (one, other))
    return f"{found.name}: the numbers differ; {both}; make them agree"


def _agree(digits: dict[str, Numbers], words: dict[str, str], tongues: dict[str, Tongue]) -> bool:
    """Whether two texts say the same in one reading of each."""
    one, other = digits
    missing = _comparable(digits[one], tongues) ^ _comparable(digits[other], tongues)
    if not missing:
        return True
    # small numbers in words are looked for only now: most texts agree in digits
    missing -= spelled_out(words[one], tongues[one]) | spelled_out(words[other], tongues[other])
    return not [number for number in missing if not _untold(number, digits, tongues)]


def _untold(number: Decimal | str, digits: dict[str, Numbers], tongues: dict[str, Tongue]) -> bool:
    """Whether a number may be a word in the text that lacks it, in a language whose words nobody knows."""
    lacking = next(tag for tag in digits if number not in digits[tag])
    return isinstance(number, Decimal) and number <= _SMALL and not tongues[lacking].words


def _comparable(said: Numbers, tongues: dict[str, Tongue]) -> Numbers:
    """Without the months if they are known of one language only."""
    if all(tongue.months for tongue in tongues.values()):
        return said
    return frozenset(number for number in said if isinstance(number, Decimal))


def _listed(numbers: frozenset[Decimal | str]) -> str:
    ordered = sorted(numbers, key=lambda number: (isinstance(number, str), number))
    return ", ".join(number if isinstance(number, str) else f"{number:f}" for number in ordered) or "none"
