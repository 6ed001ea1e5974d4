"""What lies in files beside a page, put into it: Markdown, style sheets, pictures as `data:` addresses."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

import lxml.html
from lxml.html import HtmlElement

from handouts.convert.page import MissingError, left_out, local_file, name_of, read_file
from handouts.convert.svg import drawn
from handouts.errors import Problem
from handouts.model.brand import Brand
from handouts.pictures import FORMATS, UnfitPictureError, as_png, examined, kind_of, upright
from handouts.slides import address_of, legible

_KEPT = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif"}
"""What PowerPoint shows, with its media type; other formats become PNG."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How addresses begin that do not lie beside the page; reveal.js itself is often there."""
_DATA = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)
_DRAWN = re.compile(r"image/(?:svg|png|jpe?g|gif|webp)|\.(?:svg|png|jpe?g|gif|webp)(?:[?#].*)?$", re.IGNORECASE)
"""What an embedded object is that is a picture: by its type, or by its address."""
_EMOJI = re.compile(r"\bemoji\b|\btwemoji\b")


@dataclass(frozen=True)
class Shown:
    """A picture as PowerPoint shows it, as a `data:` address, and the drawing that it was made of."""

    address: str
    drawing: str = ""


def embed_markdown(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put Markdown that lies in files of its own into the page; say of each that cannot be had, why."""
    for section in root.iter("section"):
        address = section.get("data-markdown") or ""
        if not address:
            continue
        try:
            file = local_file(page, address)
            text = read_file(file).decode("utf-8-sig")
        except ValueError as reason:
            why = "is not UTF-8" if isinstance(reason, UnicodeDecodeError) else reason
            message = f"the slides in {address[:80]} are left out: it {why}"
            yield Problem(name_of(page), section.sourceline or 0, 0, message)
            continue
        yield from left_out(text, name_of(file))
        section.set("data-markdown", "")
        holder = lxml.html.Element("textarea")
        holder.text = legible(text)
        section.append(holder)


def embed_styles(root: HtmlElement, page: Path) -> Iterator[Problem]:
    """Put style sheets into the page, for what they hide; say of each that lies here and cannot be read, why.

    One that is not there hides nothing in a browser either.
    """
    for link in list(root.iter("link")):
        address = (link.get("href") or "").strip()
        if "stylesheet" not in (link.get("rel") or "").lower().split() or not address or _ELSEWHERE.match(address):
            continue
        try:
            text = read_file(local_file(page, address)).decode("utf-8-sig", "replace")
        except MissingError:
            continue
        except ValueError as reason:
            message = f"the style sheet {address[:80]} {reason}; what it hides is shown"
            yield Problem(name_of(page), link.sourceline or 0, 0, message)
            continue
        sheet = lxml.html.Element("style", media=link.get("media") or "")
        sheet.text = legible(text)
        link.addnext(sheet)


def embed_pictures(root: HtmlElement, page: Path, brand: Brand) -> Iterator[Problem]:
    """Put pictures into the page itself; say of each that cannot be had, or is none that is opened, why."""
    for element in root.iter("object", "embed"):
        if _DRAWN.search(element.get("type") or "") or _DRAWN.search(address_of(element)):
            element.set("src", address_of(element))
            element.tag = "img"
            element.set("alt", element.get("alt") or element.get("aria-label") or stand_in_text(element))
            for inner in list(element):
                element.remove(inner)
            element.text = None
    for image in list(root.iter("img")):
        address = address_of(image)
        if image.get("data-drawing") and address.startswith("data:image/png"):
            continue
        if _EMOJI.search(image.get("class") or "") and (image.get("alt") or "").strip():
            image.drop_tree() if _replace_by_words(image) else None
            continue
        try:
            shown = picture_at(page, address, brand)
        except ValueError as reason:
            called = "in the page itself" if _DATA.fullmatch(address) else address[:80]
            yield Problem(name_of(page), image.sourceline or 0, 0, f"the picture {called} {reason}; words stand for it")
            if _DATA.fullmatch(address):
                _take_away(image)
            continue
        _take_away(image)
        image.set("src", shown.address)
        if shown.drawing:
            image.set("data-drawing", shown.drawing)


def stand_in_text(element: HtmlElement) -> str:
    """The words in an embedded object, which browsers show in its stead."""
    return " ".join(element.text_content().split())


def _replace_by_words(image: HtmlElement) -> bool:
    """Put the alternative text of an emoji before it, where it stays when the picture goes."""
    words, before, parent = image.get("alt") or "", image.getprevious(), image.getparent()
    if parent is None:
        return False
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    return True


def picture_at(page: Path, address: str, brand: Brand) -> Shown:
    """The picture at an address, in a file beside the page or in the page itself.

    Raises:
        ValueError: It cannot be had, or is none that is opened; with the reason, to follow its name.
    """
    packed = _DATA.fullmatch(address)
    data = _unpacked(packed) if packed else read_file(local_file(page, address))
    if kind_of(data) == "SVG":
        return Shown(*drawn(data, brand))
    data, kind = _shown(data)
    return Shown(f"data:image/{kind};base64,{base64.b64encode(data).decode()}")


def _take_away(image: HtmlElement) -> None:
    for name in ("src", "data-src"):
        image.attrib.pop(name, None)


def _unpacked(packed: re.Match[str]) -> bytes:
    """What a `data:` address holds (RFC 2397).

    Raises:
        ValueError: It is not in base64, although it says so.
    """
    data = unquote_to_bytes(packed[2])
    if not packed[1].strip().lower().endswith("base64"):
        return data
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data), validate=True)
    except binascii.Error as error:
        raise ValueError("is not in base64") from error


def _shown(data: bytes) -> tuple[bytes, str]:
    """A picture as PowerPoint shows it, upright as its camera was held, and its media type.

    Raises:
        ValueError: It is none of `FORMATS`, too large, or damaged.
    """
    try:
        kind = examined(data, FORMATS).kind
        if kind in _KEPT:
            return upright(data), _KEPT[kind]
        return as_png(data), "png"
    except UnfitPictureError as error:
        raise ValueError(*error.args) from error
