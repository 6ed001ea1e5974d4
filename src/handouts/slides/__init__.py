"""HTML → Deck: slides in reveal.js's markup as plain data.

Nested `<section>`s are vertical stacks, `<aside class="notes">` is for the presenter, charts and tables travel in
`<figure>`s, and fragments appear with a click. Whatever is not known degrades to readable text. Nothing here knows
about lessons or about PowerPoint.

`tree` reads the page and `hidden` takes out what it does not show; `jumps` finds where links between slides lead.
`flow` makes blocks of what is left of a section, with `columns`, `tables`, `diagrams`, `listings`, `inline`, `looks`;
`fragments` says what comes with a click. `remarks` tells what a page loses on its way, `rewriting` changes runs
wherever they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

from lxml.html import HtmlElement

from handouts.languages import FALLBACK, of
from handouts.model.deck import (
    Block,
    ChartData,
    Code,
    Columns,
    Deck,
    Diagram,
    Ground,
    Paragraph,
    Picture,
    Quote,
    Run,
    Slide,
    Table,
    TextBlock,
)
from handouts.slides.diagrams import diagram_mistakes
from handouts.slides.flow import blocks_of, paragraphs_of, picture_data, words_of
from handouts.slides.fragments import is_step
from handouts.slides.hidden import is_notes, remove_hidden, settle
from handouts.slides.inline import BREAK, Style, address_of, plain, runs_of, stand_in, style_at, tag
from handouts.slides.jumps import mark_jumps
from handouts.slides.looks import address_in, colour_of, declared_in
from handouts.slides.remarks import Remark, hidden_remarks, remarks
from handouts.slides.rewriting import rewritten
from handouts.slides.tree import STEP, expand_markdown, illegible, legible, normalise, tree_of

__all__ = [
    "GROUND_COLOUR",
    "GROUND_DARK",
    "GROUND_NAME",
    "GROUND_PICTURE",
    "Remark",
    "address_in",
    "address_of",
    "colour_of",
    "deck_of",
    "declared_in",
    "diagram_mistakes",
    "expand_markdown",
    "hidden_remarks",
    "illegible",
    "legible",
    "parse_deck",
    "remarks",
    "remove_hidden",
    "rewritten",
    "settle",
    "stand_in",
    "tag",
    "tree_of",
]

GROUND_COLOUR, GROUND_PICTURE, GROUND_DARK = "data-ground-colour", "data-ground-picture", "data-ground-dark"
"""Attributes of a section that has a ground of its own: its colour as RRGGBB, its picture as a `data:` address, and
whether text on it is light."""
GROUND_NAME = "data-ground-name"
"""What the picture shows, or is called."""
_WORDS = 60
"""Characters that the title of a slide without a heading has at most."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALONE: dict[type[Block], str] = {
    Quote: "Quotation",
    Table: "Table",
    ChartData: "Chart",
    Diagram: "Title and Content",
    Picture: "Picture with Caption",
    Columns: "Two Content",
}


@dataclass(frozen=True)
class _Leaf:
    """An element that is one slide; `without` are the sections in it that are slides of their own."""

    element: HtmlElement
    without: frozenset[HtmlElement] = frozenset()


def parse_deck(html: str) -> Deck:
    """Read a deck from reveal.js's markup.

    Args:
        html: A whole document. `data-layout`, `data-section` and `data-origin` on a `<section>` name its layout, its
            group of slides and where it was written, `data-least` the smallest size of its text in points;
            `data-visibility="hidden"` hides it. What has the class `fragment` appears with a click. A `<footer>`
            right in a section goes to the edge of the slide. What the page does not show (`hidden`, `display: none`)
            is left out. `meta` elements named author, date, description and
            footer give the deck's properties.

    Returns:
        The slides in reading order, a stack's from top to bottom. The title of a slide without a heading, its first
        words or what its picture shows, is not shown. Runs carry the language of the nearest `lang`. Characters that no
        document may hold are left out; a vertical tab is a line break.

    Raises:
        ContentError: The document cannot be read to its end.
    """
    return deck_of(tree_of(legible(html)))


def deck_of(root: HtmlElement) -> Deck:
    """The same of a document that has been read; it is changed on the way."""
    expand_markdown(root)
    remove_hidden(root)
    normalise(root)
    language = (root.get("lang") or FALLBACK).strip()
    title = plain(root.find(".//title")) or plain(root.find(".//h1"))
    return Deck(
        title=title,
        language=language,
        slides=tuple(_slides(root, language, title)),
        author=_meta(root, "author"),
        footer=_meta(root, "footer"),
        date=_meta(root, "date") or _meta(root, "dcterms.date"),
        subject=_meta(root, "description"),
    )


def _meta(root: HtmlElement, name: str) -> str:
    return next(
        (" ".join((meta.get("content") or "").split(" ")) for meta in root.iter("meta") if meta.get("name") == name), ""
    )


def _slides(root: HtmlElement, language: str, deck_title: str) -> Iterator[Slide]:
    leaves = list(_leaves(root))
    mark_jumps(root, [leaf.element for leaf in leaves])
    places: dict[str, str] = {}
    slides: list[Slide] = []
    for position, leaf in enumerate(leaves):
        places[str(position)] = str(len(slides) + 1)
        _number_steps(leaf.element, leaf.without)
        slide = _slide(leaf, language, first=not slides)
        has_picture = slide.ground is not None and slide.ground.picture
        if not (slide.title or slide.blocks or slide.notes or has_picture):
            continue
        if not slide.title and (title := _title_of_notes(leaf.element, language)):
            slide = replace(slide, title=title)
        elif not slide.title:
            name = (leaf.element.get(GROUND_NAME) or "").strip()
            slide = replace(slide, title=_unseen_title(slide, language, name or deck_title), untitled=True)
        slides.append(slide)

    def landing(run: Run) -> Run:
        """The run with the place of the slide that it leads to; one that is not there is no link."""
        if not run.jump.isdigit():
            return run
        place = places.get(run.jump, "")
        return replace(run, jump=place if place and int(place) <= len(slides) else "")

    yield from (rewritten(slide, landing) for slide in slides)


def _unseen_title(slide: Slide, language: str, otherwise: str) -> tuple[Run, ...]:
    """What outlines and readers of screens call a slide without a heading: what it shows, or its first words."""
    for block in slide.blocks:
        inner = block.columns[0][0] if isinstance(block, Columns) else block
        said = next((paragraph.text for paragraph in words_of(inner) if paragraph.text.strip()), "")
        if found := getattr(inner, "alt", "") or said:
            spoken = next((run.language for paragraph in words_of(inner) for run in paragraph.runs), language)
            return (Run(shorten(found, _WORDS, placeholder="…"), language if spoken == "und" else spoken),)
    noted = " ".join(paragraph.text for paragraph in slide.notes[:1])
    return (Run(shorten(otherwise or noted, _WORDS, placeholder="…") or "–", language),)


def _number_steps(section: HtmlElement, without: frozenset[HtmlElement]) -> None:
    """Note on each fragment of a slide with which click it appears, from 1.

    As in reveal.js, fragments of the same `data-fragment-index` come together, and those with an index come before
    those without.

    Args:
        section: The slide.
        without: Sections in it that are slides of their own.
    """
    fragments = [
        element
        for element in section.iterdescendants()
        if is_step(element) and not set(element.iterancestors()) & without
    ]
    indexed = sorted({index for element in fragments if (index := _fragment_index(element)) is not None})
    click = len(indexed)
    for element in fragments:
        index = _fragment_index(element)
        if index is None:
            click += 1
        element.set(STEP, str(click if index is None else indexed.index(index) + 1))


def _fragment_index(element: HtmlElement) -> int | None:
    value = element.get("data-fragment-index") or ""
    return int(value) if value.isdigit() else None


def _title_of_notes(section: HtmlElement, language: str) -> tuple[Run, ...]:
    """What pandoc's slide of footnotes is called, which has no heading."""
    if section.get("role") != "doc-endnotes":
        return ()
    spoken = language if of(language).notes else FALLBACK
    return (Run(of(spoken).notes, spoken),)


def _leaves(root: HtmlElement) -> Iterator[_Leaf]:
    """The sections that hold no others, and those that have content of their own around others."""
    sections = list(root.iter("section"))
    if not sections:
        yield _Leaf(root.find("body") if root.find("body") is not None else root)
    for section in sections:
        yield _Leaf(section, frozenset(section.iterdescendants("section")))


def _slide(leaf: _Leaf, language: str, *, first: bool) -> Slide:
    style = style_at(leaf.element, language)
    heading = _heading(leaf)
    footers = leaf.element.findall("footer")
    left_out = leaf.without | {*footers, *(() if heading is None else (heading,))}
    blocks = blocks_of(leaf.element, style, left_out)
    ground = _ground(leaf.element)
    title = tuple(
        replace(run, text=run.text.replace(BREAK, " "), bold=False)
        for run in (runs_of(heading, style_at(heading, language)) if heading is not None else ())
    )
    layout = (leaf.element.get("data-layout") or "").strip()
    layout = layout or _layout(blocks, tag(heading) if heading is not None else "", first)
    if ground is not None and layout == "Title Slide" and ground.picture:
        ground = replace(ground, dark=True)
    elif (ground is not None and layout == "Section Header") or (
        ground and layout == "Title Slide" and not ground.dark
    ):
        layout = "Title and Content"
    return Slide(
        title=title,
        layout=layout,
        ground=ground,
        blocks=blocks,
        footer=tuple(line for footer in footers for line in paragraphs_of(footer, style.within(footer))),
        least=int(least) if (least := leaf.element.get("data-least") or "").isdigit() else 0,
        notes=tuple(_notes(leaf, language)),
        section=_inherited(leaf.element, "data-section") or None,
        origin=_inherited(leaf.element, "data-origin"),
        hidden=_inherited(leaf.element, "data-visibility") == "hidden",
    )


def _ground(section: HtmlElement) -> Ground | None:
    """The ground that a slide has of its own, or has from its stack."""
    for owner in (section, *section.iterancestors("section")):
        colour, picture = owner.get(GROUND_COLOUR) or "", picture_data(owner.get(GROUND_PICTURE) or "")
        if colour or picture:
            return Ground(colour, picture, owner.get(GROUND_DARK) is not None)
    return None


def _heading(leaf: _Leaf) -> HtmlElement | None:
    """The first heading of the slide itself."""
    for element in leaf.element.iter(*_HEADINGS):
        around = set(element.iterancestors())
        if not (around & leaf.without or any(is_notes(ancestor) for ancestor in around)) and plain(element):
            return element
    return None


def _notes(leaf: _Leaf, language: str) -> Iterator[Paragraph]:
    for aside in filter(is_notes, leaf.element.iter("aside")):
        if not set(aside.iterancestors()) & leaf.without:
            yield from paragraphs_of(aside, style_at(aside, language))
    if text := (leaf.element.get("data-notes") or "").strip():
        yield Paragraph((Style(style_at(leaf.element, language).language).run(text),))


def _inherited(element: HtmlElement, name: str) -> str:
    """An attribute of the element or of the nearest stack around it."""
    for owner in (element, *element.iterancestors("section")):
        if value := (owner.get(name) or "").strip():
            return value
    return ""


def _layout(blocks: tuple[Block, ...], heading: str, first: bool) -> str:
    """The layout for a slide that names none."""
    visuals = [block for block in blocks if not isinstance(block, TextBlock | Code)]
    if not visuals and first and (heading == "h1" or (heading and not blocks)):
        return "Title Slide"
    if not blocks:
        return "Section Header"
    if not visuals:
        return "Title and Content"
    if len(visuals) < len(blocks):
        return "Two Content"
    return _ALONE[type(visuals[0])]
