"""Paragraphs and runs as DrawingML, for slides, notes and cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from handouts.languages import of, regional
from handouts.model.deck import Counting, Paragraph, Run
from handouts.slidelayout.placeholders import Setting
from handouts.slidelayout.split import by_script
from handouts.writers.powerpoint.lists import Lists
from handouts.writers.powerpoint.ooxml import emu, qn
from handouts.writers.powerpoint.package import Letters

MONOSPACED = "Courier New"
_DEEPEST = 8
"""PowerPoint has nine levels."""
_USUAL_LEVELS = 5
"""Those that layouts style; deeper ones say on the slide where they stand."""
_SHOWS = {"next": "nextslide", "previous": "previousslide"}
JUMP = "jump:"
"""What stands for the relation to a slide until all slides are there."""
_COUNTED = range(1, 32768)
"""The numbers that PowerPoint counts with by itself (ECMA-376, ST_TextBulletStartAtNum); others are typed."""

_NUMBER = (
    '<p:txBody xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><a:bodyPr/><a:lstStyle/><a:p>'
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{language}"/>'
    '<a:t>{number}</a:t></a:fld><a:endParaRPr lang="{language}"/></a:p></p:txBody>'
)
"""The number of the slide on its notes, which python-pptx leaves empty."""

_BASELINES = {"super": "30000", "sub": "-25000"}
"""How far raised and lowered characters stand from the line, in thousandths of a per cent of their size."""


def fill_text(
    body: Any,
    paragraphs: Iterable[Paragraph],
    *,
    part: Any,
    language: str,
    setting: Setting | None = None,
    lists: Lists = "",
) -> None:
    """Replace the paragraphs of a `txBody`.

    Args:
        body: The element to fill.
        paragraphs: The text.
        part: The part that the element is in, to hold the links.
        language: The language of the whole deck.
        setting: The setting of the placeholder, which says where text without a bullet stands; None sets lists flat,
            as in notes and cells.
        lists: How the layout of the placeholder marks its lists; then paragraphs say their level, and nothing else.
    """
    for old in body.findall(qn("a:p")):
        body.remove(old)
    text = tuple(paragraphs)
    for paragraph, start in zip(text, _starts(text), strict=True):
        body.append(_paragraph(paragraph, start, part, language, setting, lists))
    if not text:
        etree.SubElement(etree.SubElement(body, qn("a:p")), qn("a:endParaRPr"), lang=regional(language))


def levels_of(paragraphs: Iterable[Paragraph]) -> int:
    """How many levels of lists a text needs styles for."""
    deepest = max((paragraph.level for paragraph in paragraphs), default=0)
    return _DEEPEST + 1 if deepest >= _USUAL_LEVELS else _USUAL_LEVELS


def shrink(body: Any, setting: Setting, levels: int = 5) -> None:
    """Set smaller sizes for a whole placeholder, in one place that an editor can reset."""
    style = body.find(qn("a:lstStyle"))
    for level in range(levels):
        properties = etree.SubElement(style, qn(f"a:lvl{level + 1}pPr"))
        etree.SubElement(properties, qn("a:defRPr"), sz=str(setting.size(level) * 100))


def lighten(body: Any, letters: Letters) -> None:
    """Set letters that are read on their ground for a whole placeholder, after its sizes."""
    for run in body.find(qn("a:lstStyle")).iter(qn("a:defRPr")):
        fill = etree.Element(qn("a:solidFill"))
        fill.append(letters.element)
        run.insert(0, fill)


def _starts(text: tuple[Paragraph, ...]) -> list[int | None]:
    """The number that each list begins with, for each of its paragraphs: PowerPoint counts on from there.

    None for a number that has to be typed: one that PowerPoint cannot count with, and the first of a list that stands
    right below another or counts otherwise than upwards, since programs take the two for one.
    """
    starts: list[int | None] = []
    lists: dict[int, tuple[int | None, int, Counting]] = {}
    for paragraph in text:
        level, number = paragraph.level, paragraph.number
        lists = {deep: run for deep, run in lists.items() if deep <= level}
        first, expected, counting = lists.pop(level, (None, number, paragraph.counting))
        if paragraph.bullet != "number":
            starts.append(1)
            continue
        typed = number not in _COUNTED or (number != expected and counting == paragraph.counting)
        first = number if first is None or counting != paragraph.counting else first
        lists[level] = (None if typed else first, number + 1, paragraph.counting)
        starts.append(None if typed else first)
    return starts


def _paragraph(
    paragraph: Paragraph, start: int | None, part: Any, language: str, setting: Setting | None, lists: Lists
) -> Any:
    element = etree.Element(qn("a:p"))
    if lists and paragraph.level:
        etree.SubElement(element, qn("a:pPr"), lvl=str(paragraph.level))
    elif not lists and setting is not None and setting.hang != (0.0,):
        _list_properties(element, paragraph, start, setting)
        if start is None and paragraph.runs:
            number = number_text(paragraph.number, paragraph.counting)
            plain = replace(paragraph.runs[0], text=f"{number}\t", link=None, jump="", marked="")
            _add_run(element, plain, part, language)
    _stand(element, paragraph)
    for run in by_script(paragraph.runs):
        _add_run(element, run, part, language)
    last = paragraph.runs[-1].language if paragraph.runs else language
    etree.SubElement(element, qn("a:endParaRPr"), lang=regional(last))
    return element


def _stand(element: Any, paragraph: Paragraph) -> None:
    """Say of a paragraph at which side it stands and runs, and that there is no space before it."""
    told = {"rtl": "1" if paragraph.rtl else "", "algn": {"center": "ctr", "right": "r"}.get(paragraph.aligned, "")}
    if paragraph.rtl and not paragraph.aligned:
        told["algn"] = "r"
    if not any(told.values()) and not paragraph.tight:
        return
    properties = element.find(qn("a:pPr"))
    if properties is None:
        properties = etree.Element(qn("a:pPr"))
        element.insert(0, properties)
    for name, value in told.items():
        if value:
            properties.set(name, value)
    if paragraph.tight:
        space = etree.Element(qn("a:spcBef"))
        etree.SubElement(space, qn("a:spcPts"), val="0")
        properties.insert(0, space)


def number_text(number: int, counting: Counting) -> str:
    """The number before a paragraph as it is written: 3., c., iii.; those that have no letters in digits."""
    text = str(number)
    if counting.startswith("alpha") and number > 0:
        text = ""
        while number > 0:
            number, letter = divmod(number - 1, 26)
            text = chr(ord("a") + letter) + text
    elif counting.startswith("roman") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
    return f"{text.upper() if counting.endswith('Uc') else text}."


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _list_properties(element: Any, paragraph: Paragraph, start: int | None, setting: Setting) -> None:
    level = min(paragraph.level, _DEEPEST)
    properties = etree.SubElement(element, qn("a:pPr"))
    if level:
        properties.set("lvl", str(level))
    if paragraph.bullet in ("none", "continued"):
        properties.set("marL", str(emu(setting.indent(level, marked=paragraph.bullet == "continued"))))
        properties.set("indent", "0")
        etree.SubElement(properties, qn("a:buNone"))
    elif start is None:
        _hang(properties, paragraph, setting)
        etree.SubElement(properties, qn("a:buNone"))
    elif level >= _USUAL_LEVELS or (setting.unmarked and paragraph.level in setting.unmarked):
        _mark(properties, paragraph, start, setting)
    elif paragraph.bullet == "number":
        etree.SubElement(properties, qn("a:buFont"), typeface="+mj-lt")
        _add_number(properties, paragraph, start)
    if not properties.attrib and not len(properties):
        element.remove(properties)


def _mark(properties: Any, paragraph: Paragraph, start: int, setting: Setting) -> None:
    """Mark a list where its master has no marks."""
    _hang(properties, paragraph, setting)
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial" if paragraph.bullet == "bullet" else "+mj-lt")
    if paragraph.bullet == "bullet":
        etree.SubElement(properties, qn("a:buChar"), char="•")
    else:
        _add_number(properties, paragraph, start)


def _add_number(properties: Any, paragraph: Paragraph, start: int) -> None:
    number = etree.SubElement(properties, qn("a:buAutoNum"), type=f"{paragraph.counting}Period")
    if start != 1:
        number.set("startAt", str(start))


def _hang(properties: Any, paragraph: Paragraph, setting: Setting) -> None:
    """Let the first line begin where text without a mark does, and the others where text of lists does."""
    level = min(paragraph.level, _DEEPEST)
    left, right = (setting.indent(level, marked=marked) for marked in (False, True))
    properties.set("marL", str(emu(right)))
    properties.set("indent", str(emu(left - right)))


def _add_run(element: Any, run: Run, part: Any, language: str) -> None:
    for place, line in enumerate(run.text.split("\n")):
        if place:
            etree.SubElement(etree.SubElement(element, qn("a:br")), qn("a:rPr"), lang=regional(run.language))
        if not line:
            continue
        node = etree.SubElement(element, qn("a:r"))
        properties = etree.SubElement(node, qn("a:rPr"), lang=regional(run.language))
        if of(run.language).east_asian:
            properties.set("altLang", regional(language))
        for name, wanted in (("b", run.bold), ("i", run.italic)):
            if wanted:
                properties.set(name, "1")
        if run.struck:
            properties.set("strike", "sngStrike")
        if run.position:
            properties.set("baseline", _BASELINES[run.position])
        if run.underlined:
            properties.set("u", "sng")
        if run.small_capitals:
            properties.set("cap", "small")
        if run.colour:
            etree.SubElement(etree.SubElement(properties, qn("a:solidFill")), qn("a:srgbClr"), val=run.colour)
        if run.marked:
            etree.SubElement(etree.SubElement(properties, qn("a:highlight")), qn("a:srgbClr"), val=run.marked)
        if run.code:
            for script in ("a:latin", "a:cs"):
                etree.SubElement(properties, qn(script), typeface=MONOSPACED)
        if run.link:
            key = part.relate_to(run.link, RT.HYPERLINK, is_external=True)
            etree.SubElement(properties, qn("a:hlinkClick"), {qn("r:id"): key})
        elif run.jump:
            properties.append(hyperlink(run.jump))
        etree.SubElement(node, qn("a:t")).text = line


def hyperlink(jump: str) -> Any:
    """What leads to another slide of the deck, or to the next; the relation is made when all slides are there."""
    if jump in _SHOWS:
        action = f"ppaction://hlinkshowjump?jump={_SHOWS[jump]}"
        return etree.Element(qn("a:hlinkClick"), {qn("r:id"): "", "action": action})
    return etree.Element(qn("a:hlinkClick"), {qn("r:id"): f"{JUMP}{jump}", "action": "ppaction://hlinksldjump"})


def add_notes(slide: Any, notes: tuple[Paragraph, ...], language: str, number: int) -> None:
    """Write what the presenter sees of the slide with this number.

    Lists keep their marks as characters, as notes have no list styles.
    """
    if not notes:
        return
    sheet = slide.notes_slide
    body = sheet.notes_text_frame._txBody
    fill_text(body, (_as_noted(paragraph) for paragraph in notes), part=sheet.part, language=language)
    for holder in sheet.placeholders:
        if holder._element.ph.get("type") == "sldNum" and holder._element.txBody is None:
            holder._element.append(parse_xml(_NUMBER.format(language=regional(language), number=number)))


def _as_noted(paragraph: Paragraph) -> Paragraph:
    """A paragraph as notes have it, which lead to no slides and have no colours."""
    runs = tuple(replace(run, jump="", colour="", marked="") for run in paragraph.runs)
    return _with_mark(replace(paragraph, runs=runs, tight=False))


def _with_mark(paragraph: Paragraph) -> Paragraph:
    if paragraph.bullet == "none" or not paragraph.runs:
        return paragraph
    number = number_text(paragraph.number, paragraph.counting)
    mark = {"bullet": "• ", "number": f"{number} ", "continued": "\u2003"}[paragraph.bullet]
    first = replace(paragraph.runs[0], bold=False, italic=False, code=False, link=None)
    return replace(paragraph, runs=(Run("\u2003" * paragraph.level + mark, first.language), *paragraph.runs))
