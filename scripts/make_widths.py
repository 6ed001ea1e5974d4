"""Font files → the table of widths that slides are measured with, src/handouts/slidelayout/widths/NAME.json.

Slides name fonts that readers have and this tool may not ship. A free font that was drawn to the same widths gives the
numbers: Carlito (SIL Open Font License 1.1, pip install rinoh-typeface-carlito) those of Calibri, Liberation Serif
(SIL Open Font License 1.1, with LibreOffice) those of Times New Roman.

    python scripts/make_widths.py REGULAR.ttf BOLD.ttf src/handouts/slidelayout/widths/calibri.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2030, 0x2039, 0x203A, 0x2044]
LETTERS += [0x20AC, 0x2122, 0x2190, 0x2192, 0x2212]
"""Latin with all its accents, dashes, quotation marks; whatever else is written is rare on slides."""


def widths(path: Path) -> dict[str, int]:
    """The width of each letter in thousandths of an em."""
    with TTFont(path) as font:
        glyphs, advances, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): round(advances[glyphs[code]][0] * 1000 / em) for code in LETTERS if code in glyphs}


def pitch(path: Path) -> float:
    """The line pitch that the font asks for, as a share of its size."""
    with TTFont(path) as font:
        head: Any = font["hhea"]
        return float(round((head.ascent - head.descent + head.lineGap) / font["head"].unitsPerEm, 3))


def main(regular: Path, bold: Path, target: Path) -> None:
    """Write the table, one style a line."""
    table = {"pitch": pitch(regular), "regular": widths(regular), "bold": widths(bold)}
    lines = [f' "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in table.items()]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
