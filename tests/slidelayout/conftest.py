"""What the tests of the layout of slides share: a brand."""

from __future__ import annotations

import pytest

from handouts.model.brand import Brand

from ..brands import BRAND


@pytest.fixture(scope="session")
def brand() -> Brand:
    """A brand without a logo."""
    return BRAND
