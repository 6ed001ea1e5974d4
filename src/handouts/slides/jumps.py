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
    jumps = Jumps(root, leaves)
    for link in root.iter("a"):
        if found := jumps.of(link):
            link.set(JUMP, found)


class Jumps:
    """Where the links of a document lead within it; `leaves` are the sections that are slides."""

    def __init__(self, root: HtmlElement, leaves: Sequence[HtmlElement]) -> None:
        self._named: dict[str, HtmlElement] = {}
        for element in root.iter():
            if tag(element) and (name := element.get("id")):
                self._named.setdefault(name, element)
        self._across = [one for one in root.iter("section") if next(one.iterancestors("section"), None) is None]
        self._places = {leaf: str(place) for place, leaf in enumerate(leaves)}

    def of(self, link: HtmlElement) -> str:
        """Where a link leads within the deck; nothing if it leads elsewhere, or nowhere."""
        for name in (link.get("class") or "").split():
            if name in _STEPS:
                return _STEPS[name]
        address = (link.get("href") or "").strip()
        if not address.startswith("#"):
            return ""
        name = unquote(address[1:].removeprefix("/"))
        if not name:
            return "0" if address == "#/" and self._places else ""
        element = self._named.get(name)
        section = _section(element) if element is not None else self._by_number(name)
        if section is None:
            section = self._named.get(name.partition("/")[0])
        return "" if section is None else self._places.get(section, "")

    def _by_number(self, name: str) -> HtmlElement | None:
        """The section at so many steps to the right, and down, of the first."""
        numbers = name.split("/")
        if not (
            1 <= len(numbers) <= 3 and all(part.isascii() and part.isdigit() and len(part) < 7 for part in numbers)
        ):
            return None
        if int(numbers[0]) >= len(self._across):
            return None
        stack = self._across[int(numbers[0])]
        below = stack.findall("section")
        down = int(numbers[1]) if len(numbers) > 1 else 0
        return below[down] if down < len(below) else stack


def _section(element: HtmlElement) -> HtmlElement | None:
    return element if tag(element) == "section" else next(element.iterancestors("section"), None)
