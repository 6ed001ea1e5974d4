"""Words with a meaning of their own: code, quotations, abbreviations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf

KINDS = {
    **dict.fromkeys(("aside", "figure", "footer", "header"), "/Div"),
    "code": "/Code",
    "q": "/Quote",
    "abbr": "/Span",
    "pre": "/P",
}
"""HTML elements that WeasyPrint knows no structure element for [14.8.4]."""


def name(elements: Iterable[Any], box: Any) -> None:
    """Give elements that readers would pass over the kind they are of, and abbreviations what they stand for."""
    for element in elements:
        if element["S"] == "/NonStruct":
            element["S"] = KINDS.get(box.element_tag, "/NonStruct")
        if box.element_tag == "abbr" and (meant := box.element.get("title")):
            element["E"] = pydyf.String(meant)  # [14.9.5]
