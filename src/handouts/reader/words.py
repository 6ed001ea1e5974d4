"""How messages name things: kinds of records, fields, and the nearest right word."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches

from handouts.model.position import Way

SINGULAR = {
    "audiences": "audience",
    "texts": "text",
    "periods": "period",
    "timeline": "event",
    "glossary": "term",
    "people": "person",
    "documents": "document",
    "quotations": "quotation",
    "charts": "chart",
    "places": "place",
    "statements": "statement",
    "materials": "material",
    "tasks": "task",
    "sprints": "sprint",
    "plans": "plan",
    "tests": "test",
    "slides": "slide",
    "facts": "fact",
    "wordings": "wording",
    "references": "reference",
    "acceptance": "acceptance string",
    "competences": "competence",
    "objectives": "objective",
    "operators": "operator",
    "social_forms": "social form",
    "rubrics": "rubric",
    "phrases": "phrase",
    "phases": "phase",
    "criteria": "criterion",
    "options": "option",
    "pairs": "pair",
    "panels": "panel",
    "data": "point",
    "columns": "column",
    "rows": "row",
    "bullets": "bullet",
    "starters": "starter",
    "help": "help card",
    "expected": "expected answer",
    "languages": "language",
}
"""What one element of a list is called."""


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like the given one; None if none is like it, or several are just as much."""
    word = word.casefold()
    by_fold = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word, by_fold, n=2, cutoff=0.6)
    if len(found) == 2 and _likeness(word, found[0]) == _likeness(word, found[1]):
        return None
    return by_fold[found[0]] if found else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


def suggestion(word: str, known: Collection[str], otherwise: str = "") -> str:
    """What to do about an unknown word: `; did you mean "title"?`, the list if it is short, or `otherwise`."""
    if found := nearest(word, known):
        return f'; did you mean "{found}"?'
    if otherwise:
        return f"; {otherwise}"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def subject(path: Way, data: object) -> str:
    """A way through the data in words: `task K07, expected answer 2, text`."""
    words: list[str] = []
    kind = ""
    for part in path:
        data = _step(data, part)
        if isinstance(part, str):
            words.append(part)
            kind = part
            continue
        identity = data.get("id") if isinstance(data, dict) else None
        words[-1:] = [f"{SINGULAR.get(kind, kind)} {identity if isinstance(identity, str) else part + 1}"]
    return ", ".join(words)


def _step(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None
