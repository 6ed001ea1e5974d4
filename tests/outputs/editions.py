"""The editions of the real lesson, which the tests here go through one by one."""

from __future__ import annotations

from pathlib import Path

from handouts.engine.plan import editions
from handouts.pipeline import Workspace

ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = Workspace.open(ROOT)
LESSON, PROJECT = WORKSPACE.lesson_on_show, WORKSPACE.project
EDITIONS = editions(PROJECT, LESSON)
PAGES = [edition for edition in EDITIONS if edition.extension == "pdf"]
DECKS = [edition for edition in EDITIONS if edition.extension == "pptx"]
TEACHERS = [edition for edition in EDITIONS if edition.document == "teacher"]
LEARNERS = [edition for edition in EDITIONS if edition.document not in ("teacher", "deck")]
PAIRS = sorted({(edition.audience.id, edition.language) for edition in EDITIONS})
