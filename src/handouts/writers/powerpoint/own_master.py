"""Brand → an empty presentation in the design of this tool: theme, master and the layouts, nothing else.

python-pptx's own template lends the frame (parts and their relations); what can be seen is replaced: the theme's
colours and fonts, and the XML of the slide master and of the layouts, which is written from `slidelayout`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import SlideLayoutPart
from pptx.util import Emu

from handouts.colours import TEXT, contrast
from handouts.languages import FALLBACK, of, primary, regional
from handouts.model.brand import Brand
from handouts.slidelayout.layouts import (
    BODY,
    CREDIT,
    FOOTER,
    LAYOUTS,
    PLAIN,
    TITLE,
    Footer,
    footer_setting,
    footers,
)
from handouts.slidelayout.ornaments import Ornament, footer_shift, layout_ornaments, logo_ornaments, master_ornaments
from handouts.slidelayout.placeholders import Box, Placeholder, Setting
from handouts.writers.powerpoint.lists import COUNTED, Lists
from handouts.writers.powerpoint.ooxml import VIEW, emu, qn
from handouts.writers.powerpoint.theme import colour_xml, table_styles_xml, themed
from handouts.writers.powerpoint.variants import OWN, Variant

_SIZE = (Emu(12192000), Emu(6858000))
"""What PowerPoint means by 16:9."""
_LONG_GONE = (RT.PRINTER_SETTINGS, RT.THUMBNAIL)
_XMLNS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_UNMARKED = "<a:buNone/>"
_BULLETS = ("•", "–", "•", "–", "•")
_SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
_NUMBER_FIELD = (
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


def template(brand: Brand, language: str = FALLBACK) -> bytes:
    """The empty presentation of a brand as a .pptx file; what it says to whoever edits it is in this language."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = _SIZE
    presentation.part._element.sldSz.attrib.pop("type", None)
    _drop_samples(presentation)
    _replace_layouts(presentation, brand, language)
    master = presentation.slide_master.part
    _theme_of(master)._blob = themed(_theme_of(master).blob, brand)
    _related(presentation.part, RT.VIEW_PROPS)._blob = VIEW.encode()
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
    """Put our layouts into the parts of the template's, and add those that it has no parts for."""
    olds = list(presentation.slide_layouts)
    names = layout_names(language)
    for old, variant in zip(olds, OWN, strict=False):
        picture = _logo_relation(old.part, brand) if variant.layout.cover else ""
        name = names.get(variant.base, variant.base)
        old.part._element = parse_xml(_layout_xml(variant, brand, language, name, picture))
    part = presentation.slide_master.part
    listed = part._element.find(qn("p:sldLayoutIdLst"))
    part._element = parse_xml(_master_xml(brand, language, _logo_relation(part, brand)))
    part._element.replace(part._element.find(qn("p:sldLayoutIdLst")), listed)
    for variant in OWN[len(olds) :]:
        add_layout(presentation, variant, brand, language, names.get(variant.base, variant.base))


def add_layout(presentation: Any, variant: Variant, brand: Brand, language: str, name: str) -> Any:
    """Add a layout to the master and return it."""
    master = presentation.slide_master.part
    place = len(master._element.sldLayoutIdLst) + 1
    address = PackURI(f"/ppt/slideLayouts/slideLayout{place}.xml")
    part = SlideLayoutPart(
        address, CONTENT_TYPE.PML_SLIDE_LAYOUT, master.package, parse_xml(f"<p:sldLayout {_XMLNS}/>")
    )
    part.relate_to(master, RT.SLIDE_MASTER)
    picture = _logo_relation(part, brand) if variant.layout.cover else ""
    part._element = parse_xml(_layout_xml(variant, brand, language, name, picture))
    taken = (*presentation.part._element.xpath("./p:sldMasterIdLst/p:sldMasterId/@id"), *_layout_numbers(master))
    entry = etree.SubElement(master._element.sldLayoutIdLst, qn("p:sldLayoutId"))
    entry.set("id", str(max(map(int, taken)) + 1))
    entry.set(qn("r:id"), master.relate_to(part, RT.SLIDE_LAYOUT))
    return part.slide_layout


def _layout_numbers(master: Any) -> list[str]:
    return [str(number) for number in master._element.xpath("./p:sldLayoutIdLst/p:sldLayoutId/@id")]


def layout_names(language: str) -> Mapping[str, str]:
    """What layouts are called in a language, as far as it has names for them."""
    return of(primary(language)).layouts


def _logo_relation(part: Any, brand: Brand) -> str:
    """Under which id a part has the brand's logo, which is added to it; nothing if the brand has none."""
    return part.get_or_add_image_part(io.BytesIO(brand.logo.data))[1] if brand.logo else ""


def _related(part: Any, kind: str) -> Any:
    return next(relation.target_part for relation in part.rels.values() if relation.reltype == kind)


def _theme_of(part: Any) -> Any:
    return _related(part, RT.THEME)


def _master_xml(brand: Brand, language: str = FALLBACK, picture: str = "") -> str:
    """The slide master: ground, ornaments, title, text and foot, and the text styles that all layouts inherit.

    Args:
        brand: The colours and the logo.
        language: In which placeholders say what they are for.
        picture: The id of the relation to the logo, nothing if the brand has none.
    """
    plain = LAYOUTS[PLAIN]
    body = replace(plain["text"], kind="body", name="Text")
    shapes = [*_ornaments(master_ornaments(brand), brand, picture)]
    shapes += _shapes((plain["title"], body), brand, language, styled=False)
    shapes += _foot(footers(shift=footer_shift(brand)), FOOTER, brand)
    return (
        f"<p:sldMaster {_XMLNS}><p:cSld><p:bg><p:bgPr>{_fill('paper', brand)}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{_GROUP}{_numbered(shapes)}</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst/>"
        f"<p:txStyles><p:titleStyle>{_levels(TITLE, brand, 1, '+mj')}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(BODY, brand, 9)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels(Setting((18,), 12), brand, 9)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout_xml(variant: Variant, brand: Brand, language: str, name: str, picture: str = "") -> str:
    """One layout; `picture` is the id of its relation to the logo if that is drawn on it, as it hides its master's."""
    layout = variant.layout
    bars = (Ornament("bar", "Bar", box, "accent") for box in variant.bars)
    logo = logo_ornaments(brand, layout.cover) if picture else ()
    shapes = [*_ornaments((*layout_ornaments(layout), *bars, *logo), brand, picture)]
    shapes += _shapes(layout.placeholders, brand, language, styled=True, variant=variant)
    shapes += _foot(footers(layout, footer_shift(brand)), footer_setting(layout), brand)
    background = f"<p:bg><p:bgPr>{_fill(layout.cover, brand)}<a:effectLst/></p:bgPr></p:bg>" if layout.cover else ""
    hidden = ' showMasterSp="0"' if layout.cover else ""
    return (
        f'<p:sldLayout {_XMLNS} type="{layout.kind}" preserve="1"{hidden}><p:cSld name={quoteattr(name)}>{background}'
        f"<p:spTree>{_GROUP}{_numbered(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _numbered(shapes: list[str]) -> str:
    """The shapes with their ids filled in."""
    return "".join(shape.replace("@ID@", str(number)) for number, shape in enumerate(shapes, 2))


def _ornaments(ornaments: Iterable[Ornament], brand: Brand, picture: str) -> Iterator[str]:
    for ornament in ornaments:
        yield _logo(ornament, brand, picture) if ornament.name == "logo" else _rectangle(ornament, brand)


def _logo(ornament: Ornament, brand: Brand, picture: str) -> str:
    alt = brand.logo.alt if brand.logo else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="@ID@" name="{ornament.title}" descr={quoteattr(alt)}/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{_xfrm(ornament.box)}{_RECTANGLE}</p:spPr></p:pic>"
    )


def _rectangle(ornament: Ornament, brand: Brand) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{ornament.title}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_xfrm(ornament.box)}{_RECTANGLE}{_fill(ornament.colour, brand)}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def _shapes(
    placeholders: tuple[Placeholder, ...], brand: Brand, language: str, *, styled: bool, variant: Variant | None = None
) -> Iterator[str]:
    spoken = primary(language) if of(language).prompts else FALLBACK
    prompts = of(spoken).prompts
    for placeholder in placeholders:
        index = f' idx="{placeholder.index}"' if placeholder.index else ""
        kind = "" if placeholder.kind == "obj" else f' type="{placeholder.kind}"'
        prompt = ' hasCustomPrompt="1"' if "caption" in placeholder.role else ""
        lists = variant.marks(placeholder.index) if variant else ""
        levels, font = (1, "+mj") if placeholder.role == "title" else (5, "+mn")
        style = _levels(placeholder.setting, brand, levels, font, lists) if styled else ""
        listed = placeholder.setting.hang != (0.0,)
        if styled and placeholder.setting in (TITLE, BODY) and not lists:
            style = ""
        elif styled and not listed and placeholder.role != "title":
            style = style.replace("<a:defRPr", "<a:buNone/><a:defRPr")
        text = f'<a:r><a:rPr lang="{regional(spoken)}"/><a:t>{prompts[placeholder.role]}</a:t></a:r>'
        yield _placeholder(
            f"{placeholder.name} Placeholder",
            f"{kind}{index}{prompt}",
            placeholder.box,
            style,
            placeholder.setting.anchor,
            text,
        )


def _placeholder(name: str, ph: str, box: Box, style: str, anchor: str, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{ph}/></p:nvPr></p:nvSpPr><p:spPr>{_xfrm(box)}{_RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _foot(feet: Iterable[Footer], setting: Setting, brand: Brand) -> Iterator[str]:
    """Placeholders for footer, date and number."""
    run = f'<a:defRPr sz="{setting.sizes[0]}00">{_fill(_ink_of(setting, brand), brand)}</a:defRPr>'
    for foot in feet:
        content = '<a:r><a:rPr lang="en-GB"/><a:t> </a:t></a:r>' if foot.kind != "sldNum" else _NUMBER_FIELD
        style = f'<a:lvl1pPr marL="0" indent="0" algn="{foot.align}"><a:buNone/>{run}</a:lvl1pPr>'
        yield (
            f'<p:sp><p:nvSpPr><p:cNvPr id="@ID@" name="{foot.name} Placeholder"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph type="{foot.kind}" sz="quarter" idx="{foot.index}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr>{_xfrm(foot.box)}{_RECTANGLE}</p:spPr>"
            '<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
            f"<a:lstStyle>{style}</a:lstStyle><a:p>{content}</a:p></p:txBody></p:sp>"
        )


def _levels(setting: Setting, brand: Brand, count: int, font: str = "+mn", lists: Lists = "") -> str:
    """The styles of the levels of a list."""
    if lists == "quotation":
        levels = ("".join(_level(replace(CREDIT, spaces=(12.0,)), brand, level, font) for level in range(1, count)),)
        return "".join((_level(setting, brand, 0, font), *levels))
    if not lists:
        return "".join(_level(setting, brand, level, font, _bullet(level, brand)) for level in range(count))
    first = _level(replace(setting, hang=(0.0,)), brand, 0, font, _UNMARKED)
    mark = COUNTED.get(lists, "")
    second = _counted(mark) if mark else _bullet(0, brand)
    marks = (second, *(_bullet(level, brand) for level in range(1, count - 1)))
    return first + "".join(_level(setting, brand, level, font, mark, 1) for level, mark in enumerate(marks))


def _level(setting: Setting, brand: Brand, level: int, font: str, mark: str = "", deeper: int = 0) -> str:
    """One level, which in its layout may be a deeper one."""
    listed = setting.hang != (0.0,)
    left = setting.indent(level, marked=True)
    hang = left - setting.indent(level, marked=False) if listed else 0
    mark = mark if listed or mark == _UNMARKED else ""
    faces = "".join(f'<a:{script} typeface="{font}-{key}"/>' for script, key in _SCRIPTS)
    return (
        f'<a:lvl{level + 1 + deeper}pPr marL="{emu(left)}" indent="{-emu(hang)}" algn="l" defTabSz="914400" rtl="0" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{round(setting.leading * 100)}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(setting.space(level) * 100)}"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{setting.size(level) * 100}" b="{int(setting.bold)}" kern="1200">'
        f"{_fill(_ink_of(setting, brand), brand)}{faces}</a:defRPr></a:lvl{level + 1 + deeper}pPr>"
    )


def _bullet(level: int, brand: Brand) -> str:
    colour = f"<a:buClr>{colour_xml('second', brand)}</a:buClr>"
    return f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[min(level, 4)]}"/>'


def _counted(kind: str) -> str:
    """A mark that counts, in the colour of the text, since it is read."""
    return f'<a:buClrTx/><a:buFont typeface="+mj-lt"/><a:buAutoNum type="{kind}"/>'


def _ink_of(setting: Setting, brand: Brand) -> str:
    """The colour of a text by its name in the brand: on the accent, what can be read there."""
    if setting.ink != "reverse":
        return setting.ink
    return "paper" if contrast(brand.colours.paper, brand.colours.accent) >= TEXT else "ink"


def _xfrm(box: Box) -> str:
    """A box as the file writes it."""
    place, extent = f'x="{emu(box.x)}" y="{emu(box.y)}"', f'cx="{emu(box.w)}" cy="{emu(box.h)}"'
    return f"<a:xfrm><a:off {place}/><a:ext {extent}/></a:xfrm>"


def _fill(colour: str, brand: Brand) -> str:
    return f"<a:solidFill>{colour_xml(colour, brand)}</a:solidFill>"
