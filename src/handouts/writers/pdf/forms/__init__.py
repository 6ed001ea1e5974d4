"""Real form fields (AcroForm) over what a template marks as room for an answer.

WeasyPrint's own fields have no appearances and want a font that cannot be embedded, so they could never be PDF/A.
These are written here: where fields go is read from the finished layout; then the form of the file is made, all fields
by name, each an annotation that is its own field [12.5.6.19], with what it looks like. `typeface` is what is typed
with. Numbers in brackets are sections of ISO 32000-1. This replaces a function of WeasyPrint and reads its boxes, which
are private: the version is pinned.

A template marks any element that has a box of its own:

    data-field     `line`: one line, to the right of the words in the box; `text`: several lines; `ruled`: several
                   lines, set at the pitch of the blocks inside; `tick`: a box to tick, printed by the page itself
    data-name      its name, unique in the document; what comes before a full stop is a group: `task3.gap2`
    data-tip       what to enter, in words: the tool tip, and what a screen reader says
    data-length    for `line`: the most characters it takes
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes

from handouts.errors import LayoutError
from handouts.writers.pdf.forms.typeface import Typeface, embed, typeface_of

__all__ = ["with_fields"]

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
FONT = "Text"
"""The name of the font in the form's resources."""
CENTRED = 1
PRINT = 1 << 2
MULTILINE = 1 << 12
ON = "Yes"
INK = 0.1
STROKE = 0.16
"""Thickness of a tick, of the square it is in."""
TICK = ((-0.3, 0.02), (-0.08, -0.24), (0.42, 0.5))
"""Its corners from the middle, of the square it is in."""
DEFAULT_SIZE = 11.0


@dataclass(frozen=True)
class _FieldPlace:
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


@contextmanager
def with_fields(document: Any) -> Iterator[None]:
    """Give a document that is written meanwhile the fields that its template marks; without marks nothing happens.

    Args:
        document: A rendered WeasyPrint document, about to be written.

    Raises:
        LayoutError: A mark is not complete, a name is there twice, or the typeface is not shipped.
    """
    found = _places_on(document.pages)
    if not any(found):
        yield
        return
    for page, places in zip(document.pages, found, strict=True):
        page.forms = places
    form, write = _Form(typeface_of(_family_of(document.pages))), weasyprint.pdf.add_forms
    weasyprint.pdf.add_forms = form.write
    try:
        yield
    finally:
        weasyprint.pdf.add_forms = write


class _Form:
    """The form while it is written, page by page."""

    def __init__(self, face: Typeface) -> None:
        self._face = face
        self._groups: dict[str, Any] = {}
        self._ticks: dict[str, Any] = {}
        self._fields: Any = pydyf.Array()

    def write(self, places: list[_FieldPlace], _matrix: Any, pdf: Any, page: Any, *_rest: Any) -> None:
        """Write the fields of one page; WeasyPrint calls this in place of its own.

        Each is listed with its page in reading order, and hung on its box, for WeasyPrint's structure tree to hold.
        """
        if "AcroForm" not in pdf.catalog:
            self._begin(pdf)
        for place in places:
            field = _widget(place, pdf, page, self._ticks)
            self._name(field, place.name, pdf)
            page.setdefault("Annots", pydyf.Array()).append(field.reference)
            place.box.widget_annotation = field

    def _begin(self, pdf: Any) -> None:
        """Viewers need not make appearances: each field has its own (ISO 19005-3, 6.4.1)."""
        fonts = pydyf.Dictionary({FONT: embed(self._face, pdf)})
        form = pydyf.Dictionary(
            {
                "Fields": self._fields,
                "DA": _appearance_of(DEFAULT_SIZE),
                "DR": pydyf.Dictionary({"Font": fonts}),
            }
        )
        pdf.add_object(form)
        pdf.catalog["AcroForm"] = form.reference

    def _name(self, field: Any, name: str, pdf: Any) -> None:
        """Hang a field below the groups that its name begins with [12.7.3.2]."""
        parent = None
        for path in _groups_of(name):
            if path not in self._groups:
                self._groups[path] = pydyf.Dictionary({"Kids": pydyf.Array()})
                pdf.add_object(self._groups[path])
                self._hang(self._groups[path], path, parent)
            parent = self._groups[path]
        self._hang(field, name, parent)

    def _hang(self, field: Any, name: str, parent: Any) -> None:
        field["T"] = pydyf.String(name.rsplit(".", 1)[-1])
        if parent is not None:
            field["Parent"] = parent.reference
        (self._fields if parent is None else parent["Kids"]).append(field.reference)


def _places_on(pages: Sequence[Any]) -> list[list[_FieldPlace]]:
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
        if (group := next((group for group in _groups_of(name) if group in owners), None)) is not None:
            raise LayoutError(f'"{group}" is the name of a field and of a group of fields; rename one of the two')
    return found


def _groups_of(name: str) -> list[str]:
    """The groups that a field belongs to, the outermost first: `test1`, `test1.task3` of `test1.task3.gap2`."""
    parts = name.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _family_of(pages: Sequence[Any]) -> str:
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


def _place(box: Any, page_box: Any, parts: Counter[Any]) -> _FieldPlace:
    element = box.element
    kind, name, tip = (element.get(f"data-{key}") for key in ("field", "name", "tip"))
    if kind not in KINDS or not name or not tip:
        raise LayoutError(f'field "{name or kind}": it needs data-name, data-tip, and one of {", ".join(KINDS)}')
    parts[element] += 1
    number = parts[element]
    root = _root(page_box)
    size = float(root.style["font_size"]) * POINTS
    (left, top, right, bottom), size = _AREAS[kind](box, size, typeface_of(root.style["font_family"][0]))
    height = page_box.margin_height() * POINTS
    corners = left, height - bottom, right, height - top
    return _FieldPlace(
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


def _line_area(box: Any, size: float, _: Typeface) -> _Area:
    left, top, right, bottom = _inside(box)
    words = [part for part in box.descendants() if isinstance(part, boxes.TextBox) and part.text.strip()]
    begin = max((part.position_x + part.width for part in words), default=0.0) * POINTS
    return (max(left, begin) + GAP, min(top + INSET, bottom - LINE * size), right - INSET, bottom), size


def _text_area(box: Any, size: float, _: Typeface) -> _Area:
    left, top, right, bottom = _inside(box)
    return (left + GAP, top + INSET, right - INSET, bottom - INSET), size


def _ruled_area(box: Any, _: float, face: Typeface) -> _Area:
    """A viewer sets lines at the pitch of the font, so the size is what makes them meet the rules."""
    lines = box.children
    pitch = lines[0].margin_height() * POINTS
    size = pitch / face.pitch
    lower = pitch - (face.ascent / 1000 + SIT) * size
    left, _, right, _ = _inside(box)
    top, bottom = lines[0].position_y, lines[-1].position_y + lines[-1].margin_height()
    return (left, top * POINTS + lower, right, bottom * POINTS + lower), size


def _tick_area(box: Any, _: float, __: Typeface) -> _Area:
    """A square that a finger can hit around the printed one."""
    side = box.border_width() * POINTS
    middle = box.border_box_x() * POINTS + side / 2, box.border_box_y() * POINTS + box.border_height() * POINTS / 2
    reach = max(side, TARGET) / 2
    return (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), side


_AREAS = {"line": _line_area, "text": _text_area, "ruled": _ruled_area, "tick": _tick_area}


def _widget(place: _FieldPlace, pdf: Any, page: Any, ticks: dict[str, Any]) -> Any:
    """The annotation of a place; the page itself prints lines and frames, so it shows nothing but the answer.

    Args:
        place: Where it goes.
        pdf: The file, which gets the annotation and its appearances.
        page: The page it is on.
        ticks: The ticks drawn so far, which all boxes of one size share; it grows.

    Returns:
        The annotation, whose name is not set.
    """
    annotation = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": pydyf.Array(place.rectangle),
            "P": page.reference,
            "F": PRINT,
            "TU": pydyf.String(place.tip),
            "BS": pydyf.Dictionary({"W": 0}),
        }
    )
    annotation.update(_ticked(place, pdf, ticks) if place.kind == "tick" else _typed(place, pdf))
    pdf.add_object(annotation)
    return annotation


def _appearance_of(size: float) -> Any:
    """How a viewer is to set what is typed [12.7.3.3]."""
    return pydyf.String(f"/{FONT} {size:g} Tf {INK} g")


def _typed(place: _FieldPlace, pdf: Any) -> dict[str, Any]:
    """Each has an appearance of its own, since viewers write into it."""
    empty = _drawing(*_extent(place), "/Tx BMC EMC")
    pdf.add_object(empty)
    entries = {"FT": "/Tx", "DA": _appearance_of(place.size), "AP": pydyf.Dictionary({"N": empty.reference})}
    if place.kind != "line":
        entries["Ff"] = MULTILINE
    elif place.length:
        entries |= {"MaxLen": place.length, "Q": CENTRED}
    return entries


def _ticked(place: _FieldPlace, pdf: Any, ticks: dict[str, Any]) -> dict[str, Any]:
    width, height = _extent(place)
    states = pydyf.Dictionary()
    for state, drawing in ((ON, _tick_drawing(width, height, place.size)), ("Off", "")):
        key = f"{width} {height} {drawing}"
        if key not in ticks:
            ticks[key] = _drawing(width, height, drawing)
            pdf.add_object(ticks[key])
        states[state] = ticks[key].reference
    return {"FT": "/Btn", "V": "/Off", "AS": "/Off", "AP": pydyf.Dictionary({"N": states})}


def _drawing(width: float, height: float, operators: str) -> Any:
    """A form XObject [8.10]."""
    return pydyf.Stream([operators], {"Subtype": "/Form", "BBox": pydyf.Array((0, 0, width, height))})


def _extent(place: _FieldPlace) -> tuple[float, float]:
    left, bottom, right, top = place.rectangle
    return round(right - left, 2), round(top - bottom, 2)


def _tick_drawing(width: float, height: float, side: float) -> str:
    """A tick over the middle of the area; it reaches out of the printed square at the upper right."""
    points = [f"{width / 2 + x * side:.2f} {height / 2 + y * side:.2f}" for x, y in TICK]
    path = f"{points[0]} m {points[1]} l {points[2]} l"
    return f"{INK} G {side * STROKE:.2f} w 1 J 1 j {path} S"
