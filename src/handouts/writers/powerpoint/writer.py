"""Fills the pages' placeholders: the order of the writer's steps."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handouts.errors import Problem
from handouts.languages import known
from handouts.locales import long_date
from handouts.model.brand import Brand
from handouts.model.deck import ChartData, Deck, Diagram, Picture, Table
from handouts.pictures import load_formats
from handouts.slidelayout.chart_layout import ChartPlan
from handouts.slidelayout.diagram_shapes import DiagramPlan
from handouts.slidelayout.layouts import Design
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.pagination import Page, paginate
from handouts.slidelayout.parts import PagePart
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.table_layout import TableSizes
from handouts.writers.powerpoint.charts import add_chart, described
from handouts.writers.powerpoint.diagrams import add_diagram
from handouts.writers.powerpoint.masters import Layouts, master_of
from handouts.writers.powerpoint.ooxml import emu, qn
from handouts.writers.powerpoint.package import (
    Master,
    list_notes_master,
    packed,
    set_languages,
    set_properties,
    set_sections,
)
from handouts.writers.powerpoint.shapes import (
    add_bar,
    add_footers,
    add_picture,
    add_table,
    add_text_box,
    animate,
    describe,
    footer_shapes,
    set_ground,
    show_links,
)
from handouts.writers.powerpoint.shortcuts import quickened
from handouts.writers.powerpoint.text import JUMP, add_notes, fill_text, levels_of, lighten, shrink
from handouts.writers.powerpoint.variants import Variant, settled


@dataclass(frozen=True)
class Slides:
    """A .pptx file, how many slides are in it, and what of them had to be set otherwise to have room."""

    data: bytes
    count: int
    told: tuple[Problem, ...] = ()


def write_pptx(deck: Deck, brand: Brand, master: bytes | None = None) -> bytes:
    """Write a deck as a native PowerPoint file in the brand's design, or in that of a master.

    Args:
        deck: The slides.
        brand: The colours, fonts and logo of theme, master and layouts.
        master: A .pptx or .potx file whose layouts are used instead.

    Returns:
        The .pptx file; the same input gives the same bytes.

    Raises:
        LayoutError: Text, a table or a chart that cannot fit, an unknown layout, a picture that cannot be read: all
            of them, each with the slide's title and origin.
        MasterError: The master cannot be used.
    """
    return set_slides(deck, brand, master).data


def set_slides(deck: Deck, brand: Brand, master: bytes | None = None, *, forced: bool = False) -> Slides:
    """The same file with the number of its slides, which may be more than the deck has: those too full are cut.

    If `forced`, what has no room is set smaller, cut, or shown otherwise, and told, instead of refused.
    """
    empty = master_of(brand, master, deck.language)
    told: list[Problem] | None = [] if forced else None
    pages = paginate(deck, empty.design, told)
    with quickened():
        return Slides(_written(deck, pages, empty), len(pages), tuple(told or ()))


def _written(deck: Deck, pages: tuple[Page, ...], master: Master) -> bytes:
    presentation: Any = Presentation(io.BytesIO(master.file))
    layouts = Layouts(presentation, master, deck.language)
    feet: dict[str, list[Any]] = {}
    first = int(presentation.part._element.get("firstSlideNum", "1"))
    for number, (page, variant) in enumerate(_settled(pages, master), first):
        layout = layouts.of(page, variant)
        slide = presentation.slides.add_slide(layout)
        filled = _fill(slide, page, deck, master, variant)
        if page.slide.ground:
            alone = page.slide.title_text if page.slide.untitled and not page.parts else ""
            inverted = page.slide.ground.dark and not page.layout.cover
            set_ground(slide, page.slide.ground, master.design.size, alone=alone, inverted=inverted)
        if page.slide.untitled and _is_bare(page, master.design):
            slide._element.set("showMasterSp", "0")
        if page.layout.cover == "accent":
            show_links(slide)
        if layout.part.partname not in feet:
            feet[layout.part.partname] = list(footer_shapes(layout, deck))
        add_footers(slide, feet[layout.part.partname], number)
        animate(slide, filled)
        if page.slide.hidden:
            slide._element.set("show", "0")
        add_notes(slide, page.slide.notes, deck.language, number)
    _lead(presentation, pages)
    list_notes_master(presentation)
    set_sections(presentation, [page.slide.section for page in pages], deck.title)
    set_languages(presentation, deck.language)
    set_properties(presentation, deck)
    return packed(presentation, deck)


def _is_bare(page: Page, design: Design) -> bool:
    """Whether only rules are drawn on a slide, which stand around a title; without one they are left out."""
    layout = page.layout
    return not (design.custom or design.brand.logo or layout.cover or layout.panel or layout.name == "Quotation")


def _lead(presentation: Any, pages: tuple[Page, ...]) -> None:
    """Let links between slides lead to them, now that all are there; of a slide that was cut to its first part."""
    slides = list(presentation.slides)
    first: dict[str, Any] = {}
    for slide, page in zip(slides, pages, strict=True):
        first.setdefault(str(page.number), slide.part)
    for slide in slides:
        for link in slide._element.iter(qn("a:hlinkClick")):
            key = link.get(qn("r:id"), "")
            if key.startswith(JUMP):
                link.set(qn("r:id"), slide.part.relate_to(first[key.removeprefix(JUMP)], RT.SLIDE))


def _settled(pages: tuple[Page, ...], master: Master) -> Iterable[tuple[Page, Variant | None]]:
    """The pages with the layouts that say all that is said on them; in other people's masters there are none."""
    return ((page, None) for page in pages) if master.design.custom else settled(pages, Gauge(master.design))


def _fill(slide: Any, page: Page, deck: Deck, master: Master, variant: Variant | None) -> list[tuple[PagePart, Any]]:
    """Fill the placeholders; what could not be filled is taken away.

    Returns:
        Each part with the element of the shape that shows it.
    """
    filled: list[tuple[PagePart, Any]] = []
    letters = master.letters.get(page.layout.place)
    holders = {holder.placeholder_format.idx: holder for holder in slide.placeholders}
    _set_text(slide, holders.pop(0), page.title, deck, variant)
    for part in page.parts:
        holder = holders.pop(part.placeholder.index, None)
        if isinstance(part.content, tuple):
            holder = holder if holder is not None else add_text_box(slide, part, letters)
            _set_text(slide, holder, part, deck, variant)
            if letters is not None and part.placeholder.index in letters.dim and "caption" in part.placeholder.role:
                lighten(holder._element.txBody, letters)
            filled.append((part, holder._element))
            if part.bar:
                add_bar(slide, holder, part.bar_box, letters)
            continue
        shape = _add_visual(slide, part, page, deck, master)
        filled.append((part, shape._element))
        if holder is not None:
            _take_place(shape, holder, part)
        else:
            slide.shapes._spTree.insert_element_before(shape._element, "p:extLst")
    for holder in holders.values():
        holder._element.getparent().remove(holder._element)
    if any(part.placeholder.index < 0 and part.placeholder.role == "text" for part in page.parts):
        _in_order([element for _, element in filled])
    return filled


def _in_order(elements: list[Any]) -> None:
    """Let what stands on a slide be read in its order, each bar right before what it marks."""
    for element in elements:
        tree, before = element.getparent(), element.getprevious()
        is_bar = (
            before is not None and before not in elements and before.find(f".//{qn('p:nvPr')}/{qn('p:ph')}") is None
        )
        for moved in (before, element) if is_bar and before.tag == qn("p:sp") else (element,):
            tree.insert_element_before(moved, "p:extLst")


def _set_text(slide: Any, holder: Any, part: PagePart, deck: Deck, variant: Variant | None) -> None:
    body = holder._element.txBody
    lists = variant.marks(part.placeholder.index) if variant else ""
    setting = part.placeholder.setting
    fill_text(body, part.content, part=slide.part, language=deck.language, setting=setting, lists=lists)  # type: ignore[arg-type]
    if part.placeholder.index < 0:
        return
    # In other masters captions say their place and size: readers may match placeholders of one type by their order.
    caption = variant is None and part.placeholder.role in ("caption", "text caption")
    if caption or part.placeholder.silent or part.setting.sizes != part.placeholder.setting.sizes:
        shrink(body, part.setting, levels_of(part.content) if part.placeholder.role in ("text", "visual") else 1)  # type: ignore[arg-type]
    if caption or part.placeholder.loose or part.box != part.placeholder.box:
        _place(holder._element.spPr, part.box, part.placeholder.margins)


def _place(properties: Any, box: Box, margins: tuple[float, float, float, float]) -> None:
    """Move a placeholder away from where its layout has it; `box` is the room within its margins."""
    left, top, right, bottom = margins
    frame = etree.Element(qn("a:xfrm"))
    etree.SubElement(frame, qn("a:off"), x=str(emu(box.x - left)), y=str(emu(box.y - top)))
    etree.SubElement(frame, qn("a:ext"), cx=str(emu(box.w + left + right)), cy=str(emu(box.h + top + bottom)))
    properties.insert(0, frame)


def _add_visual(slide: Any, part: PagePart, page: Page, deck: Deck, master: Master) -> Any:
    """Add a table, chart or picture; without an alternative text it has the slide's title."""
    title, letters = page.slide.title_text, master.letters.get(page.layout.place)
    match part.content, part.sizes:
        case Table() as table, TableSizes() as sizes:
            shape = add_table(slide, table, sizes, part.box, deck.language, master, on_ground=letters is not None)
            describe(shape, table.alt or title)
        case ChartData() as chart, ChartPlan() as plan:
            if chart.title in title:
                chart = replace(chart, title="")
            shape = add_chart(slide, chart, plan, part.box, master.design.brand, letters)
            describe(shape, described(chart) or title)
        case Diagram() as diagram, DiagramPlan() as drawn:
            shape = add_diagram(slide, drawn, deck.language, letters)
            describe(shape, diagram.alt or title)
        case Picture() as picture, _:
            shape = add_picture(slide, picture, part.box)
            describe(shape, picture.alt, decorative=not picture.alt)
        case _:
            raise TypeError(part.content)
    return shape


def _take_place(shape: Any, holder: Any, part: PagePart) -> None:
    """Let a shape stand for its placeholder: same index, same place in the reading order."""
    element, old = shape._element, holder._element
    if _holds(part):
        properties = element.xpath("./*/p:nvPr")[0]
        properties.insert(0, copy.deepcopy(old.xpath("./*/p:nvPr/p:ph")[0]))
    name = element.xpath("./*/p:cNvPr")[0]
    name.set("name", f"{part.placeholder.name} {name.get('id')}")
    old.getparent().replace(old, element)


def _holds(part: PagePart) -> bool:
    """Whether a placeholder of this kind may hold this content."""
    kinds: dict[type, str] = {Table: "tbl", ChartData: "chart", Picture: "pic"}
    if isinstance(part.content, Diagram):
        return False
    return part.placeholder.kind in ("obj", kinds.get(type(part.content)))


def warm(languages: Iterable[str] = ()) -> None:
    """Load what else the first deck of a process would load: for a process that others are forked from."""
    import handouts.writers.powerpoint.charts.draw
    import handouts.writers.powerpoint.custom_master
    import handouts.writers.powerpoint.own_master  # noqa: F401

    load_formats()
    for language in languages or known():
        long_date("2000-01-01", language)
