"""The parts of a task: a), b), c) of its prompt, and which of them something expected belongs to.

A part of a prompt is a paragraph that begins with its letter, with those that follow up to the next letter. What is
expected names its part in the same way.
"""

from __future__ import annotations

import re
from string import ascii_lowercase

_LETTER = re.compile(r"(?:\*\*)?([a-z])\)\s")
_PARAGRAPHS = re.compile(r"\n\s*\n")


def nth_letter(index: int) -> str:
    """The letter of an option, a pair or a step, counted from 0; after z they go on as aa, ab."""
    letters, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, len(ascii_lowercase))
        letters = ascii_lowercase[place] + letters
    return letters


def letter_of(words: str) -> str:
    """The letter of the part that something expected belongs to; "" if it names none."""
    found = _LETTER.match(words)
    return found[1] if found else ""


def letters_of(prompt: str) -> list[str]:
    """The letters of the parts that a prompt has."""
    return [letter for letter, _ in pieces_of(prompt) if letter]


def pieces_of(prompt: str) -> list[tuple[str, str]]:
    """The parts of a prompt with their letters; what stands before the first has none."""
    found: list[tuple[str, str]] = []
    for paragraph in _PARAGRAPHS.split(prompt.strip()):
        letter = letter_of(paragraph)
        if letter or not found:
            found.append((letter, paragraph))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n\n{paragraph}")
    return found
