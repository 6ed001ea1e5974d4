"""What boxes are in a PDF: structure elements, or artifacts.

WeasyPrint keeps structure elements as dictionaries in the list of the file's objects. Artifacts are painted but are no
part of the text: running heads, repeated table heads, pictures that only decorate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_REPEATED = ("table-header-group", "table-footer-group")
"""How boxes are displayed that WeasyPrint puts on every page that their table goes on to."""


def new_element(pdf: Any, kind: str, parent: Any, kids: Iterable[Any] = ()) -> Any:
    """A structure element [14.7.2] on its parent's page, which is to hold it but does not yet.

    Args:
        pdf: The file, which gets one more object.
        kind: `/LBody`, for instance.
        parent: The element above.
        kids: Elements that it takes over from where they were.
    """
    element = pydyf.Dictionary(
        {"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "Pg": parent["Pg"], "P": parent.reference}
    )
    pdf.add_object(element)
    take(element, kids)
    return element


def take(element: Any, kids: Iterable[Any]) -> None:
    """Put elements, or areas to click at, at the end of another element."""
    for kid in kids:
        if "S" in kid:
            kid["P"] = element.reference
        element["K"].append(kid.reference)


def kids_of(pdf: Any, element: Any) -> list[Any]:
    """What an element holds, its marked content aside."""
    return [object_at(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]


def object_at(pdf: Any, reference: bytes) -> Any:
    """The object that a reference leads to."""
    return pdf.objects[int(reference.split()[0])]


def keep_out(pages: Sequence[Any]) -> dict[Any, Any]:
    """Let pages paint as artifacts what is none of their text (ISO 14289-1, 7.1 and 7.8).

    Returns:
        All boxes that are artifacts, each with what kind of one it is [14.8.2.2.2].
    """
    artifacts: dict[Any, Any] = {}
    seen: set[int] = set()
    for page in pages:
        found = dict(_artifacts(page._page_box, seen))
        page.paint = partial(_paint, page.paint, found)
        artifacts.update(found)
    return artifacts


def below(box: Any) -> Iterator[Any]:
    """A box and all boxes in it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in getattr(box, "children", ()):
        yield from below(child)


def _artifacts(box: Any, seen: set[int]) -> Iterator[tuple[Any, Any]]:
    """The artifacts of a page; `seen` are the elements of earlier pages that stand on every one of their pages."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if (kind := _kind(box, seen)) is not None:
        yield from ((inner, kind) for inner in below(box))
        return
    for child in getattr(box, "children", ()):
        yield from _artifacts(child, seen)


def _kind(box: Any, seen: set[int]) -> Any:
    if isinstance(box, boxes.MarginBox):
        kind = pydyf.Dictionary({"Type": "/Pagination"})
        if box.at_keyword.startswith(("@top", "@bottom")):
            kind["Subtype"] = "/Header" if box.at_keyword.startswith("@top") else "/Footer"
        return kind
    if _decorates(box):
        return pydyf.Dictionary({"Type": "/Layout"})
    if _comes_again(box):
        key = id(box.element)
        if key in seen:
            return pydyf.Dictionary({"Type": "/Pagination"})
        seen.add(key)
    return None


def _decorates(box: Any) -> bool:
    """Whether HTML says that it has no meaning: hidden, an empty alternative text, or a picture that CSS adds."""
    element = box.element
    said = element.attrib if element is not None and hasattr(element, "attrib") else {}
    if "::" in (box.element_tag or "") or element is None:
        return isinstance(box, boxes.ReplacedBox)
    empty = box.element_tag == "img" and (said.get("alt") == "" or said.get("role") in ("none", "presentation"))
    return empty or said.get("aria-hidden") == "true"


def _comes_again(box: Any) -> bool:
    """Whether it stands on each page anew: heads and feet of tables, fixed boxes."""
    display, position = box.style["display"], box.style["position"]
    head = isinstance(box, boxes.TableRowGroupBox) and set(display) & set(_REPEATED)
    return box.element is not None and bool(head or position == "fixed")


def _paint(paint: Any, artifacts: dict[Any, Any], stream: Any, scale: float = 1) -> None:
    marked = stream.marked
    stream.marked = lambda box, tag: _artifact(stream, artifacts[box]) if box in artifacts else marked(box, tag)
    try:
        paint(stream, scale)
    finally:
        del stream.marked


@contextmanager
def _artifact(stream: Any, kind: Any) -> Iterator[None]:
    stream.begin_marked_content("Artifact", kind)
    try:
        yield
    finally:
        stream.end_marked_content()
