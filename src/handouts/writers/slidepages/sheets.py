"""All slides of a deck, one after the other: alone, each with its notes, or each with lines beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.model.deck import Deck
from handouts.slidelayout.design import Design
from handouts.slidelayout.pagination import Page, paginate
from handouts.writers.slidepages.look import PageLook
from handouts.writers.slidepages.markup import element, style
from handouts.writers.slidepages.slide import Stage, slide_html
from handouts.writers.slidepages.visuals import Draw
from handouts.writers.slidepages.words import text_html

if TYPE_CHECKING:
    from handouts.model.project import DeckFormat

PLACE = "<!-- slides -->"
"""Where in a document the slides come."""
LINES = 9
"""To write on beside a slide: what a third of a page has room for, A4 or Letter."""


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
