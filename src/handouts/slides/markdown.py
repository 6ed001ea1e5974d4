"""Sections that hold Markdown (`data-markdown`) → the HTML that reveal.js would make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from textwrap import dedent

import lxml.html
from lxml.html import HtmlElement

from handouts.slides.characters import legible

_SLIDE = r"^\r?\n---\r?\n$"
_NOTES = r"^\s*notes?:"


def expand_markdown(root: HtmlElement) -> None:
    """Replace each section that holds Markdown by the sections it stands for.

    Separators are reveal.js's: `data-separator` (a line `---` between blank lines) between slides,
    `data-separator-vertical` (none) between those of a stack, `data-separator-notes` (`Note:`) before the notes.
    Only Markdown in the page itself is read.
    """
    for section in [*root.iter("section")]:
        if section.get("data-markdown") == "":
            _expand(section)


def _expand(section: HtmlElement) -> None:
    holder = next(section.iter("textarea", "script"), None)
    text = dedent((section if holder is None else holder).text_content().expandtabs(4))
    slides = _cut(text, section.get("data-separator") or (_SLIDE if holder is not None else None))
    stacks = [_cut(slide, section.get("data-separator-vertical")) for slide in slides]
    notes = section.get("data-separator-notes") or _NOTES
    made = [_stack([_section(part, notes) for part in stack]) for stack in stacks]
    for name, value in section.attrib.items():
        if not name.startswith(("data-markdown", "data-separator")):
            for one in made:
                one.set(name, value)
    parent = section.getparent()
    if parent is not None:
        made[-1].tail = section.tail
        place = parent.index(section)
        parent[place : place + 1] = made


def _cut(text: str, separator: str | None, most: int = 0, flags: int = 0) -> list[str]:
    """The pieces between separators; groups in an expression are no pieces, and one that is none separates nothing."""
    try:
        found = re.compile(separator or "", re.MULTILINE | flags) if separator else None
    except (re.error, OverflowError):
        found = None
    if found is None:
        return [text]
    pieces, place = [], 0
    for match in islice(found.finditer(text), most or None):
        pieces.append(text[place : match.start()])
        place = match.end()
    return [*pieces, text[place:]]


def _stack(sections: list[HtmlElement]) -> HtmlElement:
    if len(sections) == 1:
        return sections[0]
    stack = lxml.html.Element("section")
    stack.extend(sections)
    return stack


def _section(text: str, notes: str) -> HtmlElement:
    said, *aside = _cut(text, notes, 1, re.IGNORECASE)
    section = lxml.html.Element("section")
    section.extend(_html(said))
    if aside:
        spoken = lxml.html.Element("aside")
        spoken.set("class", "notes")
        spoken.extend(_html(aside[0]))
        section.append(spoken)
    return section


def _html(text: str) -> Iterator[HtmlElement]:
    """Markdown as elements, HTML in it included, as reveal.js has it."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(legible(text))
    for piece in lxml.html.fragments_fromstring(made, parser=lxml.html.HTMLParser(huge_tree=True)):
        if isinstance(piece, str):
            continue
        yield piece
