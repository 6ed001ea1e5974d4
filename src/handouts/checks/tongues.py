"""How languages write numbers: separators and months as Babel has them, words as the language's own record has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from handouts.languages import of
from handouts.locales import manner_of


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
