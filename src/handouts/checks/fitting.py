"""Does what is asked fit what is there: the form of the task, the length of its sources, the kind of document?

A task that is answered with letters, ticks or words cannot be done by drawing lines. A summary is shorter than its
source, so a source of a few sentences cannot be summed up. What a single state has made is a law or a declaration:
nobody signs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.errors import Problem
from handouts.languages import of, without_wording
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.task import Task
from handouts.model.text import Text

SUMMED_UP = 80
"""Words that a source needs at least to be summed up: twice as many as a summary of three sentences."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ASIDE = re.compile(r"\([^)]*\)")


def fitting_problems(lesson: Lesson, positions: Positions) -> Iterator[Problem]:
    """Prompts that ask for what cannot be done, and documents that nobody can have signed."""
    sources = {**{item.id: item.text for item in lesson.quotations}, **{item.id: item.text for item in lesson.texts}}
    shown = {material.id: sources.get(material.shows) for material in lesson.materials}
    for index, task in enumerate(lesson.tasks):
        for tag, words in task.prompt.root.items():
            for message in (_form(task, tag, words), _length(task, tag, words, shown)):
                if message:
                    yield positions.problem(("tasks", index, "prompt", tag), f"{task.id}, prompt: {message}")
    for treaty in lesson.documents:
        parties = treaty.parties.root.values() if treaty.parties else ()
        if treaty.signed and any(len(_words(_ASIDE.sub("", name))) == 1 for name in parties):
            message = (
                f'document {treaty.id}: nobody signs what one party has made; say "promulgated", "passed", "decided" '
                'or "issued", or name the other parties'
            )
            yield positions.problem_in(treaty.id, message, "signed")


def _form(task: Task, tag: str, words: str) -> str | None:
    """What is wrong with a prompt that asks for lines where there is room for letters."""
    grammar = of(tag).grammar
    if not (task.kind.closed and grammar and grammar.joining and (asked := grammar.joining.search(words))):
        return None
    return (
        f'"{asked[0]}" asks for lines, but a task of type {task.type} is answered with letters, ticks or words; say so'
    )


def _length(task: Task, tag: str, words: str, shown: dict[str, Text | None]) -> str | None:
    """What is wrong with a prompt that has something summed up which is short already."""
    grammar = of(tag).grammar
    if not (grammar and grammar.summing and grammar.summing.search(words)):
        return None
    texts = [text for key in task.materials if (text := shown.get(key)) is not None]
    if not texts or len(texts) < len(task.materials):
        return None  # charts, maps and glossaries have no length
    count = sum(_length_in(text, without_wording(tag)) for text in texts)
    if count >= SUMMED_UP:
        return None
    names = ", ".join(task.materials)
    return f"asks for a summary of {names}, which has {count} words; give it a longer source, or ask for something else"


def _length_in(text: Text, language: str) -> int:
    words = text.root.get(language) or max(text.root.values(), key=len)
    return len(_words(words))


def _words(words: str) -> list[str]:
    return _WORD.findall(words)
