"""Chart → Chart as it is plotted: parts as series, gaps at breaks. No drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from handouts.languages import of
from handouts.model.deck import Chart, Series
from handouts.slidelayout.chart_layout import number, worded

_TINY_SHARE = Decimal("0.06")
"""The part of the whole below which a part has no room for its number."""
_EMPTY = "\u00a0"
_T = TypeVar("_T")


def plotted(chart: Chart, *, told: bool = False) -> Chart:
    """The chart as PowerPoint plots it; if `told`, its axis says what is provisional and why there is a gap."""
    if chart.kind == "pie":
        return replace(chart, breaks=())
    if chart.kind == "share":
        return _by_part(chart)
    return _broken(worded(chart), chart.break_words or _EMPTY) if told else _broken(chart, _EMPTY)


def number_format(chart: Chart) -> str:
    """The format of a chart's numbers, with the language whose separators they have.

    LibreOffice goes by that language. PowerPoint reads it too [ECMA-376 part 1, 18.8.31], but takes the separators of
    the computer; so does everything for a language that is not listed here.
    """
    locale = of(chart.language).lcid
    return (f"[$-{locale}]" if locale else "") + "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")


def is_to_scale(chart: Chart) -> bool:
    """Whether the categories are years that a workbook knows as dates, which it does from 1900."""
    return chart.kind == "line" and all(re.fullmatch("19[0-9]{2}|2[0-9]{3}", name) for name in chart.categories)


def is_tiny(chart: Chart, values: tuple[Decimal | None, ...]) -> bool:
    """Whether these values, a part of each whole of a plotted share chart, are too thin for a label somewhere."""
    wholes = (_sum(series.values[place] for series in chart.series) for place in range(len(chart.categories)))
    return any(
        value is not None and whole and value / whole < _TINY_SHARE for value, whole in zip(values, wholes, strict=True)
    )


def tiny_places(chart: Chart, values: tuple[Decimal | None, ...]) -> tuple[int, ...]:
    """Where a series of a stacked chart is too thin for a label, measured by the highest stack."""
    stacks = (_sum(series.values[place] for series in chart.series) for place in range(len(chart.categories)))
    highest = max(stacks, default=Decimal(0))
    return tuple(place for place, value in enumerate(values) if value is not None and value < highest * _TINY_SHARE)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value or Decimal(0) for value in values), Decimal(0))


def _by_part(chart: Chart) -> Chart:
    """Parts of a whole as series of a single bar; a part too thin for a label has its number in the legend."""
    parts = [
        Series(name, tuple(series.values[place] for series in chart.series))
        for place, name in enumerate(chart.categories)
    ]
    turned = replace(
        chart, categories=tuple(series.name for series in chart.series), series=tuple(parts), breaks=(), provisional=()
    )
    return replace(
        turned, series=tuple(_told(turned, part) if is_tiny(turned, part.values) else part for part in parts)
    )


def _told(chart: Chart, part: Series) -> Series:
    numbers = (number(value, chart.decimals, chart.language) for value in part.values if value is not None)
    return replace(part, name=f"{part.name} ({', '.join(numbers)})")


def _broken(chart: Chart, filler: str) -> Chart:
    """The chart with an empty place before each break in the way of counting."""
    gaps = chart.breaks
    names = _spread(chart.categories, gaps, filler)
    if is_to_scale(chart):
        names = tuple(name if name.strip() else str(int(names[place + 1]) - 1) for place, name in enumerate(names))
    return replace(
        chart,
        categories=names,
        series=tuple(replace(series, values=_spread(series.values, gaps, None)) for series in chart.series),
        breaks=(),
        provisional=tuple(place + sum(gap <= place for gap in gaps) for place in chart.provisional),
    )


def _spread(values: tuple[_T, ...], gaps: tuple[int, ...], filler: _T) -> tuple[_T, ...]:
    """The values with a filler before each place named in `gaps`."""
    return tuple(
        item for place, value in enumerate(values) for item in ((filler, value) if place in gaps else (value,))
    )
