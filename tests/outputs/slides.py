"""What a deck must hold so that it can be presented, listened to and changed: each check returns its complaints."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FILE_LIKE = re.compile(r"\S+\.(png|jpe?g|svg)|(picture|image|chart|table|grafik|bild) ?\d*", re.IGNORECASE)
SAID_IN = re.compile(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml")
THEMED = re.compile(r"ppt/(slides|slideLayouts|slideMasters|charts)/[^/]+\.xml|ppt/tableStyles\.xml")
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
LEAST_TYPE = 12
MOST_BYTES = 1_000_000
LEAST_NOTED = 0.3
"""Part of the slides that say something to the speaker; dividers and sources need not."""


@lru_cache(maxsize=2)
def shown(path: Path) -> Deck:
    """The deck of a path; checks that run one after the other share it."""
    return Presentation(str(path))


def titles(path: Path) -> list[str]:
    """Every slide has a title of its own, which is read first."""
    found, seen = [], Counter[str]()
    for number, slide in enumerate(shown(path).slides, 1):
        title = slide.shapes.title
        said = " ".join(title.text_frame.text.split()) if title is not None else ""
        seen[said] += 1
        if not said or seen[said] > 1:
            found.append(f"slide {number}: title {said!r}{' again' if said else ''}")
        elif slide.shapes[0].shape_id != title.shape_id:
            found.append(f"slide {number}: the title is not read first")
    return found


def alternatives(path: Path) -> list[str]:
    """Pictures, tables, charts and groups say what they show, or are marked as decoration."""
    found = []
    for number, slide in enumerate(shown(path).slides, 1):
        for shape in slide.shapes:
            if etree.QName(shape._element).localname not in ("pic", "graphicFrame", "grpSp"):
                continue
            (named, *_) = shape._element.iter(qn("p:cNvPr"))
            said = named.get("descr", "").strip()
            decoration = any(mark.get("val") in ("1", "true") for mark in named.iter(DECORATIVE))
            if decoration == bool(said) or FILE_LIKE.fullmatch(said):
                found.append(f"slide {number}, {shape.name}: alternative text {said!r}, decoration: {decoration}")
    return found


def languages(path: Path) -> list[str]:
    """Every piece of text names its language, Japanese too; most of it is the language of the folder."""
    found, amount = [], Counter[str]()
    for part, run, said in _runs(path):
        properties = run.find(qn("a:rPr"))
        language = "" if properties is None else properties.get("lang", "")
        amount[language.split("-")[0]] += len(said)
        if not language:
            found.append(f"{part}: {said[:40]!r} has no language")
        elif JAPANESE.search(said) and not language.startswith("ja"):
            found.append(f"{part}: {said[:40]!r} is marked {language}")
    most = max(amount, key=amount.__getitem__, default="")
    return found if most == path.parts[-3] else [*found, f"most text is {most!r}"]


def _runs(path: Path) -> Iterator[tuple[str, etree._Element, str]]:
    """(part, run, its text) of all text on slides, in notes and in charts."""
    with zipfile.ZipFile(path) as package:
        for name in filter(SAID_IN.fullmatch, package.namelist()):
            for run in etree.fromstring(package.read(name)).iter(qn("a:r"), qn("a:fld")):
                said = "".join(text.text or "" for text in run.iter(qn("a:t")))
                if said.strip():
                    yield name, run, said


def places(path: Path) -> list[str]:
    """Nothing is off the slide, no placeholder is empty, no type is too small to read from the back."""
    deck, found = shown(path), []
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            where = f"slide {number}, {shape.name}"
            if shape.is_placeholder and shape.has_text_frame and not shape.text_frame.text.strip():
                found.append(f"{where}: empty")
            right, lower = shape.left + shape.width, shape.top + shape.height
            if min(shape.left, shape.top) < 0 or right > deck.slide_width or lower > deck.slide_height:
                found.append(f"{where}: off the slide")
            sizes = (int(run.get("sz")) / 100 for run in shape._element.iter(qn("a:rPr")) if run.get("sz"))
            found += [f"{where}: text of {size:g} points" for size in set(sizes) if size < LEAST_TYPE]
            if shape.has_text_frame and shape.text_frame.auto_size == MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT:
                found.append(f"{where}: grows with its text")
    return found


def native(path: Path) -> list[str]:
    """Heads of tables, diagrams of shapes, numbers of charts, which can be changed; notes; slide numbers; 16:9."""
    deck = shown(path)
    shapes = [(number, shape) for number, slide in enumerate(deck.slides, 1) for shape in slide.shapes]
    tables = [(number, shape.table) for number, shape in shapes if shape.has_table]
    charts = [(number, shape.chart) for number, shape in shapes if shape.has_chart]
    drawn = [shape for _, shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    counted = f"{len(tables)} tables, {len(drawn)} diagrams and {len(charts)} charts"
    found = [counted] if not (tables or drawn) or not charts else []
    found += [f"slide {number}: a table without a head" for number, table in tables if not table.first_row]
    found += [
        f"slide {n}: a chart without numbers" for n, chart in charts if chart.part.chart_workbook.xlsx_part is None
    ]
    noted = [s for s in deck.slides if s.has_notes_slide and s.notes_slide.notes_text_frame.text.strip()]
    if len(deck.slides) < 10 or len(noted) < LEAST_NOTED * len(deck.slides):
        found.append(f"{len(deck.slides)} slides, {len(noted)} with notes")
    bare = [n for n, s in enumerate(deck.slides, 1) if not s.shapes._spTree.xpath('.//p:ph[@type="sldNum"]')]
    found += [f"slide {number}: no number" for number in bare]
    wide = round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    return found if wide else [*found, "not 16:9"]


def themed(path: Path) -> list[str]:
    """All colours and fonts are the theme's: another theme, chosen in PowerPoint, reaches everything but pictures."""
    found = []
    with zipfile.ZipFile(path) as parts:
        for name in filter(THEMED.fullmatch, parts.namelist()):
            root = etree.fromstring(parts.read(name))
            found += [f"{name}: colour {tag.get('val')}" for tag in root.iter(qn("a:srgbClr"), qn("a:sysClr"))]
            faces = {face.get("typeface", "") for face in root.iter(qn("a:latin"), qn("a:ea"), qn("a:cs"))}
            found += [f"{name}: font {face}" for face in faces if not face.startswith("+") and face != "Courier New"]
    return found


def resets(path: Path) -> list[str]:
    """Nothing in a placeholder is other than its layout has it: Reset Slide, in PowerPoint, changes nothing."""
    found = []
    for number, slide in enumerate(shown(path).slides, 1):
        for shape in slide.placeholders:
            if shape._element.tag != qn("p:sp"):
                continue
            body = shape._element.txBody
            said = [*shape._element.spPr, *body.find(qn("a:lstStyle")), *body.bodyPr]
            said += [own for own in body.iter(qn("a:pPr")) if len(own) or set(own.attrib) - {"lvl"}]
            found += [f"slide {number}, {shape.name}: {etree.QName(own).localname} of its own" for own in said]
    return found


def numbered(path: Path) -> list[str]:
    """Fields of numbers hold the number of their slide, for programs that do not count."""
    found = []
    for number, slide in enumerate(shown(path).slides, 1):
        sheets = [slide, *([slide.notes_slide] if slide.has_notes_slide else [])]
        fields = [field for sheet in sheets for field in sheet._element.iter(qn("a:fld"))]
        said = ["".join(text.text or "" for text in field.iter(qn("a:t"))) for field in fields]
        found += [f"slide {number}: {said}"] if said != [str(number)] * len(sheets) else []
    return found


def package(path: Path) -> list[str]:
    """Small, the same at every build, nothing that runs or is fetched, and properties that name it."""
    deck, found = shown(path), []
    with zipfile.ZipFile(path) as parts:
        if {part.date_time for part in parts.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
            found.append("times of packing")
        found += [name for name in parts.namelist() if re.search(r"vba|activeX|printerSettings|\.bin$|oleObject", name)]
        for name in parts.namelist():
            if name.endswith(".rels"):
                for relation in etree.fromstring(parts.read(name)):
                    if relation.get("TargetMode") == "External" and not re.match(
                        "https?://|mailto:", relation.get("Target")
                    ):
                        found.append(f"{name} leads to {relation.get('Target')}")
    properties = deck.core_properties
    if not properties.title or not properties.author or (properties.language or "").split("-")[0] != path.parts[-3]:
        found.append(f"properties {[properties.title, properties.author, properties.language]}")
    size = path.stat().st_size
    return found + ([f"{size} bytes, more than {MOST_BYTES}"] if size > MOST_BYTES else [])


CHECKS = (titles, alternatives, languages, places, native, themed, resets, numbered, package)
