"""The table style: rules instead of grids and fills, so that it also prints on a grey copier."""

from __future__ import annotations

from handouts.model.brand import Brand

STYLE = "{6F0C1A52-7D0B-4F5E-9C7A-2B8E3D41A961}"
"""The style's identifier in tableStyles.xml and in each table."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_POINT = 12700


def _edge(name: str, colour: str, points: float) -> str:
    return (
        f'<a:{name}><a:ln w="{round(points * _POINT)}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln></a:{name}>'
    )


def _no_edge(name: str) -> str:
    return f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>"


def table_styles_xml(brand: Brand) -> str:
    """The part that holds the brand's only table style, the default of new tables too."""
    rule = f'<a:srgbClr val="{brand.colours.rule.lstrip("#").upper()}"/>'
    accent = '<a:schemeClr val="tx2"/>'
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    bold_ink = f'<a:tcTxStyle b="on">{font}<a:schemeClr val="tx1"/></a:tcTxStyle>'
    bold_accent = f'<a:tcTxStyle b="on">{font}{accent}</a:tcTxStyle>'
    tint = '<a:fill><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:fill>'
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:tblStyleLst xmlns:a="{_A}" def="{STYLE}"><a:tblStyle styleId="{STYLE}" styleName="Handouts">
<a:wholeTbl><a:tcTxStyle>{font}<a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle><a:tcBdr>
{_no_edge("left")}{_no_edge("right")}{_edge("top", accent, 1.5)}{_edge("bottom", accent, 1)}
{_edge("insideH", rule, 0.75)}{_no_edge("insideV")}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>
<a:firstCol>{bold_ink}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>
<a:firstRow>{bold_accent}<a:tcStyle><a:tcBdr>{_edge("bottom", accent, 1)}</a:tcBdr>{tint}</a:tcStyle></a:firstRow>
</a:tblStyle></a:tblStyleLst>"""
