"""A lesson in Markdown as a part of its project: which files are read, as one, and how mistakes are told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts import reader
from handouts.checks import check_lesson
from handouts.engine.state import fingerprint
from handouts.errors import ContentError
from handouts.reader.markdown import parse_markdown

PROJECT = "lesson: rain\nlanguages: [de]\naudiences:\n  - {id: class, name: Klasse 5}\n"
LESSON = """\
---
title: Regen
language: de
---

## Text: Woher er kommt

Wasser steigt auf.

## Bild: Wolke
Lizenz: CC0; Zeichner: wir; Art: Zeichnung

![Eine Wolke](wolke.svg)

## Aufgabe
Punkte: 2; Material: M1

Erkläre es.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>'
)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, words in {"handouts.yaml": PROJECT, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, "utf-8")
    return root


def told(root: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        reader.read_all(root)
    return [str(problem) for problem in caught.value.problems]


def test_one_file_is_a_lesson(tmp_path: Path) -> None:
    content = reader.read_all(write(tmp_path, {"content/rain.md": LESSON, "content/wolke.svg": SVG}))
    assert content.lesson.id == "rain"
    assert str(content.lesson.tasks[0].prompt) == "Erkläre es."
    assert content.positions.of("K1")[:3] == ("content/rain.md", 15, 4)
    assert content.pictures.files["M2-picture", "de"] == tmp_path / "content/wolke.svg"
    assert content.pictures.unnamed == ()


def test_files_of_a_folder_are_one_lesson(tmp_path: Path) -> None:
    files = {
        "content/rain/lesson.md": LESSON,
        "content/rain/aufgaben.md": "## Aufgabe\nMaterial: M1\nNenne es.\n",
        "content/rain/more.yaml": "version: 2.0\ntasks:\n  - {id: K1, prompt: Beschreibe es.}\n",
        "content/rain/README.md": "# Notes\n\nnothing for the lesson\n",
        "content/rain/wolke.svg": SVG,
    }
    lesson = reader.read_all(write(tmp_path, files)).lesson
    assert lesson.version == "2.0"
    assert {task.id: str(task.prompt) for task in lesson.tasks} == {
        "K1": "Beschreibe es.",
        "K2": "Erkläre es.",
        "K3": "Nenne es.",
    }


def test_mistakes_stand_in_their_lines(tmp_path: Path) -> None:
    wrong = LESSON.replace("Punkte: 2", "Punkte: zwei").replace("Material: M1", "Material: M7")
    files = {"content/rain.md": wrong.replace("Text:", "Texd:"), "content/wolke.svg": SVG}
    assert told(write(tmp_path, files)) == [
        'content/rain.md:6:4: the heading "Texd: Woher er kommt" does not say what follows; did you mean "Text"?',
    ] + [message for message in told(tmp_path)[1:] if ":16:" in message]
    assert any(message.startswith("content/rain.md:16:1: task K1, points: ") for message in told(tmp_path))
    assert any('material "M7" is not in materials' in message for message in told(tmp_path))


def test_a_key_in_two_files_is_told(tmp_path: Path) -> None:
    files = {"content/rain/lesson.md": LESSON, "content/rain/l.yaml": "title: Regen\n", "content/rain/wolke.svg": SVG}
    (message,) = told(write(tmp_path, files))
    assert message.startswith('content/rain/lesson.md:2:1: "title" is already in content/rain/l.yaml:1; ')


@pytest.mark.parametrize(
    ("name", "right"), [("more.markdown", "more.md"), ("more.MD", "more.md"), ("more.yml", "more.yaml")]
)
def test_other_names_are_told(tmp_path: Path, name: str, right: str) -> None:
    files = {
        "content/rain/lesson.md": LESSON,
        "content/rain/wolke.svg": SVG,
        f"content/rain/{name}": "## Aufgabe: A.\n",
    }
    (message,) = told(write(tmp_path, files))
    assert message == f"content/rain/{name}: is not read under this name; rename it to {right}"


def test_a_lesson_that_is_nowhere_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"content/rein.md": LESSON, "content/README.md": "# content\n"})
    (message,) = told(tmp_path)
    assert message == (
        'handouts.yaml:1:1: lesson: there is no folder content/rain, and no file content/rain.md; did you mean "rein"?'
    )


def test_what_was_read_is_remembered_until_it_changes(tmp_path: Path) -> None:
    write(tmp_path, {"content/rain.md": LESSON, "content/wolke.svg": SVG})
    before = reader.read_all(tmp_path).lesson
    assert reader.read_all(tmp_path).lesson == before
    seen = fingerprint.take(tmp_path)
    write(tmp_path, {"content/rain.md": LESSON.replace("Erkläre", "Nenne")})
    os.utime(tmp_path / "content/rain.md", (1, 1))
    assert str(reader.read_all(tmp_path).lesson.tasks[0].prompt) == "Nenne es."
    assert not fingerprint.same(seen, fingerprint.take(tmp_path))


def test_a_lesson_that_names_no_language_speaks_that_of_its_project(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| c | 1.234 |\n| d | 2,5 |\n"
    chart = f"\n## Diagramm: Regen\nQuelle: wir\n::: Diagramm Säulen\n{table}:::\n"
    files = {"content/rain.md": LESSON.replace("language: de\n", "") + chart, "content/wolke.svg": SVG}
    (drawn,) = reader.read_all(write(tmp_path, files)).lesson.charts
    assert [str(point.values["value"]) for point in drawn.panels[0].data] == ["1234", "2.5"]


def test_front_matter_that_never_ends_is_told(tmp_path: Path) -> None:
    files = {"content/rain.md": LESSON.replace("---\n\n", "\n", 1), "content/wolke.svg": SVG}
    message = 'content/rain.md:1:1: what begins here with "---" never ends; '
    assert any(one.startswith(message) for one in told(write(tmp_path, files)))


def test_a_file_that_is_alone_need_not_be_named(tmp_path: Path) -> None:
    lesson = LESSON.replace("wolke.svg", "pictures/wolke.svg")
    files = {"handouts.yaml": "languages: [de]\n", "content/rain.md": lesson, "content/pictures/wolke.svg": SVG}
    assert reader.read_all(write(tmp_path, files)).lesson.id == "rain"


def test_aims_of_a_lesson_without_plans_are_those_of_the_whole(tmp_path: Path) -> None:
    files = {"content/rain.md": LESSON + "\n## Ziele\n- Ich kann es.\n", "content/wolke.svg": SVG}
    content = reader.read_all(write(tmp_path, files))
    found = [str(one) for one in check_lesson(content.lesson, content.project, content.positions)]
    assert not [one for one in found if "objective" in one]


def test_remarks_are_no_part_of_a_lesson_and_keep_the_lines() -> None:
    text = "---\ntitle: T\nlanguage: en\n---\n\n<!-- one -->\n\n## Task\n<!--\n## Task\n-->\nLook. <!-- words --> Go.\n"
    found = parse_markdown(text, "x.md")
    assert not found.problems
    assert [task["prompt"]["en"] for task in found.data["tasks"]] == ["Look. <!-- words --> Go."]
    assert found.places["tasks", 0].line == 8


def test_a_remark_that_is_never_closed_is_told_at_its_line() -> None:
    found = parse_markdown("---\ntitle: T\nlanguage: en\n---\n\n## Task\nLook.\n\n<!-- open\n\n## Task\nGo.\n", "x.md")
    assert [(one.line, one.message) for one in found.problems] == [
        (9, "this remark is never closed; write --> where it ends")
    ]
