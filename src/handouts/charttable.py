"""`<figure data-chart="…"><table>…` → charts: the one reader of such tables, for pages and for slides.

Numbers stay decimal, as they are written. Nothing is refused here: pages and slides say in their own words what they
cannot draw, and whoever turns somebody else's deck into slides tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from handouts.model.deck import ChartData, DataSeries, Paragraph, day_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_DIGITS = 30
"""Of a number before its decimals; the diameter of the universe has 27 in metres."""
_YEAR = re.compile(r"-?\d{1,4}")
"""As `data-year` has it; -500 is 500 BC."""
_SPACE = re.compile("[ \t\r\n\f\u2028]+")
_SKIPPED = frozenset(("script", "style", "template", "noscript"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute `xml:lang` of what was read as XML."""


@dataclass(frozen=True)
class ChartFigure:
    """What a figure shows: one chart for each table.

    Args:
        charts: With the numbers of the tables.
        labels: For each chart the words of its cells, row by row: numbers as they are to be printed.
        step: What numbers are rounded to where slides print them themselves, if that is more than 1.
        unreadable: Cells with words but without a number: the names of their rows, and what is written there.
    """

    charts: tuple[ChartData, ...]
    labels: tuple[tuple[tuple[str, ...], ...], ...]
    step: Decimal | None = None
    unreadable: tuple[tuple[str, str], ...] = ()

    @property
    def as_printed(self) -> tuple[ChartData, ...]:
        """The charts with their numbers rounded, as those who draw from numbers alone have to show them."""
        step = self.step
        if step is None or step <= 1:
            return self.charts
        return tuple(
            replace(
                chart,
                series=tuple(
                    replace(one, values=tuple(_rounded(value, step) for value in one.values)) for one in chart.series
                ),
            )
            for chart in self.charts
        )


def read_figure(figure: HtmlElement, language: str, caption: tuple[Paragraph, ...] = ()) -> ChartFigure:
    """Read a figure's tables.

    Args:
        figure: With `data-chart`, and the words for what its rows are marked with in `data-break`, `data-provisional`.
        language: The figure's, as a BCP 47 tag.
        caption: What stands below each of its charts.
    """
    tables = list(figure.iterdescendants("table"))
    found = [_read_table(figure, table, language, caption, len(tables) > 1) for table in tables]
    return ChartFigure(
        charts=tuple(chart for chart, _, _ in found),
        labels=tuple(labels for _, labels, _ in found),
        step=number_of(figure.get("data-round") or ""),
        unreadable=tuple(cell for _, _, cells in found for cell in cells),
    )


_Labels = tuple[tuple[str, ...], ...]


def _read_table(
    figure: HtmlElement, table: HtmlElement, language: str, caption: tuple[Paragraph, ...], panel: bool
) -> tuple[ChartData, _Labels, list[tuple[str, str]]]:
    rows = [row for row in table.iterdescendants("tr") if row.find("td") is not None and not _in_head(row)]
    count = max((len(row.findall("td")) for row in rows), default=0)
    cells = [_cells(row, count) for row in rows]
    names = [words_of(row.find("th")) for row in rows]
    title, alt = words_of(table.find("caption")), (figure.get("aria-label") or "").strip()
    chart = ChartData(
        kind=figure.get("data-chart") or "",
        categories=tuple(names),
        series=tuple(
            DataSeries(name, tuple(row[column][1] for row in cells)) for column, name in enumerate(_heads(table, count))
        ),
        unit=_attribute(figure, "data-unit"),
        language=table.get("lang") or table.get(XML_LANG) or language,
        alt=f"{alt} – {title}" if panel and title and alt else alt or title,
        title=title,
        decimals=int(places) if (places := figure.get("data-decimals") or "").isdigit() else 0,
        caption=caption,
        breaks=tuple(place for place, row in enumerate(rows) if row.get("data-break") == "before"),
        break_words=_attribute(figure, "data-break"),
        provisional_words=_attribute(figure, "data-provisional"),
        provisional=tuple(place for place, row in enumerate(rows) if row.get("data-provisional") == "true"),
        axis=_attribute(figure, "data-axis"),
        x=_x(rows),
        years=_years(rows),
        log=figure.get("data-scale") == "log",
    )
    labels = tuple(tuple(label for label, _, _ in row) for row in cells)
    wrong = [(name, seen) for name, row in zip(names, cells, strict=True) for _, value, seen in row if value is None]
    return chart, labels, [(name, seen) for name, seen in wrong if seen is not None]


def _x(rows: list[HtmlElement]) -> tuple[str, ...]:
    """Where rows stand on their axis, as far as all of them say it, as numbers or else as months and days."""
    places = tuple((row.get("data-x") or "").strip() for row in rows)
    numbers = all(number_of(place) is not None for place in places)
    return places if places and (numbers or all(map(day_of, places))) else ()


def _years(rows: list[HtmlElement]) -> tuple[int, ...]:
    """The years that name the rows, if all of them say it."""
    years = [(row.get("data-year") or "").strip() for row in rows]
    return tuple(map(int, years)) if years and all(map(_YEAR.fullmatch, years)) else ()


def _cells(row: HtmlElement, count: int) -> list[tuple[str, Decimal | None, str | None]]:
    """Each cell's words, its number, and what is written for it; None where nothing is, as in a gap."""
    found: list[tuple[str, Decimal | None, str | None]] = []
    for cell in row.findall("td"):
        label, written = words_of(cell), (cell.get("data-value") or "").strip()
        found.append((label, number_of(written), written if label or written else None))
    return found + [("", None, None)] * (count - len(found))


def _heads(table: HtmlElement, columns: int) -> list[str]:
    """The names of the series: the heads over the columns of numbers."""
    rows = list(table.iterdescendants("tr"))
    head = next((row for row in rows if _in_head(row) or row.find("td") is None), None)
    names = [words_of(cell) for cell in head if cell.tag in ("th", "td")] if head is not None else []
    names = names[1 : columns + 1] if len(names) > columns else names
    return names + [""] * (columns - len(names))


def _in_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def number_of(text: str) -> Decimal | None:
    """A number as an attribute has it; None for what is none, or larger than anything that is counted."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() <= _MOST_DIGITS else None


def _rounded(value: Decimal | None, step: Decimal) -> Decimal | None:
    return value if value is None else (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _attribute(figure: HtmlElement, name: str) -> str:
    return one_line(figure.get(name) or "")


def words_of(element: HtmlElement | None) -> str:
    """What is written in an element, on one line; words stand for pictures."""
    return "" if element is None else one_line("".join(_texts(element)))


def _texts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag == "img":
            yield child.get("alt") or ""
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.get("role") != "doc-backlink":
            yield from _texts(child)
        yield child.tail or ""


def one_line(text: str) -> str:
    """A text on one line; no-break spaces stay, ordinary white space is joined."""
    return _SPACE.sub(" ", text).strip(" ")
