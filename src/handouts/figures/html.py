"""Finding figures in HTML and putting drawings in their place. All else keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from handouts.figures.canvas import escaped
from handouts.languages import FALLBACK

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAP = "map"
"""What `data-chart` says of the one figure that is no chart."""
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_FIGURE = re.compile(
    rf"<!--.*?(?:-->|\Z)|(?P<start><figure\b{_ATTRIBUTES}>)(?P<body>.*?)(?P<end></figure\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_TABLE = re.compile(rf"<table\b{_ATTRIBUTES}>.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_SHOWN = re.compile(r"\A(?!.*<table\b).*<(?:svg|img)\b", re.DOTALL | re.IGNORECASE)
_ROOT_LANG = re.compile(rf"""<html\b{_ATTRIBUTES}?\slang=["']?([\w-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class FigureText:
    """One `<figure data-chart>` as it stands in the text; `around` is the language of the document."""

    text: str
    around: str

    @cached_property
    def element(self) -> HtmlElement:
        """The figure as a tree."""
        from lxml.html import fragment_fromstring

        return fragment_fromstring(self.text)

    @property
    def kind(self) -> str:
        """What it shows: a kind of chart, or a map."""
        return str(self.element.get("data-chart", ""))

    @property
    def alt(self) -> str:
        """What is said instead of it."""
        return " ".join(self.element.get("aria-label", "").split())

    @property
    def lang(self) -> str:
        """Its language as a BCP 47 tag."""
        return str(self.element.get("lang", self.around))

    def replaced(self, drawing: str, drop: tuple[str, ...] = ("aria-label",)) -> str:
        """The figure with its tables replaced by a drawing, and some attributes left out."""
        names = [name for name in self.element.attrib if name not in (*drop, "class")]
        classes = self.element.get("class", "").split()
        classes += [] if "figure" in classes else ["figure"]
        attributes = "".join(f' {name}="{escaped(str(self.element.get(name)))}"' for name in names)
        drawings = iter([drawing])
        written = _FIGURE.fullmatch(self.text)
        assert written is not None
        body = _TABLE.sub(lambda _: next(drawings, ""), written["body"])
        return f'<figure class="{escaped(" ".join(classes))}"{attributes}>{body}{written["end"]}'


def replace_figures(html: str, replacement: Callable[[FigureText], str | None]) -> str:
    """Replace every `<figure data-chart>` but one that shows a drawing and no table; None leaves it as it is."""
    found = _ROOT_LANG.search(html)
    lang = found[1] if found else FALLBACK

    def one(match: re.Match[str]) -> str:
        if match["start"] is None or "data-chart" not in match["start"] or _SHOWN.search(match["body"]):
            return match.group()
        return replacement(FigureText(match.group(), lang)) or match.group()

    return _FIGURE.sub(one, html)


def figures_in(html: str) -> list[FigureText]:
    """Every figure of a document that `replace_figures` would replace."""
    found: list[FigureText] = []
    if "data-chart" in html:
        replace_figures(html, found.append)
    return found
