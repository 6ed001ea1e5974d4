"""A project to attack with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .arena import Arena


@pytest.fixture
def arena(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """A copy of the tiny project beside a secret, free to be broken."""
    made = Arena(tmp_path, tmp_path_factory.getbasetemp() / "cache")
    yield made
    made.close()
