"""What an edition keeps of a lesson: its language, its readers' wording, nothing that is not for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.engine.plan import editions
from handouts.model.edition import Edition
from handouts.model.node import Node
from handouts.model.text import Text
from handouts.pipeline import Workspace
from handouts.transforms import for_edition

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = Workspace.open(ROOT)
LESSON, PROJECT = WORKSPACE.lesson, WORKSPACE.project
EDITIONS = editions(PROJECT, LESSON)


def texts(value: Any) -> Iterator[Text]:
    """Every text anywhere in a record."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, Node):
        for _, part in value:
            yield from texts(part)


def kept(edition: Edition) -> Any:
    return for_edition(LESSON, edition, seed=PROJECT.seed)


@given(st.sampled_from(EDITIONS))
def test_every_text_is_in_the_language_of_the_edition(edition: Edition) -> None:
    found = list(texts(kept(edition)))
    assert len(found) > 150
    assert {text.language for text in found} == {edition.language}
    assert not any("-x-" in tag for text in found for tag in text.root)


@given(st.sampled_from([edition for edition in EDITIONS if edition.document not in ("teacher", "deck")]))
def test_learners_get_nothing_that_is_for_teachers(edition: Edition) -> None:
    lesson = kept(edition)
    assert lesson.tasks
    assert not any(task.expected or any(option.correct for option in task.options) for task in lesson.tasks)
    assert not any(statement.verdict or statement.correction for statement in lesson.statements)
    assert (lesson.facts, lesson.slides, lesson.rubrics, lesson.board) == ((), (), (), None)
    assert not any(plan.phases or plan.board or plan.support for plan in lesson.plans)


@given(st.sampled_from(EDITIONS))
def test_nothing_refers_to_what_is_not_there(edition: Edition) -> None:
    lesson = kept(edition)
    there = {item.id for _, part in lesson if isinstance(part, tuple) for item in part if hasattr(item, "id")}
    for task in lesson.tasks:
        assert {*task.materials, *task.events, *task.terms, *task.operators, task.social_form} <= there
    for slide in lesson.slides:
        assert {*slide.shows, *slide.tasks} <= there
    for plan in lesson.plans:
        assert {key for phase in plan.phases for key in (*phase.materials, *phase.tasks)} <= there
    cited = {
        key for _, part in lesson if isinstance(part, tuple) for item in part for key in getattr(item, "sources", ())
    }
    assert cited <= there


@pytest.mark.parametrize(
    ("audience", "word"), [("sek1", "**Analysiere** Artikel 9"), ("sek2", "**Analysieren** Sie Artikel 9")]
)
def test_readers_are_addressed_as_they_expect(audience: str, word: str) -> None:
    edition = next(e for e in EDITIONS if (e.audience.id, e.language, e.document) == (audience, "de", "worksheet"))
    assert any(str(task.prompt).startswith(word) for task in kept(edition).tasks)


def test_tasks_go_from_level_one_to_three() -> None:
    for edition in (one for one in EDITIONS if one.plan is None):
        levels = [len(task.level) for task in kept(edition).tasks]
        assert levels == sorted(levels)


def test_the_second_language_stays_where_readers_have_one() -> None:
    edition = next(e for e in EDITIONS if e.audience.id == "clil")
    assert list(kept(edition).glossary[0].term.languages) == ["en", "de"]


def test_a_test_holds_no_gist_unless_it_asks_for_it() -> None:
    one = next(edition for edition in EDITIONS if (edition.audience.id, edition.document) == ("sek1", "test"))
    handout = next(edition for edition in EDITIONS if (edition.audience.id, edition.document) == ("sek1", "handout"))
    assert any(quotation.gist for quotation in kept(handout).quotations)
    assert not any(quotation.gist for quotation in kept(one).quotations)
    tests = tuple(test.model_copy(update={"gist": True}) for test in LESSON.tests)
    asked = for_edition(LESSON.model_copy(update={"tests": tests}), one, seed=PROJECT.seed)
    assert [quotation.id for quotation in asked.quotations if quotation.gist] == ["Q03"]


def test_a_test_leaves_it_to_learners_what_a_chart_shows() -> None:
    one = next(edition for edition in EDITIONS if (edition.audience.id, edition.document) == ("sek1", "test"))
    handout = next(edition for edition in EDITIONS if (edition.audience.id, edition.document) == ("sek1", "handout"))
    assert any(chart.finding for chart in kept(handout).charts)
    assert not any(chart.finding for chart in kept(one).charts)
