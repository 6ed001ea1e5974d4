"""A deck as plain data, before PowerPoint: what `slides` makes and `slidelayout` puts on pages.

Nothing here knows about a lesson, HTML or OOXML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from handouts.model.chartkinds import KINDS, ChartKind

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True)
class Run:
    """Characters that look the same. `language` is a BCP 47 tag; `link` an http(s) or mailto address.

    `position` is where they stand to the line: raised, lowered, or on it. `colour` and `marked`, the colour behind
    them, are RRGGBB. `jump` leads to another slide: its place in the deck from 1, `next` or `previous`.
    """

    text: str
    language: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None
    struck: bool = False
    position: Literal["", "super", "sub"] = ""
    underlined: bool = False
    small_capitals: bool = False
    colour: str = ""
    marked: str = ""
    jump: str = ""


Counting = Literal["arabic", "alphaLc", "alphaUc", "romanLc", "romanUc"]
"""How a list counts: with digits, letters or roman numerals, small or capital."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `level` counts list nesting from 0; `bullet` is how it is marked.

    A "continued" paragraph goes on in the list item before it: set like it, without a mark of its own.
    `number` is the number printed before a numbered paragraph, so that a list can go on over slides.
    `step` says with which click it appears; 0 means that it is there from the start. `counting` is how the number is
    written; `rtl` says that it runs from right to left. A `tight` paragraph has no space before it, as lines of code.
    """

    runs: tuple[Run, ...]
    level: int = 0
    bullet: Literal["none", "bullet", "number", "continued"] = "none"
    number: int = 1
    step: int = 0
    counting: Counting = "arabic"
    aligned: Literal["", "center", "right"] = ""
    rtl: bool = False
    tight: bool = False

    @property
    def text(self) -> str:
        """The words of all runs, without their formatting."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class TextBlock:
    """Running text and lists, for a text placeholder."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Code:
    """A listing: one paragraph a line, on a ground of its own, as large as its lines have room, or in `size` points."""

    paragraphs: tuple[Paragraph, ...]
    step: int = 0
    size: int = 0


@dataclass(frozen=True)
class Span:
    """A cell over several rows and columns, by its first row and column; the others repeat what it says."""

    row: int
    column: int
    down: int
    right: int


@dataclass(frozen=True)
class Quote:
    """A quotation and who said it."""

    paragraphs: tuple[Paragraph, ...]
    attribution: tuple[Paragraph, ...] = ()
    step: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first `header_rows` rows and, if set, the first column are heads.

    `widths` are the shares of the columns where the author gives them, adding up to 1; else they follow from the
    content. `aligned` says for each column how its cells stand; empty means at the left. `spans` are the merged cells.
    A table that is `rtl` has its first column at the right.
    """

    rows: tuple[tuple[Paragraph, ...], ...]
    header_rows: int = 1
    header_column: bool = False
    alt: str = ""
    caption: tuple[Paragraph, ...] = ()
    widths: tuple[float, ...] = ()
    aligned: tuple[Literal["left", "center", "right"], ...] = ()
    step: int = 0
    spans: tuple[Span, ...] = ()
    rtl: bool = False


@dataclass(frozen=True)
class DataSeries:
    """Values of one series, one for each category; None is a gap."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class ChartData:
    """The numbers of one table, to be drawn: as SVG on pages, as a native chart on slides.

    `decimals` are the places of its labels, `unit` names the axis of values, `axis` the other.

    `breaks` are the categories before which the way of counting changes; `provisional` those that are not final.
    Both are positions in `categories`; `break_words` and `provisional_words` say what they mean.

    `x` says where each category stands on its axis, a number or a month or day (ISO 8601); without it they follow from
    the categories. `years` are those that name the categories, negative ones BC, if all are years. `log`: the axis of
    values has even steps from 1 to 10 to 100.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[DataSeries, ...]
    unit: str
    language: str
    alt: str
    title: str = ""
    decimals: int = 0
    caption: tuple[Paragraph, ...] = ()
    breaks: tuple[int, ...] = ()
    provisional: tuple[int, ...] = ()
    break_words: str = ""
    provisional_words: str = ""
    axis: str = ""
    step: int = 0
    x: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    log: bool = False

    @property
    def traits(self) -> ChartKind:
        """How charts of its kind are drawn."""
        return KINDS[self.kind]

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The values of all series, without the gaps."""
        return tuple(value for series in self.series for value in series.values if value is not None)

    @property
    def dates(self) -> tuple[date, ...]:
        """The days that its categories begin with, if they stand on an axis of time; else none."""
        days = tuple(day for place in self.x if (day := day_of(place)))
        return days if len(days) == len(self.x) else ()

    @property
    def positions(self) -> tuple[float, ...]:
        """Where its categories stand: numbers, or years with their fractions; nothing if that is not said."""
        if days := self.dates:
            return tuple(day.year + (day.timetuple().tm_yday - 1) / 366 for day in days)
        return tuple(map(float, self.x))


def day_of(place: str) -> date | None:
    """The day that a month or a day begins with (ISO 8601); None for what is neither."""
    written = _DATE.fullmatch(place)
    try:
        return date(int(written[1]), int(written[2]), int(written[3] or 1)) if written else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Picture:
    """A bitmap. Empty `alt` means decorative. If `cropped`, it fills its place and loses what stands out of it.

    `vector` is the same as SVG, if it was drawn: sharp in any size, and its words can be found. `drawing` is the SVG
    that somebody else made it from, to go into the file beside it. A click on it leads where `link` or `jump` say, as
    of a run.
    """

    data: bytes
    alt: str
    caption: tuple[Paragraph, ...] = ()
    cropped: bool = False
    vector: str = ""
    step: int = 0
    drawing: str = ""
    link: str | None = None
    jump: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that a diagram shows: a point or stretch of time, a figure, a column, a station.

    `head` is set large or bold, `text` says what it is, `credit` in small type where it is from. `begins` and `ends`
    are years with their fractions (`PartialDate.elapsed`); what only begins is a point. The `lit` one stands out. One
    without any words is a mark.
    """

    head: tuple[Run, ...] = ()
    text: tuple[Paragraph, ...] = ()
    credit: tuple[Paragraph, ...] = ()
    begins: float | None = None
    ends: float | None = None
    lit: bool = False


@dataclass(frozen=True)
class Diagram:
    """What is drawn with shapes rather than from numbers; the kinds are in `model.diagrams`.

    `labels` say for each row of a comparison what it is about; `span` is the stretch of time that a timeline shows.
    """

    kind: str
    entries: tuple[Entry, ...]
    language: str
    alt: str
    labels: tuple[Paragraph, ...] = ()
    span: tuple[float, float] | None = None
    caption: tuple[Paragraph, ...] = ()
    step: int = 0


@dataclass(frozen=True)
class Columns:
    """What stands side by side, from left to right, or if `rtl` from right to left; never within another.

    `widths` are shares, if they are given.
    """

    columns: tuple[tuple[TextBlock | Code | Quote | Table | ChartData | Picture, ...], ...]
    widths: tuple[float, ...] = ()
    rtl: bool = False


Block = TextBlock | Code | Quote | Table | ChartData | Diagram | Picture | Columns


@dataclass(frozen=True)
class Ground:
    """What is behind a slide instead of its master's ground: a picture that covers it, else a colour (RRGGBB).

    `dark` says whether text on it is light.
    """

    colour: str = ""
    picture: bytes = b""
    dark: bool = False


@dataclass(frozen=True)
class Slide:
    """One slide: a layout by name, a title, what is on it, and what the presenter sees.

    `footer` is said in small type at the edge of the slide. Text is never set smaller than `least` points.
    `origin` names the place in the input, for messages. A `hidden` slide is in the file but is not shown. The title of
    one that is `untitled` is for outlines and readers of screens only. `ground` is its own, if it has one.
    """

    title: tuple[Run, ...]
    layout: str
    blocks: tuple[Block, ...] = ()
    footer: tuple[Paragraph, ...] = ()
    least: int = 0
    notes: tuple[Paragraph, ...] = ()
    section: str | None = None
    origin: str = ""
    hidden: bool = False
    untitled: bool = False
    ground: Ground | None = None

    @property
    def title_text(self) -> str:
        """The title without its formatting; sections and the outline show it."""
        return "".join(run.text for run in self.title)


@dataclass(frozen=True)
class Deck:
    """A whole presentation. `date` is ISO 8601 and fixed by the content, never by the clock."""

    title: str
    language: str
    slides: tuple[Slide, ...]
    author: str = ""
    footer: str = ""
    date: str = ""
    subject: str = ""
