"""What makes a task with one right answer impossible to solve, or to get wrong: a check for each kind of `kinds`.

A task that nobody can solve as it stands on paper is complete all the same, so it can be read; `handouts check` tells
of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from handouts.model.lesson import Lesson
    from handouts.model.task import Task
    from handouts.model.text import Text

GAP = re.compile(r"\{([^{}]+)\}")
_FEW = 12
"""Letters of what may be a formula or a symbol."""


class Flaw(NamedTuple):
    """What is wrong with a task: in which of its fields, at which entry if at one, and what to do."""

    key: str
    message: str
    entry: int | None = None


Flaws = Callable[["Task", "Lesson"], Iterator[Flaw]]


def no_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001 (one form for all)
    """Of a kind whose answers are written: nothing."""
    yield from ()


def choice_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001
    """Options of which none or all are right, that are too few, or say the same."""
    right = sum(option.correct for option in task.options)
    if len(task.options) == 1:
        yield Flaw("options", "there is one option only, so there is nothing to choose; add others")
    elif not right:
        yield Flaw("options", 'no option is right; write "correct: true" for the one that is')
    elif right == len(task.options):
        yield Flaw("options", "all options are right, so there is nothing to choose; add a wrong one")
    yield from _equal("options", "option", [option.text for option in task.options])


def statement_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001
    """Statements to judge that say the same."""
    yield from _equal("options", "statement", [option.text for option in task.options])


def order_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:
    """Events that are too few, named twice, on the same date, or not in the order of their dates."""
    yield from _too_few("events", "event", len(task.events), "to put in order")
    yield from _twice("events", "event", task.events)
    dates = {event.id: event.date for event in lesson.timeline}
    known = [(index, key, dates[key]) for index, key in enumerate(task.events) if key in dates]
    for (_, before, early), (index, key, late) in pairwise(known):
        if key == before:
            continue
        if early == late:
            message = f"{before} and {key} have the same date ({late}), so either can come first; leave one out"
            yield Flaw("events", message, index)
        elif early > late and not early.startswith(late):
            message = (
                f"{key} ({late}) stands behind {before} ({early}), but happened before; put them in the right order"
            )
            yield Flaw("events", message, index)


def match_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001
    """Pairs that are too few, terms named twice, and pairs that share a side, so that more than one answer is right."""
    yield from _too_few("pairs" if task.pairs else "terms", "pair", len(task.pairs) + len(task.terms), "to match")
    yield from _twice("terms", "term", task.terms)
    yield from _equal("pairs", "pair", [pair.left for pair in task.pairs], "left")
    yield from _equal("pairs", "pair", [pair.right for pair in task.pairs], "right")


def gap_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001
    """A text without gaps, with braces that make none, or with a word that fills two of them."""
    if task.gap_text is None:
        return
    gaps = {tag: GAP.findall(words) for tag, words in task.gap_text.root.items()}
    for tag, words in task.gap_text.root.items():
        if re.search(r"[{}]", GAP.sub("", words)):
            message = f'in "{tag}" a brace does not belong to a gap; put each solution in a pair of braces: {{word}}'
            yield Flaw("gap_text", message)
        elif not gaps[tag]:
            yield Flaw("gap_text", f'in "{tag}" there is no gap; put each solution in braces: {{word}}')
        for word in _repeated(gaps[tag]):
            message = f'in "{tag}" two gaps have the solution "{word}"; print one of them, or choose another word'
            yield Flaw("gap_text", message)


def map_flaws(task: Task, lesson: Lesson) -> Iterator[Flaw]:  # noqa: ARG001
    """Places that are named twice."""
    yield from _twice("places", "place", task.places)


def _too_few(key: str, noun: str, count: int, what: str) -> Iterator[Flaw]:
    if count == 1:
        yield Flaw(key, f"there is one {noun} only, so there is nothing {what}; add others")


def _twice(key: str, noun: str, ids: Sequence[str]) -> Iterator[Flaw]:
    for index, one in enumerate(ids):
        if one in ids[:index]:
            yield Flaw(key, f"{noun} {one} is there twice; delete one", index)


def _equal(key: str, noun: str, texts: Sequence[Text], side: str = "") -> Iterator[Flaw]:
    """Entries whose words are the same in a language, whatever their signs and capitals."""
    tags = dict.fromkeys(tag for text in texts for tag in text.root)
    told: set[int] = set()
    for tag in tags:
        first: dict[str, int] = {}
        for index, text in enumerate(texts):
            if tag not in text or index in told:
                continue
            words = text.in_language(tag)
            if (other := first.setdefault(_plain(words), index)) != index:
                told.add(index)
                same = f"have the same {side} side" if side else "say the same"
                yield Flaw(key, f'{noun}s {other + 1} and {index + 1} {same} in "{tag}" ("{words}"); change one', index)


def _plain(words: str) -> str:
    """What decides whether texts say the same; in few letters, capitals may be what differs."""
    plain = " ".join(words.split()).rstrip(".,;")
    return plain.casefold() if len(plain) > _FEW else plain


def _repeated(words: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [word for word in words if word in seen or seen.add(word)]  # type: ignore[func-returns-value]
