"""The seams of compounds: Friedens-nobelpreis, where patterns would as well break Friedensno-belpreis.

Patterns know which letters may part, not which words a compound is made of. So the commonest parts of compounds stand
in a list beside the patterns (`de-parts.txt`). A word that is made of such parts alone breaks between them; of several
ways to take it apart, the one with the fewest parts counts. All other words are left to the patterns. No library for
it is kept up for the Pythons that we support, and a dictionary of all words would be larger than the tool.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from handouts.languages import Language, of

HOME = Path(__file__).parent / "hyphens"
SHORTEST, LONGEST = 9, 60
"""Letters of a compound that is looked at: what is longer is no word, and would take long."""
LEAST = 3
"""Letters of a part."""
_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{{SHORTEST},{LONGEST}}}(?![^\W\d_])")


def compounds_in(html: str, language: str) -> list[str]:
    """The compounds of a document whose parts are known, with hyphens at their seams, each once, in order."""
    if not parts_of(language):
        return []
    words = dict.fromkeys(word.lower() for word in _WORD.findall(html))
    return [seamed for word in words if (seamed := at_seams(word, language)) is not None]


@lru_cache(maxsize=10_000)
def at_seams(word: str, language: str) -> str | None:
    """A word in small letters with hyphens at its seams; None if it is none that can be told apart."""
    found = _apart(word, parts_of(language), of(language))
    return "-".join(found) if found and len(found) > 1 else None


@cache
def parts_of(language: str) -> frozenset[str]:
    """The parts that are listed for a language."""
    path = HOME / f"{language}-parts.txt"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _apart(word: str, parts: frozenset[str], language: Language) -> tuple[str, ...] | None:
    """The fewest parts of a word, with what joins them; of as few, those whose first is the longest."""
    best: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - LEAST, -1, -1):
        for end in range(len(word), start + LEAST - 1, -1):
            if end in best and _is_part(
                word[start:end], parts, language.endings if end == len(word) else language.links
            ):
                longer = (word[start:end], *best[end])
                if start not in best or len(longer) < len(best[start]):
                    best[start] = longer
    return best.get(0)


def _is_part(piece: str, parts: frozenset[str], tails: Sequence[str]) -> bool:
    return any(piece.removesuffix(tail) in parts for tail in ("", *tails) if piece.endswith(tail))
