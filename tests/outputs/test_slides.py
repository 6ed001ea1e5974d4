"""Every deck passes every check; test_fit looks at what LibreOffice makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.edition import Edition

from . import slides, text
from .editions import DECKS


@pytest.mark.parametrize(
    ("edition", "check"),
    [
        pytest.param(edition, check, id=f"{edition}-{check.__name__}", marks=pytest.mark.xdist_group(str(edition)))
        for edition in DECKS
        for check in (*slides.CHECKS, text.readable)
    ],
)
def test_slides(built: Path, edition: Edition, check: Callable[[Path], list[str]]) -> None:
    assert check(built / edition.path) == []
