"""What some content needs of the rest of its lesson: a map its places, a timeline its events, word help its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.errors import Problem
from handouts.languages import without_wording
from handouts.model.kinds import KINDS
from handouts.model.material import WHOLES
from handouts.model.position import Positions
from handouts.model.text import term_in
from handouts.nearest import suggestion
from handouts.reader.references import subject, values

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


ANNOTATED = ("texts", "quotations")
"""Lists of the lesson whose entries may have annotations."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def annotation_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Terms that do not occur; in a text that is worded for several readers, one of its wordings is to hold them."""
    for kind in ANNOTATED:
        for way, term in values(data, (kind, "annotations", "term")):
            text = data[kind][way[1]].get("text")
            for tag, asked in term.items() if isinstance(term, dict) and isinstance(text, dict) else ():
                said = [words for own, words in text.items() if without_wording(own) == without_wording(tag)]
                told = [words for words in said if isinstance(words, str)]
                if told and isinstance(asked, str) and not any(term_in(asked, words) for words in told):
                    advice = suggestion(asked, _passages(told, len(asked.split())), "write it as it stands there")
                    message = f'{subject(way, data)}: "{asked}" is not in the text in "{tag}"{advice}'
                    yield positions.problem((*way, tag), message)


def voice_problems(data: dict[str, Any], positions: Positions) -> Iterator[Problem]:
    """Voices of posters that are not, letter by letter, part of the quotation that they are taken from."""
    said = {one.get("id"): one.get("text") for one in _records(data, "quotations")}
    for way, words in values(data, ("posters", "voices", "words")):
        key = data["posters"][way[1]]["voices"][way[3]].get("quotation")
        text = said.get(key) if isinstance(key, str) else None
        if not isinstance(words, dict) or not isinstance(text, dict):
            continue
        for tag, part in words.items():
            whole = text.get(tag, text.get(without_wording(tag)))
            if isinstance(part, str) and isinstance(whole, str) and part not in whole:
                advice = suggestion(part, _passages([whole], len(part.split())), "write it as it stands there")
                message = f'{subject(way[:4], data)}: "{part}" is not in quotation {key} in "{tag}"{advice}'
                yield positions.problem((*way, tag), message)


def _passages(told: list[str], length: int) -> set[str]:
    """All passages of so many words."""
    found = set()
    for words in told:
        every = _WORD.findall(words)
        found |= {" ".join(every[start : start + length]) for start in range(len(every) - length + 1)}
    return found
