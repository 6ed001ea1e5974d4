"""Outlines with figures, columns or quotations side by side become diagrams; their bullets go to the notes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from tests.small import file, page, small

START: dict[str, Any] = {"id": "F1", "title": {"de": "Start"}, "section": {"de": "Einstieg"}}


def outline(**keys: Any) -> dict[str, Any]:
    return {"id": "F2", "title": {"de": "Zahlen"}, "section": {"de": "Mitte"}, **keys}


def shown(data: bytes, title: str) -> list[str]:
    """What the group on the slide of this title says, shape by shape."""
    slides = Presentation(io.BytesIO(data)).slides
    slide = next(slide for slide in slides if slide.shapes.title.text_frame.text == title)
    (group,) = (shape for shape in slide.shapes if shape.shape_type == 6)
    assert group._element.nvGrpSpPr.cNvPr.get("descr")
    return [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]


def test_figures_and_columns_are_diagrams_and_bullets_are_noted(tmp_path: Path) -> None:
    figures = [{"number": {"de": "70,3 %"}, "text": {"de": "der Flächen"}}]
    columns = [
        {"head": {"de": "1951"}, "entries": [{"de": "keine"}]},
        {"head": {"de": "1960"}, "entries": [{"de": "neu"}]},
    ]
    folder = small(tmp_path, ("deck",), slides=[
        START, outline(figures=figures, bullets=[{"de": "Nur gesagt."}]),
        outline(columns=columns, rows=[{"de": "Pflicht"}]) | {"id": "F3", "title": {"de": "Verträge"}},
    ])  # fmt: skip
    made = file(folder, "deck")
    assert shown(made, "Zahlen") == ["70,3\u00a0%", "der Flächen"]
    assert shown(made, "Verträge") == ["1951", "1960", "Pflicht", "keine", "neu"]
    html = page(folder, "deck")
    notes = re.findall(r'<aside class="notes">.*?</aside>', html, re.S)
    assert [("Nur gesagt." in note) for note in notes].count(True) == html.count("Nur gesagt.") == 1


def test_the_agenda_names_all_sections(tmp_path: Path) -> None:
    last = {"id": "F3", "title": {"de": "Urteil"}, "bullets": [{"de": "Meine Meinung"}], "section": {"de": "Ende"}}
    folder = small(tmp_path, ("deck",), slides=[START, outline(bullets=[{"de": "a"}]), last])
    assert shown(file(folder, "deck"), "Ablauf") == ["1", "Einstieg", "2", "Mitte", "3", "Ende"]


@pytest.mark.parametrize("wanted", [True, False])
def test_answers_have_hidden_slides_if_the_project_wants_them(tmp_path: Path, wanted: bool) -> None:
    slides = [START, {"id": "F2", "title": {"de": "Arbeit"}, "tasks": ["K1"]}]
    folder = small(tmp_path, ("deck",), slides=slides)
    path = folder / "handouts.yaml"
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**settings, "solution_slides": wanted}), encoding="utf-8")
    hidden = re.findall(r'<section data-visibility="hidden".*?</section>', page(folder, "deck"), re.S)
    assert len(hidden) == wanted
