"""One page of the deck → a `<section>` with every part at its place.

All slides of a deck, one after the other: alone, each with its notes, or each with lines beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from handouts.model.deck import Chart, Deck, Picture, Table
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.slidelayout.layouts import Design
from handouts.slidelayout.pagination import Page, paginate
from handouts.slidelayout.parts import PagePart
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.table_layout import TableSizes
from handouts.writers.slidepages.look import PageLook
from handouts.writers.slidepages.markup import element, place, size, style
from handouts.writers.slidepages.visuals import Draw, chart_html, picture_html, table_html
from handouts.writers.slidepages.words import runs_html, text_html

if TYPE_CHECKING:
    from handouts.model.project import DeckFormat


_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}
PLACE = "<!-- slides -->"
"""Where in a document the slides come."""
LINES = 9
"""To write on beside a slide: what a third of a page has room for, A4 or Letter."""


@dataclass(frozen=True)
class Stage:
    """What all slides of a deck share."""

    deck: Deck
    look: PageLook
    draw: Draw


def slide_html(page: Page, number: int, stage: Stage) -> str:
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


def _part(part: PagePart, page: Page, stage: Stage) -> str:
    match part.content, part.sizes:
        case Table() as table, TableSizes() as sizes:
            return _visual(part, table_html(table, sizes, stage.deck.language))
        case Chart() as chart, ChartPlan() as plan:
            title = page.slide.title_text
            shown = replace(
                chart, title="" if chart.title in title else chart.title, alt=chart.alt or chart.title or title
            )
            return _visual(part, chart_html(shown, plan, part.box, stage.draw))
        case Picture() as picture, _:
            return _visual(part, picture_html(picture))
    assert isinstance(part.content, tuple)
    return "".join(_text(part, stage))


def _visual(part: PagePart, inside: str) -> str:
    return element("div", inside, {"class": "part", "style": style(place(part.box))})


def _text(part: PagePart, stage: Stage) -> Iterator[str]:
    """Text; a quotation with its bar."""
    assert isinstance(part.content, tuple)
    inside = text_html(part.content, stage.deck.language, part.setting)
    whole = part.placeholder.kind == "body" and part.placeholder.role == "visual"
    if part.bar or whole:
        inside = element("blockquote", inside)
    if part.bar:
        yield _ornament("bar", part.bar_box, stage)
    yield _box(part, inside, part.placeholder.role.replace(" ", "-"), stage)


def _ornament(name: str, box: Box, stage: Stage) -> str:
    logo = stage.look.design.brand.logo
    inside = f'<img src="{logo.address}" alt="">' if name == "logo" and logo else ""
    return element("div", inside, {"class": f"ornament {name}", "aria-hidden": "true", "style": style(place(box))})


def _box(part: PagePart, inside: str, role: str, stage: Stage) -> str:
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


def _feet(page: Page, number: int, stage: Stage) -> Iterator[str]:
    """What stands at the foot of every slide; it is no part of what is read."""
    for foot in stage.look.feet(page.layout, stage.deck, number):
        where = place(foot.box)
        properties = {**where, "line-height": where["height"], "font-size": size(foot.points)}
        classes = f"foot {foot.kind} ink-{foot.ink}"
        yield element("div", escape(foot.text), {"class": classes, "aria-hidden": "true", "style": style(properties)})


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
    stage = Stage(deck, look, draw)
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


def _sheet(page: Page, number: int, stage: Stage, kind: DeckFormat) -> str:
    """One slide with what comes with it."""
    frame = element("div", slide_html(page, number, stage), {"class": "frame"})
    beside = ""
    if kind == "notes" and page.slide.notes:
        beside = element("div", text_html(page.slide.notes, stage.deck.language), {"class": "notes"})
    elif kind == "lines":
        beside = element("div", element("div", "", {"class": "line"}) * LINES, {"class": "lines"})
    return element("div", frame + beside, {"class": "sheet"})
