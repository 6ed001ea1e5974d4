"""What is found in somebody else's file, whatever its format: parts of a draft, and what does not go over.

Readers of formats make these, `writing` makes the draft of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from handouts.errors import Problem

Kind = Literal["choice", "true_false", "matching", "gaps", "open"]


@dataclass(frozen=True)
class Choice:
    """One option of a question, as Markdown, and whether it is right."""

    text: str
    correct: bool


@dataclass
class Question:
    """One question of a quiz, its texts in Markdown.

    `answers` are for teachers; `remarks` say what is doubtful or has no place in a task, and stay beside it in the
    draft.
    """

    line: int
    prompt: str
    kind: Kind = "open"
    title: str = ""
    options: list[Choice] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    gaps: str = ""
    answers: list[str] = field(default_factory=list)
    points: str = ""
    lines: int = 0
    remarks: list[str] = field(default_factory=list)


@dataclass
class Part:
    """A part of a text: its heading and what stands below it, in Markdown. `line` is its place in the file.

    `known` says that the heading begins with what the part is, as those of a lesson do: "Task 2", "M1: Rain"; `task`
    that it is a task.
    """

    line: int
    heading: str
    body: str
    known: bool = False
    task: bool = False
    remarks: list[str] = field(default_factory=list)


@dataclass
class Term:
    """A word of a list, its meaning, the same in plain words, and what it is called in a second language."""

    line: int
    term: str
    meaning: str
    easy: str = ""
    other: str = ""
    tag: str = ""


@dataclass
class Found:
    """All that a file holds: its parts in their order, the files of its pictures, and what was lost.

    `whole` is the text of a file that is written as lessons are, `front` what stands between its lines `---`; `beside`
    are the pictures that lie beside it.
    """

    name: str
    title: str = ""
    parts: list[Part | Question | Term] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    lost: list[Problem] = field(default_factory=list)
    whole: str = ""
    front: str = ""
    beside: tuple[str, ...] = ()

    def lose(self, line: int, message: str, column: int = 0) -> None:
        """Tell of something that does not go over."""
        self.lost.append(Problem(self.name, line, column, message))


Reader = Callable[[bytes, str, str], Found]
"""Bytes, the name of the file, the language of the draft → what is in it."""
