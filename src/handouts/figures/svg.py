"""Matplotlib's SVG → a small inline one: flat, no ids, styles, prefixes or metadata, rounded to 0.01 pt.

It has nothing that two figures of a page could both define, and HTML parsers read it as XML parsers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

_NUMBER = re.compile(r"-?\d+\.\d+")
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DEFAULTS = {("stroke-linejoin", "round"), ("stroke-linecap", "butt")}


def tidy(document: bytes, width: float, height: float) -> str:
    """Keep a drawing's paths and texts, in their order, as one `<svg>` whose first child can become a title."""
    root = etree.fromstring(document)
    shapes = "".join(_shapes(root))
    families = set(re.findall(r' font-family="[^"]*"', shapes))
    family = families.pop() if len(families) == 1 else ""
    shapes = shapes.replace(family, "") if family else shapes
    wide, high = _short(width), _short(height)
    size = f'width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}"'
    common = f'xmlns="http://www.w3.org/2000/svg" {size}{family} stroke-linejoin="round"'
    return f'<svg class="chart-svg" {common}>{shapes}</svg>'


def _shapes(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{_NAMESPACE}path", f"{_NAMESPACE}text"):
        style = dict(_declarations(element.get("style", "")))
        if element.tag == f"{_NAMESPACE}path":
            yield f"<path{_attributes({'d': _path(element.get('d', '')), **style})}/>"
        else:
            where = {"x": _short(float(element.get("x", 0))), "y": _short(float(element.get("y", 0)))}
            yield f"<text{_attributes({**where, **style})}>{escape(element.text or '')}</text>"


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(None, map(str.strip, style.split(";"))):
        name, value = (part.strip() for part in declaration.split(":", 1))
        if (name, value) not in _DEFAULTS and name != "text-anchor":
            yield name, _NUMBER.sub(_rounded, value)


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def _path(data: str) -> str:
    words = _NUMBER.sub(_rounded, data).split()
    return re.sub(r" ?([MLCQZz]) ?", r"\1", " ".join(words))


def _rounded(number: re.Match[str]) -> str:
    return _short(float(number.group()))


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
