"""`<figure data-chart="…">` → charts of a slide, if a deck can hold them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from handouts.charttable import read_figure
from handouts.model.chartkinds import KINDS, drawable
from handouts.model.deck import Chart, Paragraph
from handouts.nearest import suggestion
from handouts.slides.inline import Style


def is_chart(figure: HtmlElement) -> bool:
    """Whether the figure is a chart of a kind that a deck can hold."""
    kind = KINDS.get(figure.get("data-chart") or "")
    return kind is not None and bool(kind.native) and figure.find(".//table") is not None


def charts_of(figure: HtmlElement, style: Style, caption: tuple[Paragraph, ...]) -> tuple[Chart, ...]:
    """One chart for each table of the figure; all share the caption, and numbers are rounded as they are printed."""
    return read_figure(figure, style.language, caption).as_printed


def lost_charts(element: HtmlElement) -> Iterator[str]:
    """What a figure has that is to be a chart, and no slide shows as one."""
    name = element.get("data-chart")
    if name is None or element.tag not in ("figure", "blockquote"):
        return
    if is_chart(element):
        for row, written in read_figure(element, "").unreadable:
            yield f"“{row[:60]}” has no number in data-value (“{written[:60]}”); the chart has a gap there"
    elif name in KINDS and KINDS[name].native:
        yield f"the chart ({name}) has no table, so it is not on the slides; give it one"
    elif name in KINDS:
        yield f"slides draw no {name}; its numbers are shown as a table; write {KINDS[name].instead} for a chart"
    elif element.find(".//table") is not None:
        hint = suggestion(name, drawable(), f"for a chart write {', '.join(drawable())}")
        yield f"“{name[:60]}” is no kind of chart (data-chart), so its numbers are shown as a table{hint}"
    else:
        yield f"“{name[:60]}” is no kind of chart (data-chart), and it has no table"
