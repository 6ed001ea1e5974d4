"""What learners do not get: whatever no model marks as shown to them, in any file, whoever forgets to think of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from handouts.engine.plan import everything
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.model.material import Event, Item
from handouts.model.node import Answer, Mark, Node, Shown, marks_of, withholding
from handouts.model.project import Audience, Project
from handouts.model.task import Option, Pair, Task
from handouts.model.text import Text
from handouts.pipeline import Workspace
from handouts.pipeline.preparation import context, prepare
from handouts.reader.validate import model_in
from handouts.transforms import for_learners, with_answers

ROOT = Path(__file__).resolve().parents[2]
ROOTS = {"our own": ROOT, "tiny": ROOT / "tests" / "lesson"}
CANARY = "Kanarienvogel"
SECRET = (Mark.ANSWER, Mark.TEACHERS, None)
"""Marks of what no page for learners may hold; what is rearranged is there, but not as it stands."""


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all that its records hold."""
    inner = {found for info in model.model_fields.values() if (found := model_in(info.annotation))}
    return {model}.union(*(models(one) for one in inner))


MODELS = sorted(models(Lesson) | models(Project), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_says_who_may_see_it(model: type[BaseModel]) -> None:
    assert [name for name, mark in marks_of(model).items() if mark is None] == []


def test_the_models_are_found() -> None:
    assert {"Task", "Option", "Pair", "ExpectedAnswer", "AnswerTable", "Rubric", "Phase", "Fact", "Audience"} <= {
        model.__name__ for model in MODELS
    }


def told(value: Any, where: str) -> Any:
    """A value with a canary in each of its texts."""
    if isinstance(value, Text):
        return Text.model_construct({tag: f"{words} {CANARY} {where}" for tag, words in value.root.items()})
    if isinstance(value, tuple):
        return tuple(told(part, where) for part in value)
    if isinstance(value, Node):
        return value.model_copy(update={name: told(part, where) for name, part in value})
    return f"{value} {CANARY} {where}" if isinstance(value, str) and " " in value else value


def with_canaries(record: Any) -> Any:
    """A record with a canary in every text of each field that is withheld, in notes that were empty, too."""
    if isinstance(record, tuple):
        return tuple(with_canaries(part) for part in record)
    if not isinstance(record, Node):
        return record
    update: dict[str, Any] = {}
    for name, mark in marks_of(type(record)).items():
        where = f"{type(record).__name__}.{name}"
        value = getattr(record, name)
        if isinstance(record, Item) and name == "note":
            update[name] = f"{CANARY} {where}"
        elif name not in ("forbidden", "unverified"):  # words to look for, and an edition that is refused
            update[name] = told(value, where) if mark in SECRET else with_canaries(value)
    return record.model_copy(update=update)


@cache
def opened(name: str) -> Workspace:
    """A project with canaries in its lesson and its audiences."""
    workspace = Workspace.open(ROOTS[name])
    project = with_canaries(workspace.project)
    audiences = tuple(
        one.model_copy(update={"notes": Text.model_construct(dict.fromkeys(one.languages, CANARY))})
        for one in project.audiences
    )
    decks = ("pptx", "pdf", "notes", "lines")
    workspace.project = project.model_copy(update={"audiences": audiences, "deck_formats": decks})
    workspace.lesson = with_canaries(workspace.lesson)
    return workspace


def cases(*, learners: bool) -> list[tuple[str, Edition]]:
    """Editions of both lessons, on plain pages: putting them together on sheets adds no words."""
    return [
        (name, edition)
        for name in ROOTS
        for edition in everything(opened(name).project, opened(name).lesson)
        if edition.for_teachers != learners and edition.imposition is None
    ]


FOR_LEARNERS = cases(learners=True)


@given(st.sampled_from(FOR_LEARNERS))
def test_nothing_withheld_is_on_any_page_of_learners(case: tuple[str, Edition]) -> None:
    name, edition = case
    job = prepare(opened(name), edition)
    assert CANARY not in job.html + job.shell


@given(st.sampled_from(FOR_LEARNERS))
def test_templates_of_learners_are_given_nothing_withheld(case: tuple[str, Edition]) -> None:
    known = context(opened(case[0]), case[1])
    for key in ("lesson", "audience", "project", "variants"):
        assert CANARY not in repr(known[key])
    assert CANARY not in repr(known["edition"].audience)
    for task in known["lesson"].tasks:
        assert (task.events, task.pairs, task.terms, task.gap_text) == ((), (), (), None)
        assert CANARY not in repr(known["task_view"](task))


def test_canaries_sing_for_teachers() -> None:
    sung = "".join(
        prepare(opened(name), edition).html for name, edition in cases(learners=False) if edition.document == "teacher"
    )
    for where in ("ExpectedAnswer.text", "Rubric.criteria", "Phase.content", "Statement.correction", "Fact.statement"):
        assert f"{CANARY} {where}" in sung or f"{CANARY} Task.expected" in sung


class _HintedTask(Task):
    """A task with an answer that nobody marked."""

    hint: str = ""
    key: Text | None = None
    needed: bool = Field(default=False)


class _HintedOption(Option):
    why: str


class _HintedPair(Pair):
    why: str


class _HintedEvent(Event):
    trick: str
    shown: Shown[str] = "for all"


def hinted(kind: type[Any], record: Any, **more: Any) -> Any:
    return kind.model_construct(**dict(record), **more)


@cache
def with_forgotten_marks() -> Workspace:
    """Our own lesson, whose tasks, options, pairs and events hold answers in fields without a mark."""
    workspace = Workspace.open(ROOT)

    def task(one: Task) -> Task:
        options = tuple(hinted(_HintedOption, option, why=CANARY) for option in one.options)
        pairs = tuple(hinted(_HintedPair, pair, why=CANARY) for pair in one.pairs)
        more = {"hint": CANARY, "key": Text.model_construct({"de": CANARY, "en": CANARY}), "needed": True}
        made: Task = hinted(_HintedTask, one.model_copy(update={"options": options, "pairs": pairs}), **more)
        return made

    lesson = workspace.lesson
    events = tuple(hinted(_HintedEvent, event, trick=CANARY, shown="for all") for event in lesson.timeline)
    workspace.lesson = lesson.model_copy(update={"tasks": tuple(map(task, lesson.tasks)), "timeline": events})
    return workspace


def test_a_forgotten_mark_gives_nothing_away() -> None:
    workspace = with_forgotten_marks()
    optional = False
    for edition in everything(workspace.project, workspace.lesson):
        if edition.for_teachers or edition.imposition:
            continue
        known = context(workspace, edition)
        lesson = known["lesson"]
        assert all(type(task) is _HintedTask and not task.needed for task in lesson.tasks)
        optional |= any(type(option) is _HintedOption for task in lesson.tasks for option in task.options)
        assert CANARY not in repr((lesson, known["variants"], [known["task_view"](task) for task in lesson.tasks]))
        assert all(event.shown == "for all" for event in lesson.timeline)
    assert optional


def test_teachers_keep_what_nobody_marked() -> None:
    workspace = with_forgotten_marks()
    audience = workspace.project.audiences[0]
    kept = with_answers(workspace.lesson, audience, audience.languages[0], seed=1)
    assert all(task.hint == CANARY for task in kept.tasks)  # type: ignore[attr-defined]


class _Inner(Node):
    open: Shown[str] = "open"


class _Outer(Node):
    one: Shown[_Inner] = _Inner()
    some: Shown[tuple[_Inner, ...]] = ()
    named: Shown[dict[str, _Inner]] = Field(default_factory=dict)
    anything: Shown[Any] = None


def test_a_model_that_comes_later_is_looked_at_wherever_its_base_may_stand() -> None:
    plain = _Outer(some=(_Inner(),))
    assert for_learners(plain) is plain
    assert withholding(_Outer).entered == ("anything",)

    class _Late(_Inner):
        secret: Answer[str] = ""

    late = _Late(secret=CANARY)
    signals_deferred = _Outer.model_construct(one=late, some=(_Inner(), late), named={"a": late}, anything=(late,))
    assert repr(signals_deferred).count(CANARY) == 4
    assert CANARY not in repr(for_learners(signals_deferred))
    assert for_learners(signals_deferred).some[0] is signals_deferred.some[0]


def test_an_audience_keeps_what_is_said_of_it_to_teachers_to_itself() -> None:
    workspace = opened("tiny")
    audience: Audience = workspace.project.audiences[0]
    assert CANARY in str(audience.notes)
    assert for_learners(audience) == audience.model_copy(update={"notes": None})
