"""Native charts: each is drawn once and kept, and told in words for those who do not see it.

`slidelayout.chart_layout` has measured. `draw` draws with python-pptx, which takes long, so what was drawn before is
taken from the user's cache; `native` says what is plotted, and mends what python-pptx leaves undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pptx.util import Inches

from handouts import cache as store
from handouts import colours
from handouts.installed import version
from handouts.model.brand import Brand
from handouts.model.deck import ChartData
from handouts.slidelayout.chart_layout import ChartPlan, label_of
from handouts.slidelayout.placeholders import Box
from handouts.writers.powerpoint import shortcuts
from handouts.writers.powerpoint.package import Letters

__all__ = ["add_chart", "described"]

_KIND = "charts"
_ROOMS = ("slidelayout", "writers/powerpoint", "model/chartkinds.py")
_LENGTH = 8
"""Bytes that say how long the chart is that they stand before; after it comes its workbook."""


def add_chart(
    slide: Any, chart: ChartData, plan: ChartPlan, box: Box, brand: Brand, letters: Letters | None = None
) -> Any:
    """Add a native chart that fills a box and return its graphic frame."""
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    key = _key(chart, plan, brand, letters)
    if shortcuts.enabled() and (kept := store.load(_KIND, key)):
        end = _LENGTH + int.from_bytes(kept[:_LENGTH])
        return shortcuts.place_chart(slide, kept[_LENGTH:end], kept[end:], place)
    from handouts.writers.powerpoint.charts.draw import draw_chart

    frame = draw_chart(slide, chart, plan, place, brand)
    if letters is not None:
        from handouts.writers.powerpoint.charts.letters import relettered

        relettered(frame.chart, letters, brand)
    part = frame.chart_part
    store.keep(_KIND, key, len(part.blob).to_bytes(_LENGTH) + part.blob + part.chart_workbook.xlsx_part.blob)
    return frame


def _key(chart: ChartData, plan: ChartPlan, brand: Brand, letters: Letters | None) -> str:
    """All that a chart is drawn from; what is said about it elsewhere on the slide is not."""
    drawn = replace(chart, alt="", caption=(), step=0)
    return store.digest(_tools(), repr(drawn), repr(plan), repr(brand.colours), repr(letters))


@cache
def _tools() -> str:
    versions = (version(name) for name in ("python-pptx", "xlsxwriter", "lxml"))
    return store.digest(*versions, store.code(*_ROOMS), Path(colours.__file__).read_bytes())


def described(chart: ChartData) -> str:
    """The alternative text of a chart: the author's, and all values if that lacks one of them."""
    said = chart.alt or chart.title
    rows = list(_rows(chart))
    if all(label in said for _, labels in rows for _, label in labels):
        return said
    told = "; ".join(f"{category}: {', '.join(_pairs(chart, labels))}" for category, labels in rows if labels)
    opening = f"{said}." if said and said[-1].isalnum() else said
    return " ".join(filter(None, (opening, f"{chart.unit}:" if chart.unit else "", f"{told}.")))


def _rows(chart: ChartData) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each category with the names of the series and their values as they are printed."""
    for place, category in enumerate(chart.categories):
        values = [(series.name, series.values[place]) for series in chart.series]
        notes = [(chart.break_words, place in chart.breaks), (chart.provisional_words, place in chart.provisional)]
        note = ", ".join(words for words, holds in notes if words and holds)
        yield (
            f"{category} ({note})" if note else category,
            [(name, label_of(chart, value)) for name, value in values if value is not None],
        )


def _pairs(chart: ChartData, labels: list[tuple[str, str]]) -> Iterator[str]:
    """The values of a category, each with the name of its series if there are several."""
    for name, label in labels:
        yield f"{name} {label}" if name and len(chart.series) > 1 else label
