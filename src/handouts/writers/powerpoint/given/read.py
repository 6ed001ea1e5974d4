"""A master → its layouts as data."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handouts.model.brand import Brand
from handouts.writers.powerpoint.given.colours import colours_of, theme_fonts
from handouts.writers.powerpoint.given.errors import MasterError, plainly_damaged
from handouts.writers.powerpoint.given.inherited import Holder
from handouts.writers.powerpoint.given.names import found
from handouts.writers.powerpoint.given.opening import MEDIUM_STYLE_2, opened
from handouts.writers.powerpoint.given.roles import layout_from, stand_in
from handouts.writers.powerpoint.layouts import LAYOUTS, PLAIN, Layout
from handouts.writers.powerpoint.xmlnames import qn

_PARENTS = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_PICTURE = "Picture with Caption"
_SHARED = (_PICTURE, "Table", "Chart", "Quotation")
"""Where there is something to fall back on if title or content have no room."""


@dataclass(frozen=True, eq=False)
class Given:
    """What a master gives: the file without slides, its layouts by the names that slides use, fonts and colours.

    `spares` are used where a layout has too little room.
    """

    file: bytes
    brand: Brand
    layouts: Mapping[str, Layout]
    spares: Mapping[str, Layout]
    font: str
    table_style: str


def read_master(data: bytes, brand: Brand) -> Given:
    """Read a master.

    Raises:
        MasterError: It cannot be used, or lacks a layout or a placeholder.
    """
    with plainly_damaged():
        return _read(opened(data), brand)


def _read(presentation: Any, brand: Brand) -> Given:
    natives = all_layouts(presentation)
    kinds = [str(layout._element.get("type", "")) for layout in natives]
    places = found([layout.name for layout in natives], kinds, brand.layouts)
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
    return Given(
        file=buffer.getvalue(),
        brand=replace(brand, colours=colours_of(theme, presentation.slide_master._element)),
        layouts={name: layouts[name] for name in LAYOUTS},
        spares={name: stand_in(name, plain) for name in _SHARED if layouts[name].place != plain.place},
        font=theme_fonts(theme)[1],
        table_style=_table_style(presentation.part),
    )


def _is_poor(pictures: Layout, plain: Layout) -> bool:
    """Whether pictures would be smaller in their layout than in the one for any content, as in PowerPoint's own."""
    boxes = (layout["visual"].box for layout in (pictures, stand_in(_PICTURE, plain)))
    own, other = (box.w * box.h for box in boxes)
    return own < other


def all_layouts(presentation: Any) -> list[Any]:
    """The layouts of all masters of a file."""
    return [layout for master in presentation.slide_masters for layout in master.slide_layouts]


def _layouts(
    presentation: Any, natives: list[Any], places: dict[str, int], brand: Brand
) -> tuple[dict[str, Layout], list[tuple[tuple[str, ...], str]]]:
    """The layouts that were found, those without enough placeholders left out or, where it matters, as problems."""
    layouts: dict[str, Layout] = {}
    problems: list[tuple[tuple[str, ...], str]] = []
    for name, place in places.items():
        made = layout_from(name, list(_holders(presentation, natives[place])))
        if isinstance(made, Layout):
            layouts[name] = replace(made, place=place)
        elif name in brand.layouts or name in ("Title Slide", PLAIN):
            way = ("layouts", name) if name in brand.layouts else ("layouts",)
            problems.append((way, f'the layout "{natives[place].name}" cannot be "{name}"; it lacks {made}'))
    return layouts, problems


def _holders(presentation: Any, layout: Any) -> Iterator[Holder]:
    master = layout.slide_master
    fonts = theme_fonts(_theme(master.part))
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
