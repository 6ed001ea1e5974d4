"""Inline HTML → runs: emphasis, code, links, languages and white space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import attrgetter
from typing import Literal

from lxml.html import HtmlElement

from handouts.charttable import XML_LANG
from handouts.languages import is_right_to_left
from handouts.model.address import may_be_linked
from handouts.model.deck import Run
from handouts.slides.looks import colour_of, declared_in
from handouts.slides.tree import JUMP, LINE, STEP

MARKED = "FFE699"
"""The colour behind what is marked as with a pen."""
BREAK = "\n"
"""How a run holds `<br>`, and a line separator."""

SKIPPED = frozenset("script style template noscript source track param col colgroup head title meta link".split())
REPLACED = frozenset("img svg object embed video audio iframe canvas input".split())
"""What a text cannot hold; words stand for it."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(rf" ?{BREAK} ?")
_LOOK = attrgetter(*(part.name for part in fields(Run) if part.name != "text"))


@dataclass(frozen=True)
class Style:
    """What an element hands down to the text within it."""

    language: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None
    struck: bool = False
    position: Literal["", "super", "sub"] = ""
    step: int = 0
    underlined: bool = False
    small_capitals: bool = False
    colour: str = ""
    marked: str = ""
    jump: str = ""
    aligned: Literal["", "center", "right"] = ""
    rtl: bool = False

    def within(self, element: HtmlElement) -> Style:
        """The style inside this element."""
        style = self
        if language := (element.get("lang") or element.get(XML_LANG) or "").strip():
            style = replace(style, language=language, rtl=is_right_to_left(language))
        if (direction := (element.get("dir") or "").strip().lower()) in ("rtl", "ltr"):
            style = replace(style, rtl=direction == "rtl")
        if step := element.get(STEP):
            style = replace(style, step=int(step))
        match tag(element):
            case "b" | "strong" | "th" | "dt":
                style = replace(style, bold=True)
            case "i" | "em" | "cite" | "dfn" | "var":
                style = replace(style, italic=True)
            case "code" | "pre" | "kbd" | "samp":
                style = replace(style, code=True)
            case "s" | "strike" | "del":
                style = replace(style, struck=True)
            case "sup":
                style = replace(style, position="super")
            case "sub":
                style = replace(style, position="sub")
            case "u" | "ins":
                style = replace(style, underlined=True)
            case "mark":
                style = replace(style, marked=MARKED, colour="000000")
            case "center":
                style = replace(style, aligned="center")
            case "a" if may_be_linked(address := (element.get("href") or "").strip()):
                style = replace(style, link=address, jump="")
            case "a" if jump := element.get(JUMP):
                style = replace(style, jump=jump, link=None)
        return (
            style._declared(element) if element.get("style") or element.get("align") or element.get("color") else style
        )

    def _declared(self, element: HtmlElement) -> Style:
        """The style with what the element's own `style` says of its text."""
        told = declared_in(element)
        style = self
        if found := colour_of(told.get("color") or element.get("color") or ""):
            style = replace(style, colour=found)
        ground = colour_of(told.get("background-color") or told.get("background") or "")
        if ground and tag(element) in ("span", "mark", "font", "b", "em", "strong", "i", "code"):
            style = replace(style, marked=ground)
        side = told.get("text-align") or (element.get("align") or "").lower()
        if side in ("center", "right", "left", "start", "justify"):
            style = replace(style, aligned=side if side in ("center", "right") else "")  # type: ignore[arg-type]
        weight, slant = told.get("font-weight", ""), told.get("font-style", "")
        if weight:
            style = replace(style, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
        if slant:
            style = replace(style, italic=slant.startswith(("italic", "oblique")))
        line = f"{told.get('text-decoration', '')} {told.get('text-decoration-line', '')}"
        style = replace(
            style, underlined=style.underlined or "underline" in line, struck=style.struck or "line-through" in line
        )
        if "small-caps" in f"{told.get('font-variant', '')} {told.get('font-variant-caps', '')}":
            style = replace(style, small_capitals=True)
        return style

    def run(self, text: str) -> Run:
        """This text in this style."""
        return Run(
            text,
            self.language,
            self.bold,
            self.italic,
            self.code,
            self.link,
            self.struck,
            self.position,
            self.underlined,
            self.small_capitals,
            self.colour,
            self.marked,
            self.jump,
        )


def tag(element: HtmlElement) -> str:
    """The element's name, empty for comments and processing instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def style_at(element: HtmlElement, language: str) -> Style:
    """The style of an element's text, given by all its ancestors; `language` where none of them states one."""
    style = Style(language)
    for ancestor in [*reversed(list(element.iterancestors())), element]:
        style = style.within(ancestor)
    return style


def raw_runs(element: HtmlElement, style: Style) -> Iterator[Run]:
    """An element's content as runs, white space as typed and line breaks marked; `style` is the element's own."""
    if element.text:
        yield style.run(element.text)
    for child in element:
        yield from child_runs(child, style)
        if child.tail:
            yield style.run(child.tail)


def child_runs(child: HtmlElement, style: Style) -> Iterator[Run]:
    """One inline element as runs, without its tail."""
    name = tag(child)
    if name == "br":
        yield style.run("\0")
    elif name in REPLACED:
        yield style.within(child).run(stand_in(child))
    elif name and name not in SKIPPED and child.get("role") != "doc-backlink":
        yield from raw_runs(child, style.within(child))


def stand_in(element: HtmlElement) -> str:
    """The words that stand for what a slide cannot show: its name, its content, or at least its kind and its file."""
    if tag(element) == "input":
        return _entered(element)
    for name in ("alt", "aria-label", "title"):
        if text := (element.get(name) or "").strip():
            return text
    if text := " ".join("".join(inner.strip() + " " for inner in element.itertext()).split()):
        return text
    if tag(element) == "img" and element.get("alt") is not None:
        return ""
    file = address_of(element).partition("?")[0].rstrip("/").rpartition("/")[2]
    return f"[{tag(element)}: {file}]" if file and ":" not in file else f"[{tag(element)}]"


def _entered(field: HtmlElement) -> str:
    """What a form's field shows."""
    if field.get("type") in ("checkbox", "radio"):
        return "☒ " if field.get("checked") is not None else "☐ "
    return "" if field.get("type") == "hidden" else field.get("value") or field.get("placeholder") or "____"


def address_of(element: HtmlElement) -> str:
    """Where a picture or film lies; reveal.js loads some late and has the address elsewhere until then."""
    for owner in (element, *element.iter("source")):
        for name in ("src", "data-src", "data", "href"):
            if address := (owner.get(name) or "").strip():
                return address
    return ""


def collapse(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Normalise white space as HTML does, across runs; no-break spaces stay."""
    found: list[Run] = []
    before = BREAK
    for run in runs:
        text = _SPACE.sub(" ", run.text).replace("\0", BREAK).replace(LINE, BREAK)
        if BREAK in text:
            text = _AROUND_BREAK.sub(BREAK, text)
        if before in (" ", BREAK):
            text = text.removeprefix(" ")
        if not found:
            text = text.lstrip(f" {BREAK}")
        if text.startswith(BREAK) and before == " " and found:
            found[-1] = replace(found[-1], text=found[-1].text.removesuffix(" "))
        if text:
            found.append(run if text == run.text else replace(run, text=text))
            before = text[-1]
    while found and not (last := found[-1].text.rstrip(" \n")):
        found.pop()
    if found and last != found[-1].text:
        found[-1] = replace(found[-1], text=last)
    return join(found)


def join(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbouring runs that look the same."""
    groups = (tuple(group) for _, group in groupby((run for run in runs if run.text), key=_LOOK))
    return tuple(
        group[0] if len(group) == 1 else replace(group[0], text="".join(run.text for run in group)) for group in groups
    )


def runs_of(element: HtmlElement, style: Style) -> tuple[Run, ...]:
    """The text of an element as runs."""
    return collapse(raw_runs(element, style))


def plain(element: HtmlElement | None) -> str:
    """The text of an element without any looks, lines joined by spaces."""
    if element is None:
        return ""
    return "".join(run.text for run in runs_of(element, Style(""))).replace(BREAK, " ")
