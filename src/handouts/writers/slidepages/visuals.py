"""Tables, charts and pictures → HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape

from handouts.languages import without_wording
from handouts.model.deck import ChartData, Picture, Run, Table
from handouts.slidelayout.chart_layout import ChartPlan, label_of
from handouts.slidelayout.font_metrics import PITCH
from handouts.slidelayout.measure import count_lines
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.table_layout import TableSizes
from handouts.writers.slidepages.words import POINTS, element, length, runs_html, size, style

Draw = Callable[[str], str]
"""Makes of HTML with `<figure data-chart>` the same with drawings in it."""

LEAST = 12
"""Points; labels in charts are not smaller than that on a slide, if there is any way."""
_MM = 25.4
_VIEW = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([\d.]+) ([\d.]+)"')
_SIZES = re.compile(r'\bfont-size="([\d.]+)(?:px|pt)?"')
_SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8": "jpeg", b"GIF8": "gif"}


def table_html(table: Table, sizes: TableSizes, language: str) -> str:
    """A table with the widths and the size that were measured for it."""
    columns = "".join(element("col", "", {"style": f"width: {length(width)}"}) for width in sizes.columns)
    rows = [_row(table, row, language) for row in range(len(table.rows))]
    head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
    inside = element("colgroup", columns.replace("</col>", ""))
    inside += (element("thead", head) if head else "") + element("tbody", body)
    properties = {"width": length(sum(sizes.columns)), "font-size": size(sizes.size)}
    return element("table", inside, {"style": style(properties)})


def _row(table: Table, row: int, language: str) -> str:
    cells = []
    for column, content in enumerate(table.rows[row]):
        side = table.aligned[column] if table.aligned and table.aligned[column] != "left" else ""
        attributes = {"style": style({"text-align": side})}
        inside = runs_html(content.runs, language)
        if row < table.header_rows:
            cells.append(element("th", inside, {"scope": "col", **attributes}))
        elif table.header_column and column == 0:
            cells.append(element("th", inside, {"scope": "row", **attributes}))
        else:
            cells.append(element("td", inside, attributes))
    return element("tr", "".join(cells))


def chart_html(chart: ChartData, plan: ChartPlan, box: Box, draw: Draw) -> str:
    """A chart, drawn with labels as large as the native one has them, or smaller so that it fits its box."""
    title, above = _title(chart, plan.size, box.w)
    room = replace(box, h=box.h - above)
    made = [_drawn(chart, points, room, draw) for points in range(plan.size, LEAST - 1, -1)]
    drawn, ratio = next((one for one in made if one[1] * room.w <= room.h), min(made, key=lambda one: one[1]))
    width = length(min(room.w, room.h / ratio))
    return title + element("div", drawn, {"class": "drawing", "style": f"width: {width}"})


def _title(chart: ChartData, points: int, width: float) -> tuple[str, float]:
    """What a chart is called, and the room that this takes in inches."""
    if not chart.title:
        return "", 0.0
    title = element("p", escape(chart.title), {"class": "chart-title", "style": f"font-size: {size(points)}"})
    lines = count_lines((Run(chart.title, chart.language),), width * POINTS, points, bold=True)
    return title, (lines * PITCH + 0.3) * points / POINTS


def _drawn(chart: ChartData, points: int, room: Box, draw: Draw) -> tuple[str, float]:
    """The chart so drawn that its smallest letters have so many points in a room, and its height by its width."""
    drawn = draw(_figure(chart, room, 1.0))
    least = min(map(float, _SIZES.findall(drawn)), default=float(points))
    drawn = draw(_figure(chart, room, least / points))
    found = _VIEW.search(drawn)
    assert found is not None
    return drawn, float(found[2]) / float(found[1])


def _figure(chart: ChartData, room: Box, scale: float) -> str:
    """The chart as the figures of pages are written, to be drawn in a room made smaller so that letters are larger."""
    names = [series.name for series in chart.series]
    several = len(names) > 1
    heads = "".join(element("th", escape(name), {"scope": "col"}) for name in ("", *names))
    attributes = {
        "data-chart": chart.traits.on_pages,
        "data-unit": chart.unit,
        "data-width": f"{room.w * _MM * scale:.3f}",
        "data-height": f"{room.h * _MM * scale:.3f}",
        "data-break": chart.break_words,
        "data-provisional": chart.provisional_words,
        "data-scale": "log" if chart.log else None,
        "data-axis": chart.axis or None,
        "lang": without_wording(chart.language),
        "aria-label": chart.alt,
        "class": "chart",
    }
    head = element("thead", element("tr", heads)) if several else ""
    return element("figure", element("table", head + element("tbody", "".join(_rows(chart)))), attributes)


def _rows(chart: ChartData) -> Iterator[str]:
    for place, name in enumerate(chart.categories):
        cells = (_cell(chart, series.values[place]) for series in chart.series)
        attributes = {
            "data-break": "before" if place in chart.breaks else None,
            "data-provisional": "true" if place in chart.provisional else None,
            "data-x": chart.x[place] if chart.x else None,
            "data-year": str(chart.years[place]) if chart.years else None,
        }
        yield element("tr", element("th", escape(name), {"scope": "row"}) + "".join(cells), attributes)


def _cell(chart: ChartData, value: Decimal | None) -> str:
    if value is None:
        return "<td></td>"
    return element("td", escape(label_of(chart, value)), {"data-value": str(value)})


def picture_html(picture: Picture) -> str:
    """A picture, as a drawing if it is one."""
    if picture.vector:
        start = picture.vector.index(">") + 1
        title = element("title", escape(picture.alt))
        return element("figure", picture.vector[:start] + title + picture.vector[start:])
    kind = next((name for start, name in _SIGNATURES.items() if picture.data.startswith(start)), "png")
    address = f"data:image/{kind};base64,{b64encode(picture.data).decode('ascii')}"
    fit = ' class="cropped"' if picture.cropped else ""
    return f'<img src="{address}" alt="{escape(picture.alt)}"{fit}>'
