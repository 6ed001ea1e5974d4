"""How messages name things: kinds of records and fields."""

from __future__ import annotations

from handouts.model.position import Way
from handouts.nearest import nearest, suggestion

__all__ = ["SINGULAR", "nearest", "subject", "suggestion"]

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
