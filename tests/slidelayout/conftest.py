"""What the tests of the layout of slides share: a brand."""

from __future__ import annotations

import pytest

from handouts.model.brand import Brand, Colours, Fonts


@pytest.fixture(scope="session")
def brand() -> Brand:
    """A brand without a logo."""
    colours = Colours(
        ink="#1b2430",
        muted="#4a5563",
        accent="#0b3c5d",
        second="#a4372e",
        tint="#f2f4f6",
        rule="#c9d0d6",
        chart=("#0b3c5d", "#a4372e"),
    )
    fonts = Fonts(text="Source Sans 3", heading="Source Sans 3", japanese="Noto Sans JP", slides="Arial")
    return Brand(name="Test House", colours=colours, fonts=fonts)
