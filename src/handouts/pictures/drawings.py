"""Drawings (SVG) that authors bring: their size, and that nothing in them leads out of the file or runs without end.

WeasyPrint draws them on pages, resvg makes pixels of them for slides. Either would load what a drawing refers to, and
draw what is used a thousand times a thousand times; so both is refused before anybody draws.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from handouts.pictures import UnfitPictureError

LARGEST = 4_000_000
"""Bytes; a drawing that has more is a photograph."""
_SVG = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"\s*([\d.]+)\s*(mm|cm|in|pt|pc|px|)\s*")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
_ACTIVE = ("script", "foreignObject", "iframe", "feImage", "handler", "listener")
_OUTWARD = re.compile(r"@import|url\(\s*(?!\s*['\"]?\s*(?:#|data:))", re.IGNORECASE)
_WITHIN = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)")


@dataclass(frozen=True)
class Drawing:
    """A drawing, its size in millimetres, and the families of type that it asks for."""

    svg: str
    width: float
    height: float
    families: tuple[str, ...]

    def set_in(self, family: str) -> str:
        """The drawing in SVG, its words in this family where it asks for none."""
        root = etree.fromstring(self.svg)
        if root.get("font-family") is None:
            root.set("font-family", f"'{family}'")
        return etree.tostring(root, encoding="unicode")


def drawing(data: bytes) -> Drawing:
    """A drawing that may be shown.

    Raises:
        UnfitPictureError: It is no SVG, has no size, is too large, or leads out of its file.
    """
    if len(data) > LARGEST:
        raise UnfitPictureError(f"has more than {LARGEST // 10**6} MB; save it as PNG")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnfitPictureError("is damaged, or is no SVG; save it anew in the program that drew it") from error
    if root.tag != f"{_SVG}svg":
        raise UnfitPictureError("is no SVG; save it anew in the program that drew it")
    _refuse_outward(root)
    width, height = _size(root)
    return Drawing(etree.tostring(root, encoding="unicode"), width, height, tuple(_families(root)))


def _refuse_outward(root: Any) -> None:
    used = []
    if next(root.iter(etree.Entity), None) is not None:
        raise UnfitPictureError("defines words of its own (<!ENTITY>); save it as plain SVG")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _ACTIVE:
            raise UnfitPictureError(f"holds <{name}>, which pages do not show; save it as plain SVG")
        if name == "style" and _OUTWARD.search(element.text or ""):
            raise UnfitPictureError("asks for something outside of its file; embed it, or leave it out")
        for attribute, value in element.items():
            local = etree.QName(attribute).localname
            if local.startswith("on"):
                raise UnfitPictureError(f"holds {local}=, a script; save it as plain SVG")
            leads = local == "href" and not _WITHIN.match(value)
            if (leads and name != "a") or _OUTWARD.search(value if local != "href" else ""):
                raise UnfitPictureError("asks for something outside of its file; embed it, or leave it out")
        if name == "use":
            used.append(element)
    for element in used:
        if any(etree.QName(part).localname == "use" for part in _meant(root, element).iter(etree.Element)):
            raise UnfitPictureError("uses a part that uses another (<use>); save it with these taken apart")


def _meant(root: Any, use: Any) -> Any:
    """What a `<use>` stands for; nothing if it is not there."""
    href = use.get("href") or use.get("{http://www.w3.org/1999/xlink}href") or ""
    found = [element for element in root.iter(etree.Element) if element.get("id") == href[1:]]
    return found[0] if found else etree.Element("none")


def _size(root: Any) -> tuple[float, float]:
    """Width and height in millimetres, as the drawing gives them itself or by its view box."""
    found = [_LENGTH.fullmatch(root.get(name) or "") for name in ("width", "height")]
    if found[0] and found[1]:
        sides = [float(match[1]) * _MILLIMETRES[match[2]] for match in found if match]
    else:
        box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
        try:
            sides = [float(side) * _MILLIMETRES["px"] for side in box[2:4]]
        except ValueError:
            sides = []
    if len(sides) != 2 or min(sides) <= 0:
        raise UnfitPictureError('has no size; give its <svg> a "viewBox", or "width" and "height"')
    return sides[0], sides[1]


def _families(root: Any) -> dict[str, None]:
    """The first choice of type of each text, each once."""
    found: dict[str, None] = {}
    for element in root.iter(etree.Element):
        words = [element.get("font-family") or "", *_FAMILY.findall(element.get("style") or "")]
        if etree.QName(element).localname == "style":
            words += _FAMILY.findall(element.text or "")
        for one in words:
            if name := one.split(",")[0].strip(" '\""):
                found[name] = None
    return found
