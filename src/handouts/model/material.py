"""What a lesson puts in front of readers: texts, quotations, events, terms, people, charts, places."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from handouts.model.node import Confidence, Id, Node
from handouts.model.reference import ReferenceKey
from handouts.model.text import PartialDate, Text

Facts = tuple[Id, ...]


class Item(Node):
    """What any piece of content may carry.

    `audiences` keeps it for some audiences; empty means all. `facts` are the keys of facts.yaml that it states.
    """

    id: Id
    audiences: tuple[Id, ...] = Field(default=(), description="only for these audiences; empty: for all")
    sources: tuple[ReferenceKey, ...] = Field(default=(), description="keys of references.yaml")
    facts: Facts = Field(default=(), description="keys of facts.yaml that this item states")
    confidence: Confidence | None = None
    sensitive: bool = Field(default=False, description="print the content warning with it")
    note: str | None = Field(default=None, description="for editors; never printed")


class AuthorText(Item):
    """Prose written for the lesson (Darstellungstext), in CommonMark.

    `lines` prints one line of the text a line (easy to read), instead of paragraphs.
    """

    level: Literal["easy", "standard", "advanced"]
    title: Text
    text: Text
    lines: bool = False


class Event(Item):
    """One entry of the timeline. `importance` 3 is always shown, 2 usually, 1 in detail."""

    date: PartialDate
    importance: int = Field(ge=1, le=3)
    place: Id | None = Field(default=None, description="key of places.yaml")
    title: Text
    text: Text


class Period(Item):
    """A stretch of the timeline. It ends where the next one begins; the last is open."""

    begins: PartialDate
    title: Text


class Term(Item):
    """One entry of the glossary, at two reading levels.

    `romaji` is modified Hepburn with macrons; `kanji` is printed only beside it.
    """

    term: Text
    standard: Text
    easy: Text
    kanji: str | None = None
    romaji: str | None = None


class Person(Item):
    """One person. Japanese names are given family name first; `western` is the other order, for indexes."""

    name: str
    western: str
    born: int = Field(ge=1800, le=2100)
    died: int | None = Field(default=None, ge=1800, le=2100)
    role: Text
    text: Text

    @model_validator(mode="after")
    def _lived(self) -> Person:
        if self.died is not None and self.died < self.born:
            raise ValueError(f"died {self.died} before being born in {self.born}")
        return self


class Treaty(Item):
    """One treaty, statute or agreement."""

    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    ended: PartialDate | None = None
    title: Text
    parties: Text
    key: Text = Field(description="the provisions that matter")
    effect: Text


class Quotation(Item):
    """A primary source, word for word (historische Quelle).

    `text` holds the original under `original` and working translations under the other languages.
    `gist` says it in plain words for young readers. `unverified` says which part of the wording was not compared with
    the source; teachers read it beside the quotation.
    """

    date: PartialDate
    title: Text
    introduction: Text | None = Field(default=None, description="author, occasion, addressee")
    original: str = Field(default="en", description="language tag of the wording that is quoted byte for byte")
    text: Text
    gist: Text | None = None
    rights: Text
    unverified: Text | None = None


class Point(Node):
    """One value of a chart. Exactly one of `year` and `label` names it.

    `values` is keyed by series; a chart with a single series calls it `value`.
    `break_before` marks a change of method: no line or growth may be drawn across it.
    """

    year: int | None = Field(default=None, ge=1850, le=2100)
    label: Text | None = None
    values: dict[str, Decimal]
    break_before: bool = False
    provisional: bool = False

    @model_validator(mode="after")
    def _named_once(self) -> Point:
        if (self.year is None) == (self.label is None):
            raise ValueError("give either year or label")
        return self


class Series(Node):
    """One row of bars or one line: the key used in `Point.values`, and its name."""

    key: str
    name: Text


class Panel(Node):
    """One plot of a chart. A chart with several questions has one panel for each."""

    id: Id
    label: Text | None = None
    data: tuple[Point, ...] = Field(min_length=2)


class Chart(Item):
    """A data series as its source prints it; rounding happens when it is shown.

    `unit` is printed on the axis. `caveat` says what the numbers do not show.
    `round_to` rounds the labels, not the data: 100 prints 136,700 for 136,688.
    """

    kind: Literal["bar", "column", "line", "share", "grouped_bar"]
    title: Text
    unit: Text
    caveat: Text
    alt: Text = Field(
        description="what a reader who cannot see the chart should know: its message in a sentence or two"
    )
    series: tuple[Series, ...] = Field(min_length=1)
    panels: tuple[Panel, ...] = Field(min_length=1)
    decimals: int = Field(default=0, ge=0, le=4, description="places shown in labels")
    round_to: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _series_known(self) -> Chart:
        known = {series.key for series in self.series}
        for panel in self.panels:
            for point in panel.data:
                if extra := set(point.values) - known:
                    raise ValueError(f"{', '.join(sorted(extra))} is not one of the series {', '.join(sorted(known))}")
        return self


class Place(Item):
    """A point on the map, WGS 84 decimal degrees; east and north are positive."""

    lat: Decimal = Field(ge=-90, le=90)
    lon: Decimal = Field(ge=-180, le=180)
    kind: Literal["war", "politics", "base", "return"]
    name: Text
    label: Text | None = Field(default=None, description="a few words under the name")
    returned: PartialDate | None = None
    inset_only: bool = Field(default=False, description="too far away for the main map")


class PlaceKind(Node):
    """What one kind of place is called in the legend."""

    kind: Literal["war", "politics", "base", "return"]
    name: Text


class MapLegend(Node):
    """The words of the lesson's map: its legend, and what readers who cannot see it should know."""

    alt: Text
    blank_alt: Text = Field(description="the same for the map without names, which learners fill in")
    kinds: tuple[PlaceKind, ...] = Field(min_length=1)


class Statement(Item):
    """One statement of the fact check, true or false, with its correction."""

    verdict: bool
    text: Text
    correction: Text


class Material(Item):
    """One entry of the register M1, M2 …: what readers find under that number.

    `shows` is `timeline`, `map`, `glossary`, `statements`, or the id of a quotation, chart or author text.
    Numbers are the same in every edition, so that groups with different editions can work together.
    """

    shows: str
    title: Text
    introduction: Text | None = Field(
        default=None, description="one or two sentences: author, date, addressee, occasion"
    )
