"""Whether the words that are helped with stand in their text, letter by letter, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.errors import Problem
from handouts.languages import without_wording
from handouts.model.position import Positions
from handouts.model.text import term_in
from handouts.nearest import suggestion
from handouts.reader.references import subject, values

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


def _passages(told: list[str], length: int) -> set[str]:
    """All passages of so many words."""
    found = set()
    for words in told:
        every = _WORD.findall(words)
        found |= {" ".join(every[start : start + length]) for start in range(len(every) - length + 1)}
    return found
