"""Copy decks so that each placeholder says what it has from its layout: with_places.py DECKS TARGET, two folders.

For programs that do not look up in the layout, by its index, where a placeholder stands and how large its type is: they
take another of the same type for it, and find texts on one another that are apart.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn


def place(deck: Path, target: Path) -> None:
    """Write a deck with the places that its placeholders inherit."""
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        layouts = {holder.placeholder_format.idx: holder._element for holder in slide.slide_layout.placeholders}
        for holder in slide.placeholders:
            box = holder.left, holder.top, holder.width, holder.height
            holder.left, holder.top, holder.width, holder.height = box
            above = layouts.get(holder.placeholder_format.idx)
            if holder.has_text_frame and above is not None and above.txBody is not None:
                _inherit(holder._element.txBody, above.txBody)
    target.parent.mkdir(parents=True, exist_ok=True)
    presentation.save(str(target))


def _inherit(body: Any, above: Any) -> None:
    """Give a text the insets and sizes of the one that it has them from."""
    for name in ("a:bodyPr", "a:lstStyle"):
        own, given = body.find(qn(name)), above.find(qn(name))
        if own is not None and given is not None and not len(own):
            own.getparent().replace(own, copy.deepcopy(given))


if __name__ == "__main__":
    decks, into = map(Path, sys.argv[1:])
    for path in sorted(decks.rglob("*.pptx")):
        place(path, into / path.relative_to(decks))
