"""The room that is left for an answer: as much as is expected, and for each lettered part of a task its own."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.model.kinds import Part
from handouts.model.lettered import letter_of, letters_of, nth_letter, pieces_of
from handouts.model.task import Task

MORE = 2
"""Lines beside those that the words expected take: to find one's own words, and to cross some out."""
WORDS_PER_LINE = 10
"""What is written by hand on a line of 17 cm, and then some: what is expected are key words, not sentences."""
LEAST, MOST = 3, 22
"""Lines of a task without parts."""


def expected_words(task: Task, letter: str = "") -> int:
    """How many words are expected of a task, or of one of its parts, in the edition's language."""
    texts = (str(answer.text) for answer in task.expected)
    return sum(len(text.split()) for text in texts if not letter or letter_of(text) == letter)


def lines_for(words: int) -> int:
    """The lines to leave for an answer of which so many words are expected."""
    return words // WORDS_PER_LINE + MORE


def has_room_by_part(task: Task) -> bool:
    """Whether each part of a task has lines of its own.

    A table is what the first part fills in; the lines that the task names are those of the others. Else the lines that
    it names are shared out, or counted, by what is expected, which has to say so of each part.
    """
    if task.kind.closed or task.kind.block or task.box_height or task.starters:
        return False
    letters = letters_of(str(task.prompt))
    if len(letters) < 2 or (task.lines is not None and task.lines < len(letters)):
        return False
    if task.table:
        return task.lines is not None
    return set(letters) == {letter_of(str(answer.text)) for answer in task.expected}


def writing_lines(task: Task) -> int:
    """How many lines to leave in all, from what is expected in the edition's language."""
    if task.lines is not None:
        return task.lines
    if task.kind.steps:
        return sum(step_lines(task))
    if task.closed or task.table or task.box_height or task.kind.block:
        return 0
    if has_room_by_part(task):
        return sum(lines_for(expected_words(task, letter)) for letter in letters_of(str(task.prompt)))
    return max(LEAST, min(MOST, lines_for(expected_words(task))))


def step_lines(task: Task) -> tuple[int, ...]:
    """The lines of each step of a kind that has some: by what is expected of it, or a share of all.

    What is expected says by its letter, a) b) c), which step it belongs to.
    """
    letters = [nth_letter(index) for index in range(len(task.kind.steps))]
    if task.lines is not None:
        return tuple(max(MORE, round(task.lines / len(letters))) for _ in letters)
    words = [expected_words(task, letter) for letter in letters]
    if not all(words):
        words = [expected_words(task) // len(letters) for _ in letters]
    return tuple(lines_for(number) for number in words)


def in_parts(task: Task) -> tuple[str, tuple[Part, ...]]:
    """What a prompt says before its parts, and its parts with their lines; no parts if they share their room."""
    if not has_room_by_part(task):
        return "", ()
    pieces = pieces_of(str(task.prompt))
    lead = "\n\n".join(words for letter, words in pieces if not letter)
    lines = _lines_of_parts(task)
    return lead, tuple(Part(letter, words, lines[letter]) for letter, words in pieces if letter)


def _lines_of_parts(task: Task) -> dict[str, int]:
    letters = letters_of(str(task.prompt))
    if task.lines is None:
        return {letter: lines_for(expected_words(task, letter)) for letter in letters}
    writing = letters[1:] if task.table else letters
    words = [expected_words(task, letter) or 1 for letter in writing]
    shares = dict(zip(writing, shared_out(task.lines, words), strict=True))
    return {letter: shares.get(letter, 0) for letter in letters}


def shared_out(lines: int, words: Sequence[int]) -> list[int]:
    """So many lines by what is expected of each part: one at least, and the rest to whoever is furthest behind."""
    shares = [1] * len(words)
    for _ in range(lines - len(words)):
        least = min(range(len(words)), key=lambda index: shares[index] / words[index])
        shares[least] += 1
    return shares
