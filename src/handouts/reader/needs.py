"""What some content needs of the rest of its lesson: a map its legend and places, a timeline its events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.errors import Problem
from handouts.model.kinds import KINDS
from handouts.model.material import WHOLES
from handouts.model.position import Positions

_SHOWN = {word: (key,) for word, key in WHOLES.items()} | {"map": ("map", "places")}
"""What the lesson has to hold for a material that shows one of these."""
_WHAT = {"map": "its alternative text and legend", "places": "the points on it"}


def need_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Tasks and materials that the lesson lacks something for.

    Args:
        data: The whole lesson as plain data, valid or not; all of its files have been read.
        positions: Where it is written.
    """
    for index, task in enumerate(_records(data, "tasks")):
        kind = KINDS.get(task["type"]) if isinstance(task.get("type"), str) else None
        if lacking := [key for key in (kind.needs_around if kind else ()) if not data.get(key)]:
            told = f"task {task.get('id', index + 1)} of type {task['type']} needs {_named(lacking)} in the lesson"
            yield positions.problem(("tasks", index, "type"), told)
    for index, material in enumerate(_records(data, "materials")):
        shows = material.get("shows")
        needed = _SHOWN.get(shows, ()) if isinstance(shows, str) else ()
        if lacking := [key for key in needed if not data.get(key)]:
            name, article = material.get("id", index + 1), "" if shows == "texts" else "the "
            told = f"material {name} shows {article}{shows}, so the lesson needs {_named(lacking)}"
            yield positions.problem(("materials", index, "shows"), told)


def _records(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    part = data.get(kind)
    return [record if isinstance(record, dict) else {} for record in part] if isinstance(part, list) else []


def _named(lacking: list[str]) -> str:
    return " and ".join(f'"{key}:"{f" with {_WHAT[key]}" if key in _WHAT else ""}' for key in lacking)
