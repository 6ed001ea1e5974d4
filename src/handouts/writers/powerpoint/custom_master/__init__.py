"""A master that somebody else made → what is measured and filled: its layouts with their real sizes, fonts and colours.

`opening` checks and empties the file, and mends what LibreOffice and others leave out of it; `matching` finds each
layout that slides ask for and tells what its placeholders are for, `text_styles` how they set their text. Whatever a
master lacks is said in a `MasterError`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handouts.colours import mixed
from handouts.model.brand import Brand, Colours
from handouts.slidelayout.layouts import LAYOUTS, PLAIN, Design
from handouts.slidelayout.placeholders import SlideLayout
from handouts.writers.powerpoint.custom_master.grounds import letters_on
from handouts.writers.powerpoint.custom_master.matching import layout_from, matched_layouts, stand_in
from handouts.writers.powerpoint.custom_master.opening import MasterError, opened, plainly_damaged
from handouts.writers.powerpoint.custom_master.text_styles import Holder
from handouts.writers.powerpoint.ooxml import MEDIUM_STYLE_2, qn
from handouts.writers.powerpoint.package import Master

__all__ = ["MasterError", "opened", "read_master"]

_SHARE_MUTED, _SHARE_RULE = 0.35, 0.6
"""How far muted text and rules go from the colour of ink to that of paper."""
_PARENTS = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_PICTURE = "Picture with Caption"
_SHARED = (_PICTURE, "Table", "Chart", "Quotation")
"""Where there is something to fall back on if title or content have no room."""


def read_master(data: bytes, brand: Brand) -> Master:
    """Read a master.

    Raises:
        MasterError: It cannot be used, or lacks a layout or a placeholder.
    """
    with plainly_damaged():
        return _read(opened(data), brand)


def _read(presentation: Any, brand: Brand) -> Master:
    natives = _all_layouts(presentation)
    kinds = [str(layout._element.get("type", "")) for layout in natives]
    places = matched_layouts([layout.name for layout in natives], kinds, brand.layouts)
    layouts, problems = _layouts(presentation, natives, places, brand)
    if problems:
        raise MasterError(problems)
    plain = layouts[PLAIN]
    if _PICTURE in layouts and _PICTURE not in brand.layouts and _is_poor(layouts[_PICTURE], plain):
        del layouts[_PICTURE]
    for name in LAYOUTS:
        if name not in layouts:
            other = "Title Slide" if name == "Section Header" else PLAIN
            layouts[name] = replace(layouts[other], name=name) if other != PLAIN else stand_in(name, plain)
    theme = _theme(presentation.slide_master.part)
    buffer = io.BytesIO()
    presentation.save(buffer)
    design = Design(
        brand=replace(brand, colours=_colours_of(theme, presentation.slide_master._element)),
        font=_theme_fonts(theme)[1],
        layouts={name: layouts[name] for name in LAYOUTS},
        spares={name: stand_in(name, plain) for name in _SHARED if layouts[name].place != plain.place},
        size=(presentation.slide_width.inches, presentation.slide_height.inches),
        custom=True,
    )
    letters = {
        place: found
        for place, layout in enumerate(natives)
        if (found := letters_on(layout, list(_holders(presentation, layout)), _scheme(layout.slide_master)))
    }
    return Master(buffer.getvalue(), design, _table_style(presentation.part), letters)


def _is_poor(pictures: SlideLayout, plain: SlideLayout) -> bool:
    """Whether pictures would be smaller in their layout than in the one for any content, as in PowerPoint's own."""
    boxes = (layout["visual"].box for layout in (pictures, stand_in(_PICTURE, plain)))
    own, other = (box.w * box.h for box in boxes)
    return own < other


def _all_layouts(presentation: Any) -> list[Any]:
    """The layouts of all masters of a file."""
    return [layout for master in presentation.slide_masters for layout in master.slide_layouts]


def _layouts(
    presentation: Any, natives: list[Any], places: dict[str, int], brand: Brand
) -> tuple[dict[str, SlideLayout], list[tuple[tuple[str, ...], str]]]:
    """The layouts that were found, those without enough placeholders left out or, where it matters, as problems."""
    layouts: dict[str, SlideLayout] = {}
    problems: list[tuple[tuple[str, ...], str]] = []
    for name, place in places.items():
        made = layout_from(name, list(_holders(presentation, natives[place])))
        if isinstance(made, SlideLayout):
            layouts[name] = replace(made, place=place)
        elif name in brand.layouts or name in ("Title Slide", PLAIN):
            way = ("layouts", name) if name in brand.layouts else ("layouts",)
            problems.append((way, f'the layout "{natives[place].name}" cannot be "{name}"; it lacks {made}'))
    return layouts, problems


def _holders(presentation: Any, layout: Any) -> Iterator[Holder]:
    master = layout.slide_master
    fonts = _theme_fonts(_theme(master.part))
    defaults = presentation.part._element.find(qn("p:defaultTextStyle"))
    parents = {holder._element.ph.get("type", "obj"): holder._element for holder in master.placeholders}
    for holder in layout.placeholders:
        parent = parents.get(_PARENTS.get(holder._element.ph.get("type", "obj"), "body"))
        if holder._element.tag == qn("p:sp"):
            yield Holder(holder._element, parent, master._element, defaults, fonts)


def _theme(part: Any) -> Any:
    related = next(relation.target_part for relation in part.rels.values() if relation.reltype == RT.THEME)
    return etree.fromstring(related.blob, etree.XMLParser(resolve_entities=False))


def _table_style(part: Any) -> str:
    """The style that the file itself gives new tables."""
    styles = next(relation.target_part for relation in part.rels.values() if relation.reltype == RT.TABLE_STYLES)
    root = etree.fromstring(styles.blob, etree.XMLParser(resolve_entities=False))
    return str(root.get("def") or MEDIUM_STYLE_2)


def _theme_fonts(theme: Any) -> tuple[str, str]:
    """The fonts of headings and of text."""
    faces = (theme.find(f".//{qn(f'a:{name}Font')}/{qn('a:latin')}") for name in ("major", "minor"))
    major, minor = (face.get("typeface") if face is not None else "" for face in faces)
    return major or minor or "Arial", minor or major or "Arial"


def _scheme(master: Any) -> Callable[[str], str]:
    """The colours of a master's theme by their names on slides."""
    return _mapped(_theme(master.part), master._element)


def _mapped(theme: Any, master: Any) -> Callable[[str], str]:
    scheme = theme.find(".//" + qn("a:clrScheme"))
    used = master.find(qn("p:clrMap"))

    def colour(name: str) -> str:
        entry = scheme.find(qn(f"a:{used.get(name, name)}"))
        value = entry[0].get("lastClr") or entry[0].get("val") if entry is not None and len(entry) else None
        return f"#{value.lower()}" if value and len(value) == 6 else "#000000"

    return colour


def _colours_of(theme: Any, master: Any) -> Colours:
    """Ink and grounds as the master uses them, charts in the theme's accents."""
    colour = _mapped(theme, master)

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
