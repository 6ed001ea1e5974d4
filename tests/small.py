"""A lesson of one text and three tasks, as small as one can be, to which a test adds what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from handouts.cli import main
from handouts.engine.plan import editions
from handouts.pipeline import Workspace, perform, prepare

Part = dict[str, Any]


def task(name: str, level: str = "I", **more: Any) -> Part:
    """A task with all that any has to have."""
    return {
        "id": name, "type": "opinion", "operators": [{"I": "nennen", "II": "erläutern", "III": "beurteilen"}[level]],
        "level": level, "points": 1, "minutes": 5, "social_form": "EA", "prompt": {"de": "Sage etwas dazu."},
        "expected": [{"points": 1, "text": {"de": "Etwas."}}], "lines": 1, **more,
    }  # fmt: skip


def small(
    folder: Path,
    documents: Iterable[str] = ("handout", "worksheet"),
    *,
    words: str = "Ein Satz.",
    tasks: Iterable[Part] = (),
    materials: Iterable[Part] = (),
    charts: Iterable[Part] = (),
    slides: Iterable[Part] = (),
    **more: Any,
) -> Path:
    """Write the lesson into a folder, as JSON, which is YAML, too.

    Args:
        folder: Where to.
        documents: What is made of it.
        words: Of its text.
        tasks: Instead of its third, which may be of any kind.
        materials: Further ones, which its first task names.
        charts: Of the lesson.
        slides: Of its deck.
        more: Anything else that stands in a lesson.
    """
    further = list(materials)
    named = ["M1", *(one["id"] for one in further)]
    lesson: Part = {
        "id": "small", "languages": ["de"], "title": {"de": "Titel"}, "subtitle": {"de": "Untertitel"},
        "question": {"de": "Warum?"}, "subject": {"de": "Fach"}, "as_of": "2026-11-01", "authors": "Ada",
        "version": "1.0", "licence": {"de": "CC BY-SA 4.0"}, "working_translation": {"de": "Übersetzung"},
        "texts": [{"id": "X1", "level": "standard", "title": {"de": "Lesetext"}, "text": {"de": words},
                   "sources": ["S01"]}],
        "materials": [{"id": "M1", "shows": "X1", "title": {"de": "Lesetext"}}, *further],
        "operators": [
            {"id": "nennen", "level": "I", "name": {"de": "nennen"}, "bloom": "remember"},
            {"id": "erläutern", "level": "II", "name": {"de": "erläutern"}, "bloom": "understand"},
            {"id": "beurteilen", "level": "III", "name": {"de": "beurteilen"}, "bloom": "evaluate"},
        ],
        "social_forms": [{"id": "EA", "name": {"de": "Einzelarbeit"}}],
        "tasks": [task("K1", materials=named), task("K2", "II"), *(tasks or [task("K3", "III")])],
        "references": [{"id": "S01", "label": "Buch, S. 1", "seen": {"de": "Buch"}, "rights": {"de": "frei"}}],
        **({"charts": list(charts)} if charts else {}),
        **({"slides": list(slides)} if slides else {}),
        **more,
    }  # fmt: skip
    content = folder / "content" / "small"
    content.mkdir(parents=True)
    (content / "lesson.yaml").write_text(json.dumps(lesson, ensure_ascii=False, indent=1), "utf-8")
    audience = {
        "id": "a", "name": {"de": "Klasse 9"}, "short": {"de": "9"}, "languages": ["de"], "texts": ["X1"],
        "level_mix": {"I": 40, "II": 30, "III": 30},
    }  # fmt: skip
    settings = {"lesson": "small", "languages": ["de"], "documents": list(documents), "audiences": [audience]}
    (folder / "handouts.yaml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    return folder


def page(folder: Path, document: str) -> str:
    """The HTML of one document of a project, as templates make it."""
    workspace = Workspace.open(folder)
    (edition,) = editions(workspace.project, workspace.lesson, documents=[document])
    return prepare(workspace, edition).html


def file(folder: Path, document: str) -> bytes:
    """The file of one document of a project."""
    workspace = Workspace.open(folder)
    (edition,) = editions(workspace.project, workspace.lesson, documents=[document])
    return perform(prepare(workspace, edition)).data


def told(folder: Path, *command: str) -> Result:
    """What a command says in a project."""
    return CliRunner().invoke(main, [*(command or ("check",)), "-C", str(folder)])
