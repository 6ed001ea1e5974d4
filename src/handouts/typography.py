"""One typographic pass over finished HTML, the same for pages and slides.

It binds what must not be torn apart at a line's end: day and month, number and unit, abbreviation and number,
dash and the word before it. Rules follow the language of each element (DIN 5008 and Duden for German,
New Hart's Rules for British English). Content is written with plain spaces only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NBSP = "\u00a0"
NARROW = "\u202f"

_TOKEN = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_LANG = re.compile(r"""\slang=["']([^"']*)["']""")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_VERBATIM = frozenset("script style pre code svg title".split())

_MONTHS_DE = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS_DE = (
    "km²|km|m²|ha|cm|mm|min|Uhr|P\\.|Mio\\.|Mrd\\.|Mann|Yen|Euro|Minuten|Prozent|Millionen?|Milliarden?|Billionen?"
)
_UNITS_EN = "km²|km|m²|ha|cm|mm|min|pts?|marks?|per cent|minutes|million|billion|trillion|yen"

Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_DASH = (r"(?<=[^\s–]) – ", f"{NBSP}– ")
_REGISTER = (r"\b(M|Q|T) (?=\d)", rf"\1{NARROW}")
RULES: dict[str, tuple[Rule, ...]] = {
    "de": _rules(
        (rf"\b(\d{{1,2}}\.) (?={_MONTHS_DE})", rf"\1{NBSP}"),
        (r"(?<=\d) %", f"{NARROW}%"),
        (rf"(?<=\d) (?=(?:{_UNITS_DE})(?![\w]))", NBSP),
        (r"(?<=ionen|arden) (?=Yen|Euro)", NBSP),
        (r"\b([zZ]|[uU]|[dD]|[vV])\. (?=(?:B|a|h)\.)", rf"\1.{NARROW}"),
        (r"\b(Z|S|Art|Abs|Nr|Abb|Kl|Jh|Dr)\. (?=[\dIVX])", rf"\1.{NBSP}"),
        (r"(?<=\d) (ff?\.)", rf"{NARROW}\1"),
        (r"\b(Artikels?|Absatz|Absätze|Aufgabe|Seite|Zeile|Klasse|Material|Variante) (?=[\dIVXAB]+\b)", rf"\1{NBSP}"),
        (r"(§§?) (?=\d)", rf"\1{NBSP}"),
        _REGISTER,
        _DASH,
    ),
    "en": _rules(
        (rf"\b(\d{{1,2}}) (?={_MONTHS_EN})", rf"\1{NBSP}"),
        (rf"(?<=\d) (?=(?:{_UNITS_EN})(?![\w]))", NBSP),
        (r"(?<=illion) (?=yen)", NBSP),
        (r"\b(pp?|ll?|Arts?|[nN]o|ch|c|Dr)\. (?=[\dIVX])", rf"\1.{NBSP}"),
        (r"\b(Articles?|paragraph|[tT]ask|page|line|[gG]rades?|Variant|Version) (?=[\dIVXAB]+\b)", rf"\1{NBSP}"),
        (r"(§§?) (?=\d)", rf"\1{NBSP}"),
        _REGISTER,
        _DASH,
    ),
}


def set_text(text: str, language: str) -> str:
    """One piece of running text, set by the rules of its language; other languages stay as they are."""
    for pattern, replacement in RULES.get(language.split("-")[0], ()):
        text = pattern.sub(replacement, text)
    return text


def set_html(html: str) -> str:
    """A whole document, each text by the nearest `lang`; code, styles and drawings are left alone."""
    return "".join(_set_tokens(html, set_text))


def _set_tokens(html: str, setter: Callable[[str, str], str]) -> Iterator[str]:
    open_elements: list[tuple[str, str, bool]] = []
    for token in _TOKEN.split(html):
        tag = _TAG.match(token)
        _, language, verbatim = open_elements[-1] if open_elements else ("", "", False)
        if tag is None:
            yield token if verbatim or token.startswith("<") else setter(token, language)
            continue
        yield token
        closing, name = tag.group(1), tag.group(2).lower()
        if closing:
            _close(open_elements, name)
        elif name not in _VOID and not token.endswith("/>"):
            own = _LANG.search(token)
            open_elements.append((name, own.group(1) if own else language, verbatim or name in _VERBATIM))


def _close(open_elements: list[tuple[str, str, bool]], name: str) -> None:
    """Pop up to the element that closes; a stray end tag closes nothing."""
    for index in range(len(open_elements) - 1, -1, -1):
        if open_elements[index][0] == name:
            del open_elements[index:]
            return
