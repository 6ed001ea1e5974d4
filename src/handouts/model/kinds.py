"""The kinds of tasks, one record each: what a kind needs, shows, solves, and what is written into.

Whoever adds a kind adds a record to `KINDS`; validation, the views of tasks, the templates and the PDF writer read it
(docs/extending.md). No pydantic here: workers that only lay out pages read which rooms grow.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from handouts.model.flaws import GAP as GAP
from handouts.model.flaws import (
    Flaws,
    choice_flaws,
    gap_flaws,
    map_flaws,
    match_flaws,
    no_flaws,
    order_flaws,
    statement_flaws,
)
from handouts.model.lettered import nth_letter

if TYPE_CHECKING:
    from handouts.model.lesson import Lesson
    from handouts.model.material import Event, Item, Place
    from handouts.model.project import Audience
    from handouts.model.task import Task
    from handouts.model.text import Text

    ItemT = TypeVar("ItemT", bound=Item)

T = TypeVar("T")


class Part(NamedTuple):
    """One lettered part of a prompt: its letter, its words, and the lines to leave below it."""

    letter: str
    words: str
    lines: int


@dataclass(frozen=True)
class TaskView:
    """A task ready to print.

    `order` are the events in the order shown, `places` those of a map in the order of their numbers, `left` and `right`
    the two columns of a matching task,
    `words` the word box, `gaps` the text as ("text", words) and ("gap", solution), `lines` the writing lines to leave.
    A prompt whose parts have room of their own is there in pieces: `lead` before the first of its `parts`.
    `steps` are the lines of each step of a kind that has some.
    `solution` holds, for each line as shown, its right place (ordering: 1, 2 …; matching: a, b …; options: letters).
    """

    order: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    left: tuple[Text, ...] = ()
    right: tuple[Text, ...] = ()
    words: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    lead: str = ""
    parts: tuple[Part, ...] = ()
    steps: tuple[int, ...] = ()
    solution: tuple[str, ...] = ()


View = Callable[["Task", "Lesson", "Audience", str], TaskView]
Short = Callable[["Task", TaskView, Any], str]


def ticked(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:  # noqa: ARG001 (one form for all)
    """The view of whatever has nothing but options, if any: the letters of the right ones are its solution."""
    letters = (nth_letter(index) for index, option in enumerate(task.options) if option.correct)
    return TaskView(solution=tuple(letters))


def lettered(task: Task, view: TaskView, label: Any) -> str:  # noqa: ARG001
    """Solutions that are letters: `a), c)`."""
    return ", ".join(f"{letter})" for letter in view.solution)


@dataclass(frozen=True)
class TaskKind:
    """One kind of task.

    Args:
        name: As content files give it under `type`.
        needs: Fields of the task, one of which has to be given.
        closed: Whether the answer is ticked, joined or filled in, rather than written; then no lines are left for it.
        shuffled: Whether every edition shows the options in an order of its own.
        view: What stands on the page, in the order of a key, with its solution. Learners get it without solutions.
        short: The solution in a few signs, from the labels of the language (`label.right_short`), for marking keys.
        block: The macro of `shared/task.j2` that makes its room; without one it has what any task may have.
        style: Class of the element that its room is, by which style sheets and the PDF writer know it.
        grows: How that room takes what is left of its page: rows become higher, or items move apart.
        steps: What the answer is made of, one after the other, each with lines of its own; labels name them.
        one_right: Whether there is one right answer although it is written: places on a map, facts, sums.
        needs_around: Parts of the lesson, all of which have to be there.
        takes: Further fields of the task that it prints, if they are given.
        flaws: What makes a task of this kind impossible to solve; `handouts check` tells of it.
    """

    name: str
    needs: tuple[str, ...] = ()
    closed: bool = False
    shuffled: bool = False
    view: View = ticked
    short: Short = lettered
    block: str = ""
    style: str = ""
    grows: Literal["table", "list"] | None = None
    steps: tuple[str, ...] = ()
    one_right: bool = False
    needs_around: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    flaws: Flaws = no_flaws

    @property
    def comparable(self) -> bool:
        """Whether learners can compare their answer with the solution themselves."""
        return self.closed or self.one_right

    def lacks(self, task: Task) -> str | None:
        """What is to be told of a task that lacks what its kind needs."""
        if not self.needs or any(getattr(task, field) not in ((), None) for field in self.needs):
            return None
        return f"a task of type {self.name} needs {' or '.join(self.needs)}"


def shuffled(items: Sequence[T], key: str) -> tuple[T, ...]:
    """The items in an order that depends on nothing but `key`, and is not the original one."""
    generator = random.Random(key)
    result = list(items)
    generator.shuffle(result)
    if all(a is b for a, b in zip(result, items, strict=True)):
        result = result[1:] + result[:1]
    return tuple(result)


def _judged(task: Task, view: TaskView, label: Any) -> str:  # noqa: ARG001
    words = (label.right_short if option.correct else label.wrong_short for option in task.options)
    return ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))


def _ordering(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:  # noqa: ARG001
    events = _all_of(task, task.events, lesson.timeline)
    shown = shuffled(events, key)
    return TaskView(order=shown, solution=tuple(str(events.index(event) + 1) for event in shown))


def _all_of(task: Task, wanted: Sequence[str], items: Sequence[ItemT]) -> list[ItemT]:
    """What a task asks about, in its order.

    Raises:
        LookupError: The edition does not have all of it.
    """
    there = {item.id: item for item in items}
    if missing := [key for key in wanted if key not in there]:
        raise LookupError(
            f"task {task.id} is about {', '.join(missing)}, not in this edition; change the audiences of one of them"
        )
    return [there[key] for key in wanted]


def _matching(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:
    pairs = [(pair.left, pair.right) for pair in task.pairs]
    for term in _all_of(task, task.terms, lesson.glossary):
        pairs.append((term.term, term.meaning(audience.glossary)))
    right = shuffled([pair[1] for pair in pairs], key)
    letters = {id(text): nth_letter(index) for index, text in enumerate(right)}
    return TaskView(
        left=tuple(pair[0] for pair in pairs),
        right=right,
        solution=tuple(letters[id(pair[1])] for pair in pairs),
    )


def _gap_text(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:  # noqa: ARG001
    parts = re.split(GAP, str(task.gap_text))
    gaps = tuple(("gap" if index % 2 else "text", part) for index, part in enumerate(parts) if part)
    words = [part for index, part in enumerate(parts) if index % 2]
    return TaskView(gaps=gaps, words=shuffled(words, key), solution=tuple(words))


def _on_map(task: Task, lesson: Lesson, audience: Audience, key: str) -> TaskView:  # noqa: ARG001
    places = shuffled(_all_of(task, task.places, lesson.places), key) if task.places else ()
    return TaskView(places=places, solution=tuple(str(place.name) for place in places))


def _in_a_row(task: Task, view: TaskView, label: Any) -> str:  # noqa: ARG001
    return " · ".join(view.solution)


def _joined(task: Task, view: TaskView, label: Any) -> str:  # noqa: ARG001
    return ", ".join(f"{number}{letter}" for number, letter in enumerate(view.solution, 1))


def _filled(task: Task, view: TaskView, label: Any) -> str:  # noqa: ARG001
    return ", ".join(f"({number}) {word}" for number, word in enumerate(view.solution, 1))


_CLOSED = (
    TaskKind(
        "multiple_choice", ("options",), True, True, block="options", style="options", grows="list", flaws=choice_flaws
    ),
    TaskKind(
        "true_false",
        ("options",),
        True,
        short=_judged,
        block="true_false",
        style="true-false",
        grows="table",
        flaws=statement_flaws,
    ),
    TaskKind(
        "ordering", ("events",), True, False, _ordering, _in_a_row, "ordering", "ordering", "table", flaws=order_flaws
    ),
    TaskKind(
        "matching",
        ("pairs", "terms"),
        True,
        False,
        _matching,
        _joined,
        "matching",
        "matching",
        "table",
        flaws=match_flaws,
    ),
    TaskKind(
        "gap_text", ("gap_text",), True, False, _gap_text, _filled, "gap_text", "gap-text", "list", flaws=gap_flaws
    ),
)
OPEN = "open"
"""The kind of a task that says nothing of its kind: a question, and lines to answer it on."""
_WRITTEN = (
    "source_analysis source_comparison source_criticism chart_analysis calculation map fact_check cause_effect "
    "mediation role_play opinion essay dbq creative exit_ticket seminar_paper"
).split()

KINDS: dict[str, TaskKind] = {
    **{kind.name: kind for kind in _CLOSED},
    **{name: TaskKind(name) for name in (OPEN, *_WRITTEN)},
    "map": TaskKind(
        "map",
        needs_around=("map", "places"),
        view=_on_map,
        block="blank_map",
        one_right=True,
        takes=("places",),
        flaws=map_flaws,
    ),
    "fact_check": TaskKind("fact_check", one_right=True),
    "calculation": TaskKind("calculation", one_right=True),
    "picture_analysis": TaskKind("picture_analysis", block="steps", steps=("describe", "analyse", "interpret")),
}
"""By their names, in the order in which editors offer them. One that is added is a kind like all others."""
