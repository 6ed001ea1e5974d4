"""The kinds of charts, one record each: what a kind shows, and how pages and slides draw it.

Whoever adds a kind adds a record to `KINDS`; content files, their schema, templates, the drawings of pages, native
charts and slides as pages go by it (docs/extending.md). Nothing else names a kind. No pydantic here: drawing does
without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ChartKind:
    """One kind of chart.

    Args:
        name: As content files give it under `kind`, and HTML in `data-chart`.
        meaning: In a few words, for the reference of content files.
        direction: Where values grow: upright, lying, or round a circle, which has no axes.
        native: The name of PowerPoint's type in `XL_CHART_TYPE`; a kind without one is refused on slides.
        drawer: What draws it as SVG, a key of `figures.charts.DRAWERS`; a kind without one is refused on pages.
        instead: The nearest kind that pages and slides both draw; needed if one of them does not draw this one.
        stacked: Whether the values of a category are parts of one bar.
        whole: Whether such a bar is one whole of 100 %, and the categories are its parts.
        joined: Whether a line joins the values, which the axis then tells.
        by_time: Whether categories that are years stand as far apart as the years are.
        scale: Whether values are read from a scale, as not all of them have labels.
        gap: The space between bars on slides, in per cent of a bar.
        beside: Millimetres that the caption of a page takes beside the drawing; 0 sets it below.
        half_slide: Whether half a slide is enough to read it.
    """

    name: str
    meaning: str
    direction: Literal["up", "across", "round"]
    native: str = ""
    drawer: str = ""
    instead: str = ""
    stacked: bool = False
    whole: bool = False
    joined: bool = False
    by_time: bool = False
    scale: bool = False
    gap: int = 55
    beside: int = 0
    half_slide: bool = False

    @property
    def everywhere(self) -> bool:
        """Whether pages and slides both draw it, as they have to with what a lesson shows."""
        return bool(self.native and self.drawer)

    @property
    def on_pages(self) -> str:
        """The kind that pages draw where slides have this one."""
        return self.name if self.drawer else self.instead

    @property
    def lying(self) -> bool:
        """Whether each category is a line of its own, read from top to bottom."""
        return self.direction == "across" and not self.whole

    @property
    def columns(self) -> bool:
        """Whether bars stand on the names of their categories, which share the width."""
        return self.direction == "up" and not self.joined


KINDS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        ChartKind("bar", "lying bars", "across", "BAR_CLUSTERED", "bars", beside=47, half_slide=True),
        ChartKind("column", "upright bars", "up", "COLUMN_CLUSTERED", "columns", gap=45, beside=47, half_slide=True),
        ChartKind(
            "line", "years to scale", "up", "LINE_MARKERS", "lines",
            joined=True, by_time=True, scale=True, half_slide=True,
        ),
        ChartKind("share", "parts of a whole", "across", "BAR_STACKED_100", "shares", stacked=True, whole=True, gap=40),
        ChartKind("grouped_bar", "lying bars of several series", "across", "BAR_CLUSTERED", "bars", beside=47),
        ChartKind("pie", "parts of a circle", "round", "PIE", instead="bar"),
        ChartKind(
            "stacked_bar", "lying bars, one series after the other", "across", "BAR_STACKED",
            instead="grouped_bar", stacked=True, scale=True,
        ),
        ChartKind(
            "stacked_column", "upright bars, one series upon the other", "up", "COLUMN_STACKED",
            instead="grouped_bar", stacked=True, scale=True, gap=45,
        ),
    )
}  # fmt: skip
"""By their names, in the order in which editors offer them. One that is added is a kind like all others."""


def drawable() -> list[str]:
    """The kinds that a lesson may show: those that pages and slides both draw."""
    return [kind.name for kind in KINDS.values() if kind.everywhere]


def meanings() -> str:
    """What these kinds are, for whoever writes content: `bar: lying bars, column: upright bars …`."""
    return ", ".join(f"{name}: {KINDS[name].meaning}" for name in drawable())


def refusal(name: str, drawing: str, *, pages: bool) -> str:
    """What is to be told of a kind that pages (or else slides) do not draw; empty for one that they do.

    Args:
        name: The kind, as it was written.
        drawing: How the message begins: `a figure has data-chart="pie"`.
        pages: Whether it is to be drawn on pages.
    """
    kind = KINDS.get(name)
    if kind is None:
        return f"{drawing}; use one of {', '.join(drawable())}"
    if kind.drawer if pages else kind.native:
        return ""
    target, other = ("pages", "slides") if pages else ("slides", "pages")
    return f"{drawing}, which only {other} draw; {target} draw the same numbers as {kind.instead}"
