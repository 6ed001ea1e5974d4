"""Fields to fill in on a screen: where the page leaves room, named, in reading order, and typed into as PDF says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from handouts.engine.plan import editions
from handouts.errors import LayoutError
from handouts.pipeline import Workspace, perform, prepare
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf
from handouts.writers.pdf.forms.typeface import CODES, FURTHER, typeface_of

CSS = f"""
@font-face {{ font-family: "Source Sans 3"; src: url("{FONT_BASE}SourceSans3-Regular.ttf") }}
@page {{ size: 400px 400px; margin: 40px }}
html {{ font: 16px/20px "Source Sans 3" }}
body, p, ul {{ margin: 0; padding: 0 }}
.box {{ display: inline-block; width: 10px; height: 10px; border: 1px solid }}
.ruled div {{ height: 32px; border-bottom: 1px solid; box-sizing: border-box }}
"""
TICK = '<p><span class="box" data-field="tick" data-name="task1.a" data-tip="Antwort a"></span> ja</p>'
LINE = '<p data-field="line" data-name="name" data-tip="Name" data-length="9">Name</p>'
ROOM = '<div style="height: 60px; border: 1px solid" data-field="text" data-name="task2.box" data-tip="Antwort"></div>'
FULL_FONT = 15_000
"""Bytes that a whole keyboard may add to a file."""


def _ruled(count: int) -> str:
    rules = "<div></div>" * count
    return f'<div class="ruled" data-field="ruled" data-name="task3.answer" data-tip="Antwort">{rules}</div>'


def _pdf(body: str) -> bytes:
    return write_pdf(f'<html lang="de"><head><title>Seite</title></head><body>{body}</body></html>', [CSS])


def _read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data))


def _widgets(reader: pypdf.PdfReader) -> list[Any]:
    """All fields of a file in the order of its pages."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note for note in notes if note["/Subtype"] == "/Widget"]


def _name(field: Any) -> str:
    own = str(field["/T"])
    return f"{_name(field['/Parent'])}.{own}" if "/Parent" in field else own


def _names(reader: pypdf.PdfReader) -> list[str]:
    return [_name(field) for field in _widgets(reader)]


def _area(field: Any) -> list[float]:
    """Left, top, right, bottom in pixels from the upper left corner."""
    left, bottom, right, top = (float(edge) / 0.75 for edge in field["/Rect"])
    return [left, 400 - top, right, 400 - bottom]


def _named_by_structure(reader: pypdf.PdfReader) -> list[str]:
    """The fields as a screen reader comes to them; each is in a Form of its own."""

    def below(element: Any) -> Iterator[str]:
        for kid in element.get("/K", []):
            kid = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR":
                if kid["/Obj"]["/Subtype"] == "/Widget":
                    assert (element["/S"], len(element["/K"])) == ("/Form", 1)
                    yield _name(kid["/Obj"])
            elif isinstance(kid, DictionaryObject):
                yield from below(kid)

    (root,) = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return list(below(root.get_object()))


def _filled(data: bytes, values: dict[str, str]) -> pypdf.PdfReader:
    writer = pypdf.PdfWriter(BytesIO(data))
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    written = BytesIO()
    writer.write(written)
    return _read(written.getvalue())


def test_without_marks_there_is_no_form_and_no_font_for_it() -> None:
    data = _pdf("<p>Name</p>")
    assert "/AcroForm" not in _read(data).trailer["/Root"]
    assert "/AcroForm" in _read(_pdf(LINE)).trailer["/Root"]
    assert 0 < len(_pdf(LINE)) - len(data) < FULL_FONT


def test_the_page_itself_is_the_same_with_fields_and_without() -> None:
    body = LINE + TICK + ROOM + _ruled(2)
    plain = re.sub(r' data-\w+="[^"]*"', "", body)
    contents = [_read(_pdf(text)).pages[0].get_contents() for text in (body, plain)]
    assert contents[0] is not None
    assert contents[1] is not None
    assert contents[0].get_data() == contents[1].get_data()


def test_the_same_fields_are_the_same_bytes() -> None:
    assert _pdf(LINE + TICK + ROOM) == _pdf(LINE + TICK + ROOM)


def test_viewers_are_not_asked_for_appearances_and_each_field_has_its_own() -> None:
    reader = _read(_pdf(LINE + TICK + ROOM + _ruled(2)))
    assert "/NeedAppearances" not in reader.trailer["/Root"]["/AcroForm"]
    line, tick, room, ruled = _widgets(reader)
    for typed in (line, room, ruled):
        assert typed["/AP"]["/N"].get_data() == b"/Tx BMC EMC"
    assert len({field["/AP"].raw_get("/N").idnum for field in (line, room, ruled)}) == 3
    assert set(tick["/AP"]["/N"]) == {"/Yes", "/Off"}
    assert tick["/AP"]["/N"]["/Off"].get_data() == b""
    assert tick["/AP"]["/N"]["/Yes"].get_data().endswith(b" l S")
    assert (tick["/V"], tick["/AS"]) == ("/Off", "/Off")


def test_fields_are_printed_and_say_what_to_enter() -> None:
    line, tick, room = _widgets(_read(_pdf(LINE + TICK + ROOM)))
    assert [field["/TU"] for field in (line, tick, room)] == ["Name", "Antwort a", "Antwort"]
    assert {field["/F"] for field in (line, tick, room)} == {4}
    assert [field["/FT"] for field in (line, tick, room)] == ["/Tx", "/Btn", "/Tx"]
    assert (line["/MaxLen"], "/Ff" in line) == (9, False)
    assert (room["/Ff"], "/MaxLen" in room) == (1 << 12, False)


def test_a_line_begins_after_the_words_in_its_box() -> None:
    (short,), (long,) = (_widgets(_read(_pdf(LINE.replace(">Name", f">{word}")))) for word in ("N", "Name Name"))
    assert 40 < _area(short)[0] < _area(long)[0] < 150
    for field in (short, long):
        assert _area(field)[2:] == pytest.approx([359, 60], abs=0.1)
        assert _area(field)[1] <= 41


def test_a_finger_can_hit_what_is_to_be_ticked() -> None:
    (tick,) = _widgets(_read(_pdf(TICK)))
    left, top, right, bottom = _area(tick)
    assert (right - left, bottom - top) == pytest.approx((24, 24), abs=0.1)
    assert (left + right) / 2 == pytest.approx(40 + 6, abs=0.1)


def test_typed_lines_meet_the_printed_rules() -> None:
    (field,) = _widgets(_read(_pdf(_ruled(3))))
    size = float(str(field["/DA"]).split()[1])
    face = typeface_of("Source Sans 3")
    assert size * face.pitch == pytest.approx(32 * 0.75, abs=0.05)
    top = _area(field)[1]
    baseline = top + face.ascent / 1000 * size / 0.75
    assert 72 - 6 < baseline < 72 - 3
    assert _area(field)[3] - top == pytest.approx(3 * 32, abs=0.1)


def test_lines_that_go_on_overleaf_are_a_field_on_each_page() -> None:
    reader = _read(_pdf(_ruled(13)))
    fields = _widgets(reader)
    assert len(reader.pages) == 2
    assert [_name(field) for field in fields] == ["task3.answer", "task3.answer-2"]
    assert [field["/TU"] for field in fields] == ["Antwort", "Antwort (2)"]
    assert [_area(field)[3] - _area(field)[1] for field in fields] == pytest.approx([10 * 32, 3 * 32], abs=0.1)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (LINE + LINE, 'two fields have the name "name"'),
        (LINE + TICK.replace("task1.a", "name.a"), '"name" is the name of a field and of a group'),
        (TICK.replace("task1.a", "name.a") + LINE, '"name" is the name of a field and of a group'),
        ('<p data-field="line" data-name="name">Name</p>', 'field "name"'),
        ('<p data-field="page" data-name="name" data-tip="Name">Name</p>', 'field "name"'),
    ],
)
def test_marks_that_make_no_field_are_errors(body: str, what: str) -> None:
    with pytest.raises(LayoutError, match=what):
        _pdf(body)


def test_the_way_weasyprint_writes_fields_is_restored() -> None:
    import weasyprint.pdf

    before = weasyprint.pdf.add_forms
    _pdf(LINE)
    assert weasyprint.pdf.add_forms is before


def test_the_typeface_has_a_whole_keyboard_with_widths_and_meanings() -> None:
    reader = _read(_pdf(LINE))
    ((name, font),) = reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"].items()
    assert f"{name} " in str(_widgets(reader)[0]["/DA"])
    font = font.get_object()
    assert font["/Subtype"] == "/TrueType"
    assert font["/BaseFont"] == font["/FontDescriptor"]["/FontName"]
    assert font["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
    widths = dict(zip(range(font["/FirstChar"], font["/LastChar"] + 1), font["/Widths"], strict=True))
    assert widths[ord("i")] < widths[ord("m")]
    meant = dict(re.findall(r"<(..)> <(.{4})>", font["/ToUnicode"].get_data().decode()))
    letters = {chr(int(unicode, 16)) for unicode in meant.values()}
    assert letters >= set("azAZ09äöüßÄÖÜéñçå€„“–…ōūŌŪğşłčšž")
    assert len(letters) == len(meant) == len(CODES)


def test_further_letters_are_named_where_they_differ_from_windows() -> None:
    encoding = _read(_pdf(LINE)).trailer["/Root"]["/AcroForm"]["/DR"]["/Font"]["/Text"]["/Encoding"]
    assert encoding["/BaseEncoding"] == "/WinAnsiEncoding"
    code, named = 0, {}
    for entry in encoding["/Differences"]:
        if isinstance(entry, NameObject):
            named[code] = entry
            code += 1
        else:
            code = int(entry)
    assert len(named) == len(FURTHER)
    assert {CODES[code]: name for code, name in named.items()}["ō"] == "/omacron"
    assert {CODES[code]: name for code, name in named.items()}["Ś"] == "/Sacute"


def test_what_is_typed_and_ticked_is_there_when_read_again() -> None:
    values = {"name": "Ōgimi ß", "task1.a": "/Yes", "task2.box": "„Größe“ …"}
    fields = {_name(field): field for field in _widgets(_filled(_pdf(LINE + TICK + ROOM), values))}
    assert {name: field["/V"] for name, field in fields.items()} == values
    assert fields["task1.a"]["/AS"] == "/Yes"
    shown = fields["name"]["/AP"]["/N"].get_data()
    codes = {letter: code for code, letter in CODES.items()}
    assert bytes([codes["Ō"]]) in shown or f"<{codes['Ō']:02x}".encode() in shown.lower()


@cache
def _made(path: str) -> bytes:
    """One fillable edition of the tiny lesson."""
    return perform(prepare(TINY, next(edition for edition in FILLABLE if str(edition) == path))).data


TINY = Workspace.open(Path(__file__).resolve().parents[2] / "lesson")
FILLABLE = [
    replace(edition, audience=edition.audience.model_copy(update={"forms": True}))
    for edition in editions(TINY.project, TINY.lesson)
    if edition.document in ("worksheet", "test") and edition.variant in (None, "A")
]


@pytest.mark.parametrize("edition", FILLABLE, ids=str)
def test_worksheets_and_tests_can_be_filled_in(edition: Any) -> None:
    reader = _read(_made(str(edition)))
    names = _names(reader)
    assert len(set(names)) == len(names)
    asked = ["name", "class", "date"] if edition.audience.marks else []
    heads = [*(["school", "number"] if edition.document == "test" else []), *asked]
    assert names[: len(heads)] == heads
    kinds = {re.sub(r"\d.*", "", name.split(".")[1]) for name in names if "." in name}
    enabled = {"a", "b", "c", "answer"}
    if edition.audience.id == "class":
        enabled |= {"place", "year", "gap"}
    if edition.document == "worksheet":
        enabled |= {"letter", "sentence"}
    assert kinds == enabled
    assert _named_by_structure(reader) == names
    assert {page["/Tabs"] for page in reader.pages} == {"/S"}


@pytest.mark.parametrize("edition", FILLABLE, ids=str)
def test_tool_tips_are_in_the_language_of_the_edition(edition: Any) -> None:
    tips = {_name(field): str(field["/TU"]) for field in _widgets(_read(_made(str(edition))))}
    german = edition.language == "de"
    assert all(tip.startswith("Aufgabe " if german else "Task ") for name, tip in tips.items() if "." in name)
    said = {re.sub(r"task(\d)", r"\1", name): tip.partition(" ")[2] for name, tip in tips.items() if "." in name}
    (ticks,) = ([name, tip] for name, tip in said.items() if name.endswith(".b"))
    assert ticks[1] == ticks[0][0] + (": Antwort b ankreuzen" if german else ": tick answer b")
    if edition.audience.id == "class":
        (gap,) = ([name, tip] for name, tip in said.items() if name.endswith(".gap2"))
        assert gap[1] == gap[0][0] + (": Lücke 2" if german else ": gap 2")


@pytest.mark.parametrize("edition", FILLABLE, ids=str)
def test_both_claims_stay(edition: Any) -> None:
    data = _made(str(edition))
    metadata = _read(data).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfuaid:part>1<" in metadata
    assert re.search(rb"pdfaid:part(>|=\")3", metadata)


def test_sheets_that_are_printed_only_have_no_fields() -> None:
    sheets = [replace(edition, imposition="2up") for edition in FILLABLE]
    assert all("data-field" not in prepare(TINY, edition).html for edition in sheets)


@pytest.mark.parametrize("document", ["worksheet", "test"])
@pytest.mark.slow
def test_the_real_lesson_stays_under_twice_its_plain_size(document: str, root: Path) -> None:
    lesson = Workspace.open(root)
    enabled = (document, "sek1", "de")
    edition = next(
        one
        for one in editions(lesson.project, lesson.lesson)
        if (one.document, one.audience.id, one.language) == enabled
    )
    filled = replace(edition, audience=edition.audience.model_copy(update={"forms": True}))
    plain, fillable = (perform(prepare(lesson, one)).data for one in (edition, filled))
    assert len(_widgets(_read(fillable))) > 20
    assert len(plain) < len(fillable) < 2 * len(plain)
    for before, after in zip(_read(plain).pages, _read(fillable).pages, strict=True):
        assert before.get_contents() == after.get_contents()
    assert isinstance(_read(fillable).trailer["/Root"]["/AcroForm"]["/Fields"], ArrayObject)
