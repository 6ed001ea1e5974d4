"""Shapes → a small inline SVG: flat, no ids, styles, prefixes or metadata, rounded to 0.01 pt.

It has nothing that two figures of a page could both define, and HTML parsers read it as XML parsers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from handouts.figures.place import Point
from handouts.figures.shapes import Areas, Disc, Letters, Shape, Strokes


def document(shapes: Sequence[Shape], width: float, height: float) -> str:
    """Write a drawing as one `<svg>` whose first child can become a title."""
    families = {shape.family for shape in shapes if isinstance(shape, Letters)}
    common = {
        "class": "chart-svg",
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{_short(width)}pt",
        "height": f"{_short(height)}pt",
        "viewBox": f"0 0 {_short(width)} {_short(height)}",
        "font-family": _quoted(families.pop()) if len(families) == 1 else "",
        "stroke-linejoin": "round",
    }
    own = "" if common["font-family"] else "font-family"
    return f"<svg{_attributes(common)}>{''.join(_shape(shape, own) for shape in shapes)}</svg>"


def _shape(shape: Shape, own: str) -> str:
    """One element; `own` is `font-family` if each text must name its family."""
    match shape:
        case Strokes(lines, colour, width, dashes):
            data = "".join(_path(line) for line in lines)
            return f"<path{_attributes({'d': data, 'fill': 'none', **_stroke(colour, width, dashes)})}/>"
        case Areas(rings, fill, edge, width, dashes):
            data = "".join(f"{_path(ring)}z" for ring in rings)
            line = {**_stroke(edge, width, dashes), "stroke-linejoin": "miter"} if edge else {}
            return f"<path{_attributes({'d': data, 'fill': fill, **line})}/>"
        case Disc((x, y), radius, fill, edge, width):
            place = {"cx": _short(x), "cy": _short(y), "r": _short(radius)}
            return f"<circle{_attributes({**place, 'fill': fill, **_stroke(edge, width, ())})}/>"
        case Letters():
            return _text(shape, own)


def _text(shape: Letters, own: str) -> str:
    look = {
        "x": _short(shape.at[0]),
        "y": _short(shape.at[1]),
        "font-family": _quoted(shape.family) if own else "",
        "font-weight": "700" if shape.bold else "",
        "font-size": f"{_short(shape.size)}px",
        "fill": shape.colour,
    }
    return f"<text{_attributes(look)}>{escape(shape.text)}</text>"


def _stroke(colour: str, width: float, dashes: tuple[float, ...]) -> dict[str, str]:
    pattern = ",".join(_short(length) for length in dashes)
    return {"stroke": colour, "stroke-width": _short(width), "stroke-dasharray": pattern}


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value)


def _quoted(family: str) -> str:
    return f"'{family}'"


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
