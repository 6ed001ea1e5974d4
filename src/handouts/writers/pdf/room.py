"""What is left over at the foot of a page: room to write in grows into it, and what stays empty is ruled for notes.

CSS cannot know how much of a page is left once a task has moved to the next one. So that is measured when the pages
are laid out: writing lines become more, boxes and rows higher, each by its share, and what follows on the page moves
down. The last page keeps its rest. Where room is to follow what is expected alone, as in all packaged documents,
`<body data-room="fixed">` keeps all as it is.

A material that does not fit moves to the next page as a whole. What it leaves behind is offered to readers for notes,
if the document asks for it by `<body data-notes="My notes">` and the page stays emptier than a page should. Words and
lines are painted over the finished page as artifacts: they are no part of what is read.

This uses WeasyPrint's box tree, which is private: the version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint.document import Page
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes

from handouts.model.kinds import KINDS
from handouts.writers.pdf.backgrounds import lay_backgrounds
from handouts.writers.pdf.line_numbers import small_words

LINES = "writing"
"""Class of a block that holds nothing but lines to write on, all of one height."""
BOX = "answer-box"
"""Class of an empty box."""
TABLE = "answer-table"
"""Class of a table to fill in that any task may have."""
MOST = {"lines": 2.5, "box": 1.5, "table": 0.75, "list": 0.9}
"""How much may be added to each, of its own height: readers take from the room how much is asked of them."""
ROOM, FIXED = "data-room", "fixed"
"""What says on the body that room stays as it is."""
NOTES = "data-notes"
"""What names them."""
NOTES_LEAST = 0.2
"""Of the height between the margins: less may stay empty."""
NOTES_PITCH = 8.5 * 96 / 25.4
"""Between lines, in CSS pixels, at least; as far as in tasks."""
NOTES_SPACE = 0.75 * NOTES_PITCH
"""Between text and notes."""
NOTES_SIZE = 0.81
"""Of the words, in running text."""
NOTES_STROKE = 0.35
"""Width of the lines, in CSS pixels."""


@dataclass(frozen=True)
class _Room:
    """Something to write in; `around` are the boxes that it lies in, from the page inwards."""

    kind: str
    box: Any
    around: tuple[Any, ...]

    @property
    def most(self) -> float:
        """The most it may grow by."""
        return float(self.box.height) * MOST[self.kind]


def share_rest(pages: list[Page]) -> None:
    """Let the writing room of every page but the last fill the page.

    Args:
        pages: The pages of a rendered WeasyPrint document, in order; those that change are replaced.
    """
    for index, page in enumerate(pages[:-1]):
        if not _is_fixed(page._page_box) and _share(page._page_box):
            lay_backgrounds(page._page_box)
            pages[index] = Page(page._page_box)  # links and bookmarks follow what they lead to


def _is_fixed(page_box: Any) -> bool:
    body = _body(page_box)
    return body is not None and body.element.get(ROOM) == FIXED


def _body(page_box: Any) -> Any:
    return next((box for box in page_box.children[0].descendants() if box.element_tag == "body"), None)


def _share(page_box: Any) -> bool:
    """Whether anything on the page grew."""
    flow = page_box.children[0]
    rooms = sorted(_rooms(flow, (flow,)), key=lambda room: room.kind in ("table", "list"))
    most = [room.most for room in rooms]
    rest = foot(page_box) - end(flow)
    grown = False
    for number, room in enumerate(rooms):
        growth = _grow(room, min(most[number], rest * most[number] / sum(most[number:])))
        rest -= growth
        grown = grown or growth > 0
    return grown


def _rooms(box: Any, around: tuple[Any, ...]) -> Iterator[_Room]:
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.BlockLevelBox) or not child.is_in_normal_flow():
            continue
        kind = _kind(child)
        if kind:
            yield _Room(kind, child, around)
        else:
            yield from _rooms(child, (*around, child))


def _kind(box: Any) -> str | None:
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox) or not hasattr(box.element, "get"):
        return None
    classes = set((box.element.get("class") or "").split())
    if isinstance(box, boxes.TableBox):
        return "table" if classes & {TABLE, *_styles("table")} else None
    if LINES in classes and box.children:
        return "lines"
    if classes & _styles("list"):
        return "list"
    return "box" if BOX in classes else None


def _styles(way: str) -> set[str]:
    """Classes of what kinds of tasks give to be written in, and that grows in this way."""
    return {kind.style for kind in KINDS.values() if kind.grows == way}


def foot(page_box: Any) -> float:
    """Where the room for text ends: at the margin, or above the footnotes."""
    notes = [child for child in page_box.children if isinstance(child, boxes.FootnoteAreaBox) and child.children]
    bottom = page_box.content_box_y() + page_box.height
    return float(min([bottom, *(note.position_y for note in notes)]))


def end(box: Any) -> float:
    """Where the lowest line, picture or empty block of a page ends."""
    children = [] if isinstance(box, boxes.LineBox) else list(getattr(box, "children", ()))
    if not children:
        return float(box.position_y + box.margin_height() - box.margin_bottom) if hasattr(box, "margin_bottom") else 0.0
    return max(end(child) for child in children)


def _grow(room: _Room, share: float) -> float:
    """Enlarge a room by at most this much; say by how much, and move what follows."""
    growth = GROWN[room.kind](room.box, share) if share > 0 else 0.0
    if not growth:
        return 0.0
    room.box.height += growth
    inner = room.box
    for box in reversed(room.around):
        box.height += growth
        for later in box.children[box.children.index(inner) + 1 :]:
            later.translate(0, growth)
        inner = box
    return growth


def _more_lines(block: Any, most: float) -> float:
    last = block.children[-1]
    pitch = float(last.margin_height())
    more = int(most / pitch)
    block.children = [*block.children, *(_moved(last, pitch * n) for n in range(1, more + 1))]
    return more * pitch


def _moved(line: Any, distance: float) -> Any:
    copy = line.copy()
    copy.translate(0, distance)
    return copy


def _higher_rows(table: Any, most: float) -> float:
    """Make all rows of a table's body higher by the same amount; words stay at the top of their cells."""
    bodies = [group for group in table.children if not group.is_header and not group.is_footer]
    each = most / max(1, sum(len(group.children) for group in bodies))
    moved = 0.0
    for group in bodies:
        group.translate(0, moved)
        for number, row in enumerate(group.children):
            row.translate(0, number * each)
            row.height += each
            for cell in row.children:
                cell.height += each
        group.height += each * len(group.children)
        moved += each * len(group.children)
    return moved


def _spread(block: Any, most: float) -> float:
    """Spread the items of a list, or the lines of a paragraph."""
    each = most / max(1, len(block.children))
    for number, child in enumerate(block.children):
        child.translate(0, number * each)
    return most


GROWN = {"lines": _more_lines, "box": lambda box, most: most, "table": _higher_rows, "list": _spread}
"""What enlarges each kind of room by at most so many CSS pixels, and says by how many."""


def rule_rest(pages: Sequence[Any]) -> None:
    """Rule for notes what is left over on every page but the last.

    Args:
        pages: The pages of a rendered WeasyPrint document, in order.
    """
    for page in pages[:-1]:
        box = page._page_box
        words = _name_of_notes(box)
        if words and foot(box) - end(box.children[0]) >= NOTES_LEAST * box.height:
            page.paint = partial(_paint_notes, page.paint, box, words)


def _name_of_notes(page_box: Any) -> str:
    body = _body(page_box)
    return str(body.element.get(NOTES) or "") if body is not None else ""


def _texts(page_box: Any) -> list[Any]:
    """The pieces of text in the flow of a page, of slides those at their places."""
    flow = page_box.children[0]
    found = [box for box in flow.descendants() if isinstance(box, boxes.TextBox)]
    return found or [box for box in flow.descendants(placeholders=True) if isinstance(box, boxes.TextBox)]


def _margin_texts(page_box: Any) -> list[Any]:
    """The pieces of text in running heads and feet: their colour is the same on every page."""
    margins = [box for box in page_box.children if isinstance(box, boxes.MarginBox)]
    return [box for margin in margins for box in margin.descendants() if isinstance(box, boxes.TextBox)]


def _paint_notes(paint: Any, page_box: Any, words: str, stream: Any, scale: float = 1) -> None:
    paint(stream, scale)
    body = next(box for box in page_box.children[0].descendants() if box.element_tag == "body")
    model = min(_margin_texts(page_box) or _texts(page_box), key=lambda box: float(box.style["font_size"]))
    name = small_words(words, model, body.style["font_size"] * NOTES_SIZE)
    left, top = page_box.content_box_x(), end(page_box.children[0]) + NOTES_SPACE
    name.position_x, name.position_y = left, top
    with stream.artifact(), stream.stacked():
        stream.transform(a=scale, d=scale)
        draw_text(stream, name, 0, "clip", "none")
        stream.set_color(model.style["color"], stroke=True)
        stream.set_line_width(NOTES_STROKE)
        count = max(1, int((foot(page_box) - top) / NOTES_PITCH))
        for number in range(1, count + 1):
            height = top + (foot(page_box) - top) * number / count
            stream.move_to(left, height)
            stream.line_to(left + page_box.width, height)
            stream.stroke()
