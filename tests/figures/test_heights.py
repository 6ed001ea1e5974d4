"""Columns and lines fill the room that a figure gives them."""

from __future__ import annotations

import re

import pytest

from .conftest import Draw
from .sheets import figure, row, table

ROWS = [row("1950", (13.6, "13,6")), row("1960", (20.9, "20,9")), row("1970", (3.5, "3,5"))]


def height(drawing: str) -> float:
    return float(re.findall(r'viewBox="0 0 [\d.]+ ([\d.]+)"', drawing)[0])


@pytest.mark.parametrize("kind", ["column", "line"])
@pytest.mark.parametrize("millimetres", [45, 80, 120])
def test_a_height_that_is_given_is_kept(drawn: Draw, kind: str, millimetres: int) -> None:
    made = drawn(figure(kind, table(ROWS), unit="Meter", more=f' data-height="{millimetres}"'))
    assert height(made) == pytest.approx(millimetres * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize("kind", ["column", "line"])
def test_a_plot_is_never_flattened(drawn: Draw, kind: str) -> None:
    assert height(drawn(figure(kind, table(ROWS), more=' data-height="5"'))) > 60


def test_bars_are_as_high_as_their_number_asks(drawn: Draw) -> None:
    usual = drawn(figure("bar", table(ROWS)))
    assert height(drawn(figure("bar", table(ROWS), more=' data-height="120"'))) == height(usual)
