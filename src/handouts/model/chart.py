"""What a lesson draws: series of values as their sources print them, each in panels of points."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from handouts.model.chartkinds import KINDS, ChartKind, drawable, meanings
from handouts.model.chartscales import most_places, unplaced
from handouts.model.material import Item
from handouts.model.node import Id, Node, Shown, Year
from handouts.model.text import PartialDate, Text


class Point(Node):
    """One value of a chart. Exactly one of `year`, `label`, `x` and `date` names it.

    `values` is keyed by series; a chart with a single series calls it `value`.
    `break_before` marks a change of method: no line or growth may be drawn across it.
    """

    year: Shown[Year | None] = Field(default=None, description="names the value, unless a label does; -500 is 500 BC")
    label: Shown[Text | None] = Field(default=None, description="names the value, unless a year, x or date does")
    x: Shown[Decimal | None] = Field(
        default=None, description="line: where the value stands on an axis of numbers, which x_label names"
    )
    date: Shown[PartialDate | None] = Field(
        default=None, description='line: a month or day, such as "1923-11", where the value stands in time'
    )
    values: Shown[dict[str, Decimal]] = Field(description="one number for each series, as its source prints it")
    break_before: Shown[bool] = Field(default=False, description="a change of method: no line is drawn across it")
    provisional: Shown[bool] = Field(default=False, description="whether it may still change")

    @field_validator("year", mode="before")
    @classmethod
    def _no_number(cls, value: Any) -> Any:
        if value == 0:
            raise ValueError('there is no year 0; a number that is no year stands in "x"')
        return value

    @model_validator(mode="after")
    def _named_once(self) -> Point:
        if sum(name is not None for name in (self.year, self.label, self.x, self.date)) != 1:
            raise ValueError("give either year or label, or x or date on a line")
        return self


class Series(Node):
    """One row of bars or one line: the key used in `Point.values`, and its name."""

    key: Shown[str] = Field(description="by which values name it")
    name: Shown[Text] = Field(description="in the legend")


class Panel(Node):
    """One plot of a chart. A chart with several questions has one panel for each."""

    id: Shown[Id]
    label: Shown[Text | None] = Field(default=None, description="above the plot")
    data: Shown[tuple[Point, ...]] = Field(min_length=2, description="its values, in order")


class _ChartKindName:
    """Lets the name of any kind stand for itself that pages and slides both draw, those that were added later too."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _known_chart, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": drawable()}


def _known_chart(name: Any) -> str:
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind and kind.everywhere:
        return kind.name
    if kind:
        lacking = "slides" if kind.drawer else "pages"
        raise PydanticCustomError("one_target", "{lacking}, {instead}", {"lacking": lacking, "instead": kind.instead})
    *names, last = (f"'{one}'" for one in drawable())
    raise PydanticKnownError("literal_error", {"expected": f"{', '.join(names)} or {last}"})


class Chart(Item):
    """A data series as its source prints it; rounding happens when it is shown.

    `finding` says what the numbers say, and no more; a test leaves it to learners.
    `unit` is printed on the axis. `caveat` says what the numbers do not show.
    `round_to` rounds the labels, not the data: 100 prints 136,700 for 136,688.
    Points with `x` or `date` stand to scale.
    """

    kind: Shown[Annotated[str, _ChartKindName]] = Field(description=meanings())
    title: Shown[Text] = Field(description="as it is printed")
    finding: Shown[Text | None] = Field(
        default=None,
        description="what the chart shows, in one sentence: the heading on pages, above its title; never in tests",
    )
    unit: Shown[Text | None] = Field(default=None, description="printed on the axis; left out for plain counts")
    caveat: Shown[Text | None] = Field(default=None, description="what the numbers do not show")
    alt: Shown[Text | None] = Field(
        default=None,
        description="what a reader who cannot see the chart should know: its message in a sentence or two",
    )
    series: Shown[tuple[Series, ...]] = Field(min_length=1, description="one for each row of bars, or line")
    by_value: Shown[bool] = Field(
        default=False, description="labels in the order of their values, where they have none of their own"
    )
    panels: Shown[tuple[Panel, ...]] = Field(min_length=1, description="one plot for each question")
    round_to: Shown[int] = Field(
        default=1, ge=1, description="rounds the labels, not the data: 100 prints 136,700 for 136,688"
    )
    decimals: Shown[int | None] = Field(
        default=None, ge=0, le=9, validate_default=True, description="places shown in labels; else as the data have"
    )
    scale: Shown[Literal["linear", "log"]] = Field(
        default="linear", description="line: log sets 1, 10, 100 … at even steps, for values above 0 that grow a lot"
    )
    x_label: Shown[Text | None] = Field(default=None, description="what the x of points counts, with its unit")

    @field_validator("panels")
    @classmethod
    def _in_order(cls, panels: tuple[Panel, ...], info: ValidationInfo) -> tuple[Panel, ...]:
        """From the largest value of the first series to the smallest, if the author asks for it; gaps come last."""
        if not info.data.get("by_value") or not info.data.get("series"):
            return panels
        if any(point.label is None for panel in panels for point in panel.data):
            raise ValueError("years and numbers have an order of their own; leave by_value to charts with labels")
        first = info.data["series"][0].key

        def rank(point: Point) -> tuple[bool, Decimal]:
            value = point.values.get(first)
            return value is None, -(value or Decimal(0))

        return tuple(panel.model_copy(update={"data": tuple(sorted(panel.data, key=rank))}) for panel in panels)

    @field_validator("decimals")
    @classmethod
    def _as_written(cls, value: int | None, info: ValidationInfo) -> int | None:
        """As many places as the data have, unless the author says how many or rounds."""
        if value is None and "panels" in info.data:
            return 0 if info.data.get("round_to", 1) > 1 else most_places(info.data["panels"])
        return value

    @model_validator(mode="after")
    def _series_known(self) -> Chart:
        known = {series.key for series in self.series}
        for panel in self.panels:
            for point in panel.data:
                if extra := set(point.values) - known:
                    raise ValueError(f"{', '.join(sorted(extra))} is not one of the series {', '.join(sorted(known))}")
        return self

    @model_validator(mode="after")
    def _to_scale(self) -> Chart:
        if told := unplaced(self):
            raise ValueError(told)
        return self

    @property
    def traits(self) -> ChartKind:
        """How charts of its kind are drawn."""
        return KINDS[self.kind]
