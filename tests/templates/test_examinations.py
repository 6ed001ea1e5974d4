"""Tests as pupils get them: variants of their own, room as needed, what is to be read on a sheet apart."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader

from handouts.engine.plan import editions
from handouts.model.edition import Edition
from handouts.pipeline import Workspace, finished, perform, prepare
from handouts.pipeline.preparation import context

from .sheets import ROOT, TINY


@cache
def workspace(root: Any = ROOT) -> Workspace:
    return Workspace.open(root)


def papers(root: Any = ROOT) -> list[Edition]:
    return editions(workspace(root).project, workspace(root).lesson, documents=["test"])


@cache
def page(edition: Edition) -> Any:
    return lxml_html.fromstring(prepare(workspace(), edition).html)


@pytest.mark.parametrize("edition", papers(), ids=str)
def test_room_follows_what_is_expected(edition: Edition) -> None:
    known = context(workspace(), edition)
    whole = workspace().lesson_with_answers(edition.audience, edition.language, edition.scope)
    expected = {task.id: task.expected for task in whole.tasks}
    (variant,) = known["variants"]
    tasks = page(edition).xpath("//section[contains(@class, 'task ')]")
    for task, section in zip(variant.tasks, tasks, strict=True):
        lines = [len(writing.xpath("div")) for writing in section.xpath(".//div[@class='writing']")]
        if variant.tests[0].kind == "exam" or task.closed:
            assert lines == []
            continue
        words = [0] * len(lines)
        letters = [part.letter for part in known["task_view"](task).parts] or [""]
        for answer in expected[task.id]:
            place = next((n for n, letter in enumerate(letters) if str(answer.text).startswith(f"{letter})")), 0)
            words[place] += len(str(answer.text).split())
        assert all(abs(count - said / 10) <= 2 for count, said in zip(lines, words, strict=True))
    assert page(edition).xpath("//body/@data-room") == ["fixed"]


def test_neighbours_have_nothing_open_in_common() -> None:
    for test in workspace().lesson.tests:
        a, b = (set(test.as_variant(name).tasks) for name in ("A", "B"))
        both = [task for task in workspace().lesson.tasks if task.id in a & b and not task.closed]
        assert both == []


def test_help_with_words_is_there_if_a_test_asks_for_it() -> None:
    other = Workspace.open(ROOT)
    tests = tuple(test.model_copy(update={"word_help": test.id == "T-CLIL"}) for test in other.lesson.tests)
    other.lesson = other.lesson.model_copy(update={"tests": tests})
    for edition in papers():
        found = lxml_html.fromstring(prepare(other, edition).html)
        helped = bool(found.xpath("//*[@class='annotation' or @class='keyword' or @class='annotations']"))
        assert helped == (edition.audience.id == "clil")
        if helped:
            assert not found.xpath("//div[@class='side']")


@pytest.mark.parametrize("edition", papers(), ids=str)
def test_a_test_holds_its_own_materials_in_a_row(edition: Edition) -> None:
    numbers = page(edition).xpath("//section[contains(@class, 'material ')]//span[@class='number']/text()")
    assert numbers == [f"M{n}" for n in range(1, len(numbers) + 1)]
    named = re.findall(r"\bM\d+[a-z]?\b", " ".join(page(edition).xpath("//div[@class='prompt']//text()")))
    assert set(named) <= set(numbers)


@pytest.mark.parametrize("edition", papers(), ids=str)
def test_what_is_to_be_compared_stands_side_by_side(edition: Edition) -> None:
    test = context(workspace(), edition)["variants"][0].tests[0]
    sides = page(edition).xpath("//div[@class='side']/section/@id")
    assert sides == list(test.beside)
    assert bool(sides) == (test.kind == "exam")
    alone = page(edition).xpath("//section[@class='enclosed']/section/@id")
    assert [*sides, *alone] == list(test.materials)


@pytest.mark.slow
@pytest.mark.parametrize("edition", [*papers(), *papers(TINY)], ids=lambda one: f"{one.audience.id}-{one}")
def test_what_is_to_be_read_is_never_on_the_back_of_what_is_asked(edition: Edition) -> None:
    root = TINY if edition.audience.id == "class" else ROOT
    job = finished(prepare(workspace(root), edition))
    texts = [" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(perform(job).data)).pages]
    (title,) = lxml_html.fromstring(job.html).xpath("//*[@class='enclosed-title']/text()")
    (sheet,) = [number for number, text in enumerate(texts, 1) if title in text]
    assert sheet % 2 == 1
    assert sheet > 1


def test_a_school_stands_on_its_tests_and_a_key_can_be_its_own() -> None:
    own = Workspace.open(TINY)
    marking = {"test": {"++": 80, "+": 40, "-": 0}}
    own.project = own.project.model_copy(update={"school": "Schule am Rhein", "marking": marking})
    html = prepare(own, papers(TINY)[0]).html
    assert "<b>Schule am Rhein</b>" in html
    rows = lxml_html.fromstring(html).xpath("//table[@class='marking']//tr")
    assert [[cell.text_content() for cell in row][1:] for row in rows] == [["++", "+", "-"], ["8", "4", "0"]]


@pytest.mark.parametrize("language", ["de", "en"])
def test_teachers_have_the_key_of_each_variant(language: str) -> None:
    for audience in ("sek1", "easy", "clil", "sek2"):
        found = editions(workspace().project, workspace().lesson, documents=["teacher"], audiences=[audience])
        for edition in (one for one in found if one.language == language):
            book = lxml_html.fromstring(prepare(workspace(), edition).html)
            (keys,) = book.xpath("//section[@class='keys']")
            for row in keys.xpath(".//table[@class='key']/tbody/tr[not(@class)]"):
                assert row[2].text_content().strip()
            said = keys.text_content()
            for variant in context(workspace(), edition)["variants"]:
                for task in variant.tasks:
                    assert task.closed or str(task.expected[0].text)[3:20] in said
