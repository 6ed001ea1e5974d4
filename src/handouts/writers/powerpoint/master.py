"""The XML of the slide master and of the layouts, written from `layouts`."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.colours import contrast
from handouts.languages import FALLBACK, of, primary, regional
from handouts.model.brand import Brand
from handouts.writers.powerpoint.layouts import (
    BAR,
    BODY,
    FOOTER,
    FOOTERS,
    FOOTERS_BESIDE_PANEL,
    HEIGHT,
    LEFT,
    PANEL,
    RIGHT,
    TITLE,
    Box,
    Layout,
    Setting,
    Slot,
    emu,
)
from handouts.writers.powerpoint.logo import Mark, foot_shift, logo_boxes, picture_xml

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_BULLETS = ("•", "–", "•", "–", "•")
_SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
NUMBER_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
)
"""The number of the slide, which PowerPoint keeps up to date."""
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def _xfrm(box: Box) -> str:
    """A box as the file writes it."""
    place, extent = f'x="{emu(box.x)}" y="{emu(box.y)}"', f'cx="{emu(box.w)}" cy="{emu(box.h)}"'
    return f"<a:xfrm><a:off {place}/><a:ext {extent}/></a:xfrm>"


def _colour(colour: str) -> str:
    """A colour of the theme by its name there, any other as #rrggbb."""
    if colour.startswith("#"):
        return f'<a:srgbClr val="{colour[1:].upper()}"/>'
    return f'<a:schemeClr val="{colour}"/>'


def _fill(colour: str) -> str:
    return f"<a:solidFill>{_colour(colour)}</a:solidFill>"


def ink_of(setting: Setting, brand: Brand) -> str:
    """The colour of a text: a name of the theme, or sRGB where the theme has none."""
    match setting.ink:
        case "muted":
            return brand.colours.muted
        case "accent":
            return "tx2"
        case "reverse":
            return "bg1" if contrast(brand.colours.paper, brand.colours.accent) >= 4.5 else "tx1"
        case _:
            return "tx1"


def master_xml(brand: Brand, language: str = FALLBACK, mark: Mark | None = None) -> str:
    """The slide master: ground, ornaments, title, text and foot, and the text styles that all layouts inherit."""
    body = Slot("text", 1, "body", "Text", Box(LEFT, 1.98, RIGHT - LEFT, 4.74), BODY)
    title = Slot("title", 0, "title", "Title", Box(LEFT, 0.42, RIGHT - LEFT, 1.06), TITLE)
    shapes = [*_ornaments("", brand), *_logo(mark, "", brand), *_shapes((title, body), brand, language, styled=False)]
    shapes += _foot(FOOTER, brand, shift=foot_shift(mark))
    return (
        f"<p:sldMaster {_NS}><p:cSld><p:bg><p:bgPr>{_fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{_GROUP}{_numbered(shapes)}</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst/>"
        f"<p:txStyles><p:titleStyle>{_levels(TITLE, brand, 1, '+mj')}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(BODY, brand, 9)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels(Setting((18,), 12), brand, 9)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(layout: Layout, brand: Brand, language: str = FALLBACK, mark: Mark | None = None) -> str:
    """One layout."""
    shapes = [*_ornaments(layout.cover, brand)] if layout.cover else []
    if layout.name == "Quotation":
        shapes.append(_bar("Bar", Box(LEFT, 1.98, BAR, 4.67), "accent", brand))
    if layout.panel:
        shapes += _panel(layout.panel, brand)
    foot = Setting((11,), 11, ink="reverse") if layout.cover == "accent" else FOOTER
    shapes += [*_logo(mark, layout.cover, brand), *_shapes(layout.slots, brand, language, styled=True)]
    shift = 0.0 if layout.cover == "accent" else foot_shift(mark)
    shapes += _foot(foot, brand, beside=bool(layout.panel), shift=shift)
    ground = {"accent": "tx2", "tint": "bg2"}.get(layout.cover)
    background = f"<p:bg><p:bgPr>{_fill(ground)}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    hidden = ' showMasterSp="0"' if layout.cover else ""
    return (
        f'<p:sldLayout {_NS} type="{layout.kind}" preserve="1"{hidden}><p:cSld name="{layout.name}">{background}'
        f"<p:spTree>{_GROUP}{_numbered(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _numbered(shapes: list[str]) -> str:
    """The shapes with their ids filled in."""
    return "".join(shape.replace("@ID@", str(number)) for number, shape in enumerate(shapes, 2))


def _ornaments(cover: str, brand: Brand) -> Iterator[str]:
    if cover:
        yield _bar("Edge", Box(0, 0, 0.32, 7.5), "second" if cover == "accent" else "tx2", brand)
        yield _bar("Rule", Box(1.25, 4.14, 1.3, 0.06), "second" if cover == "tint" else "bg1", brand)
        return
    yield _bar("Rule", Box(LEFT, 1.62, 0.9, 0.06), "second", brand)
    yield _bar("Foot Rule", Box(LEFT, 6.86, RIGHT - LEFT, 0.012), brand.colours.rule, brand)


def _logo(mark: Mark | None, cover: str, brand: Brand) -> Iterator[str]:
    for name, box in logo_boxes(mark, cover):
        yield picture_xml(mark, _xfrm(box)) if mark and name == "logo" else _bar("Logo Ground", box, "bg1", brand)


def _panel(ground: str, brand: Brand) -> Iterator[str]:
    """The panel at the left edge, with the rule that stands over every title."""
    yield _bar("Panel", Box(0, 0, PANEL, HEIGHT), ground if ground == "accent" else "bg2", brand)
    yield _bar("Edge", Box(0, 0, 0.14, HEIGHT), "second" if ground == "accent" else "accent", brand)
    yield _bar("Panel Rule", Box(0.6, 1.0, 0.9, 0.06), "bg1" if ground == "accent" else "second", brand)


def _bar(name: str, box: Box, colour: str, brand: Brand) -> str:
    colour = {"second": brand.colours.second, "accent": "tx2"}.get(colour, colour)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f"{_xfrm(box)}{_RECTANGLE}{_fill(colour)}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _shapes(slots: tuple[Slot, ...], brand: Brand, language: str, *, styled: bool) -> Iterator[str]:
    spoken = primary(language) if of(language).prompts else FALLBACK
    prompts = of(spoken).prompts
    for slot in slots:
        index = f' idx="{slot.index}"' if slot.index else ""
        kind = "" if slot.kind == "obj" else f' type="{slot.kind}"'
        prompt = ' hasCustomPrompt="1"' if "caption" in slot.role else ""
        style = _levels(slot.setting, brand, 1 if slot.role == "title" else 5) if styled else ""
        listed = slot.setting.hang != (0.0,)
        if styled and slot.setting in (TITLE, BODY):
            style = ""
        elif styled and not listed and slot.role != "title":
            style = style.replace("<a:defRPr", "<a:buNone/><a:defRPr")
        text = f'<a:r><a:rPr lang="{regional(spoken)}"/><a:t>{prompts[slot.role]}</a:t></a:r>'
        yield _placeholder(
            f"{slot.name} Placeholder", f"{kind}{index}{prompt}", slot.box, style, slot.setting.anchor, text
        )


def _placeholder(name: str, ph: str, box: Box, style: str, anchor: str, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{ph}/></p:nvPr></p:nvSpPr><p:spPr>{_xfrm(box)}{_RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _foot(setting: Setting, brand: Brand, *, beside: bool = False, shift: float = 0.0) -> Iterator[str]:
    """Placeholders for footer, date and number."""
    run = f'<a:defRPr sz="{setting.sizes[0]}00">{_fill(ink_of(setting, brand))}</a:defRPr>'
    for kind, index, name, box, align in FOOTERS_BESIDE_PANEL if beside else FOOTERS:
        if kind == "ftr" and not beside:
            box = box.indented(shift)
        content = '<a:r><a:rPr lang="en-GB"/><a:t> </a:t></a:r>' if kind != "sldNum" else NUMBER_FIELD
        style = f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{run}</a:lvl1pPr>'
        yield (
            f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{name} Placeholder"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr>{_xfrm(box)}{_RECTANGLE}</p:spPr>"
            '<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
            f"<a:lstStyle>{style}</a:lstStyle><a:p>{content}</a:p></p:txBody></p:sp>"
        )


def _levels(setting: Setting, brand: Brand, count: int, font: str = "+mn") -> str:
    """The styles of the levels of a list."""
    return "".join(_level(setting, brand, level, font) for level in range(count))


def _level(setting: Setting, brand: Brand, level: int, font: str) -> str:
    listed = setting.hang != (0.0,)
    left = setting.indent(level, marked=True)
    hang = left - setting.indent(level, marked=False) if listed else 0
    faces = "".join(f'<a:{script} typeface="{font}-{key}"/>' for script, key in _SCRIPTS)
    return (
        f'<a:lvl{level + 1}pPr marL="{emu(left)}" indent="{-emu(hang)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="{round(setting.leading * 100)}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{setting.space(level) * 100}"/></a:spcBef>{_bullet(level, brand) if listed else ""}'
        f'<a:defRPr sz="{setting.size(level) * 100}" b="{int(setting.bold)}" kern="1200">'
        f"{_fill(ink_of(setting, brand))}{faces}</a:defRPr></a:lvl{level + 1}pPr>"
    )


def _bullet(level: int, brand: Brand) -> str:
    colour = f"<a:buClr>{_colour(brand.colours.second)}</a:buClr>"
    return f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[min(level, 4)]}"/>'
