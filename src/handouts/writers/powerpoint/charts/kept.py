"""Charts as they were drawn before: kept in the user's cache, so that python-pptx need not draw them again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pptx.util import Inches

from handouts import cache as store
from handouts import colours
from handouts.installed import version
from handouts.model.brand import Brand
from handouts.model.deck import Chart
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.slidelayout.placeholders import Box
from handouts.writers.powerpoint import shortcuts

_KIND = "charts"
_ROOMS = ("slidelayout", "writers/powerpoint")
_LENGTH = 8
"""Bytes that say how long the chart is that they stand before; after it comes its workbook."""


def add_chart(slide: Any, chart: Chart, plan: ChartPlan, box: Box, brand: Brand) -> Any:
    """Add a native chart that fills a box and return its graphic frame."""
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    key = _key(chart, plan, brand)
    if shortcuts.enabled() and (kept := store.load(_KIND, key)):
        end = _LENGTH + int.from_bytes(kept[:_LENGTH])
        return shortcuts.place_chart(slide, kept[_LENGTH:end], kept[end:], place)
    from handouts.writers.powerpoint.charts.draw import draw_chart

    frame = draw_chart(slide, chart, plan, place, brand)
    part = frame.chart_part
    store.keep(_KIND, key, len(part.blob).to_bytes(_LENGTH) + part.blob + part.chart_workbook.xlsx_part.blob)
    return frame


def _key(chart: Chart, plan: ChartPlan, brand: Brand) -> str:
    """All that a chart is drawn from; what is said about it elsewhere on the slide is not."""
    drawn = replace(chart, alt="", caption=(), step=0)
    return store.digest(_tools(), repr(drawn), repr(plan), repr(brand.colours))


@cache
def _tools() -> str:
    versions = (version(name) for name in ("python-pptx", "xlsxwriter", "lxml"))
    return store.digest(*versions, store.code(*_ROOMS), Path(colours.__file__).read_bytes())
