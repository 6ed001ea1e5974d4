"""The words that stand for a figure when it is read aloud: the author's, then every number or place they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from handouts.figures.data import ChartPanel, Map, Plot, Row


def chart_words(alt: str, chart: Plot) -> str:
    """The alternative text of a chart; all its values follow, row by row, if the text lacks one of them."""
    labels = [cell.label for row in chart.rows for cell in row.cells if cell.label]
    if all(label in alt for label in labels):
        return alt
    return " ".join(filter(None, (_ended(alt), f"{chart.unit}:" if chart.unit else "", *_panels(chart))))


def map_words(alt: str, chart: Map) -> str:
    """The alternative text of a map; what it labels follows, kind by kind, if the text lacks one of the places.

    A map to be labelled by its readers names nothing.
    """
    if chart.labels != "names" or all(place.name in alt for place in chart.places):
        return alt
    kinds = list(dict.fromkeys(place.kind_name for place in chart.places))
    order = sorted(chart.places, key=lambda place: kinds.index(place.kind_name))
    lists = (
        f"{kind}: {', '.join(f'{one.name} ({one.note})' if one.note else one.name for one in group)}."
        for kind, group in groupby(order, lambda place: place.kind_name)
    )
    return " ".join(filter(None, (_ended(alt), *lists, f"{chart.outside}." if chart.outside else "")))


def _panels(chart: Plot) -> Iterator[str]:
    for panel in chart.panels:
        rows = "; ".join(_row(chart, panel, row) for row in panel.rows)
        yield f"{panel.title} {rows}.".strip()


def _row(chart: Plot, panel: ChartPanel, row: Row) -> str:
    """One row: `2010 (method changed): 46.300`; values of several series have their names."""
    notes = [note for note, said in ((chart.broken, row.broken), (chart.provisional, row.provisional)) if said and note]
    several = len(panel.series) > 1
    pairs = [
        f"{name} {cell.label}" if several else cell.label
        for name, cell in zip(panel.series, row.cells, strict=True)
        if cell.label
    ]
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{row.name}{note}: {', '.join(pairs)}"


def _ended(text: str) -> str:
    """A text to which sentences can be added."""
    return f"{text}." if text and text[-1].isalnum() else text
