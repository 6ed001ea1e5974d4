"""Where fields go: read from the layout, once it is finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from weasyprint.formatting_structure import boxes

from handouts.errors import LayoutError
from handouts.writers.pdf.forms.typeface import Typeface, typeface

Kind = Literal["line", "text", "ruled", "tick"]
KINDS = ("line", "text", "ruled", "tick")
POINTS = 0.75
"""Points in a CSS pixel."""
TARGET = 18.0
"""The least side of what a finger ticks, in points: 24 CSS pixels (WCAG 2.2, 2.5.8)."""
INSET = 0.75
"""Between a printed frame and the field above, below or left of it, in points."""
GAP = 3.0
"""Between words or a printed frame and what is typed beside them, in points."""
LINE = 1.3
"""The least height of one line, of the size of its type."""
SIT = 0.2
"""How high typed text sits above a printed rule, of its size: what goes below the line ends there."""


@dataclass(frozen=True)
class FieldPlace:
    """One field: what it is, and where in points from the lower left corner of its page.

    `rectangle` is left, bottom, right, top. `size` is the size of type in points; of a `tick` it is the side of the
    printed square in the middle. `box` is the box it stands for in the structure tree.
    """

    box: Any
    kind: Kind
    name: str
    tip: str
    rectangle: tuple[float, float, float, float]
    size: float
    length: int | None


def places_on(pages: Sequence[Any]) -> list[list[FieldPlace]]:
    """The fields of each page, in reading order.

    What breaks over pages gives a field on each; from the second on they have a number of their own.

    Raises:
        LayoutError: A mark in the template is not complete, or a name is there twice.
    """
    parts: Counter[Any] = Counter()
    owners: dict[str, Any] = {}
    found = []
    for page in pages:
        found.append([_place(box, page._page_box, parts) for box in _marked(page._page_box)])
        for place in found[-1]:
            if owners.setdefault(place.name, place.box.element) is not place.box.element:
                raise LayoutError(f'two fields have the name "{place.name}"; give each a data-name of its own')
    for name in owners:
        if (group := next((group for group in groups_of(name) if group in owners), None)) is not None:
            raise LayoutError(f'"{group}" is the name of a field and of a group of fields; rename one of the two')
    return found


def groups_of(name: str) -> list[str]:
    """The groups that a field belongs to, the outermost first: `test1`, `test1.task3` of `test1.task3.gap2`."""
    parts = name.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def family_of(pages: Sequence[Any]) -> str:
    """The family of running text."""
    family = _root(pages[0]._page_box).style["font_family"][0]
    assert isinstance(family, str)
    return family


def _marked(box: Any) -> Iterator[Any]:
    """The outermost boxes of elements that are marked."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        element = getattr(child, "element", None)
        if element is not None and hasattr(element, "get") and element.get("data-field"):
            yield child
        else:
            yield from _marked(child)


def _root(page_box: Any) -> Any:
    return next(child for child in page_box.children if child.element_tag == "html")


def _place(box: Any, page_box: Any, parts: Counter[Any]) -> FieldPlace:
    element = box.element
    kind, name, tip = (element.get(f"data-{key}") for key in ("field", "name", "tip"))
    if kind not in KINDS or not name or not tip:
        raise LayoutError(f'field "{name or kind}": it needs data-name, data-tip, and one of {", ".join(KINDS)}')
    parts[element] += 1
    number = parts[element]
    root = _root(page_box)
    size = float(root.style["font_size"]) * POINTS
    (left, top, right, bottom), size = _AREAS[kind](box, size, typeface(root.style["font_family"][0]))
    height = page_box.margin_height() * POINTS
    corners = left, height - bottom, right, height - top
    return FieldPlace(
        box=box,
        kind=kind,
        name=name if number == 1 else f"{name}-{number}",
        tip=tip if number == 1 else f"{tip} ({number})",
        rectangle=(round(corners[0], 2), round(corners[1], 2), round(corners[2], 2), round(corners[3], 2)),
        size=round(size, 2),
        length=int(element.get("data-length") or 0) or None,
    )


_Area = tuple[tuple[float, float, float, float], float]
"""Left, top, right and bottom in points from the upper left corner of the page, and the size of type."""


def _inside(box: Any) -> tuple[float, float, float, float]:
    left, top = box.padding_box_x() * POINTS, box.padding_box_y() * POINTS
    return left, top, left + box.padding_width() * POINTS, top + box.padding_height() * POINTS


def _line(box: Any, size: float, _: Typeface) -> _Area:
    left, top, right, bottom = _inside(box)
    words = [part for part in box.descendants() if isinstance(part, boxes.TextBox) and part.text.strip()]
    begin = max((part.position_x + part.width for part in words), default=0.0) * POINTS
    return (max(left, begin) + GAP, min(top + INSET, bottom - LINE * size), right - INSET, bottom), size


def _text(box: Any, size: float, _: Typeface) -> _Area:
    left, top, right, bottom = _inside(box)
    return (left + GAP, top + INSET, right - INSET, bottom - INSET), size


def _ruled(box: Any, _: float, face: Typeface) -> _Area:
    """A viewer sets lines at the pitch of the font, so the size is what makes them meet the rules."""
    lines = box.children
    pitch = lines[0].margin_height() * POINTS
    size = pitch / face.pitch
    lower = pitch - (face.ascent / 1000 + SIT) * size
    left, _, right, _ = _inside(box)
    top, bottom = lines[0].position_y, lines[-1].position_y + lines[-1].margin_height()
    return (left, top * POINTS + lower, right, bottom * POINTS + lower), size


def _tick(box: Any, _: float, __: Typeface) -> _Area:
    """A square that a finger can hit around the printed one."""
    side = box.border_width() * POINTS
    middle = box.border_box_x() * POINTS + side / 2, box.border_box_y() * POINTS + box.border_height() * POINTS / 2
    reach = max(side, TARGET) / 2
    return (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), side


_AREAS = {"line": _line, "text": _text, "ruled": _ruled, "tick": _tick}
