"""Decides how a chart is labelled in the room it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from handouts.locales import in_words, manner_of
from handouts.model.deck import ChartData, DataSeries, Paragraph, Run, Table
from handouts.slidelayout.measure import count_lines, width
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.split import Unfit

MOST = 6
"""Series, or parts of a pie, that can be told apart: a theme has six colours."""

_SIZES = (16, 14)
_SMALL = (12,)
"""What else there is if nothing larger has room, as on the small slides of some masters."""
_WIDE, _SIZES_WIDE = 8.0, (20, 18)
"""A chart wider than this many inches has the slide to itself, so its labels may be larger."""
_LEADING = 1.2
_AIR = 3.0
_FILLED = 0.69
"""The part of a column's place that the column fills."""


@dataclass(frozen=True)
class ChartPlan:
    """`size` of all labels in points; `upright`: the values stand on end over narrow columns.

    `labelled` parts of stacks have their values in them. A unit too long for the axis it belongs to stands `above`.
    If `worded`, the axis says what a gap and a hatched bar mean.
    """

    size: int
    upright: bool = False
    labelled: bool = True
    above: bool = False
    worded: bool = False


class CrowdedError(Unfit):
    """A chart has more categories than can be labelled in its place; as a table they may have room."""


def plan_chart(chart: ChartData, box: Box, margin: float, *, small: bool = False) -> ChartPlan:
    """The largest labels that do not run into each other; if they may be `small`, smaller ones than are usual.

    Raises:
        Unfit: Even the smallest do, or the chart shows more than can be told apart.
    """
    _refuse(chart)
    sizes = (*_SIZES_WIDE, *_SIZES) if box.w > _WIDE else _SIZES
    sizes = (*sizes, *_SMALL) if small else sizes
    plans = [plan for size in sizes if (plan := _plan(chart, box, size, size * margin)) is not None]
    if not plans:
        raise CrowdedError("the chart has too many categories to be read; leave some out")
    return min(plans, key=lambda plan: (plan.upright, not plan.labelled, not plan.worded, -plan.size))


def _refuse(chart: ChartData) -> None:
    """Say what no size could mend."""
    if not chart.categories or not chart.series:
        raise Unfit("the chart has no numbers; give it a row")
    if chart.traits.direction == "round":
        if len(chart.series) > 1:
            raise Unfit(f"a pie shows one series, not {len(chart.series)}; use stacked_bar")
        if len(chart.categories) > MOST:
            raise Unfit(f"a pie of {len(chart.categories)} parts cannot be read; use bar")
        if any(value is not None and value < 0 for value in chart.series[0].values):
            raise Unfit("a pie cannot show a value below 0; use bar")
    parts, what = (chart.categories, "parts") if chart.traits.whole else (chart.series, "series")
    if len(parts) > MOST:
        raise Unfit(
            f"the chart has {len(parts)} {what}, of which no more than {MOST} can be told apart; leave some out"
        )


def _plan(chart: ChartData, box: Box, size: int, scaled: float) -> ChartPlan | None:
    kind = chart.traits
    count, series = len(chart.categories) + len(chart.breaks), len(chart.series)
    title, legend = 1.7 * scaled, 1.8 * scaled if series > 1 else 0.0
    across = box.w * 72 - title
    down = box.h * 72 - legend - title * (bool(chart.title) + bool(chart.axis or chart.unit))
    above = kind.direction == "up" and width(chart.unit, scaled) > down - 2 * title
    if kind.lying:
        bars = 1.5 if kind.stacked else series + 0.5
        return ChartPlan(size, worded=True) if (down - title) / count / bars >= scaled else None
    if not kind.columns:
        return ChartPlan(size, above=above)
    slot = across / count
    if any(_crowded(category, slot - _AIR, scaled) for category in chart.categories):
        return None
    names = (*worded(chart).categories, *((chart.break_words,) if chart.breaks else ()))
    told = not any(_crowded(name, slot - _AIR, scaled) for name in names)
    bar = slot / (1 if kind.stacked else series)
    fits = widest_label(chart, scaled) + _AIR <= (bar * _FILLED if kind.stacked else bar)
    if fits or kind.stacked:
        return ChartPlan(size, labelled=fits, above=above, worded=told)
    return ChartPlan(size, upright=True, above=above, worded=told) if scaled * _LEADING <= bar else None


def worded(chart: ChartData) -> ChartData:
    """The chart with what it means to be provisional in the names of the categories that are."""
    if not chart.provisional_words:
        return chart
    names = (
        f"{name} ({chart.provisional_words})" if place in chart.provisional else name
        for place, name in enumerate(chart.categories)
    )
    return replace(chart, categories=tuple(names))


def _crowded(name: str, room: float, size: float) -> bool:
    """Whether a category has no room under its column, in two lines at most that break between words."""
    words = name.replace("\u00a0", "_").split()
    return any(width(word, size) > room for word in words) or count_lines([Run(name, "")], room, size) > 2


def widest_label(chart: ChartData, size: float) -> float:
    """The width of the widest value in points."""
    return max((width(number(value, chart.decimals, chart.language), size) for value in chart.known), default=0.0)


def label_of(chart: ChartData, value: Decimal) -> str:
    """What is written beside a value: its number, from a million on in words where the axis grows by powers of ten."""
    return in_words(value, chart.language) if chart.log else number(value, chart.decimals, chart.language)


def number(value: Decimal, decimals: int, language: str) -> str:
    """A number as the language writes it."""
    return manner_of(language).number(value, decimals)


def tabled(chart: ChartData) -> Table:
    """The numbers of a chart as a table, for where it has no room: its categories as rows, its series as columns."""

    def cell(text: str) -> Paragraph:
        return Paragraph((Run(text, chart.language),))

    notes = ((chart.provisional, chart.provisional_words), (chart.breaks, chart.break_words))
    rows = [
        tuple(cell(text) for text in (chart.title or chart.axis, *(_heading(series, chart) for series in chart.series)))
    ]
    for place, category in enumerate(chart.categories):
        said = ", ".join(words for places, words in notes if place in places and words)
        values = (series.values[place] for series in chart.series)
        labels = ("–" if value is None else label_of(chart, value) for value in values)
        rows.append(tuple(cell(text) for text in (f"{category} ({said})" if said else category, *labels)))
    numbers: tuple[Literal["right"], ...] = ("right",)
    alt = chart.alt or chart.title
    return Table(
        tuple(rows),
        header_column=True,
        alt=alt,
        caption=chart.caption,
        aligned=("left", *(numbers * len(chart.series))),
        step=chart.step,
    )


def _heading(series: DataSeries, chart: ChartData) -> str:
    """What a column is called: its series and the unit; the title of the chart if neither has a name."""
    named = f"{series.name} ({chart.unit})" if series.name and chart.unit else series.name or chart.unit
    return named or chart.title
