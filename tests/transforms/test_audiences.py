"""What reaches which audience, with audiences based on others and content that names its readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.engine.plan import editions
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson, Phrase
from handouts.model.material import Item, Material
from handouts.model.project import Audience
from handouts.model.readers import Addressed, Readers
from handouts.model.text import Text
from handouts.pipeline import Workspace
from handouts.transforms import for_edition, view

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = Workspace.open(ROOT)
LESSON = WORKSPACE.lesson
AUDIENCES = {audience.id: audience for audience in WORKSPACE.project.audiences}
CLASS = AUDIENCES["sek1"].model_copy(update={"id": "class9b", "based_on": ("sek1",)})
FAMILY = {**AUDIENCES, CLASS.id: CLASS}
ITEMS = [item.id for _, part in LESSON if isinstance(part, tuple) for item in part if isinstance(item, Item)]
SHOWN = {material.id: f"what shows {material.shows}" for material in LESSON.materials}
"""What to know materials by, since their numbers follow the order of each edition."""


def kept(lesson: Lesson, audience: Audience, document: str = "teacher") -> Lesson:
    return for_edition(lesson, Edition(document, audience, audience.languages[0]), seed=1)


def items(lesson: Lesson) -> set[str]:
    """The ids of an edition's items; of materials what they show."""
    found = [item for _, part in lesson if isinstance(part, tuple) for item in part if isinstance(item, Item)]
    return {f"what shows {item.shows}" if isinstance(item, Material) else item.id for item in found}


def changed(identity: str, **readers: list[str]) -> Lesson:
    """The lesson with one item for other readers."""
    update = {}
    for name, part in LESSON:
        if isinstance(part, tuple) and any(getattr(item, "id", None) == identity for item in part):
            audiences = Readers.model_validate(readers)
            update[name] = tuple(
                item.model_copy(update={"audiences": audiences}) if getattr(item, "id", None) == identity else item
                for item in part
            )
    return LESSON.model_copy(update=update)


def test_every_kind_of_item_is_tried() -> None:
    assert len(ITEMS) == len(set(ITEMS)) > 200


@settings(max_examples=40)
@given(st.sampled_from(ITEMS), st.sampled_from(sorted(FAMILY)), st.sampled_from(["handout", "teacher", "deck"]))
def test_what_is_not_for_an_audience_never_reaches_it(item: str, audience: str, document: str) -> None:
    lesson = kept(changed(item, **{"not": [audience]}), FAMILY[audience], document)
    assert SHOWN.get(item, item) not in items(lesson)
    materials = {material.id for material in lesson.materials}
    assert all(set(slide.shows) <= materials for slide in lesson.slides)
    hidden = {text.id for text in (*LESSON.texts, *LESSON.quotations, *LESSON.charts)} - items(lesson)
    assert not any(material.shows in hidden for material in lesson.materials)


@settings(max_examples=15)
@given(st.sampled_from(ITEMS), st.sampled_from(sorted(AUDIENCES)))
def test_only_reaches_nobody_else_but_those_based_on_them(item: str, audience: str) -> None:
    lesson = changed(item, only=[audience])
    reached = {key for key, other in FAMILY.items() if SHOWN.get(item, item) in items(kept(lesson, other))}
    assert reached <= {audience, *(["class9b"] if audience == "sek1" else [])}


@pytest.mark.parametrize("document", ["handout", "worksheet", "test", "teacher", "deck"])
def test_whoever_is_based_on_another_gets_the_same(document: str) -> None:
    assert kept(LESSON, CLASS, document) == kept(LESSON, AUDIENCES["sek1"], document)


def test_phrases_and_objectives_name_their_readers_too() -> None:
    other = Readers.model_validate({"not": ["clil"]})
    words = [Phrase(text=Text({"de": f"Laut M{n}", "en": f"According to M{n}"})) for n in (1, 2)]
    whole = LESSON.model_copy(update={"phrases": tuple(words)})
    for name in ("phrases", "objectives", "competences"):
        first, *rest = getattr(kept(whole, AUDIENCES["clil"]), name)
        assert isinstance(first, Addressed)
        lesson = whole.model_copy(update={name: (first.model_copy(update={"audiences": other}), *rest)})
        mine = kept(lesson, AUDIENCES["clil"])
        assert len(getattr(mine, name)) == len(rest)
        assert all(getattr(first, "id", "") not in (*plan.objectives, *plan.competences) for plan in mine.plans)


def test_a_task_about_what_its_readers_lack_is_an_error_that_names_both() -> None:
    task = next(task for task in LESSON.tasks if task.events and AUDIENCES["sek1"].gets(task))
    lesson = kept(changed(task.events[0], **{"not": ["sek1"]}), AUDIENCES["sek1"])
    with pytest.raises(LookupError, match=f"task {task.id} is about {task.events[0]}, not in this edition"):
        view(task, lesson, AUDIENCES["sek1"], seed=1)


def test_each_audience_reads_one_wording_of_the_sensitive_passage() -> None:
    read = {key: [wording.id for wording in kept(LESSON, audience).wordings] for key, audience in FAMILY.items()}
    assert read == {
        **{key: ["W-SHORT"] for key in ("sek1", "easy", "class9b")},
        **{key: ["W-FULL"] for key in ("sek2", "clil", "adult", "uni")},
    }
    assert kept(LESSON, CLASS.model_copy(update={"sensitive": "none"})).wordings == ()


def worded(tag: str, words: str) -> Lesson:
    question = LESSON.question
    return LESSON.model_copy(update={"question": question.model_copy(update={"root": {**question.root, tag: words}})})


@pytest.mark.parametrize(
    ("tag", "reached"),
    [("de-x-class9b", {"class9b"}), ("de-x-sek1", {"sek1", "class9b"}), ("de-x-easy", {"easy"})],
)
def test_a_wording_for_an_audience_is_read_by_it_and_those_based_on_it(tag: str, reached: set[str]) -> None:
    lesson = worded(tag, "Anders gesagt")
    german = (audience for audience in FAMILY.values() if "de" in audience.languages)
    found = {one.id for one in german if str(kept(lesson, one).question) == "Anders gesagt"}
    assert found == reached


def test_readers_with_a_second_language_for_texts_have_both() -> None:
    clil = AUDIENCES["clil"].model_copy(update={"gloss": None, "facing": "de"})
    lesson: Any = kept(LESSON, clil)
    for item in (*lesson.texts, *lesson.quotations):
        assert list(item.text.languages)[:2] == ["en", "de"]


def test_an_audience_is_tested_if_its_base_is() -> None:
    project = WORKSPACE.project.model_copy(update={"audiences": (AUDIENCES["sek1"], CLASS)})
    made = [edition for edition in editions(project, LESSON) if edition.document == "test"]
    assert {edition.audience.id for edition in made} == {"sek1", "class9b"}
