"""The structure that screen readers go by [ISO 32000-1 14.8, ISO 14289-1 7]: each check returns its complaints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from .structure import Box, Drawn, Element, opened

HEADING = re.compile(r"H[1-6]")
GROUPING = set("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private".split())
BLOCK = set("P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot".split())
INLINE = set(
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
CELLS = {"TH", "TD"}
FOOT = 42.5
"""Points: the lowest 15 mm of a page hold no running text."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def standard(path: Path) -> list[str]:
    """One Document holds everything, in standard types; languages are language tags."""
    elements = opened(path).elements
    tops = [element.kind for element in elements if element.parent is None]
    found = [] if tops == ["Document"] else [f"the tree begins with {tops}"]
    found += [f"{kind} is no standard type" for kind in {e.kind for e in elements} - GROUPING - BLOCK - INLINE]
    languages = {str(element.raw["/Lang"]) for element in elements if "/Lang" in element.raw}
    return found + [f"{language!r} is no language" for language in languages if not LANGUAGE.fullmatch(language)]


def headings(path: Path) -> list[str]:
    """One H1 first, no level left out on the way down, none empty, none within another."""
    document = opened(path)
    heads = [element for element in document.elements if HEADING.fullmatch(element.kind)]
    levels = [int(element.kind[1]) for element in heads]
    found = [] if levels[:1] == [1] and levels.count(1) == 1 else [f"H1 is not the first and only one: {levels[:9]}"]
    for element, level, before in zip(heads, levels, [0, *levels], strict=False):
        said = document.text(element)
        if level > before + 1:
            found.append(f"H{level} after H{before}: {said[:50]!r}")
        if not said:
            found.append(f"an empty H{level}")
        if element.parent is not None and element.parent.inside("H1", "H2", "H3", "H4", "H5", "H6", "P"):
            found.append(f"H{level} within a heading or paragraph: {said[:50]!r}")
    return found


def tables(path: Path) -> list[str]:
    """Header cells with a scope, rows of equal width, and nothing but rows and cells."""
    document = opened(path)
    found = []
    for number, table in enumerate((e for e in document.elements if e.kind == "Table"), 1):
        cells = [element for element in table.below() if element.kind in CELLS]
        heads = [cell for cell in cells if cell.kind == "TH"]
        if not heads:
            found.append(f"table {number}: no header cell")
        scopes = {str(head.attribute("/Scope")) for head in heads}
        if scopes - {"/Row", "/Column", "/Both"}:
            found.append(f"table {number}: header cells of scope {sorted(scopes)}")
        rows = [element for element in table.below() if element.kind == "TR"]
        widths = _widths(rows)
        if len(set(widths)) != 1:
            found.append(f"table {number}: rows of {sorted(set(widths))} columns")
        found += [f"table {number}: TR holds {c.kind}" for row in rows for c in row.children if c.kind not in CELLS]
        found += [f"table {number}: {cell.kind} outside a row" for cell in cells if cell.parent.kind != "TR"]  # type: ignore[union-attr]
    return found


def _widths(rows: list[Element]) -> list[int]:
    """How many columns each row fills, counting cells that reach down into it."""
    widths, reaching = [], Counter[int]()
    for index, row in enumerate(rows):
        width = reaching[index]
        for cell in (child for child in row.children if child.kind in CELLS):
            columns, deep = (int(cell.attribute(name) or 1) for name in ("/ColSpan", "/RowSpan"))  # type: ignore[call-overload]
            width += columns
            reaching.update({index + below: columns for below in range(1, deep)})
        widths.append(width)
    return widths


def lists(path: Path) -> list[str]:
    """L holds LI, LI holds Lbl and one LBody, and neither is found elsewhere."""
    document = opened(path)
    found = []
    for element in document.elements:
        holds, parent = [child.kind for child in element.children], element.parent.kind if element.parent else ""
        said = document.text(element)[:40]
        if element.kind == "L" and (not holds or set(holds) - {"LI", "L", "Caption"}):
            found.append(f"L holds {sorted(set(holds))}: {said!r}")
        if element.kind == "LI" and (holds not in (["LBody"], ["Lbl", "LBody"]) or element.marks or parent != "L"):
            found.append(f"LI in {parent} holds {holds}: {said!r}")
        if element.kind in ("Lbl", "LBody") and parent not in ("LI", "Note"):
            found.append(f"{element.kind} in {parent}: {said!r}")
    return found


def figures(path: Path) -> list[str]:
    """Every figure says what it shows, and where on its page it is."""
    document = opened(path)
    found = []
    for number, figure in enumerate((e for e in document.elements if e.kind in ("Figure", "Formula")), 1):
        said = str(figure.raw.get("/Alt", "")).strip()
        if len(said) < 10 or re.search(r"\.(png|jpe?g|svg)$", said):
            found.append(f"figure {number}: alternative text {said!r}")
        place = figure.attribute("/BBox")
        if not isinstance(place, pikepdf.Array):
            found.append(f"figure {number}: no BBox")
            continue
        frame = Box(*(float(side) for side in place))  # type: ignore[arg-type]
        outside = [thing for _, thing in document.pieces(figure) if thing.is_text and not _within(thing.box, frame)]
        if frame.area < 100 or outside:
            found.append(f"figure {number}: BBox {frame} leaves out {[thing.text for thing in outside][:3]}")
    return found


def _within(inner: Box, outer: Box, slack: float = 3) -> bool:
    return inner.shared(Box(outer.left - slack, outer.bottom - slack, outer.right + slack, outer.top + slack)) == inner


def notes(path: Path) -> list[str]:
    """Every note has an identifier of its own, and says something."""
    document = opened(path)
    found = [element for element in document.elements if element.kind == "Note"]
    names = Counter(str(note.raw.get("/ID", "")) for note in found)
    complaints = [f"identifier {name!r} of {count} notes" for name, count in names.items() if count > 1 or not name]
    return complaints + ["an empty note" for note in found if len(document.text(note)) < 3]


def content(path: Path) -> list[str]:
    """Whatever is drawn is an artifact or belongs to one element; no element names what is not drawn."""
    document = opened(path)
    counted = Counter(mark for element in document.elements for mark in element.marks)
    found = [
        f"page {page + 1}: MCID {number} in {count} elements" for (page, number), count in counted.items() if count > 1
    ]
    for page, drawn in enumerate(document.drawn):
        for thing in drawn:
            if not thing.artifact and (page, thing.number) not in counted:
                found.append(f"page {page + 1}: untagged {thing.text!r} at {thing.box}")
    return found


def reading_order(path: Path) -> list[str]:
    """No page comes back, and on a page nothing is read after what stands below it in the same column.

    Notes, and what is printed in the margin, are read where they belong; figures are read as a whole.
    """
    document = opened(path)
    last, found = 0, []
    column: list[tuple[int, Drawn]] = []
    for page, thing in _read(document.elements, document.spoken):
        if page < last:
            found.append(f"page {page + 1} is read after page {last + 1}: {thing.text[:40]!r}")
        last = max(last, page)
        column = [entry for entry in column if entry[0] == page]
        below = next((other for _, other in column if _stands_above(thing.box, other.box)), None)
        if below is not None:
            found.append(f"page {page + 1}: {thing.text[:40]!r} is read after {below.text[:40]!r}, which stands below")
        column.append((page, thing))
    return found


def _read(elements: list[Element], spoken: dict[tuple[int, int], list[Drawn]]) -> Iterator[tuple[int, Drawn]]:
    for element in elements:
        if not element.inside("Note", "Figure"):
            pieces = [(mark[0], thing) for mark in element.marks for thing in spoken.get(mark, [])]
            yield from ((page, thing) for page, thing in pieces if thing.is_text and thing.box.bottom > FOOT)


def _stands_above(upper: Box, lower: Box) -> bool:
    """Whether one is wholly above the other and they share most of the narrower one's width."""
    common = min(upper.right, lower.right) - max(upper.left, lower.left)
    narrower = min(upper.right - upper.left, lower.right - lower.left)
    return upper.bottom > lower.top + 1 and common > 0.5 * narrower


CHECKS = (standard, headings, tables, lists, figures, notes, content, reading_order)
