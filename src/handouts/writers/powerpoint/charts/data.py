"""Chart → Chart as it is plotted: parts as series, gaps at breaks. No drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from handouts.model.deck import Chart, Series
from handouts.writers.powerpoint.charts.plan import number

_TINY_SHARE = Decimal("0.06")
_T = TypeVar("_T")


def plotted(chart: Chart) -> Chart:
    """The chart as PowerPoint plots it."""
    return _by_part(chart) if chart.kind == "share" else _broken(chart)


def number_format(decimals: int) -> str:
    """The format of the numbers; PowerPoint shows it with the separators of the reader's language."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def is_to_scale(chart: Chart) -> bool:
    """Whether the categories are years that a workbook knows as dates, which it does from 1900."""
    return chart.kind == "line" and all(re.fullmatch("19[0-9]{2}|2[0-9]{3}", name) for name in chart.categories)


def is_tiny(chart: Chart, values: tuple[Decimal | None, ...]) -> bool:
    """Whether these values, a part of each whole of a plotted share chart, are too thin for a label somewhere."""
    wholes = (_sum(series.values[place] for series in chart.series) for place in range(len(chart.categories)))
    return any(
        value is not None and whole and value / whole < _TINY_SHARE for value, whole in zip(values, wholes, strict=True)
    )


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


def _broken(chart: Chart) -> Chart:
    """The chart with an empty place before each break in the way of counting."""
    gaps = chart.breaks
    names = _spread(chart.categories, gaps, "\u00a0")
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
