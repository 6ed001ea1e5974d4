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
from handouts.slidelayout.layouts import HEIGHT, LAYOUTS, WIDTH
from handouts.writers.powerpoint.master_xml import layout_xml, master_xml
from handouts.writers.powerpoint.ooxml import TABLE_STYLE, qn

_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_A = f"{{{_NAMESPACE}}}"
_POINT = 12700
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
        picture = _logo_relation(old.part, brand) if layout.cover else ""
        old.part._element = parse_xml(layout_xml(layout, brand, language, picture))
    part = presentation.slide_master.part
    listed = part._element.find(qn("p:sldLayoutIdLst"))
    part._element = parse_xml(master_xml(brand, language, _logo_relation(part, brand)))
    part._element.replace(part._element.find(qn("p:sldLayoutIdLst")), listed)


def _logo_relation(part: Any, brand: Brand) -> str:
    """Under which id a part has the brand's logo, which is added to it; nothing if the brand has none."""
    return part.get_or_add_image_part(io.BytesIO(brand.logo.data))[1] if brand.logo else ""


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


def theme_colours(brand: Brand) -> dict[str, str]:
    """The twelve colours of the theme: text, grounds, six for charts, links."""
    colours = brand.colours
    charts = (*colours.chart, colours.accent, colours.second)[:6]
    named = {
        "dk1": colours.ink,
        "lt1": colours.paper,
        "dk2": colours.accent,
        "lt2": colours.tint,
        **{f"accent{place}": colour for place, colour in enumerate(charts, 1)},
        "hlink": colours.accent,
        "folHlink": colours.muted,
    }
    return {placeholder: colour.lstrip("#").upper() for placeholder, colour in named.items()}


def _edge(name: str, colour: str, points: float) -> str:
    return (
        f'<a:{name}><a:ln w="{round(points * _POINT)}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln></a:{name}>'
    )


def _no_edge(name: str) -> str:
    return f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>"


def table_styles_xml(brand: Brand) -> str:
    """The part that holds the brand's only table style: rules instead of grids and fills, for grey copiers too."""
    style = TABLE_STYLE
    rule = f'<a:srgbClr val="{brand.colours.rule.lstrip("#").upper()}"/>'
    accent = '<a:schemeClr val="tx2"/>'
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    bold_ink = f'<a:tcTxStyle b="on">{font}<a:schemeClr val="tx1"/></a:tcTxStyle>'
    bold_accent = f'<a:tcTxStyle b="on">{font}{accent}</a:tcTxStyle>'
    tint = '<a:fill><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:fill>'
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:tblStyleLst xmlns:a="{_NAMESPACE}" def="{style}"><a:tblStyle styleId="{style}" styleName="Handouts">
<a:wholeTbl><a:tcTxStyle>{font}<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>
{_no_edge("left")}{_no_edge("right")}{_edge("top", accent, 1.5)}{_edge("bottom", accent, 1)}
{_edge("insideH", rule, 0.75)}{_no_edge("insideV")}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>
<a:firstCol>{bold_ink}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>
<a:firstRow>{bold_accent}<a:tcStyle><a:tcBdr>{_edge("bottom", accent, 1)}</a:tcBdr>{tint}</a:tcStyle></a:firstRow>
</a:tblStyle></a:tblStyleLst>"""
