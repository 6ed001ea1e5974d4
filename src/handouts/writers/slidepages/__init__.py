"""Deck → HTML: the slides of the PowerPoint file as pages, to be set as a PDF.

`slidelayout` has laid the slides out: what stands on which slide, in which box and size. Here the same is said in HTML
with every part at its place: each slide is a `<section>`, on a page alone, with its notes, or with lines beside it.
`words` has its text, `visuals` its tables, charts and pictures; `PageLook` is the design in HTML's terms, where type of
slides becomes type of pages. How it looks is CSS (templates/deck/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from handouts.colours import TEXT, contrast
from handouts.fonts import is_shipped
from handouts.locales import long_date
from handouts.model.deck import ChartData, Deck, Diagram, Picture, Table
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.slidelayout.diagram_shapes import DiagramPlan
from handouts.slidelayout.font_metrics import font_metrics
from handouts.slidelayout.layouts import FOOTER, Design, footer_setting, footers
from handouts.slidelayout.ornaments import Ornament, footer_shift, visible_ornaments
from handouts.slidelayout.pagination import Page, paginate
from handouts.slidelayout.parts import PagePart
from handouts.slidelayout.placeholders import Box, Ink, Setting, SlideLayout
from handouts.slidelayout.table_layout import TableSizes
from handouts.writers.slidepages.diagrams import diagram_html
from handouts.writers.slidepages.visuals import Draw, chart_html, picture_html, table_html
from handouts.writers.slidepages.words import element, place, runs_html, size, style, text_html

if TYPE_CHECKING:
    from handouts.model.project import DeckFormat

__all__ = ["PLACE", "slide_pages"]

PLACE = "<!-- slides -->"
"""Where in a document the slides come."""
_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}
_LINES = 9
"""To write on beside a slide: what a third of a page has room for, A4 or Letter."""


@dataclass(frozen=True)
class _FooterText:
    """A line at the foot of a slide."""

    kind: str
    text: str
    box: Box
    ink: Ink
    points: int


@dataclass(frozen=True)
class PageLook:
    """A design, and the family that its pages are set in."""

    design: Design
    family: str

    @classmethod
    def of(cls, design: Design) -> PageLook:
        """How a design looks on pages: set in the brand's font of slides, or in that of text if that is not shipped."""
        fonts = design.brand.fonts
        return cls(design, fonts.slides if is_shipped(fonts.slides) else fonts.text)

    @property
    def shrink(self) -> float:
        """How much smaller type is set, because the family of pages is wider than the font that was measured."""
        measured, printed = (font_metrics(name).sample_widths for name in (self.design.font, self.family))
        return min(1.0, sum(measured) / sum(printed))

    def colours(self) -> Iterator[tuple[str, str]]:
        """The colours by name; `reverse` is that of text on the accent."""
        colours = self.design.brand.colours
        for name in ("ink", "muted", "accent", "second", "paper", "tint", "rule"):
            yield name, getattr(colours, name)
        yield "reverse", colours.paper if contrast(colours.paper, colours.accent) >= TEXT else colours.ink

    def pitch(self, setting: Setting) -> float:
        """The line pitch that text was measured with, as a share of its size."""
        return font_metrics(setting.font or self.design.font).pitch

    def classes(self, layout: SlideLayout) -> str:
        """Under which names style sheets know a layout; grounds and ornaments are this tool's own."""
        named = f"layout-{layout.name.lower().replace(' ', '-')}"
        if self.design.custom:
            return f"{named} given"
        own = (f"{kind}-{ground}" for kind, ground in (("cover", layout.cover), ("panel", layout.panel)) if ground)
        return " ".join((named, *own))

    def ornaments(self, layout: SlideLayout) -> Iterator[Ornament]:
        """What a layout shows beside its text, from the ground upwards; of a custom master that is not known."""
        return iter(()) if self.design.custom else visible_ornaments(layout, self.design.brand)

    def feet(self, layout: SlideLayout, deck: Deck, number: int) -> Iterator[_FooterText]:
        """Footer, date and number of a slide."""
        texts = {"ftr": deck.footer, "dt": long_date(deck.date, deck.language), "sldNum": str(number)}
        if self.design.custom:
            setting, places = FOOTER, footers()
        else:
            setting, places = footer_setting(layout), footers(layout, footer_shift(self.design.brand))
        for foot in places:
            if texts[foot.kind]:
                yield _FooterText(foot.kind, texts[foot.kind], foot.box, setting.ink, setting.sizes[0])


@dataclass(frozen=True)
class _Stage:
    """What all slides of a deck share."""

    deck: Deck
    look: PageLook
    draw: Draw


def slide_pages(shell: str, deck: Deck, design: Design, kind: DeckFormat, draw: Draw) -> str:
    """Put the slides of a deck into a document.

    Slides are split as in the PowerPoint file. What appears there with a click is there from the start, and slides that
    it does not show are only among those with notes.

    Args:
        shell: The document; `PLACE` says where the slides come in it.
        deck: The slides.
        design: The layouts that they are put in, with the brand's colours and fonts.
        kind: `pdf` shows slides alone, `notes` with notes, `lines` with lines to write on and without any notes.
        draw: Makes drawings of the charts.

    Raises:
        LayoutError: Text, a table or a chart that cannot fit, an unknown layout, a picture that cannot be read.
    """
    look = PageLook.of(design)
    stage = _Stage(deck, look, draw)
    pages = paginate(deck, design)
    shown = [(number, page) for number, page in enumerate(pages, 1) if kind == "notes" or not page.slide.hidden]
    made = "".join(_sheet(page, number, stage, kind) for number, page in shown)
    wide, high = design.size
    sizes = f"<style>:root {{ --slide-width: {wide:.3f}; --slide-height: {high:.3f}; }}</style>\n</head>"
    return shell.replace("</head>", sizes, 1).replace(PLACE, element("div", made, _root(look)), 1)


def _root(look: PageLook) -> dict[str, str]:
    """What the design says to style sheets: its colours, its family, and how long an inch of type is."""
    variables = {f"--{name}": colour for name, colour in look.colours()}
    variables["--type"] = f"calc({look.shrink:.4f} * var(--inch))"
    variables["--family"] = f'"{look.family}"'
    return {"class": "slides", "style": style(variables)}


def _sheet(page: Page, number: int, stage: _Stage, kind: DeckFormat) -> str:
    """One slide with what comes with it."""
    frame = element("div", _slide_html(page, number, stage), {"class": "frame"})
    beside = ""
    if kind == "notes" and page.slide.notes:
        beside = element("div", text_html(page.slide.notes, stage.deck.language), {"class": "notes"})
    elif kind == "lines":
        beside = element("div", element("div", "", {"class": "line"}) * _LINES, {"class": "lines"})
    return element("div", frame + beside, {"class": "sheet"})


def _slide_html(page: Page, number: int, stage: _Stage) -> str:
    """A slide: title first, then what is on it in its order, the foot as decoration.

    Args:
        page: The slide as it was laid out.
        number: Its number, from 1; the first has the heading of the whole document.
        stage: What it shares with all others.
    """
    assert isinstance(page.title.content, tuple)
    runs = page.title.content[0].runs
    heading = element("h1" if number == 1 else "h2", runs_html(runs, stage.deck.language))
    ornaments = (_ornament(one.name, one.box, stage) for one in stage.look.ornaments(page.layout))
    parts = [_box(page.title, heading, "title", stage), *(_part(part, page, stage) for part in page.parts)]
    return element(
        "section",
        "".join([*ornaments, *parts, *_feet(page, number, stage)]),
        {"class": f"slide {stage.look.classes(page.layout)}"},
    )


def _part(part: PagePart, page: Page, stage: _Stage) -> str:
    match part.content, part.sizes:
        case Table() as table, TableSizes() as sizes:
            return _visual(part, table_html(table, sizes, stage.deck.language))
        case ChartData() as chart, ChartPlan() as plan:
            title = page.slide.title_text
            shown = replace(
                chart, title="" if chart.title in title else chart.title, alt=chart.alt or chart.title or title
            )
            return _visual(part, chart_html(shown, plan, part.box, stage.draw))
        case Diagram(), DiagramPlan() as drawn:
            return diagram_html(drawn, stage.deck.language, stage.look.pitch)
        case Picture() as picture, _:
            return _visual(part, picture_html(picture))
    assert isinstance(part.content, tuple)
    return "".join(_text(part, stage))


def _visual(part: PagePart, inside: str) -> str:
    return element("div", inside, {"class": "part", "style": style(place(part.box))})


def _text(part: PagePart, stage: _Stage) -> Iterator[str]:
    """Text; a quotation with its bar."""
    assert isinstance(part.content, tuple)
    inside = text_html(part.content, stage.deck.language, part.setting)
    whole = part.placeholder.kind == "body" and part.placeholder.role == "visual"
    if part.bar or whole:
        inside = element("blockquote", inside)
    if part.bar:
        yield _ornament("bar", part.bar_box, stage)
    yield _box(part, inside, part.placeholder.role.replace(" ", "-"), stage)


def _box(part: PagePart, inside: str, role: str, stage: _Stage) -> str:
    """Text in its box: at the top, in the middle or at the bottom of it."""
    setting = part.setting
    text = {
        "width": place(part.box)["width"],
        "height": place(part.box)["height"],
        "vertical-align": _ANCHORS[setting.anchor],
        "line-height": f"{stage.look.pitch(setting) * setting.leading:.3f}",
        "font-size": size(setting.sizes[0]),
        "font-weight": "bold" if setting.bold else "",
        "text-transform": "uppercase" if setting.capitals else "",
        "letter-spacing": size(setting.tracking) if setting.tracking else "",
    }
    cell = element("div", inside, {"class": "text", "style": style(text)})
    return element("div", cell, {"class": f"part {role} ink-{setting.ink}", "style": style(place(part.box))})


def _ornament(name: str, box: Box, stage: _Stage) -> str:
    logo = stage.look.design.brand.logo
    inside = f'<img src="{logo.address}" alt="">' if name == "logo" and logo else ""
    return element("div", inside, {"class": f"ornament {name}", "aria-hidden": "true", "style": style(place(box))})


def _feet(page: Page, number: int, stage: _Stage) -> Iterator[str]:
    """What stands at the foot of every slide; it is no part of what is read."""
    for foot in stage.look.feet(page.layout, stage.deck, number):
        where = place(foot.box)
        properties = {**where, "line-height": where["height"], "font-size": size(foot.points)}
        classes = f"foot {foot.kind} ink-{foot.ink}"
        yield element("div", escape(foot.text), {"class": classes, "aria-hidden": "true", "style": style(properties)})
