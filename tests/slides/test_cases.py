"""Each folder in cases/ shows one feature: input.html and the deck it becomes; defaults are left out of deck.json."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handouts.slides import parse_deck

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/input.html"))


def as_data(value: Any) -> Any:
    """A deck as JSON: what is not at its default; a run with nothing but its language as [language, text]."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = {
            field.name: as_data(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
        name = type(value).__name__
        if name == "Run" and kept.keys() == {"text", "language"}:
            return [kept["language"], kept["text"]]
        return kept if name in ("Run", "Paragraph", "Slide", "Deck", "DataSeries") else {"type": name, **kept}
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def test_there_are_cases() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_deck(case: Path) -> None:
    deck = parse_deck((case / "input.html").read_text(encoding="utf-8"))
    text = json.dumps(as_data(deck), ensure_ascii=False, indent=1) + "\n"
    expected = case / "deck.json"
    if os.environ.get("HANDOUTS_RENEW_GOLDEN") == "1":
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")
