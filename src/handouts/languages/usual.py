"""Command words and ways of working together that any lesson may name, with the words for them in its languages.

The levels are those of the lists that the German Länder have agreed on for history and politics
(Anforderungsbereiche I to III); what the words ask for is said in words of our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from handouts.languages import known, of

_BY_LEVEL = {
    ("I", "remember"): "nennen aufzählen bezeichnen wiedergeben schildern skizzieren",
    ("I", "understand"): "zusammenfassen beschreiben aufzeigen zuordnen",
    ("II", "understand"): "erklären erläutern darstellen",
    ("II", "apply"): "einordnen auswerten",
    ("II", "analyse"): "begründen nachweisen charakterisieren analysieren untersuchen herausarbeiten gegenüberstellen "
    "vergleichen",
    ("III", "evaluate"): "beurteilen bewerten überprüfen erörtern diskutieren Stellung_nehmen interpretieren",
    ("III", "create"): "entwickeln gestalten",
}
_LEVELS = {word.replace("_", " "): level for level, listed in _BY_LEVEL.items() for word in listed.split()}


@cache
def operator_names() -> dict[str, str]:
    """What tasks may call the usual command words, each with its German infinitive: that itself, or a name."""
    named = {language.operators[key][0]: key for language in known().values() for key in language.operators}
    return named | {key: key for key in _LEVELS}


@cache
def form_names() -> tuple[str, ...]:
    """The ids of the usual ways of working together."""
    return tuple(dict.fromkeys(key for language in known().values() for key in language.forms))


def usual_operator(name: str, languages: Iterable[str]) -> dict[str, Any] | None:
    """The record of a usual command word, as content would have it; None if there is none in all of the languages."""
    key = operator_names().get(name, "")
    said = {tag: of(tag).operators[key] for tag in languages if key in of(tag).operators}
    if not said or any(tag not in said for tag in languages):
        return None
    level, bloom = _LEVELS[key]
    words = {tag: word for tag, (word, _) in said.items()}
    meanings = {tag: meaning for tag, (_, meaning) in said.items()}
    return {"id": name, "level": level, "bloom": bloom, "name": words, "meaning": meanings}


def usual_form(name: str, languages: Iterable[str]) -> dict[str, Any] | None:
    """The record of a usual way of working together; None if there is none in all of the languages."""
    said = {tag: of(tag).forms[name] for tag in languages if name in of(tag).forms}
    if not said or any(tag not in said for tag in languages):
        return None
    return {
        "id": name,
        "name": {tag: words for tag, (words, _) in said.items()},
        "short": {tag: short for tag, (_, short) in said.items()},
    }
