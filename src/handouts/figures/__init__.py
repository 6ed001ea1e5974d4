"""Charts and maps: from the tables in finished HTML to drawings.

Everything here is vector drawing and layout of labels; no number is formatted except the ticks of an axis, for the
labels of values come with the table. Each drawing gets the words that stand for it when it is read aloud: the author's,
then every number or place that they leave out.

No chart library draws them, for want of one that measures text in given font files, hatches, marks breaks and is quick
to load. CPU milliseconds to import it and draw a first chart of bars, then each later one: matplotlib 1970, 54
(plotnine builds on it); vl-convert, Altair's engine, 660, 54 (no hatches, finds fonts itself); pygal 160, 6 and leather
65, 1 (neither measures text); this package 365, 1, most of it fontTools, lxml and pydantic, which pages need anyway.
shapely would clip and mask coasts, but takes 360 to import; drawsvg would write the SVG for 90. What libraries do here:
Babel writes ticks, fontTools measures, lxml reads tables, resvg makes pixels.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handouts import cache as kept
from handouts.figures.canvas import escaped, pixels_of
from handouts.figures.html import MAP, FigureText, figures_in, replace_figures
from handouts.figures.style import Look
from handouts.installed import version
from handouts.model.brand import Brand

if TYPE_CHECKING:
    from handouts.figures.tables import ChartPanel, Map, Plot, Row


__all__ = ["FigureText", "draw", "figures_in", "pixels"]

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
        FigureError: A figure is of a kind that its target does not draw.
        LayoutError: A figure's table cannot be read or drawn.
    """
    return replace_figures(html, partial(_drawn, target=target, look=Look.of(brand, fonts)))


def pixels(svg: str, width: int, paper: str, fonts: Iterable[Path]) -> bytes:
    """Somebody else's drawing as a PNG so many pixels wide, for slides; what was made before comes from the cache.

    Args:
        svg: The drawing; whoever calls has seen to it that it asks for nothing outside of itself.
        width: In pixels.
        paper: The colour that it stands on.
        fonts: The files of the type that it may use.
    """
    files = list(fonts)
    key = kept.digest(svg, str(width), paper, *(file.name for file in files), _tools())
    if (data := kept.load("figures", key)) is None:
        data = pixels_of(svg, width, paper, files)
        kept.keep("figures", key, data)
    return data


@lru_cache(maxsize=64)
def _drawn(figure: FigureText, target: Target, look: Look) -> str | None:
    """The figure with its drawing, once a process; what an earlier run has drawn comes from the user's cache."""
    files = (path.stat() for path in (look.regular, look.bold, look.italic, look.japanese) if path)
    fonts = repr([(file.st_size, file.st_mtime_ns) for file in files])
    key = kept.digest(figure.text, figure.around, target, repr(look), fonts, _tools())
    if (data := kept.load("figures", key)) is not None:
        return data.decode("utf-8")
    if not figure.kind:
        return None
    found = _for_print(figure, look) if target == "print" else _for_slides(figure, look)
    if found is not None:
        kept.keep("figures", key, found.encode("utf-8"))
    return found


@cache
def _tools() -> str:
    """What decides how a figure is drawn, apart from the figure and its look."""
    return kept.digest(
        kept.code("figures", "charttable.py", "model/chartkinds.py", "model/deck.py"),
        *(version(name) for name in ("babel", "fonttools", "lxml", "resvg-py")),
    )


def _for_print(figure: FigureText, look: Look) -> str:
    # Most figures have been drawn before, and then none of these is needed.
    from handouts.figures.charts import chart_svg
    from handouts.figures.maps import map_svg
    from handouts.figures.tables import read_chart, read_map, refuse_kind

    if figure.kind == MAP:
        places = read_map(figure)
        drawing, words = map_svg(places, look), _map_words(figure.alt, places)
    else:
        refuse_kind(figure, pages=True)
        chart = read_chart(figure)
        drawing, words = chart_svg(chart, look), _chart_words(figure.alt, chart)
    start = drawing.index(">") + 1
    return figure.replaced(f"{drawing[:start]}<title>{escaped(words)}</title>{drawing[start:]}")


def _for_slides(figure: FigureText, look: Look) -> str | None:
    if figure.kind != MAP:
        from handouts.figures.tables import read_chart, refuse_kind

        refuse_kind(figure, pages=False)
        read_chart(figure)
        return None
    from handouts.figures.maps import slide_map
    from handouts.figures.tables import read_map

    places = read_map(figure)
    drawing, picture = slide_map(places, look)
    words, data = escaped(_map_words(figure.alt, places)), b64encode(picture).decode("ascii")
    image = f'<img src="data:image/png;base64,{data}" alt="{words}" data-vector="{escaped(drawing)}">'
    return figure.replaced(image, drop=("aria-label", "data-chart"))


def _chart_words(alt: str, chart: Plot) -> str:
    """The alternative text of a chart; all its values follow, row by row, if the text lacks one of them."""
    labels = [cell.label for row in chart.rows for cell in row.cells if cell.label]
    if all(label in alt for label in labels):
        return alt
    return " ".join(filter(None, (_ended(alt), f"{chart.unit}:" if chart.unit else "", *_panel_words(chart))))


def _map_words(alt: str, chart: Map) -> str:
    """The alternative text of a map; what it labels follows, kind by kind, if the text lacks one of the places.

    A map to be labelled by its readers names nothing.
    """
    if chart.labels != "names" or all(place.name in alt for place in chart.places):
        return alt
    kinds = list(dict.fromkeys(place.kind_name for place in chart.places))
    order = sorted(chart.places, key=lambda place: kinds.index(place.kind_name))
    lists = (
        f"{kind}: {', '.join(f'{one.name} ({one.note})' if one.note else one.name for one in group)}."
        for kind, group in groupby(order, lambda place: place.kind_name)
    )
    return " ".join(filter(None, (_ended(alt), *lists, f"{chart.outside}." if chart.outside else "")))


def _panel_words(chart: Plot) -> Iterator[str]:
    for panel in chart.panels:
        rows = "; ".join(_row_words(chart, panel, row) for row in panel.rows)
        yield f"{panel.title} {rows}.".strip()


def _row_words(chart: Plot, panel: ChartPanel, row: Row) -> str:
    """One row: `2010 (method changed): 46.300`; values of several series have their names."""
    notes = [note for note, said in ((chart.broken, row.broken), (chart.provisional, row.provisional)) if said and note]
    several = len(panel.series) > 1
    pairs = [
        f"{name} {cell.label}" if several else cell.label
        for name, cell in zip(panel.series, row.cells, strict=True)
        if cell.label
    ]
    note = f" ({', '.join(notes)})" if notes else ""
    return f"{row.name}{note}: {', '.join(pairs)}"


def _ended(text: str) -> str:
    """A text to which sentences can be added."""
    return f"{text}." if text and text[-1].isalnum() else text
