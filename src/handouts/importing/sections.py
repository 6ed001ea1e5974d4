"""A new part of a lesson that is one Markdown file: the same entries in its syntax."""

from __future__ import annotations

from handouts.importing.places import Home
from handouts.languages import lessons_in

_BLOCKS = ("multiple_choice", "true_false", "matching", "gap_text", "ordering")


def new_section(kind: str, place: Home, task_kind: str) -> str:
    """The lines of a new part, its id left to the reader of lessons."""
    lessons = lessons_in(place.language)
    words = lessons.sections
    if kind != "task":
        return words[kind].replace("{tasks}", "" if place.planned else ", ".join(place.tasks))
    settings = [lessons.draft["pool"]] if place.planned else []
    if task_kind not in (*_BLOCKS, "open"):
        settings.append(f"{words['type']}: {task_kind}")
    head = words["task"].replace("\n\n", f"\n{'; '.join(settings)}\n\n" if settings else "\n\n", 1)
    return "\n\n".join([head, words[task_kind if task_kind in _BLOCKS else "answer"]])
