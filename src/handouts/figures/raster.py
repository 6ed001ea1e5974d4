"""Shapes → a PNG, by matplotlib. Only maps on slides need one, so that it is imported when the first is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handouts.figures.place import Point
from handouts.figures.shapes import Areas, Disc, Letters, Shape, Strokes

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.path import Path


def png(shapes: Sequence[Shape], width: float, height: float, paper: str, pixels: int) -> bytes:
    """Draw shapes on paper, so many pixels wide; the same drawing gives the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=paper)
    points = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72) + figure.dpi_scale_trans
    for layer, shape in enumerate(shapes):
        artist = _artist(shape)
        artist.set_transform(points)
        artist.set_zorder(layer)
        artist.set_clip_on(False)
        figure.add_artist(artist)
    buffer = BytesIO()
    with mpl.rc_context({"text.hinting": "none", "path.simplify": False, "lines.scale_dashes": False}):
        figure.savefig(buffer, format="png", dpi=pixels / width * 72, metadata={"Software": None})
    return buffer.getvalue()


def _artist(shape: Shape) -> Artist:
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Circle, PathPatch
    from matplotlib.text import Text

    match shape:
        case Strokes(lines, colour, width, dashes):
            return PathPatch(
                _path(lines),
                facecolor="none",
                edgecolor=colour,
                linewidth=width,
                linestyle=(0, dashes) if dashes else "solid",
                joinstyle="round",
                capstyle="butt",
            )
        case Areas(rings, fill, edge, width, dashes):
            return PathPatch(
                _path(rings, closed=True),
                facecolor=fill,
                edgecolor=edge or "none",
                linewidth=width if edge else 0,
                linestyle=(0, dashes) if dashes else "solid",
                joinstyle="miter",
            )
        case Disc(centre, radius, fill, edge, width):
            return Circle(centre, radius, facecolor=fill, edgecolor=edge, linewidth=width)
        case Letters(at, text, _, file, size, _, colour):
            font = FontProperties(fname=str(file), size=size)  # by its file: matplotlib need not look for it
            return Text(*at, text, fontproperties=font, color=colour, va="baseline", parse_math=False)


def _path(lines: Sequence[Sequence[Point]], *, closed: bool = False) -> Path:
    from matplotlib.path import Path

    vertices: list[Point] = []
    codes: list[Any] = []
    for line in lines:
        vertices += [*line, line[0]] if closed else line
        codes += [Path.MOVETO, *[Path.LINETO] * (len(line) - 1), *([Path.CLOSEPOLY] if closed else [])]
    return Path(vertices, codes)
