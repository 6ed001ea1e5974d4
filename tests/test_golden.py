"""The tiny lesson in every document, compared with what it was: HTML for pages, the deck as data for slides."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.engine.plan import editions
from handouts.model.edition import Edition
from handouts.pipeline import Workspace, finished, prepare, render
from handouts.slides import parse_deck

ROOT = Path(__file__).resolve().parents[1]
WORKSPACE = Workspace.open(ROOT / "tests" / "lesson")
EDITIONS = [
    edition
    for edition in editions(WORKSPACE.project, WORKSPACE.lesson)
    if (edition.audience.id, edition.language) in (("class", "de"), ("adult", "en"))
]


def plain(value: object) -> object:
    """Deck data as JSON can hold it; pictures as a digest."""
    if isinstance(value, bytes):
        return f"sha256 {hashlib.sha256(value).hexdigest()[:16]}"
    return str(value)


@pytest.mark.parametrize("edition", [e for e in EDITIONS if e.extension == "pdf"], ids=str)
def test_html(edition: Edition, golden: Callable[[str, str], None]) -> None:
    golden(f"{edition.path.with_suffix('.html')}", render(WORKSPACE, edition))


@pytest.mark.parametrize("edition", [e for e in EDITIONS if e.extension == "pptx"], ids=str)
def test_deck(edition: Edition, golden: Callable[[str, str], None]) -> None:
    deck = dataclasses.asdict(parse_deck(finished(prepare(WORKSPACE, edition)).html))
    text = json.dumps(deck, default=plain, ensure_ascii=False, indent=1) + "\n"
    golden(f"{edition.path.with_suffix('.json')}", text)


def test_every_document_has_a_golden_file() -> None:
    assert {edition.document for edition in EDITIONS} == set(WORKSPACE.project.documents)
