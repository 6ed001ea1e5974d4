"""Words that break where the lesson says, not where a dictionary would.

WeasyPrint takes its breaks from Pyphen, whose dictionaries know neither Japanese names nor every compound. Soft hyphens
are no way out: WeasyPrint takes all words before one for a single word, so that tables and columns beside a float grow
too wide. So the listed words are put where Pyphen remembers words that it has looked up before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pyphen


@contextmanager
def breaking(words: Mapping[str, Iterable[str]]) -> Iterator[None]:
    """Overrule the dictionaries while pages are laid out.

    Args:
        words: By language, words with their breaks as hyphens (`Über-gang`); a word without any is never broken.
            Other forms of a word are other words. Capitals make no difference.
    """
    before: list[tuple[dict[str, list[pyphen.DataInt]], str, list[pyphen.DataInt] | None]] = []
    for language, listed in words.items():
        if (known := pyphen.language_fallback(language)) is None:
            continue
        remembered = pyphen.Pyphen(lang=known).hd.cache
        for word in listed:
            plain = word.replace("-", "").lower()
            before.append((remembered, plain, remembered.get(plain)))
            remembered[plain] = _positions(word)
    try:
        yield
    finally:
        for remembered, plain, positions in reversed(before):
            if positions is None:
                del remembered[plain]
            else:
                remembered[plain] = positions


def _positions(word: str) -> list[pyphen.DataInt]:
    """The letters after which it may break, counted from 1."""
    lengths = [len(part) for part in word.split("-")]
    return [pyphen.DataInt(sum(lengths[:count])) for count in range(1, len(lengths))]
