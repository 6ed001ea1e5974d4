"""Codes of languages: which there are, and which one somebody meant who wrote another.

A code is a BCP 47 tag as Babel knows it. Meant by what is none: the same in other letters (`DE`, `de_AT`), the code of
a country (`ua`, `cz`), three letters where there are two (`deu`), a name (`Deutsch`, `French`, `français`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from handouts.languages import FALLBACK, known, of, primary, regional
from handouts.locales import UnknownLocaleError, babel_of, manner
from handouts.model.text import LANGUAGE_TAG
from handouts.nearest import nearest, suggestion

_WRITE = "write its code of two or three small letters, such as de, en or fr"
_USUAL = 2
"""Letters of most codes."""
_OLD = frozenset("in iw ji jw mo sh".split())
"""Codes of two letters that others have taken the place of [IANA Language Subtag Registry]."""
_SHORTEST_NAME = 4
"""Letters; whatever is shorter is meant as a code."""
_NOWHERE = "ZZ"
"""The code of an unknown country."""


_TYPOGRAPHIC = re.compile("[„“”‚‘’«»]")


def tag_objection(tag: str, *, quoted: bool = False) -> str | None:
    """What is wrong with what should be the code of a language, and which one may be meant; None if nothing is.

    Args:
        tag: As it is written; a wording (`de-x-easy`) is no language.
        quoted: Whether it is that of a source, in which nothing but its words has to be said: old languages do, too.
    """
    if "-x-" in tag and LANGUAGE_TAG.match(tag):
        return f'"{tag}" is a wording, not a language; write "{tag.partition("-x-")[0]}"'
    if _TYPOGRAPHIC.search(tag):
        return 'quotation marks such as „ and “ do not hold a text together here; put it in straight ones: "…"'
    if _is_known(tag) or (quoted and LANGUAGE_TAG.match(tag) and primary(tag) in _english()):
        return None
    found = likely(tag)
    if found is None and LANGUAGE_TAG.match(tag) and primary(tag) in _english():
        return f'"{tag}" is a language that dates cannot be written in; it can be that of quotations only'
    return f'"{tag}" is not a language; ' + (f'did you mean "{found}"?' if found else _WRITE)


def likely(tag: str) -> str | None:
    """The code of the language that somebody means by what is none; None if nobody can tell."""
    written = tag.strip().replace("_", "-")
    ways = (_in_its_case, _preferred, _spoken_there, _named)  # the last takes longest
    candidates = (way(written) for way in ways)
    return next((code for code in candidates if code and code != tag and _is_known(code)), None)


def name_of(tag: str, speaking: str) -> str:
    """What a language is called in another one, with a capital letter; its code where nobody knows."""
    try:
        names = babel_of(regional(speaking)).languages
        found = names.get(tag.replace("-", "_")) or names.get(primary(tag)) or _english().get(primary(tag)) or tag
    except UnknownLocaleError:
        found = tag
    return found[:1].upper() + found[1:]


def language_called(words: str) -> str | None:
    """The code of a language by its name, exactly, in any language; or by a code that the tool knows something of."""
    word = words.strip().casefold()
    if of(word).region:
        return primary(word)
    return _names().get(word) or (_own_names().get(word) if len(word) >= _SHORTEST_NAME else None)


def meant_here(tag: str, here: Collection[str]) -> str:
    """What to do about a code that is none of those that are here: the one that is meant, the nearest, or the list."""
    meant = (likely(tag) if tag_objection(tag) else tag) or ""
    found = next((code for code in (meant, primary(meant)) if code in here), None)
    return f'; did you mean "{found}"?' if found else suggestion(tag, here)


def _is_known(tag: str) -> bool:
    """Whether it is well formed, the one code of its language, and Babel has it."""
    if not LANGUAGE_TAG.match(tag) or ((len(primary(tag)) > _USUAL or primary(tag) in _OLD) and _preferred(tag)):
        return False
    try:
        manner(tag)
    except UnknownLocaleError:
        return False
    return True


def _in_its_case(tag: str) -> str | None:
    """A tag with the letters that its parts have: language small, script with a capital, region in capitals.

    Where that is no language with this region, the language alone.
    """
    first, *others = tag.split("-")
    cased = (part.title() if len(part) == 4 else part.upper() for part in others)
    whole = "-".join((first.lower(), *cased))
    return next((code for code in (whole, first.lower()) if _is_known(code)), None)


def _preferred(tag: str) -> str | None:
    """The code that has taken the place of another one: of three letters where there are two, or of an old one."""
    first, *others = tag.lower().split("-")
    if len(first) not in (2, 3) or not first.isascii():
        return None
    code = _aliases().get(first)
    if code is None or len(code.split("_")[0]) != 2:
        return None
    return "-".join((code.split("_")[0], *(part.upper() for part in others if len(part) == 2)))


def _named(words: str) -> str | None:
    """A language by its name in English, in a language with a module of its own, or in itself."""
    word = words.casefold()
    if len(word) < _SHORTEST_NAME or not word.isalpha():
        return None
    if word in (found := _names()) or word in (found := _own_names()):
        return found[word]
    return found.get((nearest(word, found) or "").casefold())


def _spoken_there(tag: str) -> str | None:
    """The language that most people speak in a country by its code, which is often taken for that of a language."""
    country = primary(tag).upper()
    if not re.fullmatch("[A-Z]{2}", country) or country == _NOWHERE or country not in babel_of(FALLBACK).territories:
        return None
    try:
        return str(babel_of(f"und-{country}").language)
    except UnknownLocaleError:
        return None


@cache
def _aliases() -> Mapping[str, str]:
    from babel.core import get_global

    return {key: value for key, value in get_global("language_aliases").items() if "_" not in key}


def _english() -> Mapping[str, str]:
    """Every code of a language that has one, with its name in English."""
    found: Mapping[str, str] = babel_of(FALLBACK).languages
    return found


@cache
def _names() -> dict[str, str]:
    """Codes by names in small letters, in English and in languages with a module of their own."""
    found: dict[str, str] = {}
    for speaking in (FALLBACK, *known()):
        found |= {name.casefold(): code for code, name in babel_of(speaking).languages.items() if "_" not in code}
    return found | {name: code for code, one in known().items() for name in one.names}


@cache
def _own_names() -> dict[str, str]:
    """The same with the name that each language has for itself, for which all have to be read."""
    from babel.localedata import locale_identifiers

    codes = [code for code in locale_identifiers() if "_" not in code]
    own = ((babel_of(code).languages.get(code), code) for code in codes)
    return _names() | {name.casefold(): code for name, code in own if name}
