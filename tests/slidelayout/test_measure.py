"""How text is measured and cut, and the layouts that it is measured for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model.brand import Brand
from handouts.model.deck import Paragraph, Run
from handouts.slidelayout.font_metrics import ARIAL
from handouts.slidelayout.layouts import BODY, LAYOUTS, brand_design
from handouts.slidelayout.measure import Gauge, count_lines, width
from handouts.slidelayout.placeholders import Box, Setting, SlideLayout
from handouts.slidelayout.split import Unfit, fit_text, sentences


def test_widths() -> None:
    assert ARIAL.advance("A") == 0.667
    assert ARIAL.advance("ō") == ARIAL.advance("o")
    assert ARIAL.advance("木") == 1.0
    assert width("ii", 10) < width("mm", 10)
    assert width("a", 10, bold=True) >= width("a", 10)


def text_of(text: str) -> tuple[Run, ...]:
    return (Run(text, "en"),)


def test_lines() -> None:
    assert count_lines(text_of("ab cd"), 1000, 10) == 1
    assert count_lines(text_of("ab cd"), 15, 10) == 2
    assert count_lines(text_of("ab\u00a0cd"), 25, 10) == 1
    assert count_lines(text_of("a\nb"), 1000, 10) == 2
    assert count_lines(text_of("木" * 10), 50, 10) == 2
    assert count_lines(text_of("x" * 100), 50, 10) == 10


def test_sentences() -> None:
    text = "Dr. B. Oak saw 8. Then “it” fell. “Oh!” Who? 木。林。"
    parts = [part.text for part in sentences(Paragraph(text_of(text)))]
    assert "".join(parts) == text
    assert parts[-2:] == ["木。", "林。"]
    assert not any(part.rstrip().endswith(("B.", "8.")) for part in parts)


words = st.lists(st.sampled_from(["oak", "a", "Rechtsstaatlichkeit", "wood.", "木材", "in"]), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=8))
def test_splitting_loses_nothing_and_fits(brand: Brand, texts: list[list[str]]) -> None:
    box, gauge = Box(0, 0, 3, 1.6), Gauge(brand_design(brand))
    paragraphs = tuple(Paragraph(text_of(" ".join(text)), bullet="bullet") for text in texts)

    def fits(text: tuple[Paragraph, ...], setting: Setting) -> bool:
        return gauge.fits(text, setting, box)

    try:
        pages, setting = fit_text(paragraphs, BODY.smaller(), fits)
    except Unfit:
        return
    assert all(gauge.fits(page, setting, box) for page in pages)
    assert re.sub(r"\s", "", "".join(p.text for page in pages for p in page)) == re.sub(
        r"\s", "", "".join(p.text for p in paragraphs)
    )


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)
def test_placeholders_of_a_layout_do_not_touch(layout: SlideLayout) -> None:
    boxes = [holder.box for holder in layout.placeholders]
    for place, one in enumerate(boxes):
        assert 0 < one.x < one.x + one.w < 13.333
        assert 0 < one.y < one.y + one.h < 6.9
        for other in boxes[place + 1 :]:
            apart = one.x + one.w <= other.x or other.x + other.w <= one.x
            assert apart or one.y + one.h <= other.y + 1e-9 or other.y + other.h <= one.y + 1e-9
