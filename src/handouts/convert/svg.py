"""Drawings (SVG) of somebody else's → pixels, and the drawing itself cleaned of what is active, to lie beside them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from handouts import figures
from handouts.errors import LayoutError, Problem
from handouts.fonts import font_files
from handouts.model.brand import Brand
from handouts.pictures import UnfitPictureError
from handouts.pictures.drawings import Drawing, drawing
from handouts.slides import stand_in, tag

_LONGEST = 1800
"""Pixels of the longer side."""
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FAMILY = re.compile(r"(font-family\s*:\s*)[^;}\"]+")
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_ACTIVE = ("script", "handler", "listener", "metadata", "iframe")
_ICON = 40
"""Pixels; what is not larger stands in a line of text."""
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,5})?)\s*(px|em|rem|)\s*", re.ASCII)
_PLAIN = "transparent"


def draw_inline(root: HtmlElement, name: str, brand: Brand) -> Iterator[Problem]:
    """Make a picture of each drawing in a page; icons and decoration are left out, what cannot be drawn is told."""
    for element in list(root.iter("svg")):
        if any(tag(around) == "svg" for around in element.iterancestors()) or element.getparent() is None:
            continue
        line, words = element.sourceline or 0, _title_of(element)
        if not words and (_is_icon(element) or _is_decoration(element)):
            if not _is_icon(element):
                yield Problem(name, line, 0, "a drawing (<svg>) that is only decoration is left out")
            element.drop_tree()
            continue
        try:
            address, svg = drawn(_as_xml(element), brand)
        except ValueError as reason:
            words = words or stand_in(element).strip()
            said = f": {words[:60]}" if words else ""
            yield Problem(name, line, 0, f"a drawing (<svg>) {reason}; it is shown as words{said}")
            _replace(element, lxml.html.Element("span"), words)
            continue
        _replace(element, lxml.html.Element("img", src=address, alt=words or _words_of(element)), "", drawing=svg)


def drawn(data: bytes, brand: Brand) -> tuple[str, str]:
    """A drawing as a `data:` address of its pixels, and itself.

    Raises:
        ValueError: It cannot be drawn; with the reason, to follow its name.
    """
    try:
        found = drawing(_cleaned(data))
        return f"data:image/png;base64,{base64.b64encode(_pixels(found, brand)).decode()}", found.svg
    except UnfitPictureError as error:
        raise ValueError(*error.args) from error


def _pixels(found: Drawing, brand: Brand) -> bytes:
    """The drawing as a PNG on no ground, its words in the brand's type, since no fonts of the page are at hand."""
    family = f"'{brand.fonts.text}'"
    root = etree.fromstring(found.svg)
    for element in root.iter(etree.Element):
        if element.get("font-family"):
            element.set("font-family", family)
        if style := element.get("style"):
            element.set("style", _FAMILY.sub(rf"\1{family}", style))
        if etree.QName(element).localname == "style" and element.text:
            element.text = _FAMILY.sub(rf"\1{family}", element.text)
    root.set("font-family", root.get("font-family") or family)
    width = max(1, round(_LONGEST * min(1.0, found.width / found.height)))
    if found.height / found.width > 30 or found.width / found.height > 30:
        raise UnfitPictureError("is longer than thirty times its height")
    fonts = [*font_files(brand.fonts.text).values(), *font_files(brand.fonts.japanese).values()]
    try:
        return figures.pixels(etree.tostring(root, encoding="unicode"), width, _PLAIN, fonts)
    except (ValueError, LayoutError) as error:
        raise UnfitPictureError("cannot be drawn; save it as PNG") from error


def _cleaned(data: bytes) -> bytes:
    """A drawing without scripts and fonts that would be fetched, which decide nothing of what it shows."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return data  # whoever looks it through says what is wrong
    for element in list(root.iter(etree.Element)):
        local = etree.QName(element).localname
        for attribute in [one for one in element.attrib if etree.QName(one).localname.startswith("on")]:
            del element.attrib[attribute]
        if local == "style" and element.text:
            element.text = _IMPORT.sub("", element.text)
        if local in _ACTIVE and element.getparent() is not None:
            element.getparent().remove(element)
    if root.tag == "svg":  # without a namespace, as in pages
        return _as_xml(root)
    return _plainly_named(etree.tostring(root))


def _plainly_named(data: bytes) -> bytes:
    """A drawing whose elements have names without prefixes."""
    from xml.etree import ElementTree

    for prefix, space in (("", _SVG), ("xlink", _XLINK)):
        ElementTree.register_namespace(prefix, space)
    return ElementTree.tostring(ElementTree.fromstring(data))


def _as_xml(element: Any) -> bytes:
    """An inline drawing as a document: HTML's parser has put its names into small letters."""
    import tinyhtml5

    html = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    found = tinyhtml5.parse(html).find(f".//{{{_SVG}}}svg")
    if found is None:
        return b""
    from xml.etree import ElementTree

    return ElementTree.tostring(found)


def _title_of(element: HtmlElement) -> str:
    """What a drawing is said to show."""
    for name in ("aria-label", "alt", "title"):
        if words := (element.get(name) or "").strip():
            return words
    return next((" ".join(one.text_content().split()) for one in element if tag(one) in ("title", "desc")), "")


def _words_of(element: HtmlElement) -> str:
    """The words in a drawing, which stand for what it shows."""
    return " ".join(" ".join(" ".join(one.itertext()) for one in element.iter("text")).split())[:300]


def _is_decoration(element: HtmlElement) -> bool:
    return element.get("aria-hidden") == "true" or element.get("role") in ("presentation", "none")


def _is_icon(element: HtmlElement) -> bool:
    """Whether a drawing is as small as a letter, by its own size or by that of its view box."""
    sides = [_LENGTH.fullmatch(element.get(name) or "") for name in ("width", "height")]
    if all(sides):
        return all(float(side[1]) * (1 if side[2] in ("px", "") else 16) <= _ICON for side in sides if side)
    box = re.split(r"[\s,]+", (element.get("viewbox") or element.get("viewBox") or "").strip())
    try:
        return len(box) == 4 and max(float(box[2]), float(box[3])) <= 24 and not element.xpath(".//text")
    except ValueError:
        return False


def _replace(old: HtmlElement, new: HtmlElement, words: str, drawing: str = "") -> None:
    new.text, new.tail = words or None, old.tail
    new.sourceline = old.sourceline
    for name in ("class", "data-fragment-index"):
        if old.get(name):
            new.set(name, old.get(name))
    if drawing:
        new.set("data-drawing", drawing)
    old.getparent().replace(old, new)
