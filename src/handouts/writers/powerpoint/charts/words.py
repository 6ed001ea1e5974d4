"""What a chart says to those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.deck import Chart
from handouts.slidelayout.chart_layout import number


def described(chart: Chart) -> str:
    """The alternative text of a chart: the author's, and all values if that lacks one of them."""
    said = chart.alt or chart.title
    rows = list(_rows(chart))
    if all(label in said for _, labels in rows for _, label in labels):
        return said
    told = "; ".join(f"{category}: {', '.join(_pairs(chart, labels))}" for category, labels in rows if labels)
    opening = f"{said}." if said and said[-1].isalnum() else said
    return " ".join(filter(None, (opening, f"{chart.unit}:" if chart.unit else "", f"{told}.")))


def _rows(chart: Chart) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each category with the names of the series and their values as they are printed."""
    for place, category in enumerate(chart.categories):
        values = [(series.name, series.values[place]) for series in chart.series]
        notes = [(chart.break_words, place in chart.breaks), (chart.provisional_words, place in chart.provisional)]
        note = ", ".join(words for words, holds in notes if words and holds)
        yield (
            f"{category} ({note})" if note else category,
            [(name, number(value, chart.decimals, chart.language)) for name, value in values if value is not None],
        )


def _pairs(chart: Chart, labels: list[tuple[str, str]]) -> Iterator[str]:
    """The values of a category, each with the name of its series if there are several."""
    for name, label in labels:
        yield f"{name} {label}" if name and len(chart.series) > 1 else label
