"""A small lesson in any languages: every text says the same in all of them, but for what a test puts in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml


def write_project(
    root: Path,
    languages: Sequence[str],
    text: Mapping[str, str] | None = None,
    *,
    audience: Mapping[str, Any] | None = None,
    **lesson: Any,
) -> Path:
    """Write a project whose one text is `text` by language, and whose lesson has the keys of `lesson` too."""

    def said(words: str) -> dict[str, str]:
        return dict.fromkeys(languages, words)

    levels = {"I": ("nennen", "remember"), "II": ("erläutern", "understand"), "III": ("beurteilen", "evaluate")}
    tasks = [
        {
            "id": f"K{number}",
            "type": "source_analysis",
            "operators": [name],
            "level": level,
            "materials": ["M1"] if number == 1 else [],
            "points": 1,
            "minutes": 1,
            "social_form": "EA",
            "lines": 1,
            "prompt": said("…"),
            "expected": [{"points": 1, "text": said("…")}],
        }
        for number, (level, (name, _)) in enumerate(levels.items(), 1)
    ]
    data = {
        "id": "l",
        "languages": list(languages),
        **{key: said(key.title()) for key in ("title", "subtitle", "question", "subject", "working_translation")},
        "as_of": "2026-11-01",
        "authors": "A.",
        "version": "1.0",
        "licence": said("CC BY-SA 4.0"),
        "texts": [{"id": "X1", "level": "standard", "title": said("X"), "text": text or said("X."), "sources": ["S1"]}],
        "materials": [{"id": "M1", "shows": "X1", "title": said("M")}],
        "operators": [
            {"id": name, "level": level, "name": said(name), "bloom": bloom} for level, (name, bloom) in levels.items()
        ],
        "social_forms": [{"id": "EA", "name": said("EA")}],
        "tasks": tasks,
        "references": [{"id": "S1", "label": "S.", "seen": said("S"), "rights": said("S")}],
        **lesson,
    }
    project = {
        "lesson": "l",
        "languages": list(languages),
        "documents": ["handout"],
        "audiences": [
            {
                "id": "a",
                "name": said("A"),
                "short": said("A"),
                "languages": list(languages),
                "texts": ["X1"],
                "level_mix": {"I": 40, "II": 30, "III": 30},
                **(audience or {}),
            }
        ],
    }
    (root / "content" / "l").mkdir(parents=True)
    (root / "handouts.yaml").write_text(_plain(project), encoding="utf-8")
    (root / "content" / "l" / "lesson.yaml").write_text(_plain(data), encoding="utf-8")
    return root


def _plain(data: Any) -> str:
    return yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False)


def with_labels(root: Path, *languages: str) -> Path:
    """The project with the English words of the forms in these languages too."""
    from handouts.starter import starter

    folder = root / "templates" / "labels"
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        words = (starter() / "templates" / "labels" / "en.yaml").read_text("utf-8")
        (folder / f"{language}.yaml").write_text(words, encoding="utf-8")
    return root
