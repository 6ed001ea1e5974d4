"""Slides show author texts as they show all other materials: whole, with their tables, under the outline's title."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from tests.small import file, page, small, task

TABLE = "Vor der Tabelle[^S01].\n\n| Jahr | Preis |\n|---|---|\n| 1921 | 4 |\n| 1923 | 201 |\n\nNach der Tabelle."
START: dict[str, Any] = {"id": "F1", "title": {"de": "Start"}}


def slides_of(data: bytes) -> list[str]:
    """All that stands on each slide."""
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        words += [cell.text for table in tables for row in table.rows for cell in row.cells]
        found.append("\n".join(words))
    return found


def test_a_text_stands_on_its_slide_with_the_title_and_notes_of_the_outline(tmp_path: Path) -> None:
    outline = {"id": "F2", "title": {"de": "Lesen"}, "shows": ["M1"], "notes": {"de": "Laut vorlesen."},
               "section": {"de": "Teil 1"}}  # fmt: skip
    folder = small(tmp_path, ("deck",), slides=[START, outline])
    _, text, *_ = slides_of(file(folder, "deck"))
    assert "Ein Satz." in text
    assert "Lesen" in text
    html = page(folder, "deck")
    assert html.count("Laut vorlesen.") == 1
    assert html.count('data-section="Teil 1"') == 1


def test_tables_of_a_text_have_slides_of_their_own_in_its_order(tmp_path: Path) -> None:
    folder = small(tmp_path, ("deck",), words=TABLE, slides=[START, {"id": "F2", "title": {"de": "Preise"},
                                                                     "shows": ["M1"]}])  # fmt: skip
    found = slides_of(file(folder, "deck"))
    before, table, after = (next(n for n, one in enumerate(found) if words in one) for words in ("Vor", "201", "Nach"))
    assert before < table < after
    assert "[^" not in "".join(found)


def test_a_long_text_is_split(tmp_path: Path) -> None:
    words = "\n\n".join(f"Absatz{n}. " + "Viele Worte stehen hier hintereinander. " * 8 for n in range(12))
    outline = {"id": "F2", "title": {"de": "Lang"}, "bullets": [{"de": "Dazu"}], "shows": ["M1"]}
    found = slides_of(file(small(tmp_path, ("deck",), words=words, slides=[START, outline]), "deck"))
    assert len(found) > 4
    assert all(f"Absatz{n}." in "".join(found) for n in range(12))


def test_tasks_alone_follow_without_an_empty_slide(tmp_path: Path) -> None:
    outline = {"id": "F2", "title": {"de": "Arbeit"}, "tasks": ["K1"], "notes": {"de": "Zehn Minuten."}}
    folder = small(tmp_path, ("deck",), slides=[START, outline])
    found = slides_of(file(folder, "deck"))
    assert "Sage etwas dazu." in found[1]
    assert "Zehn Minuten." in page(folder, "deck")


def test_a_title_alone_heads_a_section(tmp_path: Path) -> None:
    folder = small(
        tmp_path, ("deck",), slides=[START, {"id": "F2", "title": {"de": "Teil 2"}}], tasks=[task("K3", "III")]
    )
    assert '<section data-layout="Section Header"' in page(folder, "deck")
