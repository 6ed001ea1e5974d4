"""Measures what is to go into a placeholder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handouts.model.deck import Chart, Paragraph, Run
from handouts.writers.powerpoint.charts import ChartPlan, plan_chart
from handouts.writers.powerpoint.design import Design
from handouts.writers.powerpoint.layouts import Box, Layout, Setting
from handouts.writers.powerpoint.metrics import count_lines, longest_word
from handouts.writers.powerpoint.split import Unfit
from handouts.writers.powerpoint.typefaces import Typeface, typeface

POINTS = 72


@dataclass(frozen=True)
class Gauge:
    """Measures what is to go into the placeholders of a design, in the fonts that they have."""

    design: Design

    @property
    def layouts(self) -> Mapping[str, Layout]:
        """The layouts by the name that `data-layout` gives."""
        return self.design.layouts

    def face(self, setting: Setting | None = None) -> Typeface:
        """The font of a setting; without one that of tables and charts."""
        return typeface((setting.font if setting else "") or self.design.font)

    def height(self, text: Iterable[Paragraph], setting: Setting, measure: float) -> float:
        """How high text stands in a column `measure` inches wide, in inches."""
        points = 0.0
        face = self.face(setting)
        for place, paragraph in enumerate(text):
            size = setting.size(paragraph.level) * face.margin
            marked = paragraph.bullet != "none"
            room = (measure - setting.indent(paragraph.level, marked=marked)) * POINTS
            runs = _as_shown(paragraph.runs, setting)
            lines = count_lines(runs, room, size, bold=setting.bold, face=face, tracking=setting.tracking)
            points += lines * size * face.pitch * setting.leading
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
        face = self.face(setting)
        size = setting.size(0) * face.margin
        for paragraph in text:
            runs = _as_shown(paragraph.runs, setting)
            room = (box.w - setting.indent(paragraph.level, marked=paragraph.bullet != "none")) * POINTS
            if longest_word(runs, size, bold=setting.bold, face=face, tracking=setting.tracking) > room:
                return True
        return False

    def chart(self, chart: Chart, box: Box) -> ChartPlan:
        """How to label a chart in a box.

        Raises:
            Unfit: Its labels would run into each other, or nobody could read it.
        """
        return plan_chart(chart, box, self.face().stretch)


def _as_shown(runs: tuple[Run, ...], setting: Setting) -> tuple[Run, ...]:
    """Runs as the setting shows their letters."""
    return tuple(replace(run, text=run.text.upper()) for run in runs) if setting.capitals else runs
