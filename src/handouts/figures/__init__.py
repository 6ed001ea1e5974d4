"""Charts and maps: from the tables in finished HTML to drawings.

Everything here is vector drawing and layout of labels; no number is formatted except the ticks of an axis, for the
labels of values come with the table.

No chart library draws them, for want of one that measures text in given font files, hatches, marks breaks and is quick
to load. CPU milliseconds to import it and draw a first chart of bars, then each later one: matplotlib 1970, 54
(plotnine builds on it); vl-convert, Altair's engine, 660, 54 (no hatches, finds fonts itself); pygal 160, 6 and leather
65, 1 (neither measures text); this package 365, 1, most of it fontTools, lxml and pydantic, which pages need anyway.
shapely would clip and mask coasts, but takes 360 to import; drawsvg would write the SVG for 90. What libraries do here:
Babel writes ticks, fontTools measures, lxml reads tables, resvg makes pixels.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from handouts.figures.charts import chart_svg
from handouts.figures.html import FigureText, read_chart, read_map, replace_figures
from handouts.figures.maps import map_png, map_svg, slide_map_svg
from handouts.figures.spoken import chart_words, map_words
from handouts.figures.style import Look
from handouts.figures.svg import escaped
from handouts.model.brand import Brand

__all__ = ["draw"]

Target = Literal["print", "slides"]


def draw(html: str, *, target: Target, brand: Brand, fonts: Mapping[str, Path]) -> str:
    """Draw the figures of a document.

    For print each chart and map becomes an inline `<svg>` whose `<title>` is the figure's `aria-label`, with the values
    or places that this leaves out. For slides only maps are drawn, as PNG images with the drawing itself in
    `data-vector`; charts stay tables, since decks have charts of their own.

    Args:
        html: The document. What is not a `<figure data-chart>` keeps its bytes.
        target: What the HTML becomes.
        brand: Colours and the family of the text.
        fonts: The files of that family by style; `Regular` is needed, `Bold` used if there.

    Returns:
        The document with its figures drawn; the same input gives the same text.

    Raises:
        LayoutError: A figure's table cannot be read or drawn.
    """
    look = Look.of(brand, fonts)
    return replace_figures(
        html, lambda figure: _for_print(figure, look) if target == "print" else _for_slides(figure, look)
    )


def _for_print(figure: FigureText, look: Look) -> str:
    if figure.kind == "map":
        places = read_map(figure)
        drawing, words = map_svg(places, look), map_words(figure.alt, places)
    else:
        chart = read_chart(figure)
        drawing, words = chart_svg(chart, look), chart_words(figure.alt, chart)
    start = drawing.index(">") + 1
    return figure.replaced(f"{drawing[:start]}<title>{escaped(words)}</title>{drawing[start:]}")


def _for_slides(figure: FigureText, look: Look) -> str | None:
    if figure.kind != "map":
        return None
    places = read_map(figure)
    data = b64encode(map_png(places, look)).decode("ascii")
    words, drawing = escaped(map_words(figure.alt, places)), escaped(slide_map_svg(places, look))
    image = f'<img src="data:image/png;base64,{data}" alt="{words}" data-vector="{drawing}">'
    return figure.replaced(image, drop=("aria-label", "data-chart"))
