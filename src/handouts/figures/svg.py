"""Elements of a small inline SVG: flat, no ids, styles, prefixes or metadata, rounded to 0.01 pt.

It has nothing that two figures of a page could both define; HTML parsers read it as XML parsers do, and resvg as
WeasyPrint does.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.figures.place import Point


def document(elements: Sequence[str], width: float, height: float, family: str) -> str:
    """Write one `<svg>`, so many points wide and high, whose first child can become a title."""
    head = {
        "class": "chart-svg",
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{number(width)}pt",
        "height": f"{number(height)}pt",
        "viewBox": f"0 0 {number(width)} {number(height)}",
        "font-family": f"'{family}'",
        "stroke-linejoin": "round",
    }
    return element("svg", head, inside="".join(elements))


def element(name: str, values: dict[str, str], *, text: str = "", inside: str = "") -> str:
    """Write one element; values that are empty are left out."""
    attributes = "".join(f' {key}="{escaped(value)}"' for key, value in values.items() if value)
    content = escaped(text) + inside
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


def stroke(colour: str, width: float, dashes: Sequence[float] = ()) -> dict[str, str]:
    """The attributes of a line; dashes are lengths of ink and gap."""
    return {"stroke": colour, "stroke-width": number(width), "stroke-dasharray": ",".join(map(number, dashes))}


def path(lines: Sequence[Sequence[Point]], *, closed: bool = False) -> str:
    """Several lines as the data of one path."""
    end = "z" if closed else ""
    return "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in line) + end for line in lines)


def escaped(text: str) -> str:
    """A text for a quoted attribute or for content."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def number(value: float) -> str:
    """A length in points, to two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
