"""A figure that was drawn before is not drawn again, in this run or in the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handouts import cache, figures
from handouts.errors import LayoutError
from handouts.figures.html import FigureText
from handouts.figures.style import Look

from .sheets import figure, row, table

BARS = figure("bar", table([row("1950", (136688, "136.700")), row("1953", (209451, "209.500"))]), unit="Personen")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cache folder of this test, in which nothing is kept yet."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path))
    cache.folder.cache_clear()
    figures._drawn.cache_clear()
    yield tmp_path
    cache.folder.cache_clear()


def drawn(look: Look, text: str = BARS, around: str = "de") -> str | None:
    """As a run draws it that knows nothing from before but what is in the cache folder."""
    figures._drawn.cache_clear()
    return figures._drawn(FigureText(text, around), "print", look)


def test_the_next_run_takes_it_from_the_cache(kept: Path, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(look)
    assert first is not None
    assert "<svg" in first
    monkeypatch.setattr(figures, "_for_print", None)
    assert drawn(look) == first


def test_whatever_changes_it_has_it_drawn_anew(kept: Path, look: Look) -> None:
    other = BARS.replace("209451", "109451")
    looks = [look, replace(look, accent="#000000"), replace(look, bold=look.regular)]
    for count, (text, around, one) in enumerate(
        [
            (BARS, "de", looks[0]),
            (other, "de", looks[0]),
            (BARS, "en", looks[0]),
            (BARS, "de", looks[1]),
            (BARS, "de", looks[2]),
        ],
        1,
    ):
        assert drawn(one, text, around)
        assert len(list((kept / "figures").iterdir())) == count


def test_a_figure_that_cannot_be_drawn_is_told_each_time(kept: Path, look: Look) -> None:
    empty = figure("bar", table([row("1950", None)]))
    for _ in range(2):
        with pytest.raises(LayoutError, match="without a value"):
            drawn(look, empty)
