"""Words that break where they should: better patterns for German, lists of exceptions, names whole.

WeasyPrint takes its breaks from Pyphen. Its German dictionary is made for another reader (see hyphens/README.md), so
German gets patterns of its own. Compounds of known parts break at their seams (`compounds`). What patterns get wrong
stands in lists: ours, by language, and the lesson's, which overrule ours. Soft hyphens are no way out: WeasyPrint takes
all words before one for a single word, so that tables and columns beside a float grow too wide. So listed words are put
where Pyphen remembers words that it has looked up before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import pyphen

from handouts.languages import known, primary
from handouts.writers.pdf.compounds import compounds_in

_HOME = Path(__file__).parent / "hyphens"
_LANG = re.compile(r"""\slang=["']([A-Za-z][\w-]*)["']""")
_UNKNOWN = "zzzz"
"""No list has it, so patterns are asked for."""
_ROMANISED = re.compile(r"\b\w*[āēīōūĀĒĪŌŪ]\w*")
"""Only romanised Japanese has long vowels marked in German and English text."""

for _tag, _language in known().items():
    if _language.hyphens:
        for _name in [name for name in pyphen.LANGUAGES if primary(name) == _tag] or [_tag]:
            pyphen.LANGUAGES[_name] = _HOME / _language.hyphens

Remembered = dict[str, list[pyphen.DataInt]]


@contextmanager
def breaking(html: str, words: Mapping[str, Iterable[str]]) -> Iterator[None]:
    """Overrule the dictionaries while pages are laid out.

    Args:
        html: The document; only the dictionaries of its languages are read, and its romanised words never break.
        words: By language, words with their breaks as hyphens (`Über-gang`); a word without any is never broken.
            Other forms of a word are other words. Capitals make no difference. The last of two entries wins.
    """
    romanised = romanised_words(html)
    before: list[tuple[Remembered, str, list[pyphen.DataInt] | None]] = []
    for dictionary in _dictionaries(html):
        remembered = _remembered(dictionary)
        exceptions = _exceptions(primary(dictionary))
        listed = (
            word for language, listed in words.items() if primary(language) == primary(dictionary) for word in listed
        )
        compounds = [
            word for word in compounds_in(html, primary(dictionary)) if word.replace("-", "") not in exceptions
        ]
        for word in (*compounds, *romanised, *listed):
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


@lru_cache(maxsize=1)
def romanised_words(html: str) -> tuple[str, ...]:
    """The words of a document that never break."""
    return tuple(_ROMANISED.findall(html))


def _dictionaries(html: str) -> list[str]:
    """The dictionaries of the languages of a document, in order."""
    found = {pyphen.language_fallback(tag) for tag in _LANG.findall(html)}
    return sorted(name for name in found if name is not None)


@cache
def _remembered(known: str) -> Remembered:
    """What Pyphen remembers of one dictionary, our exceptions among it."""
    remembered: Remembered = pyphen.Pyphen(lang=known).hd.cache
    remembered.update(_exceptions(primary(known)))
    return remembered


@cache
def _exceptions(language: str) -> Remembered:
    """Our list of a language: words in small letters, and where they break."""
    path = _HOME / f"{language}.txt"
    words = exception_words(path.read_text(encoding="utf-8")) if path.is_file() else []
    return {word.replace("-", "").lower(): _positions(word) for word in words}


def load_dictionary(known: str) -> None:
    """Read a dictionary of Pyphen's and our exceptions now, not when the first word is looked up."""
    _remembered(known)
    pyphen.Pyphen(lang=known).positions(_UNKNOWN)


def exception_words(text: str) -> list[str]:
    """The words of a list, however many on a line; what follows a # is a remark."""
    return [word for line in text.splitlines() for word in line.partition("#")[0].split()]


def _positions(word: str) -> list[pyphen.DataInt]:
    """The letters after which it may break, counted from 1."""
    lengths = [len(part) for part in word.split("-")]
    return [pyphen.DataInt(sum(lengths[:count])) for count in range(1, len(lengths))]
