"""How large the slides of a presentation are."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation


def extent(file: bytes) -> tuple[float, float]:
    """Width and height of the slides in inches."""
    presentation: Any = Presentation(io.BytesIO(file))
    return presentation.slide_width.inches, presentation.slide_height.inches
