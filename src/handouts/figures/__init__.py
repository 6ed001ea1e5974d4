"""Charts and maps: from the tables in finished HTML to drawings.

Everything here is vector drawing and layout of labels; no number is formatted except the ticks of an axis, for the
labels of values come with the table.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from handouts.figures.charts import chart_svg
from handouts.figures.html import FigureText, attribute, read_chart, read_map, replace_figures
from handouts.figures.maps import map_png, map_svg
from handouts.figures.style import Look
from handouts.model.brand import Brand

__all__ = ["draw"]

Target = Literal["print", "slides"]


def draw(html: str, *, target: Target, brand: Brand, fonts: Mapping[str, Path]) -> str:
    """Draw the figures of a document.

    For print each chart and map becomes an inline `<svg>` whose `<title>` is the figure's `aria-label`. For slides only
    maps are drawn, as PNG images; charts stay tables, since decks have charts of their own.

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
    drawing = map_svg(read_map(figure), look) if figure.kind == "map" else chart_svg(read_chart(figure), look)
    start = drawing.index(">") + 1
    return figure.replaced(f"{drawing[:start]}<title>{attribute(figure.alt)}</title>{drawing[start:]}")


def _for_slides(figure: FigureText, look: Look) -> str | None:
    if figure.kind != "map":
        return None
    data = b64encode(map_png(read_map(figure), look)).decode("ascii")
    image = f'<img src="data:image/png;base64,{data}" alt="{attribute(figure.alt)}">'
    return figure.replaced(image, drop=("aria-label", "data-chart"))
