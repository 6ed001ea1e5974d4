"""A sheet to draw on, in points from the top left, and its export: as SVG, and as the same in pixels, by resvg.

The SVG is flat, without ids, styles, prefixes or metadata, rounded to 0.01 pt: it has nothing that two figures of a
page could both define; HTML parsers read it as XML parsers do, and resvg as WeasyPrint does.

resvg is one compiled file of 3 MB (4 ms to import), reads no fonts but those it is given, and gives the same bytes for
the same drawing. matplotlib, which would need a second drawing routine, takes 1.5 s to import and 80 MB with numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handouts.figures.place import Point

if TYPE_CHECKING:
    from handouts.figures.style import Look


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
    """One figure while it is drawn: what is added later covers what was added before."""

    def __init__(self, width: float, height: float, look: Look) -> None:
        self.width = width
        self.height = height
        self.look = look
        self._elements: list[str] = []

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set one line; `at` is on its baseline."""
        width = self.look.measure(text, size, bold, italic)
        x = at[0] - {"left": 0, "center": width / 2, "right": width}[align]
        for family, file, letters in self.look.runs(text, bold, italic):
            values = {
                "x": _number(x),
                "y": _number(at[1]),
                "font-family": "" if family == self.look.family else f"'{family}'",
                "font-weight": "700" if bold and file == self.look.bold else "",
                "font-style": "italic" if italic and file == self.look.italic else "",
                "font-size": f"{_number(size)}px",
                "fill": colour or self.look.ink,
            }
            self._elements.append(_element("text", values, text=letters))
            x += self.look.measure(letters, size, bold, italic)

    def lines(
        self,
        at: Point,
        lines: Iterable[str],
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        colour: str | None = None,
        align: Align = "left",
    ) -> None:
        """Set several lines; `at` is on the first baseline."""
        for index, line in enumerate(lines):
            place = (at[0], at[1] + index * leading(size))
            self.text(place, line, size, bold=bold, italic=italic, colour=colour, align=align)

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: tuple[float, ...] = ()) -> None:
        """Draw an open line."""
        self.strokes([points], colour, width, dashes)

    def strokes(
        self, lines: Sequence[Sequence[Point]], colour: str, width: float, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw several open lines as one path."""
        if lines:
            values = {"d": _path(lines), "fill": "none", **_stroke(colour, width, dashes)}
            self._elements.append(_element("path", values))

    def areas(
        self,
        rings: Sequence[Sequence[Point]],
        fill: str,
        edge: str | None = None,
        width: float = 0.6,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Fill closed shapes as one path; the fill may be `none`."""
        if rings:
            line = {**_stroke(edge, width, dashes), "stroke-linejoin": "miter"} if edge else {}
            self._elements.append(_element("path", {"d": _path(rings, closed=True), "fill": fill, **line}))

    def disc(self, centre: Point, radius: float, fill: str, edge: str, width: float = 0.6) -> None:
        """Fill a circle."""
        place = {"cx": _number(centre[0]), "cy": _number(centre[1]), "r": _number(radius)}
        self._elements.append(_element("circle", {**place, "fill": fill, **_stroke(edge, width)}))

    def box(self, left: float, top: float, width: float, height: float, fill: Fill) -> None:
        """Fill a rectangle; its hatch is drawn line by line, since a pattern would need an id."""
        right, bottom = left + width, top + height
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        if fill.colour != "none":
            self.areas([corners], fill.colour)
        if fill.hatch is not None and fill.edge:
            directions = (1, -1) if fill.hatch == 0 else (fill.hatch,)
            strokes = [line for way in directions for line in hatching(left, top, right, bottom, way)]
            self.strokes(strokes, fill.edge, 0.7)
        if fill.edge:
            self.areas([corners], "none", fill.edge, 0.8, (2.0, 1.2) if fill.dashed else ())

    def svg(self) -> str:
        """The drawing as an inline `<svg>`; the same drawing gives the same text."""
        return _document(self._elements, self.width, self.height, self.look.family)

    def png(self, pixels: int) -> bytes:
        """The drawing as a PNG so many pixels wide, on the brand's paper."""
        look = self.look
        return pixels_of(
            self.svg(), pixels, look.paper, filter(None, (look.regular, look.bold, look.italic, look.japanese)), dpi=72
        )


def pixels_of(svg: str, width: int, paper: str, fonts: Iterable[Path], dpi: int = 96) -> bytes:
    """A drawing as a PNG so many pixels wide, on paper of this colour, in these fonts and no others."""
    import resvg_py

    files = [str(font) for font in fonts]
    return resvg_py.svg_to_bytes(svg, width=width, dpi=dpi, background=paper, skip_system_fonts=True, font_files=files)


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


def escaped(text: str) -> str:
    """A text for a quoted attribute or for content."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _document(elements: Sequence[str], width: float, height: float, family: str) -> str:
    """Write one `<svg>`, so many points wide and high, whose first child can become a title."""
    head = {
        "class": "chart-svg",
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{_number(width)}pt",
        "height": f"{_number(height)}pt",
        "viewBox": f"0 0 {_number(width)} {_number(height)}",
        "font-family": f"'{family}'",
        "stroke-linejoin": "round",
    }
    return _element("svg", head, inside="".join(elements))


def _element(name: str, values: dict[str, str], *, text: str = "", inside: str = "") -> str:
    """Write one element; values that are empty are left out."""
    attributes = "".join(f' {key}="{escaped(value)}"' for key, value in values.items() if value)
    content = escaped(text) + inside
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


def _stroke(colour: str, width: float, dashes: Sequence[float] = ()) -> dict[str, str]:
    """The attributes of a line; dashes are lengths of ink and gap."""
    return {"stroke": colour, "stroke-width": _number(width), "stroke-dasharray": ",".join(map(_number, dashes))}


def _path(lines: Sequence[Sequence[Point]], *, closed: bool = False) -> str:
    """Several lines as the data of one path."""
    end = "z" if closed else ""
    return "".join("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in line) + end for line in lines)


def _number(value: float) -> str:
    """A length in points, to two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
