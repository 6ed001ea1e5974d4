"""The switch for all short cuts through private parts of libraries, for pages and for decks.

`HANDOUTS_NO_SHORTCUTS=1`, or any value but an empty one and 0, turns all of them off; names of short cuts, apart by
commas, turn off these: `HANDOUTS_NO_SHORTCUTS=lines,boxes`. Files have the same bytes either way.
"""

from __future__ import annotations

import os

SWITCH = "HANDOUTS_NO_SHORTCUTS"
PAGES = (
    "imports",
    "patterns",
    "trees",
    "sheets",
    "styles",
    "boxes",
    "lines",
    "lineboxes",
    "glyphs",
    "drawings",
    "objects",
    "garbage",
)
"""Those of pages, each of which is a module below `writers/pdf/shortcuts/`."""
SLIDES = "slides"
"""All of those of decks."""


def switched_off(name: str = "") -> bool:
    """Whether the environment asks for the libraries' own ways; without a name, in everything."""
    value = os.environ.get(SWITCH, "")
    asked = {part.strip() for part in value.split(",")}
    if asked <= {*PAGES, SLIDES}:
        return name in asked
    return value not in ("", "0")
