"""Links within a deck: which slide `#/id`, `#id` and `#/2/1` mean, and reveal.js's own `navigate-next`."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from lxml.html import HtmlElement

from handouts.slides.inline import tag
from handouts.slides.tree import JUMP

_STEPS = {
    "navigate-next": "next",
    "navigate-right": "next",
    "navigate-down": "next",
    "navigate-prev": "previous",
    "navigate-left": "previous",
    "navigate-up": "previous",
}


def mark_jumps(root: HtmlElement, leaves: Sequence[HtmlElement]) -> None:
    """Note on each link that leads to a slide its place among the sections that are slides, from 0."""
    for link in root.iter("a"):
        if found := jump_of(link, root, leaves):
            link.set(JUMP, found)


def jump_of(link: HtmlElement, root: HtmlElement, leaves: Sequence[HtmlElement]) -> str:
    """Where a link leads within the deck; nothing if it leads elsewhere, or nowhere."""
    for name in (link.get("class") or "").split():
        if name in _STEPS:
            return _STEPS[name]
    address = (link.get("href") or "").strip()
    if not address.startswith("#"):
        return ""
    name = unquote(address[1:].removeprefix("/"))
    if not name:
        return "0" if address == "#/" and leaves else ""
    element = next((one for one in root.iter() if tag(one) and one.get("id") == name), None)
    section = _section(element) if element is not None else _by_number(name, root)
    if section is None:
        section = next((one for one in leaves if one.get("id") == name.partition("/")[0]), None)
    return "" if section is None else _place(section, leaves)


def _section(element: HtmlElement) -> HtmlElement | None:
    return element if tag(element) == "section" else next(element.iterancestors("section"), None)


def _by_number(name: str, root: HtmlElement) -> HtmlElement | None:
    """The section at so many steps to the right, and down, of the first."""
    numbers = name.split("/")
    if not (1 <= len(numbers) <= 3 and all(part.isascii() and part.isdigit() and len(part) < 7 for part in numbers)):
        return None
    across = [one for one in root.iter("section") if next(one.iterancestors("section"), None) is None]
    if int(numbers[0]) >= len(across):
        return None
    stack = across[int(numbers[0])]
    below = stack.findall("section")
    down = int(numbers[1]) if len(numbers) > 1 else 0
    return below[down] if down < len(below) else stack


def _place(section: HtmlElement, leaves: Sequence[HtmlElement]) -> str:
    return next((str(place) for place, leaf in enumerate(leaves) if leaf is section), "")
