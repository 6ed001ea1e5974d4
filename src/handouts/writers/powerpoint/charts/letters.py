"""A chart on a ground where the theme's ink is not read: its letters, lines and marks in colours that are."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from handouts.colours import GRAPHICS, contrast, standing_out
from handouts.model.brand import Brand
from handouts.writers.powerpoint.ooxml import qn
from handouts.writers.powerpoint.package import Letters
from handouts.writers.powerpoint.theme import brightness, theme_colours

_HALF = "50000"
"""How much of a line that only guides the eye is seen of the letters' colour, in thousandths of a per cent."""
_SLOTS = {"tx1": "dk1", "bg1": "lt1"}


def relettered(native: Any, letters: Letters, brand: Brand) -> None:
    """Exchange the theme's ink in a chart for letters that are read on its ground, and lift series off the ground."""
    space = native.part._element
    marks = {name: _mark(colour, letters) for name, colour in _accents(brand).items()}
    for colour in list(space.iter(qn("a:schemeClr"))):
        name = colour.get("val")
        if name in marks:
            _lift(colour, brightness(marks[name], _accents(brand)[name]))
        elif name == "tx1" and not _is_inside(colour):
            exchanged = letters.element
            if len(colour):
                etree.SubElement(exchanged, qn("a:alpha"), val=_HALF)
            colour.getparent().replace(colour, exchanged)
    for series in space.iter(qn("c:ser")):
        _label_inside(series, marks, brand)


def _accents(brand: Brand) -> dict[str, str]:
    return {name: f"#{colour}" for name, colour in theme_colours(brand).items() if name.startswith("accent")}


def _mark(colour: str, letters: Letters) -> str:
    """A colour of series as it stands out from the ground."""
    if not letters.ground or contrast(colour, letters.ground) >= GRAPHICS:
        return colour
    return standing_out(colour, letters.ground, GRAPHICS)


def _lift(colour: Any, by: float) -> None:
    if not by or len(colour):
        return
    etree.SubElement(colour, qn("a:lumMod"), val=str(round((1 - abs(by)) * 100_000)))
    if by > 0:
        etree.SubElement(colour, qn("a:lumOff"), val=str(round(by * 100_000)))


def _is_inside(colour: Any) -> bool:
    """Whether it is that of a number within a part of a stack."""
    labels = next(colour.iterancestors(qn("c:dLbls")), None)
    place = labels.find(qn("c:dLblPos")) if labels is not None else None
    return place is not None and place.get("val") == "ctr"


def _label_inside(series: Any, marks: dict[str, str], brand: Brand) -> None:
    """Write numbers within parts in the theme's ink or paper, whichever is read better on them."""
    fill = series.find(f"{qn('c:spPr')}/{qn('a:solidFill')}/{qn('a:schemeClr')}")
    if fill is None or fill.get("val") not in marks:
        return
    colours = theme_colours(brand)
    ground = marks[fill.get("val")]
    best = max(_SLOTS, key=lambda slot: contrast(f"#{colours[_SLOTS[slot]]}", ground))
    for colour in series.iter(qn("a:schemeClr")):
        if colour.get("val") in _SLOTS and _is_inside(colour):
            new = copy.deepcopy(colour)
            new.set("val", best)
            colour.getparent().replace(colour, new)
