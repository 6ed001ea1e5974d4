"""How languages write numbers: separators, months, powers of ten, small numbers in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """One language.

    `months` are in the order of the year. `powers` are regular expressions of words for powers of ten, `words` those of
    one, two, three …; both are matched as whole words without regard to case.
    """

    thousands: str
    decimal: str
    months: tuple[str, ...] = ()
    powers: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()


_ENDINGS = r"(?:mal|fach|tel|tens|t?e[rnsm]?|jährig\w*|köpfig\w*)?"

GERMAN = Tongue(
    thousands=".",
    decimal=",",
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    powers=((r"millionen|million|mio\.?", 6), (r"milliarden?|mrd\.?", 9), (r"billionen|billion|bio\.?", 12)),
    words=(
        r"ein(?:e[rnsm]?|s|mal)?|erst(?:e[rnsm]?|ens|mals)?",
        rf"(?:zwei|zweit){_ENDINGS}",
        rf"(?:drei|dritt){_ENDINGS}",
        *(rf"{stem}{_ENDINGS}" for stem in ("vier", "fünf", "sechs", "sieb(?:en)?", "acht", "neun", "zehn")),
        *(rf"{stem}{_ENDINGS}" for stem in ("elf", "zwölf")),
    ),
)
ENGLISH = Tongue(
    thousands=",",
    decimal=".",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    powers=(("million", 6), ("billion", 9), ("trillion", 12)),
    words=(
        *("one|first|once", "two|second|twice", "three|third", "four|fourth", "five|fifth", "six|sixth"),
        *("seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth"),
    ),
)
_KNOWN = {"de": GERMAN, "en": ENGLISH}
_COMMA = Tongue(thousands=".", decimal=",")
_POINT = Tongue(thousands=",", decimal=".")
_WITH_COMMA = frozenset(
    ("cs", "da", "es", "fr", "hr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr")
)


def tongue_of(tag: str) -> Tongue:
    """How the language with this tag writes numbers; of most only the separators are known."""
    language = tag.split("-")[0]
    return _KNOWN.get(language) or (_COMMA if language in _WITH_COMMA else _POINT)
