"""What each language prints: its quotation marks, and which words hold together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

NBSP = "\u00a0"
NARROW = "\u202f"

Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


@dataclass(frozen=True)
class Language:
    """The conventions of one language.

    `double` and `single` are the marks of quotations and of quotations in them. `elided` are words that begin with an
    apostrophe. `spelling` is replaced within one piece of text and may change its length. All sets of words are
    written without the point of an abbreviation where they follow a number (`units`), with it where they precede one.
    """

    double: tuple[str, str]
    single: tuple[str, str]
    elided: re.Pattern[str]
    spelling: tuple[Change, ...]
    day: re.Pattern[str]
    months: frozenset[str]
    units: frozenset[str]
    amounts: frozenset[str]
    currencies: frozenset[str]
    numbered: frozenset[str]
    titles: frozenset[str]
    month_first: bool = field(default=False)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _elided(words: str) -> re.Pattern[str]:
    return re.compile(rf"'(?:{'|'.join(words.split())})(?!\w)", re.IGNORECASE)


def _abbreviations(listed: str) -> Change:
    """Abbreviations of several words, typed with plain spaces or none, get narrow ones."""
    found = "|".join(re.escape(one).replace(r"\ ", " ?") for one in listed.split(", "))
    pattern = re.compile(rf"(?<![\w.])(?:{found})(?!\w)")
    return pattern, lambda match: NARROW.join(part + "." for part in match[0].replace(" ", "").split(".") if part)


_ELLIPSIS: Change = (re.compile(r"\.\.\.(?!\.)(?<!\.\.\.\.)"), "…")
_DOUBLE_HYPHEN: Change = (re.compile(r" --(?= )(?<=[^\s-] --)"), " –")
_SPACED_YEARS: Change = (re.compile(r"(?<![\w.,/-])([12]\d{3}) - (?=[12]\d{3}(?![\w-]|[.,]\d))"), r"\1–")
_SECTION: Change = (re.compile(r"(§)(?=\d)"), rf"\1{NBSP}")
_COMMON = (_ELLIPSIS, _DOUBLE_HYPHEN, _SPACED_YEARS, _SECTION)

GERMAN = Language(
    double=("„", "“"),
    single=("‚", "‘"),
    elided=_elided("s n ne nen nem ner ran rein raus rum"),
    spelling=(
        *_COMMON,
        _abbreviations(
            "z. B., Z. B., z. T., u. a., U. a., u. U., U. U., u. Ä., o. Ä., d. h., D. h., d. i., v. a., V. a., "
            "i. d. R., I. d. R., i. A., m. E., s. o., s. u., v. Chr., n. Chr., e. V., a. D., u. v. m., a. a. O."
        ),
        (re.compile(r"%(?![\w-])(?<=\d%)"), f"{NARROW}%"),
        (re.compile(r"(?<=\d)(?=ff?\.(?!\w))"), NARROW),
    ),
    day=re.compile(r"(?:\d{1,2}\.[–/])?\d{1,2}\."),
    months=_words(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb Aug Sept Okt "
        "Nov Dez Jahrhundert Jahrhunderts Jahrhunderte Jh Jhs"
    ),
    units=_words(
        "km² km m² m ha cm mm kg t min h Uhr P Mio Mrd Mann Yen Euro Dollar US-Dollar € $ °C Minuten Stunden Prozent "
        "Prozentpunkte Million Millionen Milliarde Milliarden Billion Billionen"
    ),
    amounts=_words("Mio. Mrd. Million Millionen Milliarde Milliarden Billion Billionen"),
    currencies=_words("Yen Euro Dollar US-Dollar € $"),
    numbered=_words(
        "Z. S. Art. Abs. Nr. Abb. Kl. Jh. Bd. Kap. Anm. Tab. ca. Artikel Artikels Absatz Absätze Aufgabe Seite Zeile "
        "Klasse Material Variante § §§"
    ),
    titles=_words("Dr. Prof. St."),
)
ENGLISH = Language(
    double=("“", "”"),
    single=("‘", "’"),
    elided=_elided("tis twas em til n cause"),
    spelling=(
        *_COMMON,
        (re.compile(r" %(?!\w)(?<=\d %)"), "%"),
        (re.compile(r"(?<![\w.])(e|i)\. (g|e)\.(?!\w)"), r"\1.\2."),
    ),
    day=re.compile(r"(?:\d{1,2}[–/])?\d{1,2}(?:st|nd|rd|th)?"),
    months=_words(
        "January February March April May June July August September October November December Jan Feb Aug Sept Oct "
        "Nov Dec"
    ),
    units=_words(
        "km² km m² m ha cm mm kg min h am pm a.m p.m pt pts mark marks per minutes hours yen dollars million billion "
        "trillion °C"
    ),
    amounts=_words("million billion trillion"),
    currencies=_words("yen dollars euros"),
    numbered=_words(
        "p. pp. l. ll. Art. Arts. no. No. nos. Nos. ch. c. vol. fig. para. paras. Article Articles paragraph task Task "
        "page line grade Grade grades Grades Variant Version § §§"
    ),
    titles=_words("Dr Dr. Prof. Mr Mr. Mrs Mrs. Ms Ms. St St."),
)
SWISS = replace(GERMAN, double=("«", "»"), single=("‹", "›"))
AMERICAN = replace(
    ENGLISH, spelling=((re.compile(r"(?<=[^\s–—-]) --? (?=[^\s–—-])"), "—"), *ENGLISH.spelling), month_first=True
)
_LANGUAGES = {"de": GERMAN, "de-ch": SWISS, "de-li": SWISS, "en": ENGLISH, "en-us": AMERICAN}


@cache
def conventions(tag: str) -> Language | None:
    """The conventions for a BCP 47 tag; none where it names another language, or another script (`ja-Latn`)."""
    parts = tag.lower().split("-")
    return _LANGUAGES.get("-".join(parts[:2])) or _LANGUAGES.get(parts[0])
