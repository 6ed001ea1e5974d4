"""`<figure data-chart="…"><table>…` → Chart: the table's numbers, one chart for each table."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import cast, get_args, get_type_hints

from lxml.html import HtmlElement

from handouts.model.deck import Chart, Paragraph, Series
from handouts.slides.inline import Style, plain, tag

_KINDS = frozenset(get_args(get_type_hints(Chart)["kind"]))


_MOST_DIGITS = 30
"""Of a number before its decimals; the diameter of the universe has 27 in metres."""


def is_chart(figure: HtmlElement) -> bool:
    """Whether the figure is a chart of a kind that a deck can hold."""
    return figure.get("data-chart") in _KINDS and figure.find(".//table") is not None


def charts_of(figure: HtmlElement, style: Style, caption: tuple[Paragraph, ...]) -> tuple[Chart, ...]:
    """One chart for each table of the figure; all share the caption."""
    tables = list(figure.iterdescendants("table"))
    return tuple(_chart(figure, table, style.within(table), caption, len(tables) > 1) for table in tables)


def _chart(figure: HtmlElement, table: HtmlElement, style: Style, caption: tuple[Paragraph, ...], panel: bool) -> Chart:
    rows = [row for row in table.iterdescendants("tr") if row.find("td") is not None]
    title, alt = plain(table.find("caption")), (figure.get("aria-label") or "").strip()
    step = _number(figure.get("data-round") or "")
    columns = max((len(row.findall("td")) for row in rows), default=0)
    return Chart(
        kind=cast("object", figure.get("data-chart")),  # type: ignore[arg-type]  # is_chart has looked
        categories=tuple(plain(row.find("th")) for row in rows),
        series=tuple(
            Series(name, tuple(_value(row, column, step) for row in rows))
            for column, name in enumerate(_heads(table, columns))
        ),
        unit=(figure.get("data-unit") or "").strip(),
        language=style.language,
        alt=f"{alt} – {title}" if panel and title and alt else alt or title,
        title=title,
        decimals=int(places) if (places := figure.get("data-decimals") or "").isdigit() else 0,
        caption=caption,
        breaks=tuple(place for place, row in enumerate(rows) if row.get("data-break") == "before"),
        break_words=(figure.get("data-break") or "").strip(),
        provisional_words=(figure.get("data-provisional") or "").strip(),
        provisional=tuple(place for place, row in enumerate(rows) if row.get("data-provisional") == "true"),
        axis=(figure.get("data-axis") or "").strip(),
    )


def _heads(table: HtmlElement, columns: int) -> list[str]:
    """The names of the series: the heads over the columns of numbers."""
    head = next((row for row in table.iterdescendants("tr") if row.find("td") is None), None)
    names = [plain(cell) for cell in head if tag(cell) == "th"] if head is not None else []
    names = names[-columns:] if len(names) > columns > 0 else names[:columns]
    return names + [""] * (columns - len(names))


def _value(row: HtmlElement, column: int, step: Decimal | None) -> Decimal | None:
    """One number, rounded to a multiple of `step` (if that is more than 1) as it is printed; None for a gap."""
    cells = row.findall("td")
    value = _number(cells[column].get("data-value") or "") if column < len(cells) else None
    if value is None or step is None or step <= 1:
        return value
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() <= _MOST_DIGITS else None
