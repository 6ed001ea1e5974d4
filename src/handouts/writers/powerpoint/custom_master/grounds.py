"""What is behind a place on a layout of somebody else's master, and in which colour letters are read there.

Masters often have a ground and letters of their own, which no theme knows: then what is in the theme's ink, charts and
tables and sources, could not be read. It takes the letters that the master itself has there.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from handouts.colours import TEXT, contrast, mixed
from handouts.slidelayout.placeholders import Box
from handouts.writers.powerpoint.custom_master.text_styles import Holder
from handouts.writers.powerpoint.ooxml import EMU, qn
from handouts.writers.powerpoint.package import Letters

_PRESETS = {"black": "#000000", "white": "#ffffff"}
_ALIKE = 3.0
"""Letters with less contrast than this to the theme's ink are as light or as dark as it is."""
_COLOURS = tuple(qn(f"a:{name}") for name in ("srgbClr", "schemeClr", "sysClr", "prstClr"))
Scheme = Callable[[str], str]
"""A colour of the theme, `#rrggbb`, by its name on slides."""


def letters_on(layout: Any, holders: list[Holder], scheme: Scheme) -> Letters | None:
    """In which colour letters are read on a layout; None if the theme's ink is.

    Args:
        layout: The layout.
        holders: Its placeholders.
        scheme: The colours of its theme.
    """
    text = max(holders, key=_room, default=None)
    if text is None or text.frame is None:
        return None
    ground, ink = _ground(layout, text.frame, scheme), scheme("tx1")
    own = _colour(text.fill, scheme)
    if contrast(ink, ground) >= TEXT if ground else not own or contrast(ink, own) < _ALIKE:
        return None
    fill = next((one for one in text.fill if one.tag in _COLOURS), None) if text.fill is not None else None
    if fill is None or not own or (ground and contrast(own, ground) < TEXT):
        light = not ground or contrast("#ffffff", ground) >= contrast("#000000", ground)
        own = "#ffffff" if light else "#000000"
        fill = etree.Element(qn("a:srgbClr"), val=own[1:].upper())
    dim = frozenset(
        holder.index
        for holder in holders
        if holder.frame is not None
        and (shown := _colour(holder.fill, scheme) or ink)
        and (behind := _ground(layout, holder.frame, scheme))
        and contrast(shown, behind) < TEXT
        and behind == ground
    )
    return Letters(etree.tostring(fill, encoding="unicode", with_tail=False), own, ground, dim)


def _room(holder: Holder) -> float:
    is_text = holder.kind not in ("title", "ctrTitle", "dt", "ftr", "sldNum")
    return holder.frame.w * holder.frame.h if holder.frame is not None and is_text else 0.0


def _ground(layout: Any, box: Box, scheme: Scheme) -> str:
    """The colour behind a box, mean if it has several; empty if nobody knows."""
    master = layout.slide_master
    found = _background(layout, scheme) or _background(master, scheme) or ""
    sheets = (master, layout) if layout._element.get("showMasterSp", "1") not in ("0", "false") else (layout,)
    for sheet in sheets:
        for shape in sheet.shapes:
            if shape.is_placeholder or None in (shape.left, shape.top, shape.width, shape.height):
                continue
            place = Box(*(length / EMU for length in (shape.left, shape.top, shape.width, shape.height)))
            if place.covers(Box(box.x + 0.1, box.y + 0.1, box.w - 0.2, box.h - 0.2)):
                found = _filled(shape._element, sheet.part, scheme) or found
    return found


def _background(sheet: Any, scheme: Scheme) -> str:
    said = sheet._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    if said is None:
        return "" if sheet._element.tag == qn("p:sldLayout") else scheme("bg1")
    reference = said.find(qn("p:bgRef"))
    return _colour(reference, scheme) if reference is not None else _filled(said, sheet.part, scheme)


def _filled(element: Any, part: Any, scheme: Scheme) -> str:
    """The colour of a shape or a ground: its own, the mean of a gradient or of a picture."""
    properties = next(iter(element.xpath("./p:bgPr | ./p:spPr")), None)
    for fill in (*(properties if properties is not None else ()), *element.xpath("./p:blipFill")):
        name = etree.QName(fill).localname
        if name == "solidFill":
            return _colour(fill, scheme)
        if name == "gradFill":
            return _mean([colour for stop in fill.iter(qn("a:gs")) if (colour := _colour(stop, scheme))])
        if name == "blipFill":
            return _pictured(fill, part)
    return ""


def _mean(colours: list[str]) -> str:
    found = colours[0] if colours else ""
    for place, colour in enumerate(colours[1:], 2):
        found = mixed(found, colour, 1 / place)
    return found


def _pictured(fill: Any, part: Any) -> str:
    from handouts.pictures.means import mean_colour

    key = next(iter(fill.xpath("./a:blip/@r:embed")), None)
    return mean_colour(part.related_part(key).blob) if key in part.rels else ""


def _colour(parent: Any, scheme: Scheme) -> str:
    """The first colour in an element, with what makes it lighter or darker; empty if there is none."""
    said = next((one for one in parent if one.tag in _COLOURS), None) if parent is not None else None
    if said is None:
        return ""
    value = str(said.get("val"))
    match etree.QName(said).localname:
        case "srgbClr":
            found = f"#{value.lower()}"
        case "sysClr":
            found = f"#{said.get('lastClr', '000000').lower()}"
        case "schemeClr":
            found = scheme(value)
        case _:
            found = _PRESETS.get(value, "")
    return _changed(found, dict(_changes(said))) if found else ""


def _changes(said: Any) -> Iterator[tuple[str, float]]:
    for change in said:
        if (value := change.get("val", "")).lstrip("-").isdigit():
            yield etree.QName(change).localname, int(value) / 100_000


def _changed(colour: str, changes: dict[str, float]) -> str:
    """A colour made lighter or darker (ECMA-376 part 1, 20.1.2.3)."""
    hue, light, strong = colorsys.rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)))
    light = min(1.0, max(0.0, light * changes.get("lumMod", 1.0) + changes.get("lumOff", 0.0)))
    made = "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, light, strong))
    made = mixed(made, "#ffffff", 1 - changes["tint"]) if "tint" in changes else made
    return mixed(made, "#000000", 1 - changes["shade"]) if "shade" in changes else made
