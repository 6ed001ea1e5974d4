"""What the tests of the PowerPoint writer share: a brand, and decks from a few words of HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation

from handouts.model.brand import Brand
from handouts.slides import parse_deck
from handouts.writers.powerpoint import write_pptx

from ...brands import BRAND

HEAD = '<title>Trees</title><meta name="author" content="A. Writer"><meta name="date" content="2025-03-01">'


def base(layout: Any) -> str:
    """The name of a layout without what it says of its text, and of copies."""
    return re.sub(r"^\d+_| – .*", "", layout.name)


@pytest.fixture(scope="session")
def brand() -> Brand:
    """A brand with four chart colours."""
    return BRAND


@pytest.fixture(scope="session")
def write() -> Callable[..., bytes]:
    """`write(sections, lang="en", date="2025-03-01")`: the file made from these sections."""

    def make(sections: str, lang: str = "en", date: str = "2025-03-01") -> bytes:
        head = HEAD.replace("2025-03-01", date)
        html = (
            f'<html lang="{lang}"><head>{head}<meta name="footer" content="Trees"></head><body>{sections}</body></html>'
        )
        return write_pptx(parse_deck(html), BRAND)

    return make


@pytest.fixture(scope="session")
def present(write: Callable[..., bytes]) -> Callable[..., Any]:
    """`present(sections)`: the same, opened again with python-pptx."""

    def make(sections: str, lang: str = "en") -> Any:
        return Presentation(io.BytesIO(write(sections, lang)))

    return make
