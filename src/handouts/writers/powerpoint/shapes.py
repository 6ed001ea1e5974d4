"""What is added to a slide beside the text in its placeholders: tables, pictures, text boxes, bars, footers, animation.

What appears with a click does so by PowerPoint's plain entrance effect “Appear” [ECMA-376 part 1, 19.5].
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from handouts.languages import regional
from handouts.locales import long_date
from handouts.model.deck import Deck, Ground, Paragraph, Picture, Table
from handouts.pictures import brightness
from handouts.slidelayout.parts import PagePart, pixel_size
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.table_layout import CELL_X, CELL_Y, TableSizes
from handouts.writers.powerpoint.ooxml import MEDIUM_STYLE_2, emu, qn
from handouts.writers.powerpoint.package import Letters, Master
from handouts.writers.powerpoint.text import fill_text, hyperlink, levels_of

_SIDES = {"center": "ctr", "right": "r"}
_MUTED = (
    '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:schemeClr val="tx1">'
    '<a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr></a:solidFill>'
)
"""Grey on a light ground as on a dark one."""
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_TINT = (
    '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:schemeClr val="tx1">'
    '<a:alpha val="7000"/></a:schemeClr></a:solidFill>'
)
"""Behind code: a shade darker than a light ground, lighter than a dark one."""
_XMLNS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWN = (
    f'<a:extLst {_XMLNS}><a:ext uri="{{{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{key}"/></a:ext></a:extLst>'
)
_GROUND = f"<p:bg {_XMLNS}><p:bgPr>{{fill}}<a:effectLst/></p:bgPr></p:bg>"
_PALE_LINKS = (
    f'<a:overrideClrMapping {_XMLNS} bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="lt1" folHlink="lt1"/>'
)
_INVERTED = (
    f'<a:overrideClrMapping {_XMLNS} bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="lt1" folHlink="lt1"/>'
)
"""Light and dark in each other's place."""
_VEIL = f'<a:solidFill {_XMLNS}><a:srgbClr val="{{colour}}"><a:alpha val="{{dense}}"/></a:srgbClr></a:solidFill>'
"""Between a picture and the text on it, so that it can be read on whatever the picture shows."""
_NOW = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def add_table(
    slide: Any, table: Table, sizes: TableSizes, box: Box, language: str, master: Master, *, on_ground: bool = False
) -> Any:
    """Add a native table at the top of a box and return its graphic frame.

    If letters in the theme's ink are not read there (`on_ground`), its cells have grounds of their own.
    """
    frame = slide.shapes.add_table(
        len(table.rows), len(sizes.columns), Inches(box.x), Inches(box.y), Inches(box.w), Inches(sum(sizes.least))
    )
    native = frame.table
    native.first_row = table.header_rows > 0
    native.first_col = table.header_column
    native.horz_banding = master.design.custom
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = MEDIUM_STYLE_2 if on_ground else master.table_style
    if table.rtl:
        native._tbl.tblPr.set("rtl", "1")
    for column, width in zip(native.columns, sizes.columns, strict=True):
        column.width = Inches(width)
    for row, height in zip(native.rows, sizes.least, strict=True):
        row.height = Inches(height)
    covered = {
        (row, column)
        for span in table.spans
        for row in range(span.row, span.row + span.down)
        for column in range(span.column, span.column + span.right)
        if (row, column) != (span.row, span.column)
    }
    for line, cells in enumerate(table.rows):
        for column, content in enumerate(cells):
            cell = native.cell(line, column)
            cell.margin_left = cell.margin_right = Inches(CELL_X)
            cell.margin_top = cell.margin_bottom = Inches(CELL_Y)
            said = Paragraph(()) if (line, column) in covered else content
            fill_text(cell._tc.txBody, (said,), part=slide.part, language=language)
            if table.aligned and (side := _SIDES.get(table.aligned[column])):
                cell._tc.txBody.p_lst[0].get_or_add_pPr().set("algn", side)
            _set_size(cell, sizes.size)
    for span in table.spans:
        last = native.cell(span.row + span.down - 1, span.column + span.right - 1)
        native.cell(span.row, span.column).merge(last)
    return frame


def _set_size(cell: Any, size: int) -> None:
    """Tables inherit no size from a placeholder, so each run states it."""
    for name in ("a:rPr", "a:endParaRPr"):
        for properties in cell._tc.iter(qn(name)):
            properties.set("sz", str(Pt(size).centipoints))


def add_picture(slide: Any, picture: Picture, box: Box) -> Any:
    """Add a picture that fills a box; if the box has other proportions, what stands out of it is cropped."""
    place = (Inches(box.x), Inches(box.y), Inches(box.w), Inches(box.h))
    shape = slide.shapes.add_picture(io.BytesIO(picture.data), *place)
    if picture.cropped:
        width, height = pixel_size(picture)
        scale = max(box.w / width, box.h / height)
        shape.crop_left = shape.crop_right = (1 - box.w / (width * scale)) / 2
        shape.crop_top = shape.crop_bottom = (1 - box.h / (height * scale)) / 2
    if picture.link:
        shape.click_action.hyperlink.address = picture.link
    elif picture.jump:
        shape._element.nvPicPr.cNvPr.insert(0, hyperlink(picture.jump))
    if picture.drawing:
        _keep_drawing(slide, shape, picture.drawing)
    return shape


def _keep_drawing(slide: Any, shape: Any, svg: str) -> None:
    """Put the drawing itself beside its pixels, which programs show that know no SVG [MS-ODRAWXML, 2.3.3]."""
    package = slide.part.package
    # By any extension: the library counts pictures of all kinds in one row.
    name = package.next_partname("/ppt/media/drawing%d.svg")
    key = slide.part.relate_to(Part(name, "image/svg+xml", package, svg.encode()), RT.IMAGE)
    blip = shape._element.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(_DRAWN.format(key=key)))


def set_ground(slide: Any, ground: Ground, size: tuple[float, float], *, alone: str, inverted: bool) -> None:
    """Give a slide a ground of its own.

    Args:
        slide: The slide.
        ground: A colour, or a picture that covers it.
        size: The width and height of slides in inches.
        alone: If the picture is all that the slide shows, what it shows; it is a picture then, which can be edited.
        inverted: Whether light and dark change places on the slide, so that all its text is light.
    """
    whole = Box(x=0, y=0, w=size[0], h=size[1])
    tree = slide.shapes._spTree
    if ground.picture and alone:
        shape = add_picture(slide, Picture(ground.picture, alone, cropped=True), whole)
        describe(shape, alone)
        tree.insert(2, shape._element)
        return
    if ground.picture:
        _, key = slide.part.get_or_add_image_part(io.BytesIO(ground.picture))
        width, height = pixel_size(Picture(ground.picture, ""))
        scale = max(whole.w / width, whole.h / height)
        across, down = (
            round((1 - room / (side * scale)) * 50000) for room, side in ((whole.w, width), (whole.h, height))
        )
        crop = f'<a:srcRect l="{across}" t="{down}" r="{across}" b="{down}"/>'
        blip = f'<a:blip r:embed="{key}"/>{crop}<a:stretch><a:fillRect/></a:stretch>'
        fill = f'<a:blipFill rotWithShape="1">{blip}</a:blipFill>'
    else:
        fill = f'<a:solidFill><a:srgbClr val="{ground.colour}"/></a:solidFill>'
    slide._element.cSld.insert(0, parse_xml(_GROUND.format(fill=fill)))
    if inverted:
        mapping = slide._element.find(qn("p:clrMapOvr"))
        mapping.remove(mapping[0])
        mapping.append(parse_xml(_INVERTED))
    if ground.picture:
        place = (whole.x, whole.y, whole.w, whole.h)
        veil = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(length) for length in place))
        veil.name = f"Veil {veil.shape_id}"
        light = brightness(ground.picture)
        dense = round(40_000 + 40_000 * (light if ground.dark else 1 - light))
        veil._element.spPr.append(parse_xml(_VEIL.format(colour="000000" if ground.dark else "FFFFFF", dense=dense)))
        veil.line.fill.background()
        veil.shadow.inherit = False
        describe(veil, "", decorative=True)
        tree.insert(2, veil._element)


def describe(shape: Any, alt: str, *, decorative: bool = False) -> None:
    """Give a shape its alternative text, or mark it as decorative."""
    properties = shape._element.xpath("./*/p:cNvPr")[0]
    properties.set("descr", "" if decorative else alt)
    if decorative:
        properties.append(parse_xml(_DECORATIVE))


def show_links(slide: Any) -> None:
    """Let links on a slide whose ground is the accent, which is the colour of links, have that of the paper."""
    mapping = slide._element.find(qn("p:clrMapOvr"))
    if next(slide._element.iter(qn("a:hlinkClick")), None) is not None and mapping[0].tag == qn("a:masterClrMapping"):
        mapping.remove(mapping[0])
        mapping.append(parse_xml(_PALE_LINKS))


def add_text_box(slide: Any, part: PagePart, letters: Letters | None = None) -> Any:
    """An empty text box in the place and setting of a part, on a ground of its own if it is tinted."""
    box, (left, top, right, bottom) = part.box, part.placeholder.margins if part.tinted else (0.0, 0.0, 0.0, 0.0)
    place = (box.x - left, box.y - top, box.w + left + right, box.h + top + bottom)
    shape = slide.shapes.add_textbox(*(Inches(length) for length in place))
    shape.name = f"{part.placeholder.name} {shape.shape_id}"
    body = shape._element.txBody
    body.bodyPr.set("wrap", "square")
    for name, inset in {"lIns": left, "tIns": top, "rIns": right, "bIns": bottom}.items():
        body.bodyPr.set(name, str(emu(inset)))
    if part.tinted:
        none = shape._element.spPr.find(qn("a:noFill"))
        none.getparent().replace(none, parse_xml(_TINT))
    for old in list(body.bodyPr):
        body.bodyPr.remove(old)
    style = body.find(qn("a:lstStyle"))
    for level in range(levels_of(part.content) if isinstance(part.content, tuple) else 5):
        properties = etree.SubElement(style, qn(f"a:lvl{level + 1}pPr"))
        if part.setting.space(level):
            space = etree.SubElement(properties, qn("a:spcBef"))
            etree.SubElement(space, qn("a:spcPts"), val=str(round(part.setting.space(level) * 100)))
        run = etree.SubElement(properties, qn("a:defRPr"), sz=str(part.setting.size(level) * 100))
        if letters is not None:
            etree.SubElement(run, qn("a:solidFill")).append(letters.element)
        elif part.placeholder.setting.ink == "muted":
            run.append(parse_xml(_MUTED))
    return shape


def add_bar(slide: Any, holder: Any, box: Box, letters: Letters | None = None) -> None:
    """Mark a quotation beside other text with the bar that the layout of quotations has, behind its text."""
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(length) for length in (box.x, box.y, box.w, box.h)))
    bar.fill.solid()
    bar.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    if letters is not None:
        (old,) = bar._element.spPr.xpath("./a:solidFill/*")
        old.getparent().replace(old, letters.element)
    bar.line.fill.background()
    bar.shadow.inherit = False
    describe(bar, "", decorative=True)
    holder._element.addprevious(bar._element)


def footer_shapes(layout: Any, deck: Deck) -> Iterator[Any]:
    """Footer, date and number as the slides of a layout have them."""
    language = regional(deck.language)
    texts = {"ftr": deck.footer, "dt": long_date(deck.date, deck.language)}
    for holder in layout.placeholders:
        kind = holder._element.ph.get("type")
        if kind not in ("ftr", "dt", "sldNum") or texts.get(kind) == "":
            continue
        shape = copy.deepcopy(holder._element)
        body = shape.txBody
        for inherited in (*shape.spPr, *body.bodyPr, *body.findall(qn("a:lstStyle"))):
            inherited.getparent().remove(inherited)
        body.bodyPr.attrib.clear()
        body.bodyPr.addnext(etree.Element(qn("a:lstStyle")))
        if kind in texts:
            _set_plain(body, texts[kind], language)
        for properties in shape.iter(qn("a:rPr")):
            properties.set("lang", language)
        yield shape


def add_footers(slide: Any, feet: Sequence[Any], number: int) -> None:
    """Add what stands at the foot of a slide, which python-pptx leaves behind in the layout; the slide has a number."""
    tree = slide.shapes._spTree
    highest = max(int(number) for number in tree.xpath(".//p:cNvPr/@id"))
    for identifier, foot in enumerate(feet, highest + 1):
        shape = copy.deepcopy(foot)
        shape.nvSpPr.cNvPr.set("id", str(identifier))
        for field in shape.iter(qn("a:fld")):
            if field.get("type") == "slidenum" and (shown := field.find(qn("a:t"))) is not None:
                shown.text = str(number)
        tree.insert_element_before(shape, "p:extLst")


def _set_plain(body: Any, text: str, language: str) -> None:
    """Let one run be all that a frame holds, whatever its layout has there."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    run = etree.SubElement(etree.SubElement(body, qn("a:p")), qn("a:r"))
    etree.SubElement(run, qn("a:rPr"), lang=language)
    etree.SubElement(run, qn("a:t")).text = text


@dataclass(frozen=True, order=True)
class _Effect:
    """What appears with a click: a shape, or one of its paragraphs, counted from 0; -1 is the whole shape."""

    click: int
    shape: int
    paragraph: int = -1

    @property
    def target(self) -> str:
        if self.paragraph < 0:
            return f'<p:spTgt spid="{self.shape}"/>'
        place = f'<p:pRg st="{self.paragraph}" end="{self.paragraph}"/>'
        return f'<p:spTgt spid="{self.shape}"><p:txEl>{place}</p:txEl></p:spTgt>'


def animate(slide: Any, filled: Sequence[tuple[PagePart, Any]]) -> None:
    """Let what has a step appear with its click; a slide without steps stays as it is.

    Args:
        slide: The slide.
        filled: Its parts, each with the element of the shape that shows it.
    """
    effects = sorted(effect for part, element in filled for effect in _effects(part, element))
    if effects:
        slide._element.append(parse_xml(_timing(effects)))


def _effects(part: PagePart, element: Any) -> Iterator[_Effect]:
    shape = int(element.xpath("./*/p:cNvPr/@id")[0])
    if isinstance(part.content, tuple):
        for place, paragraph in enumerate(part.content):
            if paragraph.step:
                yield _Effect(paragraph.step, shape, place)
    elif part.content.step:
        yield _Effect(part.content.step, shape)


def _timing(effects: Sequence[_Effect]) -> str:
    numbers = count(3)
    clicks = "".join(_click(list(group), numbers) for _, group in groupby(effects, key=lambda effect: effect.click))
    built = sorted({effect.shape for effect in effects if effect.paragraph >= 0})
    builds = "".join(f'<p:bldP spid="{shape}" grpId="0" build="p"/>' for shape in built)
    return (
        f'<p:timing xmlns:p="{_PRESENTATION}"><p:tnLst><p:par>'
        '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>'
        "</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
        + "</p:timing>"
    )


def _click(effects: Sequence[_Effect], numbers: Iterator[int]) -> str:
    """One click and all that it brings."""
    outer, inner = next(numbers), next(numbers)
    shown = "".join(_appear(effect, numbers, first=place == 0) for place, effect in enumerate(effects))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{_NOW}<p:childTnLst>{shown}</p:childTnLst></p:cTn>'
        "</p:par></p:childTnLst></p:cTn></p:par>"
    )


def _appear(effect: _Effect, numbers: Iterator[int], *, first: bool) -> str:
    kind = "clickEffect" if first else "withEffect"
    group = ' grpId="0"' if effect.paragraph >= 0 else ""
    return (
        f'<p:par><p:cTn id="{next(numbers)}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{kind}">{_NOW}<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(numbers)}" dur="1" fill="hold">{_NOW}'
        f"</p:cTn><p:tgtEl>{effect.target}</p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName>"
        '</p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
