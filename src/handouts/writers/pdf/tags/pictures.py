"""Pictures: where they are."""

from __future__ import annotations

from typing import Any

import pydyf

POINTS = 0.75
"""Points in a CSS pixel."""


def place(box: Any, height: float) -> Any:
    """A picture's box in points from the lower left corner of a page of this height in pixels [14.8.5.4.3]."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = left, height - top - box.height, left + box.width, height - top
    return pydyf.Array([round(corner * POINTS, 2) for corner in corners])
