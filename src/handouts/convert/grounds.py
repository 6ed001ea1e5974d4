"""Grounds that slides have of their own, in reveal.js's attributes or in `style` → as `handouts.slides` reads them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from handouts.colours import contrast
from handouts.convert.embedding import picture_at
from handouts.convert.page import name_of
from handouts.errors import Problem
from handouts.model.brand import Brand
from handouts.pictures import UnfitPictureError, brightness
from handouts.slides import (
    GROUND_COLOUR,
    GROUND_DARK,
    GROUND_NAME,
    GROUND_PICTURE,
    address_in,
    colour_of,
    declared_in,
)

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|avif)(?:[?#].*)?$|^data:", re.IGNORECASE)
_MOVING = {"data-background-video": "a film", "data-background-iframe": "another page"}


def show_grounds(root: HtmlElement, name: str) -> Iterator[Problem]:
    """Let pictures that are the ground of other elements than slides stand before what is on them."""
    for element in list(root.iter("div", "figure", "span", "p", "li", "td", "header", "a", "main", "article")):
        told = declared_in(element)
        address = address_in(told.get("background-image", "")) or address_in(told.get("background", ""))
        if not address:
            continue
        image = lxml.html.Element(
            "img", src=address, alt=(element.get("aria-label") or element.get("title") or "").strip()
        )
        image.sourceline = element.sourceline
        if element.text_content().strip():
            yield Problem(name, element.sourceline or 0, 0, "a picture behind text stands before it instead")
        image.tail, element.text = element.text, None
        element.insert(0, image)


def embed_grounds(root: HtmlElement, page: Path, brand: Brand) -> Iterator[Problem]:
    """Note on each section the ground that it has of its own; say of each that cannot be had, why."""
    for section in root.iter("section"):
        for name in (GROUND_COLOUR, GROUND_PICTURE, GROUND_DARK):
            section.attrib.pop(name, None)
        line = section.sourceline or 0
        for name, what in _MOVING.items():
            if section.get(name):
                yield Problem(name_of(page), line, 0, f"the slide's own background, {what}, is left out")
        colour, addresses, gradient = _told(section)
        if gradient:
            yield Problem(
                name_of(page), line, 0, "the slide's own background, a gradient, is left out; the theme has one"
            )
        for address in addresses[1:]:
            yield Problem(name_of(page), line, 0, f"of several backgrounds {address[:80]} is left out")
        if addresses:
            try:
                _set_picture(section, page, addresses[0], brand)
            except ValueError as reason:
                called = "in the page itself" if addresses[0].lower().startswith("data:") else addresses[0][:80]
                message = f"the slide's own background is left out: the picture {called} {reason}"
                yield Problem(name_of(page), line, 0, message)
        if colour:
            section.set(GROUND_COLOUR, colour)
            if not addresses:
                _darken(section, contrast(f"#{colour}", "#ffffff") >= contrast(f"#{colour}", "#000000"))


def _told(section: HtmlElement) -> tuple[str, list[str], bool]:
    """The colour, the addresses of pictures, and whether there is a gradient."""
    told = declared_in(section)
    shorthand = (section.get("data-background") or "").strip()
    images = section.get("data-background-image") or ""
    addresses = _addresses(images)
    if not addresses and _PICTURE.search(shorthand):
        addresses = [shorthand]
    for name in ("background-image", "background"):
        if not addresses and (address := address_in(told.get(name, ""))):
            addresses = [address]
    colours = (
        section.get("data-background-color") or "",
        "" if addresses and addresses[0] == shorthand else shorthand,
        told.get("background-color", ""),
        told.get("background", ""),
    )
    colour = next((found for value in colours if (found := colour_of(value))), "")
    texts = (
        section.get("data-background-gradient") or "",
        shorthand,
        images,
        *map(told.get, ("background", "background-image")),
    )
    return colour, addresses, not addresses and not colour and any("gradient(" in (text or "") for text in texts)


def _addresses(text: str) -> list[str]:
    """The addresses of pictures that stand one over the other; `data:` addresses have commas in them."""
    text = text.strip()
    if "gradient(" in text:
        return []
    if text.lower().startswith("data:") or "url(" in text.lower():
        return [address_in(text) or text]
    return [part.strip() for part in text.split(",") if part.strip()]


def _set_picture(section: HtmlElement, page: Path, address: str, brand: Brand) -> None:
    shown = picture_at(page, address, brand)
    section.set(GROUND_PICTURE, shown.address)
    stem = "" if address.lower().startswith("data:") else name_of(Path(address.partition("?")[0])).rpartition(".")[0]
    label = (section.get("aria-label") or section.get("data-background-alt") or "").strip()
    section.set(GROUND_NAME, label or re.sub(r"[-_]+", " ", stem))
    try:
        _darken(section, brightness(base64.b64decode(shown.address.partition(",")[2])) < 0.5)
    except UnfitPictureError as error:
        raise ValueError(*error.args) from error


def _darken(section: HtmlElement, dark: bool) -> None:
    if dark:
        section.set(GROUND_DARK, "")
