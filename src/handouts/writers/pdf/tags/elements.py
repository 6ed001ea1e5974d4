"""Structure elements as WeasyPrint keeps them: dictionaries in the list of the file's objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf


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
