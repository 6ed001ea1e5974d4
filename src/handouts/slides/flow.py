"""Block-level HTML → blocks of a slide: paragraphs, lists, code, tables, pictures, quotations, charts.

What stands side by side: which elements set their children in columns.

`<img>` → Picture. Only pictures that travel in the HTML itself are shown; nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from handouts.model.deck import Block, Columns, Paragraph, Picture, Quote, Run, TextBlock
from handouts.slides.diagrams import diagram_of, is_diagram
from handouts.slides.hidden import is_notes
from handouts.slides.inline import REPLACED, SKIPPED, Style, address_of, child_runs, collapse, stand_in, tag
from handouts.slides.tables import charts_of, is_chart, table_of

_CLASSES = frozenset(("columns", "r-hstack"))
_STYLE = re.compile(r"display:\s*(?:inline-)?(?:flex|grid)")
_STACKED = re.compile(r"flex-direction:\s*column")
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif);base64,(.*)", re.DOTALL | re.IGNORECASE)
_COVERS = re.compile(r"object-fit:\s*cover")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def columns_of(element: HtmlElement) -> tuple[HtmlElement, ...]:
    """The columns of an element, from left to right; empty if it has none.

    Known are pandoc's and Quarto's `div.columns`, reveal.js's `r-hstack`, and `display: flex` or `grid`.
    """
    style = element.get("style") or ""
    side_by_side = _CLASSES & set((element.get("class") or "").split()) or (
        _STYLE.search(style) and not _STACKED.search(style)
    )
    if tag(element) not in ("div", "section", "article", "main") or not side_by_side:
        return ()
    children = tuple(child for child in element if tag(child))
    loose = [element.text, *(child.tail for child in children)]
    return children if len(children) > 1 and not any((text or "").strip() for text in loose) else ()


def picture_of(image: HtmlElement) -> Picture | None:
    """The picture in a base64 `data:` address (PNG, JPEG, GIF); None for any other address.

    `object-fit: cover` in its style says that it may be cropped; `data-vector` may hold the same as SVG.
    """
    match = _DATA.fullmatch(address_of(image))
    if match is None:
        return None
    try:
        data = base64.b64decode(re.sub(r"\s+", "", match[1]), validate=True)
    except binascii.Error:
        return None
    cropped = bool(_COVERS.search(image.get("style") or ""))
    vector = (image.get("data-vector") or "").strip()
    if not re.match(r"<svg\b[^>]*>", vector):
        vector = ""
    return Picture(data, (image.get("alt") or "").strip(), cropped=cropped, vector=vector) if data else None


@dataclass
class _Flow:
    """What has been read so far: finished blocks, the paragraphs of the text block at hand, the line at hand."""

    blocks: list[Block] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)
    mark: Paragraph = field(default_factory=lambda: Paragraph(()))

    def end_line(self) -> None:
        if runs := collapse(self.line):
            self.paragraphs.append(replace(self.mark, runs=runs))
            self.mark = _unmarked(self.mark)
        self.line = []

    def end_text(self) -> None:
        self.end_line()
        if self.paragraphs:
            self.blocks.append(TextBlock(tuple(self.paragraphs)))
        self.paragraphs = []

    def add(self, *blocks: Block, step: int = 0) -> None:
        """Add finished blocks, which appear with the click `step`."""
        self.end_text()
        for block in blocks:
            self.blocks.append(block if isinstance(block, TextBlock | Columns) else replace(block, step=step))


def _unmarked(mark: Paragraph) -> Paragraph:
    """The mark of a further paragraph in the same place."""
    if mark.bullet in ("none", "continued") and mark.number == 1:
        return mark
    return replace(mark, bullet="none" if mark.bullet == "none" else "continued", number=1)


def blocks_of(element: HtmlElement, style: Style, skip: frozenset[HtmlElement] = frozenset()) -> tuple[Block, ...]:
    """The content of an element as blocks, neighbouring paragraphs in one; `skip` names elements to leave out."""
    flow = _Flow()
    _read(flow, element, style, skip)
    flow.end_text()
    return tuple(flow.blocks)


def paragraphs_of(element: HtmlElement, style: Style) -> tuple[Paragraph, ...]:
    """The content of an element as text only: tables by row, pictures by their words."""
    return tuple(paragraph for block in blocks_of(element, style) for paragraph in _words(block))


def _words(block: Block) -> Iterator[Paragraph]:
    match block:
        case TextBlock(paragraphs):
            yield from paragraphs
        case Quote(paragraphs, attribution):
            yield from (*paragraphs, *attribution)
        case Columns(columns):
            for column in columns:
                for inner in column:
                    yield from _words(inner)
        case _ if rows := getattr(block, "rows", ()):
            for row in rows:
                tabs = (Run(" – ", row[0].runs[0].language if row[0].runs else ""),)
                runs = [run for cell in row if cell.runs for run in (*tabs, *cell.runs)]
                yield Paragraph(tuple(runs[1:]))
        case _ if alt := getattr(block, "alt", ""):
            yield Paragraph((Run(alt, getattr(block, "language", "") or "und"),))


def _read(flow: _Flow, element: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> None:
    """Read an element's content; `style` is the element's own."""
    flow.line.append(style.run(element.text or ""))
    for child in element:
        if child not in skip:
            _read_child(flow, child, style, skip)
        flow.line.append(style.run(child.tail or ""))


def _read_child(flow: _Flow, child: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> None:
    name, own = tag(child), style.within(child)
    if not name or name in SKIPPED or is_notes(child):
        return
    if name in ("ul", "ol"):
        _read_list(flow, child, own, skip)
    elif name == "pre":
        _read_code(flow, child, own)
    elif name == "table":
        flow.add(*table_of(child, own), step=own.step)
    elif name in ("figure", "blockquote"):
        flow.add(*_figure(child, own), step=own.step)
    elif name == "img" and (picture := picture_of(child)) is not None:
        flow.add(picture, step=own.step)
    elif name in REPLACED:
        flow.line.append(own.run(f" {stand_in(child)} "))
    elif columns := columns_of(child):
        _read_columns(flow, child, columns, own, skip)
    elif name in _BLOCKS or _holds_blocks(child):
        _read_block(flow, child, own, skip)
    else:
        flow.line.extend(child_runs(child, style))


def _read_columns(
    flow: _Flow, element: HtmlElement, columns: tuple[HtmlElement, ...], style: Style, skip: frozenset[HtmlElement]
) -> None:
    """Read what stands side by side; columns that hold columns follow one another."""
    read = tuple(
        found
        for column in columns
        if column not in skip and not is_notes(column) and (found := _column(column, style.within(column), skip))
    )
    if len(read) > 1 and not any(isinstance(block, Columns) for column in read for block in column):
        flow.add(Columns(read))  # type: ignore[arg-type]  # none of them is Columns
    else:
        _read_block(flow, element, style, skip)


def _column(column: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> tuple[Block, ...]:
    """A column's blocks; one that is itself a picture or a list counts as well as one that holds some."""
    flow = _Flow()
    if tag(column) in ("div", "section", "article", "main"):
        _read(flow, column, style, skip)
    else:
        _read_child(flow, column, style, skip)
    flow.end_text()
    return tuple(flow.blocks)


def _read_block(flow: _Flow, child: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> None:
    flow.end_line()
    kept = flow.mark
    flow.mark = replace(kept, level=kept.level + (tag(child) == "dd"), step=style.step)
    _read(flow, child, replace(style, bold=True) if tag(child) in _HEADINGS else style, skip)
    flow.end_line()
    flow.mark = replace(flow.mark, level=kept.level, step=kept.step)


def _read_list(flow: _Flow, listing: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> None:
    """Read a list; what stands in its items is one level deeper than a list around it."""
    flow.end_line()
    kept, ordered = flow.mark, tag(listing) == "ol"
    nested = any(tag(ancestor) == "li" for ancestor in listing.iterancestors())
    level = kept.level + 1 if nested else kept.level
    step = -1 if listing.get("reversed") is not None else 1
    items = sum(tag(child) == "li" for child in listing)
    number = int(listing.get("start") or (1 if step > 0 else items))
    for child in listing:
        if tag(child) != "li":
            _read_child(flow, child, style, skip)
            continue
        own = style.within(child)
        number = int(child.get("value") or number)
        flow.mark = Paragraph((), level, "number" if ordered else "bullet", number if ordered else 1, own.step)
        _read(flow, child, own, skip)
        flow.end_line()
        number += step
    flow.mark = _unmarked(kept)


def _read_code(flow: _Flow, listing: HtmlElement, style: Style) -> None:
    """Keep code as typed: one paragraph a line, spaces that do not collapse."""
    flow.end_line()
    text = "".join(listing.itertext()).expandtabs(4).strip("\n")
    style = replace(style, code=True)
    for line in text.splitlines():
        code = style.run(line.replace(" ", "\u00a0") or "\u00a0")
        flow.paragraphs.append(Paragraph((code,), flow.mark.level, step=style.step))


def _figure(figure: HtmlElement, style: Style) -> tuple[Block, ...]:
    """A figure by what is in it; its caption goes with each chart, table, picture or quotation."""
    if is_diagram(figure):
        return (diagram_of(figure, style, _caption(figure, style)),)
    if is_chart(figure):
        return charts_of(figure, style, _caption(figure, style))
    quotation = figure if tag(figure) == "blockquote" else figure.find(".//blockquote")
    if quotation is not None:
        return (_quotation(figure, quotation, style),)
    label = (figure.get("aria-label") or "").strip()
    content = blocks_of(figure, style, frozenset(figure.findall("figcaption")))
    return tuple(_captioned(content, _caption(figure, style), label))


def _captioned(blocks: tuple[Block, ...], caption: tuple[Paragraph, ...], label: str) -> Iterator[Block]:
    """Give the caption to the last block that can carry one, or let it follow as text."""
    carriers = [position for position, block in enumerate(blocks) if hasattr(block, "caption")]
    for position, block in enumerate(blocks):
        if isinstance(block, TextBlock | Quote | Columns):
            yield block
            continue
        block = replace(block, alt=label or block.alt)
        if carriers and position == carriers[-1]:
            block = replace(block, caption=(*block.caption, *caption))
        yield block
    if caption and not carriers:
        yield TextBlock(caption)


def _quotation(figure: HtmlElement, quotation: HtmlElement, style: Style) -> Quote:
    inner = style if quotation is figure else _style_between(figure, quotation, style)
    said_by = frozenset(quotation.findall("footer"))
    said = tuple(paragraph for block in blocks_of(quotation, inner, said_by) for paragraph in _words(block))
    credit = tuple(paragraph for part in said_by for paragraph in paragraphs_of(part, inner.within(part)))
    return Quote(said, (*credit, *(_caption(figure, style) if figure is not quotation else ())))


def _style_between(outer: HtmlElement, inner: HtmlElement, style: Style) -> Style:
    path = [ancestor for ancestor in inner.iterancestors() if outer in ancestor.iterancestors()]
    for element in [*reversed(path), inner]:
        style = style.within(element)
    return style


def _caption(figure: HtmlElement, style: Style) -> tuple[Paragraph, ...]:
    return tuple(
        replace(paragraph, level=0)
        for caption in figure.iterchildren("figcaption")
        for paragraph in paragraphs_of(caption, style.within(caption))
    )


def _holds_blocks(element: HtmlElement) -> bool:
    return any(tag(inner) in _BLOCKS or tag(inner) == "img" for inner in element.iterdescendants())
