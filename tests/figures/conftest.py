"""A brand, its fonts, and a few figures to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from handouts.figures import draw
from handouts.figures.style import Look
from handouts.fonts import font_files
from handouts.model.brand import Brand

Draw = Callable[..., str]


@pytest.fixture(scope="session")
def brand() -> Brand:
    return TypeAdapter(Brand).validate_python(
        {
            "name": "Test",
            "colours": {
                "ink": "#1b2430",
                "muted": "#4a5563",
                "accent": "#0b3c5d",
                "second": "#a4372e",
                "tint": "#f2f4f6",
                "rule": "#c9d0d6",
                "chart": ["#0b3c5d", "#a4372e", "#5c7f99", "#c08552", "#9fb4c2", "#d9c3a5"],
            },
            "fonts": {
                "text": "Source Sans 3",
                "heading": "Source Sans 3",
                "japanese": "Noto Sans JP",
                "slides": "Arial",
            },
        }
    )


@pytest.fixture(scope="session")
def fonts() -> Mapping[str, Path]:
    return font_files("Source Sans 3")


@pytest.fixture(scope="session")
def look(brand: Brand, fonts: Mapping[str, Path]) -> Look:
    return Look.of(brand, fonts)


@pytest.fixture(scope="session")
def drawn(brand: Brand, fonts: Mapping[str, Path]) -> Draw:
    """Draw the figures of some HTML."""

    def one(html: str, target: str = "print") -> str:
        return draw(html, target=target, brand=brand, fonts=fonts)  # type: ignore[arg-type]

    return one
