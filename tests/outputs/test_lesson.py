"""What the files say is what the lesson says: facts, answers, variants, titles."""

from __future__ import annotations

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
    assert all(made | {"test"} == set(PROJECT.documents) for made in documents.values())
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
    tasks = for_edition(LESSON, edition, seed=PROJECT.seed).tasks
    answers = [str(answer.text) for task in tasks for answer in task.expected if not task.closed]
    assert len(answers) >= 5
    assert [answer for answer in answers if letters(plain(answer))[:40] not in text] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fact_can_be_read_somewhere(built: Path, language: str) -> None:
    wanted = {fact.id: str(fact.statement.in_language(language)) for fact in LESSON.facts}
    assert {f"F{n:02}" for n in range(1, 50)} | {f"A{n:02}" for n in range(1, 21)} <= set(wanted)
    texts = [letters(words(path)) for path in sorted((built / language).glob("*/teacher.pdf"))]
    missing = [key for key, said in wanted.items() if not any(letters(plain(said))[:60] in text for text in texts)]
    assert missing == []


@each(PAGES)
def test_the_title_is_the_lessons(built: Path, edition: Edition) -> None:
    title = str(opened(built / edition.path).pdf.docinfo["/Title"])
    assert str(for_edition(LESSON, edition, seed=PROJECT.seed).title) in plain(title)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_a_poster_is_one_page_and_cards_have_backs(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    assert len(opened(folder / "poster.pdf").pdf.pages) == 1
    assert len(opened(folder / "flashcards.pdf").pdf.pages) % 2 == 0


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[0] not in ("adult", "uni")], ids="-".join)
def test_variants_of_a_test_differ_in_order_only(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    a, b = (words(folder / f"test-{variant}.pdf") for variant in "ab")
    assert a != b
    only_a, only_b = set(a.split()) - set(b.split()), set(b.split()) - set(a.split())
    assert len(only_a | only_b) <= 12
