"""A deck that somebody else wrote in HTML → PowerPoint: the file, its pictures, and what is lost on the way.

`source` reads the page and what it takes from other files. All of it may be anything: nothing is read but plain files
of a sensible size. How long it may take and how much memory is the business of whoever calls it (`cli.convert`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import lxml.html

from handouts.convert.source import LARGEST, embed_markdown, embed_pictures, embed_styles, left_out, name_of, read_page
from handouts.errors import ContentError, Problem, one_problem
from handouts.model.brand import Brand
from handouts.slides import legible, parse_deck, remarks, tree_of
from handouts.writers.powerpoint import write_pptx

__all__ = ["LARGEST", "Converted", "convert", "name_of"]


@dataclass(frozen=True)
class Converted:
    """A finished .pptx file, and what in it is not as it was."""

    data: bytes
    slides: int
    remarks: tuple[Problem, ...]


def convert(path: Path, brand: Brand, master: bytes | None = None) -> Converted:
    """Turn a reveal.js deck into a native one in the brand's design, or in that of a master.

    Pictures, Markdown and style sheets are taken from the folder of the page and those in it; nothing is fetched.

    Raises:
        ContentError: The page cannot be read.
        LayoutError: Something in it has no room on a slide.
    """
    typed, name = read_page(path), name_of(path)
    root = tree_of(legible(typed), name)
    for section in root.iter("section"):
        section.set("data-origin", section.get("data-origin") or f"{name}:{section.sourceline}")
    found = [*left_out(typed, name), *embed_styles(root, path)]
    found += (Problem(name, one.line, 0, one.message) for one in remarks(root))
    found += (*embed_markdown(root, path), *embed_pictures(root, path))
    deck = parse_deck(lxml.html.tostring(root, encoding="unicode"))
    if not deck.slides:
        raise ContentError(one_problem(name, "there are no slides in it; each is a <section>"))
    return Converted(write_pptx(deck, brand, master), len(deck.slides), tuple(sorted({*found})))
