"""Block-level HTML → blocks of a slide: paragraphs, lists, code, tables, pictures, quotations, charts.

What stands side by side: which elements set their children in columns; of columns in columns the inner ones follow one
another.

`<img>` → Picture. Only pictures that travel in the HTML itself are shown; nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml.html import HtmlElement

from handouts.model.deck import Block, Code, Columns, Counting, Paragraph, Picture, Quote, Run, TextBlock
from handouts.slides.columns import columns_of, in_a_row, shares
from handouts.slides.diagrams import diagram_of, is_diagram
from handouts.slides.hidden import is_notes
from handouts.slides.inline import REPLACED, SKIPPED, Style, address_of, child_runs, collapse, stand_in, tag
from handouts.slides.listings import listing_of
from handouts.slides.looks import declared_in
from handouts.slides.tables import charts_of, is_chart, sets_pictures, table_of

_ON_LINES_OF_THEIR_OWN = ("block", "flex", "grid", "table", "list-item", "flow-root")
_INLINE = frozenset("a abbr b big cite code em i kbd label mark q small span strong sub sup time u var".split())
_COUNTING: dict[str, Counting] = {"a": "alphaLc", "A": "alphaUc", "i": "romanLc", "I": "romanUc"}
_STYLED: dict[str, Counting] = {
    "lower-alpha": "alphaLc",
    "lower-latin": "alphaLc",
    "upper-alpha": "alphaUc",
    "upper-latin": "alphaUc",
    "lower-roman": "romanLc",
    "upper-roman": "romanUc",
}
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif);base64,(.*)", re.DOTALL | re.IGNORECASE)
_COVERS = re.compile(r"object-fit:\s*cover")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def picture_of(image: HtmlElement) -> Picture | None:
    """The picture in a base64 `data:` address (PNG, JPEG, GIF); None for any other address.

    `object-fit: cover` in its style says that it may be cropped; `data-vector` may hold the same as SVG.
    """
    data = picture_data(address_of(image))
    cropped = bool(_COVERS.search(image.get("style") or ""))
    vector, drawing = (_svg(image.get(name) or "") for name in ("data-vector", "data-drawing"))
    alt = (image.get("alt") or "").strip()
    return Picture(data, alt, cropped=cropped, vector=vector, drawing=drawing) if data else None


def picture_data(address: str) -> bytes:
    """The picture in a base64 `data:` address (PNG, JPEG, GIF); nothing of any other address."""
    match = _DATA.fullmatch(address)
    try:
        return base64.b64decode(re.sub(r"\s+", "", match[1]), validate=True) if match else b""
    except binascii.Error:
        return b""


def _svg(text: str) -> str:
    return text.strip() if re.match(r"\s*<svg\b[^>]*>", text) else ""


@dataclass
class _Flow:
    """What has been read so far: finished blocks, the paragraphs of the text block at hand, the line at hand."""

    blocks: list[Block] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)
    mark: Paragraph = field(default_factory=lambda: Paragraph(()))

    def end_line(self) -> None:
        """End the paragraph; one of no-break spaces alone only makes room on the page."""
        runs = collapse(self.line)
        if any(not run.text.isspace() for run in runs):
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
            fixed = isinstance(block, TextBlock | Columns)
            self.blocks.append(block if fixed or not step else replace(block, step=step))  # type: ignore[arg-type]


def _unmarked(mark: Paragraph) -> Paragraph:
    """The mark of a further paragraph in the same place."""
    if mark.bullet in ("none", "continued") and mark.number == 1:
        return mark
    return replace(mark, bullet="none" if mark.bullet == "none" else "continued", number=1)


def blocks_of(element: HtmlElement, style: Style, skip: frozenset[HtmlElement] = frozenset()) -> tuple[Block, ...]:
    """The content of an element as blocks, neighbouring paragraphs in one; `skip` names elements to leave out."""
    flow = _Flow(mark=_mark(style))
    if columns := columns_of(element, skip):
        _read_columns(flow, element, columns, style, skip)
    else:
        _read(flow, element, style, skip)
    flow.end_text()
    return tuple(flow.blocks)


def _mark(style: Style) -> Paragraph:
    """A paragraph that stands as the style says."""
    return Paragraph((), aligned=style.aligned, rtl=style.rtl)


def paragraphs_of(element: HtmlElement, style: Style) -> tuple[Paragraph, ...]:
    """The content of an element as text only: tables by row, pictures by their words."""
    return tuple(paragraph for block in blocks_of(element, style) for paragraph in words_of(block))


def words_of(block: Block) -> Iterator[Paragraph]:
    """A block as text only."""
    match block:
        case TextBlock(paragraphs) | Code(paragraphs):
            yield from paragraphs
        case Quote(paragraphs, attribution):
            yield from (*paragraphs, *attribution)
        case Columns(columns):
            for column in columns:
                for inner in column:
                    yield from words_of(inner)
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
    elif name == "table" and sets_pictures(child):
        for line in child.iter("tr"):
            _read_columns(flow, line, tuple(cell for cell in line if tag(cell) in ("td", "th")), own, skip)
    elif name == "table":
        flow.add(*table_of(child, own), step=own.step)
    elif name in ("figure", "blockquote"):
        flow.add(*_figure(child, own), step=own.step)
    elif name == "img" and (picture := picture_of(child)) is not None:
        flow.add(replace(picture, link=own.link, jump=own.jump), step=own.step)
    elif name in REPLACED:
        flow.line.append(own.run(f" {stand_in(child)} "))
    elif columns := columns_of(child, skip):
        _read_columns(flow, child, columns, own, skip)
    elif name in _BLOCKS or _holds_blocks(child) or _is_block(child):
        _read_block(flow, child, own, skip)
    else:
        flow.line.extend(child_runs(child, style))


def _read_columns(
    flow: _Flow, element: HtmlElement, columns: tuple[HtmlElement, ...], style: Style, skip: frozenset[HtmlElement]
) -> None:
    """Read what stands side by side; columns that hold columns follow one another."""
    if all(tag(column) in _INLINE and not _holds_blocks(column) for column in columns):
        _read_apart(flow, columns, style)
        return
    filled = [(column, found) for column in columns if (found := _column(column, style.within(column), skip))]
    step = in_a_row(element, len(filled)) if filled else 1
    for start in range(0, len(filled), step):
        row = filled[start : start + step]
        if len(row) > 1:
            inner: Any = tuple(blocks for _, blocks in row)  # none of them is Columns
            flow.add(Columns(inner, shares(tuple(column for column, _ in row)), style.rtl))
        else:
            flow.add(*row[0][1])


def _read_apart(flow: _Flow, columns: tuple[HtmlElement, ...], style: Style) -> None:
    """Words that a page sets apart in a line, which have no space between them."""
    flow.end_line()
    for place, column in enumerate(columns):
        flow.line.extend([*([style.run("\u2003")] if place else []), *child_runs(column, style)])
    flow.end_line()


def _column(column: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> tuple[Block, ...]:
    """A column's blocks; one that is itself a picture or a list counts as well as one that holds some."""
    return tuple(_flat(_column_blocks(column, style, skip)))


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Columns):
            yield from (inner for column in block.columns for inner in column)
        else:
            yield block


def _column_blocks(column: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> tuple[Block, ...]:
    flow = _Flow(mark=_mark(style))
    if tag(column) in ("div", "section", "article", "main", "td", "th"):
        _read(flow, column, style, skip)
    else:
        _read_child(flow, column, style, skip)
    flow.end_text()
    return tuple(flow.blocks)


def _read_block(flow: _Flow, child: HtmlElement, style: Style, skip: frozenset[HtmlElement]) -> None:
    flow.end_line()
    kept = flow.mark
    level = kept.level + (tag(child) == "dd")
    flow.mark = replace(kept, level=level, step=style.step, aligned=style.aligned, rtl=style.rtl)
    _read(flow, child, replace(style, bold=True) if tag(child) in _HEADINGS else style, skip)
    flow.end_line()
    flow.mark = replace(flow.mark, level=kept.level, step=kept.step, aligned=kept.aligned, rtl=kept.rtl)


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
        flow.mark = Paragraph(
            (),
            level,
            "number" if ordered else "bullet",
            number if ordered else 1,
            own.step,
            _counting(child, listing) if ordered else "arabic",
            own.aligned,
            own.rtl,
        )
        _read(flow, child, own, skip)
        flow.end_line()
        number += step
    flow.mark = _unmarked(kept)


def _counting(item: HtmlElement, listing: HtmlElement) -> Counting:
    """How an item is counted: as its list, or style sheets of the list, say."""
    for owner in (item, listing):
        told = declared_in(owner)
        named = told.get("list-style-type") or told.get("list-style", "")
        for word in named.split():
            if word in _STYLED:
                return _STYLED[word]
        if found := _COUNTING.get((owner.get("type") or "").strip()):
            return found
    return "arabic"


def _read_code(flow: _Flow, listing: HtmlElement, style: Style) -> None:
    if lines := listing_of(listing, style):
        flow.end_text()
        flow.blocks.append(Code(lines))


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
        if isinstance(block, TextBlock | Code | Quote | Columns):
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
    said = tuple(paragraph for block in blocks_of(quotation, inner, said_by) for paragraph in words_of(block))
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


def _is_block(element: HtmlElement) -> bool:
    """Whether the element's own style puts it on lines of its own."""
    return bool(element.get("style")) and declared_in(element).get("display", "") in _ON_LINES_OF_THEIR_OWN


def _holds_blocks(element: HtmlElement) -> bool:
    return any(tag(inner) in _BLOCKS or tag(inner) == "img" for inner in element.iterdescendants())
