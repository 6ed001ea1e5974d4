"""What a build refuses, `handouts check` finds, with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.small import small, task, told

from handouts.starter import starter

START: dict[str, Any] = {"id": "F1", "title": {"de": "Start"}}


def line_of(folder: Path, words: str) -> int:
    text = (folder / "content" / "small" / "lesson.yaml").read_text("utf-8")
    return text.count("\n", 0, text.index(words)) + 1


def test_a_title_too_long_for_its_slide(tmp_path: Path) -> None:
    title = " ".join(["Ein sehr langer Folientitel"] * 12)
    folder = small(tmp_path, ("deck",), slides=[START, {"id": "F2", "bullets": [{"de": "Ja"}], "title": {"de": title}}])
    for command in ("check", "build"):
        found = told(folder, command)
        assert found.exit_code == 1
        assert f"content/small/lesson.yaml:{line_of(folder, 'Ein sehr langer') - 1}:" in found.output
        assert "the title does not fit" in found.output


def test_a_slide_that_shows_nothing(tmp_path: Path) -> None:
    folder = small(tmp_path, ("deck",), slides=[START])
    (folder / "templates" / "deck").mkdir(parents=True)
    slide = '<section data-layout="Statement"><h2>Leer</h2></section>'
    own = f'{{% extends "@base/deck/html.j2" %}}{{% block after %}}{slide}{{% endblock %}}'
    (folder / "templates" / "deck" / "html.j2").write_text(own, "utf-8")
    for command in ("check", "build"):
        found = told(folder, command)
        assert found.exit_code == 1
        assert "“Leer”: shows nothing but its title" in found.output


def test_a_slide_of_which_a_class_has_nothing(tmp_path: Path) -> None:
    material = {"id": "M2", "shows": "X1", "title": {"de": "Mehr"}, "audiences": {"not": ["a"]}}
    slides = [START, {"id": "F2", "title": {"de": "Mehr"}, "shows": ["M2"]}]
    folder = small(tmp_path, ("deck",), slides=slides, materials=[material])
    assert "slide F2 is left out for audience a, which has nothing of M2" in told(folder).output


def test_a_mistake_in_a_style_sheet_of_the_project(tmp_path: Path) -> None:
    folder = small(tmp_path, ("worksheet",))
    sheet = folder / "templates" / "worksheet" / "print.css"
    sheet.parent.mkdir(parents=True)
    shutil.copy(starter() / "templates" / "worksheet" / "print.css", sheet)
    lines = sheet.read_text("utf-8").count("\n")
    with sheet.open("a", encoding="utf-8") as file:
        file.write(".a { colour: red; }\n.b { background: url(bild.png); }\n")
    found = told(folder)
    assert f"templates/worksheet/print.css:{lines + 1}:6: Ignored `colour: red`" in found.output
    assert f'templates/worksheet/print.css:{lines + 2}:18: "bild.png" cannot be loaded' in found.output
    assert f"templates/worksheet/print.css:{lines + 1}:6: Ignored `colour: red`" in told(folder, "build").output


def test_a_font_that_does_not_come_with_the_tool(tmp_path: Path) -> None:
    folder = small(tmp_path, ("worksheet",))
    theme = folder / "templates" / "themes" / "classic"
    shutil.copytree(starter() / "templates" / "themes" / "classic", theme)
    brand = theme / "brand.yaml"
    before = brand.read_text("utf-8")
    start = before.index("  text: ")
    brand.write_text(before[:start] + "  text: Comic Sans\n" + before[before.index("\n", start) + 1 :], "utf-8")
    place = f"templates/themes/classic/brand.yaml:{before.count(chr(10), 0, start) + 1}:3: "
    for command in ("check", "build"):
        assert f'{place}text: the font "Comic Sans" is not shipped' in told(folder, command).output


def test_a_map_task_without_a_map(tmp_path: Path) -> None:
    folder = small(tmp_path, ("worksheet",), tasks=[task("K3", "III", type="map")])
    found = told(folder).output
    assert 'task K3 of type map needs "map:"' in found
    assert "packaged" not in found


def test_a_material_without_what_it_shows(tmp_path: Path) -> None:
    shown = [{"id": f"M-{kind}", "shows": kind, "title": {"de": kind}} for kind in ("timeline", "glossary")]
    found = told(small(tmp_path, ("worksheet",), materials=shown)).output
    assert 'material M-timeline shows the timeline, so the lesson needs "timeline:"' in found
    assert 'material M-glossary shows the glossary, so the lesson needs "glossary:"' in found
