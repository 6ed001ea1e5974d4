"""SVG → PNG, by resvg: the map of a slide is the drawing that pages get, in a slide's proportions.

resvg is one compiled file of 3 MB (4 ms to import), reads no fonts but those it is given, and gives the same bytes for
the same drawing. matplotlib, which would need a second drawing routine, takes 1.5 s to import and 80 MB with numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def png(svg: str, pixels: int, paper: str, fonts: Sequence[Path]) -> bytes:
    """Draw an SVG on paper, so many pixels wide; its letters come from these fonts."""
    import resvg_py

    files = [str(font) for font in fonts]
    return resvg_py.svg_to_bytes(svg, width=pixels, dpi=72, background=paper, skip_system_fonts=True, font_files=files)
