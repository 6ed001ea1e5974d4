"""Where the language changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes


def speak(elements: Iterable[Any], language: str | None, box: Any) -> None:
    """Give the elements of a box its language [14.9.2].

    `NonStruct`, which readers pass over [14.8.4.2], could not carry it.
    """
    for element in elements:
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            element["S"] = "/Span" if isinstance(box, boxes.InlineLevelBox) else "/Div"
