"""The words of lessons in Markdown, in all languages that have some, and what each stands for.

A word may be written in any of its forms, in capitals or not. Keys of the YAML files are understood everywhere, so
whoever needs one that has no word here writes the key. The words themselves are in `languages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.languages import known
from handouts.model.licences import LICENCES
from handouts.nearest import nearest


def forms_of(topic: str) -> dict[str, str]:
    """From each form of a word, in any language, to its key: `{"lösung": "expected", "answer": "expected"}`."""
    found: dict[str, str] = {}
    for language in known().values():
        words = language.lessons.written.get(topic, {}) if language.lessons else {}
        for key, several in words.items():
            for form in (key.replace("_", " "), *several.split(",")):
                found[form.strip().casefold()] = key
    return found


SECTIONS = forms_of("sections")
"""What a heading of the second level begins with."""
BLOCKS = forms_of("blocks")
"""What follows `:::`."""
SETTINGS = forms_of("settings")
"""What a line below a heading begins with, before the colon."""
FRONT = forms_of("front")
"""Keys of the front matter."""
COLUMNS = forms_of("columns")
"""Heads of the columns of a lesson plan."""
CHART_KINDS = forms_of("chart_kinds")
SCALES = forms_of("scale")
"""What a chart's axis is said to be, where it is not linear."""
VALUES: Mapping[str, Mapping[str, str]] = {
    "level": {"1": "I", "2": "II", "3": "III"},
    "licence": {
        **forms_of("licence"),
        "cc0": "CC0 1.0",
        "cc 0": "CC0 1.0",
        **{name.casefold(): name for name in LICENCES},
    },
    **{topic: forms_of(topic) for topic in ("text level", "picture kind", "type", "social_form", "truth")},
}
"""Values that are words, by what they are said of."""


def key_of(word: str, table: Mapping[str, str]) -> str | None:
    """What a word stands for; None if it is not one of these."""
    return table.get(" ".join(word.casefold().replace("_", " ").split()))


def beginning(words: str, table: Mapping[str, str]) -> tuple[str, str] | None:
    """What the words begin with, by the longest form that fits, and what follows it."""
    lower = words.casefold()
    for form in sorted(table, key=len, reverse=True):
        rest = words[len(form) :]
        if lower.startswith(form) and not rest[:1].isalpha():
            return table[form], rest.strip()
    return None


def meant(word: str, table: Mapping[str, str], otherwise: str) -> str:
    """The end of a message about a word that nobody knows."""
    near = nearest(word.casefold(), list(table))
    return f'; did you mean "{near.capitalize()}"?' if near else f"; {otherwise}"


def value(word: str, of: str) -> str:
    """A word as the model calls it; as it is written if it is none of those known."""
    table = VALUES[of]
    return key_of(word, table) or word
