"""What the files say is what the lesson says: facts, answers, variants, titles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.model.edition import Edition
from handouts.transforms import for_edition

from .editions import EDITIONS, LEARNERS, LESSON, PAGES, PAIRS, PROJECT, TEACHERS
from .structure import opened
from .text import letters, plain, words


def each(editions: list[Edition]) -> pytest.MarkDecorator:
    """One test for each edition, beside the other tests of its file."""
    return pytest.mark.parametrize(
        "edition",
        [pytest.param(edition, id=str(edition), marks=pytest.mark.xdist_group(str(edition))) for edition in editions],
    )


def test_every_edition_of_the_project_is_there(built: Path) -> None:
    assert len(PAIRS) == 10
    documents = {pair: {e.document for e in EDITIONS if (e.audience.id, e.language) == pair} for pair in PAIRS}
    without_test = {pair[0] for pair, made in documents.items() if "test" not in made}
    assert without_test == {"adult", "uni"}
    assert all(made | {"test", "cards"} == set(PROJECT.documents) for made in documents.values())
    assert {pair[0] for pair, made in documents.items() if "cards" not in made} == {"uni"}
    found = {path.relative_to(built).as_posix() for path in built.rglob("*.p??*") if path.is_file()}
    assert found >= {str(edition) for edition in EDITIONS}


@pytest.mark.parametrize("pair", [("sek2", "de"), ("adult", "de"), ("adult", "en"), ("easy", "de"), ("easy", "en")])
def test_facts_that_must_appear(built: Path, pair: tuple[str, str]) -> None:
    audience, language = pair
    text = words(built / language / audience / "handout.pdf")
    wanted = [entry for entry in LESSON.acceptance if audience != "easy" or entry.easy]
    assert len(wanted) >= 3
    missing = [entry.id for entry in wanted if plain(entry.text.in_language(language)) not in text]
    assert missing == []


@each(EDITIONS)
def test_nothing_forbidden(built: Path, edition: Edition) -> None:
    text = words(built / edition.path)
    assert [word for word in LESSON.forbidden[edition.language] if word in text] == []


@each(LEARNERS)
def test_learners_find_no_expected_answer(built: Path, edition: Edition) -> None:
    text = words(built / edition.path)
    teachers = Edition("teacher", edition.audience, edition.language)
    answers = [
        plain(str(answer.text))[:60]
        for task in for_edition(LESSON, teachers, seed=PROJECT.seed).tasks
        for answer in task.expected
        if not task.closed and len(str(answer.text)) > 40
    ]
    assert len(answers) >= 3
    assert [answer for answer in answers if answer in text] == []


@each(TEACHERS)
def test_the_teacher_finds_every_expected_answer(built: Path, edition: Edition) -> None:
    text = letters(words(built / edition.path))
    plans = edition.audience.plans_of(LESSON).items()
    scopes = [replace(edition, plan=plan.id, plan_name=name) for name, plan in plans]
    told: dict[str, list[str]] = {}
    for one in (*scopes, edition):  # an answer is told with the first lesson that asks for it
        for task in for_edition(LESSON, one, seed=PROJECT.seed).tasks:
            told.setdefault(task.id, [str(answer.text) for answer in task.expected if not task.closed])
    answers = [answer for some in told.values() for answer in some]
    assert len(answers) >= 5
    assert [answer for answer in answers if letters(plain(answer))[:40] not in text] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_teacher_reads_what_to_say_to_common_errors(built: Path, language: str) -> None:
    wanted = {one.id: str(one.answer.in_language(language)) for one in LESSON.misconceptions}
    assert len(wanted) == 10
    for path in sorted((built / language).glob("*/teacher.pdf")):
        text = letters(words(path))
        assert [key for key, said in wanted.items() if letters(plain(said))[:60] not in text] == [], path


@each(PAGES)
def test_the_title_is_the_lessons(built: Path, edition: Edition) -> None:
    title = str(opened(built / edition.path).pdf.docinfo["/Title"])
    lesson = for_edition(LESSON, edition, seed=PROJECT.seed)
    assert str(lesson.plans[0].title if edition.plan else lesson.title) in plain(title)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_a_poster_is_one_page_and_cards_have_backs(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    assert len(opened(folder / "poster.pdf").pdf.pages) == 1
    sets = sorted(folder.glob("flashcards*.pdf"))
    assert sets
    assert [path.name for path in sets if len(opened(path).pdf.pages) % 2 == 0] == []  # the last page has the rules


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[0] not in ("adult", "uni")], ids="-".join)
def test_variants_of_a_test_share_no_open_task(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    variants = [edition for edition in EDITIONS if (edition.audience.id, edition.language) == pair and edition.variant]
    asked = []
    for edition in variants:
        lesson = for_edition(LESSON, edition, seed=PROJECT.seed)
        open_tasks = {plain(str(task.prompt))[:50] for task in lesson.tasks if not task.closed}
        text = letters(words(folder / edition.path.name))
        asked.append({prompt for prompt in open_tasks if letters(prompt.replace("*", ""))[:30] in text})
    assert all(asked) or pair[0] == "easy"
    assert not set.intersection(*asked)
