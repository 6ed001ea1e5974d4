"""What the tool knows of languages: a module for each, found by being here; whatever is none of them is neutral.

A module has `LANGUAGES`: by BCP 47 tag, the language itself and what differs in a region. Everything else asks `of`, so
nothing outside of this package names a language. What Babel knows (dates, months, separators of numbers) is asked of
`locales`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from handouts.languages.record import Address, Counting, Grammar, Language, Lessons, Typesetting

__all__ = [
    "FALLBACK",
    "Address",
    "Counting",
    "Grammar",
    "Language",
    "Lessons",
    "Typesetting",
    "is_right_to_left",
    "known",
    "lessons_in",
    "of",
    "primary",
    "regional",
    "without_wording",
]

FALLBACK = "en"
"""The language of words that the tool must say in a language that has none for it, and of pages that name none."""
_OTHERS = {
    **{
        tag: Language(region=f"{tag}-{country}")
        for tag, country in (
            *(("ar", "EG"), ("es", "ES"), ("it", "IT"), ("la", "VA"), ("pl", "PL"), ("ru", "RU"), ("tr", "TR")),
            ("uk", "UA"),
        )
    },
    "ja": Language(region="ja-JP", east_asian=True),
    "ko": Language(region="ko-KR", east_asian=True),
    "zh": Language(region="zh-CN", east_asian=True),
}
"""Languages of which little is known: the region that is meant, and whether they are written in kanji or the like."""


_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
"""Languages that are written from right to left (CLDR, characterOrder)."""


def is_right_to_left(tag: str) -> bool:
    """Whether text in a language runs from right to left, unless its tag says that it is in Latin letters.

    >>> is_right_to_left("ar-EG"), is_right_to_left("fa-Latn")
    (True, False)
    """
    return primary(tag) in _RIGHT_TO_LEFT and "-latn" not in tag.lower()


def primary(tag: str) -> str:
    """The primary subtag (RFC 5646, section 2.2.1), whatever region, script or wording follows.

    >>> primary("de-CH-x-formal"), primary("en_GB")
    ('de', 'en')
    """
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def without_wording(tag: str) -> str:
    """The tag without its part for private use, which names a wording; region and script stay.

    >>> without_wording("de-CH-x-formal"), without_wording("ja-Latn")
    ('de-CH', 'ja-Latn')
    """
    return tag.partition("-x-")[0]


@cache
def of(tag: str) -> Language:
    """The language of a tag: that of its region or script, else that of its primary subtag, else a neutral one."""
    whole = without_wording(tag).replace("_", "-").lower()
    listed = _listed()
    return listed.get(whole) or listed.get("-".join(whole.split("-")[:2])) or listed.get(primary(tag)) or Language()


def regional(tag: str) -> str:
    """A tag with the region that is meant, as proofing tools ask for it; one with a region or script keeps it.

    >>> regional("de"), regional("en-US"), regional("de-x-easy")
    ('de-DE', 'en-US', 'de-DE')
    """
    plain = without_wording(tag)
    return (of(plain).region if plain == primary(plain) else "") or plain


def lessons_in(tag: str) -> Lessons:
    """The words to begin an author's entry with, in this language or else in one that every lesson understands."""
    found = of(tag).lessons or of(FALLBACK).lessons
    assert found is not None
    return found


@cache
def known() -> dict[str, Language]:
    """The languages that have a module of their own, by primary subtag."""
    return {tag: found for tag, found in _listed().items() if found.typesetting is not None and tag == primary(tag)}


@cache
def _listed() -> dict[str, Language]:
    """By tag in small letters; what a module of its own says of a language goes before the little known of others."""
    found = dict(_OTHERS)
    for module in sorted(module.name for module in iter_modules(__path__)):
        found |= getattr(import_module(f"{__name__}.{module}"), "LANGUAGES", {})
    return {tag.lower(): language for tag, language in found.items()}
