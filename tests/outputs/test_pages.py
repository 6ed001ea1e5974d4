"""Every PDF passes every check of its structure, fonts, links, text and layout, and veraPDF's rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.edition import Edition

from . import claims, fonts, geometry, links, text, tree, vera
from .editions import PAGES

CHECKS = [check for topic in (tree, fonts, links, claims, text, geometry) for check in topic.CHECKS]
SPARE = 0.4
"""A page filled less than this is listed at the end of the run: it may be as it should, but somebody should look."""


@pytest.mark.parametrize(
    ("edition", "check"),
    [
        pytest.param(edition, check, id=f"{edition}-{check.__name__}", marks=pytest.mark.xdist_group(str(edition)))
        for edition in PAGES
        for check in CHECKS
    ],
)
def test_pages(built: Path, edition: Edition, check: Callable[[Path], list[str]]) -> None:
    assert check(built / edition.path) == []


@pytest.mark.parametrize(
    "edition",
    [pytest.param(edition, id=str(edition), marks=pytest.mark.xdist_group(str(edition))) for edition in PAGES],
)
def test_pages_with_room_to_spare_are_listed(
    built: Path, edition: Edition, record_property: Callable[[str, object], None]
) -> None:
    filled = geometry.filling(built / edition.path)
    assert filled[0] > SPARE
    for number, part in enumerate(filled[:-1], 1):
        if part < SPARE:
            record_property("worth a look", f"{edition} page {number} is filled to {part:.0%}")


@pytest.mark.xdist_group("vera")
def test_verapdf_finds_no_broken_rule(built: Path) -> None:
    reason = vera.missing()
    if reason:
        pytest.skip(reason)
    found = vera.broken_rules([built / edition.path for edition in PAGES])
    assert {path.relative_to(built).as_posix(): rules for path, rules in found.items() if rules} == {}
