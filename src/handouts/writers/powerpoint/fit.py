"""Measures what is to go into a placeholder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handouts.model.deck import Chart, Paragraph
from handouts.writers.powerpoint.charts import ChartPlan, plan_chart
from handouts.writers.powerpoint.layouts import Box, Setting
from handouts.writers.powerpoint.metrics import PITCH, count_lines, longest_word, margin
from handouts.writers.powerpoint.split import Unfit

POINTS = 72


@dataclass(frozen=True)
class Gauge:
    """Measures text in one font family."""

    family: str

    def height(self, text: Iterable[Paragraph], setting: Setting, measure: float) -> float:
        """How high text stands in a column `measure` inches wide, in inches."""
        points = 0.0
        for place, paragraph in enumerate(text):
            size = setting.size(paragraph.level) * margin(self.family)
            marked = paragraph.bullet != "none"
            room = (measure - setting.indent(paragraph.level, marked=marked)) * POINTS
            lines = count_lines(paragraph.runs, room, size, bold=setting.bold)
            points += lines * size * PITCH * setting.leading
            points += setting.space(paragraph.level) if place else 0
        return points / POINTS

    def fits(self, text: Iterable[Paragraph], setting: Setting, box: Box) -> bool:
        """Whether text has room in a box."""
        return self.height(text, setting, box.w) <= box.h

    def largest(
        self, text: tuple[Paragraph, ...], setting: Setting, box: Box, what: str, *, whole: bool = False
    ) -> Setting:
        """The largest setting in which text has room; if it is to stay `whole`, no word is wider than the box.

        Raises:
            Unfit: It has none in the smallest.
        """
        for smaller in setting.smaller():
            if self.fits(text, smaller, box) and not (whole and self._breaks_word(text, smaller, box)):
                return smaller
        raise Unfit(f"the {what} does not fit even at {setting.minimum} pt; shorten it")

    def _breaks_word(self, text: tuple[Paragraph, ...], setting: Setting, box: Box) -> bool:
        size = setting.size(0) * margin(self.family)
        return any(longest_word(paragraph.runs, size, bold=setting.bold) > box.w * POINTS for paragraph in text)

    def chart(self, chart: Chart, box: Box) -> ChartPlan:
        """How to label a chart in a box.

        Raises:
            Unfit: Its labels would run into each other.
        """
        plan = plan_chart(chart, box, margin(self.family))
        if plan is None:
            raise Unfit("the chart has too many categories to be read; leave some out")
        return plan
