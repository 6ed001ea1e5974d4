"""Fills the pages' placeholders: the order of the writer's steps."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from handouts.languages import known, regional
from handouts.model.brand import Brand
from handouts.model.deck import Chart, Deck, Picture, Table
from handouts.pictures import load_formats
from handouts.writers.powerpoint.boxes import add_text_box
from handouts.writers.powerpoint.charts import ChartPlan, add_chart, described
from handouts.writers.powerpoint.design import Design, design_of
from handouts.writers.powerpoint.language import long_date
from handouts.writers.powerpoint.layouts import BAR, BAR_SPACE, Box, emu
from handouts.writers.powerpoint.notes import add_notes
from handouts.writers.powerpoint.package import list_notes_master, packed, set_languages, set_properties, set_sections
from handouts.writers.powerpoint.pages import Page, paginate
from handouts.writers.powerpoint.parts import Part
from handouts.writers.powerpoint.pictures import add_picture, describe
from handouts.writers.powerpoint.shortcuts import quickened
from handouts.writers.powerpoint.steps import animate
from handouts.writers.powerpoint.tablefit import TableSizes
from handouts.writers.powerpoint.tables import add_table
from handouts.writers.powerpoint.text import fill_text, shrink
from handouts.writers.powerpoint.xmlnames import qn


@dataclass(frozen=True)
class Slides:
    """A .pptx file, and how many slides are in it."""

    data: bytes
    count: int


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


def set_slides(deck: Deck, brand: Brand, master: bytes | None = None) -> Slides:
    """The same file with the number of its slides, which may be more than the deck has: those too full are cut."""
    design = design_of(brand, master, deck.language)
    pages = paginate(deck, design)
    with quickened():
        return Slides(_written(deck, pages, design), len(pages))


def _written(deck: Deck, pages: tuple[Page, ...], design: Design) -> bytes:
    presentation: Any = Presentation(io.BytesIO(design.file))
    layouts = [layout for native in presentation.slide_masters for layout in native.slide_layouts]
    feet: dict[int, list[Any]] = {}
    for page in pages:
        slide = presentation.slides.add_slide(layouts[page.layout.place])
        filled = _fill(slide, page, deck, design)
        if page.layout.place not in feet:
            feet[page.layout.place] = list(_feet(layouts[page.layout.place], deck))
        _add_feet(slide, feet[page.layout.place])
        animate(slide, filled)
        if page.slide.hidden:
            slide._element.set("show", "0")
        add_notes(slide, page.slide.notes, deck.language)
    list_notes_master(presentation)
    set_sections(presentation, [page.slide.section for page in pages], deck.title)
    set_languages(presentation, deck.language)
    set_properties(presentation, deck)
    return packed(presentation, deck)


def _fill(slide: Any, page: Page, deck: Deck, design: Design) -> list[tuple[Part, Any]]:
    """Fill the placeholders; what could not be filled is taken away.

    Returns:
        Each part with the element of the shape that shows it.
    """
    filled: list[tuple[Part, Any]] = []
    holders = {holder.placeholder_format.idx: holder for holder in slide.placeholders}
    _set_text(slide, holders.pop(0), page.title, deck)
    for part in page.parts:
        holder = holders.pop(part.slot.index, None)
        if isinstance(part.content, tuple):
            holder = holder if holder is not None else add_text_box(slide, part)
            _set_text(slide, holder, part, deck)
            filled.append((part, holder._element))
            if part.bar:
                _add_bar(slide, holder, part)
            continue
        shape = _add_visual(slide, part, page, deck, design)
        filled.append((part, shape._element))
        if holder is not None:
            _take_place(shape, holder, part)
        else:
            slide.shapes._spTree.insert_element_before(shape._element, "p:extLst")
    for holder in holders.values():
        holder._element.getparent().remove(holder._element)
    return filled


def _set_text(slide: Any, holder: Any, part: Part, deck: Deck) -> None:
    body = holder._element.txBody
    fill_text(body, part.content, part=slide.part, language=deck.language, setting=part.slot.setting)  # type: ignore[arg-type]
    if part.slot.index < 0:
        return
    # Captions always say their place and size: some readers match placeholders of one type by their order alone.
    caption = part.slot.role in ("caption", "text caption")
    if caption or part.slot.silent or part.setting.sizes != part.slot.setting.sizes:
        shrink(body, part.setting, 5 if part.slot.role in ("text", "visual") else 1)
    if caption or part.slot.loose or part.box != part.slot.box:
        _place(holder._element.spPr, part.box, part.slot.margins)


def _add_bar(slide: Any, holder: Any, part: Part) -> None:
    """Mark a quotation beside other text with the bar that the layout of quotations has."""
    bar = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(part.box.x - BAR_SPACE), Inches(part.box.y), Inches(BAR), Inches(part.bar)
    )
    bar.fill.solid()
    bar.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    bar.line.fill.background()
    bar.shadow.inherit = False
    describe(bar, "", decorative=True)
    holder._element.addprevious(bar._element)


def _place(properties: Any, box: Box, margins: tuple[float, float, float, float]) -> None:
    """Move a placeholder away from where its layout has it; `box` is the room within its margins."""
    left, top, right, bottom = margins
    frame = etree.Element(qn("a:xfrm"))
    etree.SubElement(frame, qn("a:off"), x=str(emu(box.x - left)), y=str(emu(box.y - top)))
    etree.SubElement(frame, qn("a:ext"), cx=str(emu(box.w + left + right)), cy=str(emu(box.h + top + bottom)))
    properties.insert(0, frame)


def _add_visual(slide: Any, part: Part, page: Page, deck: Deck, design: Design) -> Any:
    """Add a table, chart or picture; without an alternative text it has the slide's title."""
    title = page.slide.title_text
    match part.content, part.sizes:
        case Table() as table, TableSizes() as sizes:
            shape = add_table(slide, table, sizes, part.box, deck.language, design)
            describe(shape, table.alt or title)
        case Chart() as chart, ChartPlan() as plan:
            if chart.title in title:
                chart = replace(chart, title="")
            shape = add_chart(slide, chart, plan, part.box, design.brand)
            describe(shape, described(chart) or title)
        case Picture() as picture, _:
            shape = add_picture(slide, picture, part.box)
            describe(shape, picture.alt, decorative=not picture.alt)
        case _:
            raise TypeError(part.content)
    return shape


def _take_place(shape: Any, holder: Any, part: Part) -> None:
    """Let a shape stand for its placeholder: same index, same place in the reading order."""
    element, old = shape._element, holder._element
    if _holds(part):
        properties = element.xpath("./*/p:nvPr")[0]
        properties.insert(0, copy.deepcopy(old.xpath("./*/p:nvPr/p:ph")[0]))
    name = element.xpath("./*/p:cNvPr")[0]
    name.set("name", f"{part.slot.name} {name.get('id')}")
    old.getparent().replace(old, element)


def _holds(part: Part) -> bool:
    """Whether a placeholder of this kind may hold this content."""
    kinds: dict[type, str] = {Table: "tbl", Chart: "chart", Picture: "pic"}
    return part.slot.kind in ("obj", kinds.get(type(part.content)))


def _feet(layout: Any, deck: Deck) -> Iterator[Any]:
    """Footer, date and number as the slides of a layout have them."""
    language = regional(deck.language)
    texts = {"ftr": deck.footer, "dt": long_date(deck.date, deck.language)}
    for holder in layout.placeholders:
        kind = holder._element.ph.get("type")
        if kind not in ("ftr", "dt", "sldNum") or texts.get(kind) == "":
            continue
        shape = copy.deepcopy(holder._element)
        body = shape.txBody
        for inherited in (*shape.spPr, *body.bodyPr, *body.findall(qn("a:lstStyle"))):
            inherited.getparent().remove(inherited)
        body.bodyPr.attrib.clear()
        body.bodyPr.addnext(etree.Element(qn("a:lstStyle")))
        if kind in texts:
            _set_plain(body, texts[kind], language)
        for properties in shape.iter(qn("a:rPr")):
            properties.set("lang", language)
        yield shape


def _add_feet(slide: Any, feet: Sequence[Any]) -> None:
    """Add what stands at the foot of a slide, which python-pptx leaves behind in the layout."""
    tree = slide.shapes._spTree
    highest = max(int(number) for number in tree.xpath(".//p:cNvPr/@id"))
    for number, foot in enumerate(feet, highest + 1):
        shape = copy.deepcopy(foot)
        shape.nvSpPr.cNvPr.set("id", str(number))
        tree.insert_element_before(shape, "p:extLst")


def _set_plain(body: Any, text: str, language: str) -> None:
    """Let one run be all that a frame holds, whatever its layout has there."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    run = etree.SubElement(etree.SubElement(body, qn("a:p")), qn("a:r"))
    etree.SubElement(run, qn("a:rPr"), lang=language)
    etree.SubElement(run, qn("a:t")).text = text


def warm() -> None:
    """Load what else the first deck of a process would load: for a process that others are forked from."""
    import handouts.writers.powerpoint.charts.draw
    import handouts.writers.powerpoint.given
    import handouts.writers.powerpoint.theme  # noqa: F401

    load_formats()
    for language in known():
        long_date("2000-01-01", language)
