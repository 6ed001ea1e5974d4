"""The lessons in examples/: each is one text and a short handouts.yaml, right as it stands, and builds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import html as lxml_html

from handouts import reader
from handouts.engine.plan import editions
from handouts.pipeline import Workspace
from handouts.pipeline.preparation import prepare
from handouts.reader.markdown import parse_markdown
from handouts.reader.markdown.words import BLOCKS, SECTIONS, SETTINGS, beginning, key_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/handouts.yaml"))
PAGES = [ROOT / "docs/how-to/one-text.md", ROOT / "docs/de/one-text.md"]


def name(path: Path) -> str:
    return path.name


def test_there_are_three() -> None:
    assert [path.name for path in EXAMPLES] == ["biology-clil", "maths-ten-tasks", "weimar-1923"]


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_example_is_one_text_and_right(example: Path, run: Callable[..., Result]) -> None:
    (text,) = example.glob("content/*.md")
    assert not list(example.glob("content/**/*.yaml"))
    assert run("check", "-C", example).output == f"nothing to mend in {text.stem}\n"


def test_the_lesson_of_history_has_all_that_such_a_lesson_needs() -> None:
    content = reader.read_all(ROOT / "examples/weimar-1923")
    lesson = content.lesson
    assert len((ROOT / "examples/weimar-1923/content/weimar-1923.md").read_text("utf-8").splitlines()) <= 120
    assert "de-x-grund" in lesson.texts[0].text
    assert len(lesson.quotations) == 3
    assert [picture.file for picture in lesson.pictures] == ["waage.svg"]
    assert len(lesson.tasks) == 6
    assert len(lesson.tests) == 1
    assert len(content.project.audiences) == 2
    assert any("| Januar | 250 |" in str(text.text) for text in lesson.texts)
    assert [chart.kind for chart in lesson.charts] == ["line"]


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_example_builds(example: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(example, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    result = run("build", "-C", copy, "-j", "1")
    assert result.exit_code == 0, result.output
    assert "failed 0" in result.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_on_markdown_speaks_the_language_that_is_read(page: Path) -> None:
    words = page.read_text("utf-8")
    sample = words.partition("```markdown\n")[2].partition("```")[0]
    assert parse_markdown(sample, "sample.md").problems == ()
    table = words.partition("```\n\n")[2].partition("\n## ")[2]
    blocks = re.findall(r"`::: ([^`]+)`", table)
    headings = re.findall(r"`## ([^`]+)`", table)
    settings = [
        word for row in table.partition("| settings of")[2:] for word in re.findall(r"`([^`:]+?)(?::[^`]*)?`", row)
    ]
    assert len(blocks) > 15
    assert [word for word in blocks if word not in ("Wort", "word") and beginning(word, BLOCKS) is None] == []
    assert [word for word in headings if beginning(word, SECTIONS) is None and not word.startswith("M3")] == []
    assert [word for word in settings[:1] if key_of(word, SETTINGS) is None] == []


def page(name: str, document: str, audience: str) -> str:
    """What a document of an example says."""
    workspace = Workspace.open(ROOT / "examples" / name)
    (one,) = editions(workspace.project, workspace.lesson, documents=[document], audiences=[audience])
    return " ".join(lxml_html.fromstring(prepare(workspace, one).html).text_content().split())


def test_solutions_hold_calculations_and_closed_tasks_that_expect_nothing_else() -> None:
    sums = page("maths-ten-tasks", "solutions", "class7")
    assert "Task 1 Find 10 % of 250. Answer: 25 Task 2" in sums.replace("\u00a0", " ").replace("10%", "10 %")
    assert "264 pounds" not in sums  # a test asks it
    history = page("weimar-1923", "solutions", "grund")
    assert "Aufgabe 2" in history
    assert "1 Truppen besetzen das Ruhrgebiet" in history


def test_a_source_is_called_by_its_title_once() -> None:
    assert page("weimar-1923", "handout", "grund").count("Was die Verfassung versprach") == 1
    assert "Erst als die Regierung" not in page("weimar-1923", "handout", "grund")
    assert "Erst als die Regierung" in page("weimar-1923", "handout", "erweitert")
