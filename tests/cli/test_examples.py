"""The lessons in examples/: each is one text and a short handouts.yaml, right as it stands, and builds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts import reader
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
