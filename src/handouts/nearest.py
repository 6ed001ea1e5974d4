"""The nearest right word to a wrong one, for messages that say what to write instead."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like the given one; None if none is like it, or several are just as much."""
    word = word.casefold()
    by_fold = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word, by_fold, n=2, cutoff=0.6)
    if len(found) == 2 and _likeness(word, found[0]) == _likeness(word, found[1]):
        return None
    return by_fold[found[0]] if found else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


def suggestion(word: str, known: Collection[str], otherwise: str = "") -> str:
    """What to do about an unknown word: `; did you mean "title"?`, the list if it is short, or `otherwise`."""
    if found := nearest(word, known):
        return f'; did you mean "{found}"?'
    if otherwise:
        return f"; {otherwise}"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""
