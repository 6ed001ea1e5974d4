"""A sheet to draw on, in points from the top left, and its export. The only place that draws with matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from handouts.figures.svg import tidy

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from handouts.figures.style import Look

Point = tuple[float, float]
Align = Literal["left", "center", "right"]

HATCH_PITCH = 3.2
"""Points between the lines of a hatch; survives a second copying."""


@dataclass(frozen=True)
class Fill:
    """How an area is filled: a colour, and lines over it (1 rising, -1 falling, 0 both, None no lines)."""

    colour: str
    edge: str | None = None
    hatch: Literal[-1, 0, 1] | None = None
    dashed: bool = False


class Canvas:
    """One figure while it is drawn."""

    def __init__(self, width: float, height: float, look: Look) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.width = width
        self.height = height
        self.look = look
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        self._figure.patch.set_visible(False)
        flip = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72)
        self._points = flip + self._figure.dpi_scale_trans
        self._layer = 0

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._points)
        artist.set_zorder(self._layer)
        artist.set_clip_on(False)
        self._layer += 1
        self._figure.add_artist(artist)

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set one line; `at` is on its baseline."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        width = self.look.measure(text, size, bold)
        x = at[0] - {"left": 0, "center": width / 2, "right": width}[align]
        for family, file, letters in self.look.runs(text, bold):
            weight = 700 if bold and file == self.look.bold else 400
            font = FontProperties(family=family, weight=weight, size=size, fname=str(file))
            ink = colour or self.look.ink
            self._add(Text(x, at[1], letters, fontproperties=font, color=ink, va="baseline", parse_math=False))
            x += self.look.measure(letters, size, bold)

    def lines(
        self,
        at: Point,
        lines: Iterable[str],
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set several lines; `at` is on the first baseline."""
        for index, line in enumerate(lines):
            place = (at[0], at[1] + index * leading(size))
            self.text(place, line, size, bold=bold, colour=colour, align=align)

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: tuple[float, ...] = ()) -> None:
        """Draw an open line."""
        self.strokes([points], colour, width, dashes)

    def strokes(
        self, lines: Sequence[Sequence[Point]], colour: str, width: float, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw several open lines as one path."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        if not lines:
            return
        vertices = [point for line in lines for point in line]
        codes = [Path.LINETO if place else Path.MOVETO for line in lines for place in range(len(line))]
        style = (0, dashes) if dashes else "solid"
        self._add(
            PathPatch(
                Path(vertices, codes),
                facecolor="none",
                edgecolor=colour,
                linewidth=width,
                linestyle=style,
                joinstyle="round",
                capstyle="butt",
            )
        )

    def areas(
        self,
        rings: Sequence[Sequence[Point]],
        fill: str,
        edge: str | None = None,
        width: float = 0.6,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Fill closed shapes as one path; the fill may be `none`."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        if not rings:
            return
        vertices = [point for ring in rings for point in (*ring, ring[0])]
        codes = [
            Path.CLOSEPOLY if place == len(ring) else Path.LINETO if place else Path.MOVETO
            for ring in rings
            for place in range(len(ring) + 1)
        ]
        self._add(
            PathPatch(
                Path(vertices, codes),
                facecolor=fill,
                edgecolor=edge or "none",
                linewidth=width if edge else 0,
                linestyle=(0, dashes) if dashes else "solid",
                joinstyle="miter",
            )
        )

    def disc(self, centre: Point, radius: float, fill: str, edge: str, width: float = 0.6) -> None:
        """Fill a circle."""
        from matplotlib.patches import Circle

        self._add(Circle(centre, radius, facecolor=fill, edgecolor=edge, linewidth=width))

    def box(self, left: float, top: float, width: float, height: float, fill: Fill) -> None:
        """Fill a rectangle; the hatch is drawn line by line, since not every reader of SVG knows patterns."""
        right, bottom = left + width, top + height
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        if fill.colour != "none":
            self.areas([corners], fill.colour)
        if fill.hatch is not None and fill.edge:
            directions = (1, -1) if fill.hatch == 0 else (fill.hatch,)
            strokes = [line for way in directions for line in hatching(left, top, right, bottom, way)]
            self.strokes(strokes, fill.edge, 0.7)
        if fill.edge:
            self.areas([corners], "none", fill.edge, 0.8, (2.5, 1.5) if fill.dashed else ())

    def svg(self) -> str:
        """The drawing as an inline `<svg>`; the same drawing gives the same text."""
        import matplotlib as mpl

        buffer = BytesIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "handouts", "path.simplify": False}):
            self._figure.savefig(buffer, format="svg", dpi=72, metadata=nothing)
        return tidy(buffer.getvalue(), self.width, self.height)

    def png(self, pixels: int) -> bytes:
        """The drawing as a PNG so many pixels wide, on the brand's paper."""
        import matplotlib as mpl

        self._figure.patch.set_visible(True)
        self._figure.patch.set_facecolor(self.look.paper)
        buffer = BytesIO()
        with mpl.rc_context({"text.hinting": "none", "path.simplify": False}):
            self._figure.savefig(buffer, format="png", dpi=pixels / self.width * 72, metadata={"Software": None})
        return buffer.getvalue()


def leading(size: float) -> float:
    """Points from one baseline to the next."""
    return size * 1.18


def hatching(left: float, top: float, right: float, bottom: float, way: int) -> list[list[Point]]:
    """Lines at 45° that fill a rectangle; `way` 1 rises to the right, -1 falls."""
    step = HATCH_PITCH * 2**0.5
    width, height = right - left, bottom - top
    lines = []
    offset = step / 2
    while offset < width + height:
        start = (min(offset, width), max(0.0, offset - width))
        end = (max(0.0, offset - height), min(offset, height))
        ends = [(x, y if way > 0 else height - y) for x, y in (start, end)]
        lines.append([(left + x, top + y) for x, y in ends])
        offset += step
    return lines
