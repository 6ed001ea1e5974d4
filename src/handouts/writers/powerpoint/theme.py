"""Brand → an empty presentation in the design of this tool: theme, master and the layouts, nothing else.

python-pptx's own template lends the frame (parts and their relations); what can be seen is replaced.
"""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Inches

from handouts.languages import FALLBACK
from handouts.model.brand import Brand
from handouts.writers.powerpoint.colour import theme_colours
from handouts.writers.powerpoint.layouts import HEIGHT, LAYOUTS, WIDTH
from handouts.writers.powerpoint.logo import mark_of
from handouts.writers.powerpoint.master import layout_xml, master_xml
from handouts.writers.powerpoint.tablestyle import table_styles_xml
from handouts.writers.powerpoint.xmlnames import qn

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LONG_GONE = (RT.PRINTER_SETTINGS, RT.THUMBNAIL)


def template(brand: Brand, language: str = FALLBACK) -> bytes:
    """The empty presentation of a brand as a .pptx file; what it says to whoever edits it is in this language."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    presentation.part._element.sldSz.attrib.pop("type", None)
    _drop_samples(presentation)
    _replace_layouts(presentation, brand, language)
    master = presentation.slide_master.part
    _theme_of(master)._blob = _themed(_theme_of(master).blob, brand)
    _related(presentation.part, RT.TABLE_STYLES)._blob = table_styles_xml(brand).encode()
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _drop_samples(presentation: Any) -> None:
    for rels in (presentation.part.rels, presentation.part.package._rels):
        for key, relation in list(rels.items()):
            if relation.reltype in _LONG_GONE:
                rels.pop(key)


def _replace_layouts(presentation: Any, brand: Brand, language: str) -> None:
    """Put our layouts into the first parts of the template's and drop the others."""
    layouts = list(presentation.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(spare)
    for old, layout in zip(layouts, LAYOUTS.values(), strict=False):
        mark = mark_of(brand, old.part, drawn=bool(layout.cover))
        old.part._element = parse_xml(layout_xml(layout, brand, language, mark))
    part = presentation.slide_master.part
    listed = part._element.find(qn("p:sldLayoutIdLst"))
    part._element = parse_xml(master_xml(brand, language, mark_of(brand, part, drawn=True)))
    part._element.replace(part._element.find(qn("p:sldLayoutIdLst")), listed)


def _related(part: Any, kind: str) -> Any:
    return next(relation.target_part for relation in part.rels.values() if relation.reltype == kind)


def _theme_of(part: Any) -> Any:
    return _related(part, RT.THEME)


def _themed(blob: bytes, brand: Brand) -> bytes:
    """The template's theme with the brand's name, colours and fonts, and flat effects."""
    root: Any = etree.fromstring(blob)
    root.set("name", brand.name)
    for name in ("clrScheme", "fontScheme"):
        root.find(f".//{_A}{name}").set("name", brand.name)
    scheme = root.find(f".//{_A}clrScheme")
    for slot, colour in theme_colours(brand).items():
        entry = scheme.find(_A + slot)
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, _A + "srgbClr").set("val", colour)
    for name in ("majorFont", "minorFont"):
        fonts = root.find(f".//{_A}{name}")
        fonts.find(_A + "latin").set("typeface", brand.fonts.slides)
        for script in fonts.findall(_A + "font"):
            if script.get("script") == "Jpan":
                script.set("typeface", "Yu Gothic")
            else:
                fonts.remove(script)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
