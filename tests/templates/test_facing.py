"""Texts in two languages side by side: both there, each tagged, in turns, and on the same lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from handouts.engine.plan import editions
from handouts.pipeline import Job, Workspace, finished, perform, prepare

from .sheets import Sheets, Word

AUDIENCES = """\
  - {id: both, based_on: class, languages: [en], facing: de, documents: [handout]}
  - {id: seen, based_on: adult, address: du, languages: [de, en], facing: de, type_size: 10.5}
  - {id: bare, based_on: both, line_numbers: false}
  - {id: big, based_on: both, type_size: 16}
"""
GERMAN = "Die Würde des Menschen ist unantastbar."
ENGLISH = "Human dignity shall be inviolable."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Workspace:
    root = tmp_path_factory.mktemp("facing") / "project"
    shutil.copytree(tiny, root, ignore=shutil.ignore_patterns("output"))
    with (root / "handouts.yaml").open("a", encoding="utf-8") as file:
        file.write(AUDIENCES)
    return Workspace.open(root)


def made(workspace: Workspace, audience: str, language: str) -> Job:
    (edition,) = editions(
        workspace.project, workspace.lesson, audiences=[audience], languages=[language], documents=["handout"]
    )
    return finished(prepare(workspace, edition))


def rows(page: str) -> list[Any]:
    """The rows of one paragraph each."""
    found = lxml_html.document_fromstring(page).find_class("facing-row")
    return [row for row in found if "facing-heads" not in (row.getparent().get("class") or "")]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_both_languages_stand_beside_each_other_paragraph_by_paragraph(workspace: Workspace) -> None:
    found = rows(made(workspace, "both", "en").html)
    text = workspace.lesson.texts[0].text
    paragraphs = [len(text.in_language(tag).split("\n\n")) for tag in ("en", "de")]
    assert paragraphs[0] == paragraphs[1] > 1
    assert len(found) >= paragraphs[0] + 1
    assert all([side.get("lang") for side in row] == ["en", "de"] for row in found)
    assert any(words(row[0]).startswith(ENGLISH) and words(row[1]).startswith(GERMAN) for row in found)


def test_heads_say_which_language_is_the_original(workspace: Workspace) -> None:
    page = lxml_html.document_fromstring(made(workspace, "both", "en").html)
    heads = {(head.get("lang"), words(head)) for row in page.find_class("facing-heads") for head in row[0]}
    assert heads == {
        ("en", "English"),
        ("de", "Deutsch"),
        ("en", "English (working translation)"),
        ("de", "Deutsch (Original)"),
    }


def test_a_text_is_not_put_beside_itself(workspace: Workspace) -> None:
    assert rows(made(workspace, "seen", "de").html) == []
    assert rows(made(workspace, "seen", "en").html) != []


def test_readers_with_one_language_have_one(workspace: Workspace) -> None:
    assert rows(made(workspace, "class", "en").html) == []


def _langs(sheets: Sheets) -> Iterator[tuple[str, str]]:
    """Kind and language of the elements of the structure tree that say their language, in reading order."""

    def below(element: Any, language: str) -> Iterator[tuple[str, str]]:
        language = element.get("/Lang", language)
        if element["/S"] in ("/P", "/BlockQuote"):
            yield element["/S"], language
        for kid in element.get("/K", []):
            if isinstance(kid.get_object(), dict) and "/S" in kid.get_object():
                yield from below(kid.get_object(), language)

    root = sheets.reader.trailer["/Root"]
    (document,) = root["/StructTreeRoot"]["/K"]
    return below(document.get_object(), root["/Lang"])


def test_whoever_listens_hears_each_paragraph_in_one_language_then_in_the_other(workspace: Workspace) -> None:
    job = made(workspace, "both", "en")
    spoken = [language for kind, language in _langs(Sheets(job.html, perform(job).data)) if kind == "/P"]
    heads = lxml_html.document_fromstring(job.html).find_class("facing-heads")
    assert spoken.count("de") == len(rows(job.html)) + len(heads) > 3
    assert all(before == "en" for before, language in pairwise(spoken) if language == "de")


def _line(page: list[Word], text: str) -> Word:
    return next(word for word in page if word.text == text)


def test_both_begin_on_the_same_line_and_neither_runs_into_the_other(workspace: Workspace) -> None:
    job = made(workspace, "both", "en")
    page = next(
        page for page in Sheets(job.html, perform(job).data).words() if any(w.text == "unantastbar." for w in page)
    )
    one, other = _line(page, "Human"), next(w for w in page if w.text == "Würde")
    assert one.bottom == pytest.approx(other.bottom, abs=0.05)
    assert max(w.right for w in page if w.text == "inviolable.") < other.left


def test_large_type_has_one_below_the_other(workspace: Workspace) -> None:
    job = made(workspace, "big", "en")
    page = next(page for page in Sheets(job.html, perform(job).data).words() if any(w.text == "Würde" for w in page))
    assert _line(page, "Würde").top > _line(page, "Human").bottom


@pytest.mark.parametrize(("audience", "numbered"), [("class", True), ("both", True), ("bare", False)])
def test_lines_are_numbered_if_readers_want_it(workspace: Workspace, audience: str, numbered: bool) -> None:
    page = lxml_html.document_fromstring(made(workspace, audience, "en").html)
    found = page.find_class("numbered")
    assert bool(found) is numbered
    assert all(element.get("lang", "en") == "en" for element in found)
