"""A brand's colours and fonts as an Office theme, and each of its colours as one that follows from the theme.

A theme has twelve colours (ECMA-376 part 1, 20.1.6.2). What a brand has beyond them, greys and its second colour, is
written as a change of one of the twelve, so that another palette or font, chosen in PowerPoint, reaches everything.
"""

from __future__ import annotations

import colorsys
from typing import Any

from lxml import etree

from handouts.colours import mixed
from handouts.model.brand import Brand
from handouts.writers.powerpoint.ooxml import TABLE_STYLE

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_A = f"{{{_DRAWING}}}"
_POINT = 12700
_WHOLE = 100_000
_DEGREES = 360 * 60_000
_SLOTS = {"ink": "tx1", "paper": "bg1", "accent": "tx2", "tint": "bg2"}
"""The brand's colours that the theme has under names of its own."""
_MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_GREY = 0.02
"""The saturation below which a hue is not seen."""
_FAINT = 0.6
"""How far lines that only guide the eye go from the colour of rules to that of paper."""
_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES = "".join(
    f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FLAT}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
    for width in (6350, 12700, 19050)
)
_FORMATS = (
    f'<a:fmtScheme xmlns:a="{_DRAWING}" name="Handouts"><a:fillStyleLst>{3 * _FLAT}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst>"
    f"<a:effectStyleLst>{3 * '<a:effectStyle><a:effectLst/></a:effectStyle>'}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{3 * _FLAT}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Flat areas and plain lines for whatever somebody draws on a slide."""


def themed(blob: bytes, brand: Brand) -> bytes:
    """A theme with the brand's name, colours and fonts; what is drawn with it is flat."""
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
    formats = root.find(f".//{_A}fmtScheme")
    formats.getparent().replace(formats, etree.fromstring(_FORMATS))
    defaults = root.find(_A + "objectDefaults")
    for child in list(defaults):
        defaults.remove(child)
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


def colour_xml(name: str, brand: Brand) -> str:
    """A colour by its name in the theme or in the brand, as a colour of the theme, changed where it has no other."""
    slot = _SLOTS.get(name, name)
    if (target := getattr(brand.colours, slot, None)) is None:
        return f'<a:schemeClr val="{slot}"/>'
    slot = _nearest(target, brand) if name == "second" else "tx1"
    changes = "".join(f'<a:{how} val="{value}"/>' for how, value in _changes(target, _colour_in(slot, brand)))
    return f'<a:schemeClr val="{slot}">{changes}</a:schemeClr>'


def faint(brand: Brand) -> str:
    """The colour of lines that only guide the eye."""
    return mixed(brand.colours.rule, brand.colours.paper, _FAINT)


def brightness(colour: str, base: str) -> float:
    """How much lighter (above 0) or darker a colour is than another, as python-pptx says it: -1 to 1."""
    wanted, has = _hls(colour)[1], _hls(base)[1]
    if wanted >= has:
        return round((wanted - has) / (1 - has), 3) if has < 1 else 0.0
    return round(wanted / has - 1, 3)


def _colour_in(slot: str, brand: Brand) -> str:
    return f"#{theme_colours(brand)[_MAPPED.get(slot, slot)]}"


def _nearest(colour: str, brand: Brand) -> str:
    """The colour of the theme, of those that are not grey, whose hue is nearest."""
    hue = _hls(colour)[0]
    slots = ("accent2", "accent1", "accent3", "accent4", "accent5", "accent6", "tx2")
    coloured = [slot for slot in slots if _hls(_colour_in(slot, brand))[2] > _GREY] or ["accent2"]
    return min(coloured, key=lambda slot: abs(_turn(hue, _hls(_colour_in(slot, brand))[0])))


def _changes(colour: str, base: str) -> list[tuple[str, int]]:
    """What has to be done to a colour to make another of it: its hue, saturation and luminance (ibidem, 20.1.2.3)."""
    (hue, light, strong), (old_hue, old_light, old_strong) = _hls(colour), _hls(base)
    changes = []
    if min(strong, old_strong) > _GREY and (turn := round(_turn(hue, old_hue) * _DEGREES)):
        changes.append(("hueOff", turn))
    if old_strong > _GREY and (share := round(strong / old_strong * _WHOLE)) != _WHOLE:
        changes.append(("satMod", share))
    if light >= old_light:
        share = round((1 - light) / (1 - old_light) * _WHOLE) if old_light < 1 else _WHOLE
        changes += [("lumMod", share), ("lumOff", _WHOLE - share)] if share != _WHOLE else []
    else:
        changes.append(("lumMod", round(light / old_light * _WHOLE)))
    return changes


def _turn(hue: float, other: float) -> float:
    """How far a hue is from another, around the nearer way; -0.5 to 0.5."""
    return (hue - other + 0.5) % 1 - 0.5


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)))


def table_styles_xml(brand: Brand) -> str:
    """The part that holds the brand's only table style: rules instead of grids and fills, for grey copiers too."""
    style = TABLE_STYLE
    rule, accent = colour_xml("rule", brand), '<a:schemeClr val="tx2"/>'
    font = '<a:fontRef idx="minor"/>'
    bold_ink = f'<a:tcTxStyle b="on">{font}<a:schemeClr val="tx1"/></a:tcTxStyle>'
    bold_accent = f'<a:tcTxStyle b="on">{font}{accent}</a:tcTxStyle>'
    tint = '<a:fill><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:fill>'
    head = f"<a:tcStyle><a:tcBdr>{_edge('bottom', accent, 1)}</a:tcBdr>{tint}</a:tcStyle>"
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:tblStyleLst xmlns:a="{_DRAWING}" def="{style}"><a:tblStyle styleId="{style}" styleName="Handouts">
<a:wholeTbl><a:tcTxStyle>{font}<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>
{_no_edge("left")}{_no_edge("right")}{_edge("top", accent, 1.5)}{_edge("bottom", accent, 1)}
{_edge("insideH", rule, 0.75)}{_no_edge("insideV")}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>
<a:firstCol>{bold_ink}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>
<a:firstRow>{bold_accent}{head}</a:firstRow>
<a:nwCell>{bold_accent}{head}</a:nwCell>
</a:tblStyle></a:tblStyleLst>"""


def _edge(name: str, colour: str, points: float) -> str:
    return (
        f'<a:{name}><a:ln w="{round(points * _POINT)}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln></a:{name}>'
    )


def _no_edge(name: str) -> str:
    return f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>"
