"""The colours of a master's theme under the names that a brand gives them."""

from __future__ import annotations

from typing import Any

from handouts.colours import mixed
from handouts.model.brand import Colours
from handouts.writers.powerpoint.xmlnames import qn

_SHARE_MUTED, _SHARE_RULE = 0.35, 0.6


def theme_fonts(theme: Any) -> tuple[str, str]:
    """The fonts of headings and of text."""
    faces = (theme.find(f".//{qn(f'a:{name}Font')}/{qn('a:latin')}") for name in ("major", "minor"))
    major, minor = (face.get("typeface") if face is not None else "" for face in faces)
    return major or minor or "Arial", minor or major or "Arial"


def colours_of(theme: Any, master: Any) -> Colours:
    """Ink and grounds as the master uses them, charts in the theme's accents."""
    scheme = theme.find(".//" + qn("a:clrScheme"))
    used = master.find(qn("p:clrMap"))

    def colour(name: str) -> str:
        entry = scheme.find(qn(f"a:{used.get(name, name)}"))
        value = entry[0].get("lastClr") or entry[0].get("val") if entry is not None and len(entry) else None
        return f"#{value.lower()}" if value and len(value) == 6 else "#000000"

    ink, paper = colour("tx1"), colour("bg1")
    accents = tuple(colour(f"accent{number}") for number in range(1, 7))
    return Colours(
        ink=ink,
        muted=mixed(ink, paper, _SHARE_MUTED),
        accent=colour("tx2"),
        second=accents[1],
        paper=paper,
        tint=colour("bg2"),
        rule=mixed(ink, paper, _SHARE_RULE),
        chart=accents,
    )
