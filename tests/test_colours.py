"""Contrast is reckoned as WCAG does, and a better colour is the nearest one that will do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colours import contrast, mixed, standing_out

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),  # the two ends of the scale
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # WCAG's own example of a grey that just fails, and one that just passes
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5]))
def test_a_colour_that_stands_out_can_always_be_found(colour: str, ground: str, least: float) -> None:
    better = standing_out(colour, ground, least)
    assert contrast(better, ground) >= least
    assert better == colour or contrast(colour, ground) < least


def test_it_is_the_nearest_one() -> None:
    assert standing_out("#808080", "#ffffff", 4.5) == "#767676"
    assert standing_out("#333333", "#1a1a1a", 4.5) == "#828282"


def test_mixing() -> None:
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]
