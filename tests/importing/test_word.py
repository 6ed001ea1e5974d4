"""A Word document → parts of a lesson: what goes over, and what is told."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from handouts.errors import ContentError
from handouts.importing.word import word
from handouts.importing.writing import draft
from handouts.reader.markdown import parse_markdown

from . import documents as made
from .documents import document, paragraph, picture, run, table


def drafted(*body: str, language: str = "en") -> tuple[str, str]:
    """The draft of a document, and what was lost as lines."""
    found = word(document(*body), "sheet.docx", language)
    text = draft(found, language)
    assert not parse_markdown(text, "draft.md").problems
    return text, "\n".join(map(str, found.lost))


def test_headings_part_it_and_the_title_is_the_title() -> None:
    text, _ = drafted(
        paragraph("Rain", "Titel"),
        paragraph("Clouds", "berschrift1"),
        paragraph(raw=run("Air ") + run("rises", "<w:b/>") + run(" ") + run("slowly", "<w:i/>") + run(".")),
        paragraph("Kinds", "berschrift2"),
        paragraph("Two."),
    )
    assert text.startswith('---\ntitle: "Rain"\nlanguage: en\n---\n')
    assert "## Material: Clouds\n\nAir **rises** *slowly*.\n\n### Kinds\n\nTwo.\n" in text


def test_lists_keep_their_numbers() -> None:
    text, _ = drafted(
        *(paragraph(one, numbered=made.NUMBERS) for one in ("One", "Two")),
        paragraph("Below", numbered=made.NUMBERS, level=1),
        paragraph("Three", numbered=made.NUMBERS),
        paragraph("Between"),
        paragraph("Five", numbered=made.FROM_FIVE),
        paragraph("Six", numbered=made.FROM_FIVE),
        paragraph("Between"),
        paragraph("Four", numbered=made.NUMBERS),
        paragraph("Dot", numbered=made.BULLETS),
    )
    assert "1. One\n2. Two\n   1. Below\n3. Three" in text
    assert "5. Five\n6. Six" in text
    assert "4. Four" in text
    assert "- Dot" in text


def test_tables_pictures_and_footnotes_go_over() -> None:
    found = word(
        document(
            table(("Year", "a|b"), ("1922", "3")),
            paragraph(raw=picture("A red dot")),
            paragraph("Said", raw='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        ),
        "sheet.docx",
        "en",
    )
    text = draft(found, "en")
    assert "| Year | a\\|b |\n| --- | --- |\n| 1922 | 3 |" in text
    assert "![A red dot](1.png)" in text
    assert found.pictures == {"1.png": made.PIXEL}
    assert "Said[^1]" in text
    assert "[^1]: See the map." in text


def test_tasks_and_materials_need_no_style() -> None:
    text, _ = drafted(
        paragraph(raw=run("M2 The map", "<w:b/>")),
        paragraph("Rivers."),
        paragraph(raw=run("Task 1: ", "<w:b/>") + run("Describe the map.")),
        paragraph(raw=run("Task 2", "<w:b/>")),
        paragraph("Time: is it long?"),
        paragraph("Source criticism today", "berschrift1"),
        paragraph("Words."),
    )
    lesson = parse_markdown(text, "draft.md").data
    assert [task["prompt"]["en"] for task in lesson["tasks"]] == ["Describe the map.", "Time\\: is it long?"]
    assert [one["title"]["en"] for one in lesson["materials"]] == ["The map", "Source criticism today"]


def test_a_heading_that_promises_what_is_not_there_makes_a_material() -> None:
    text, _ = drafted(paragraph("Terms", "berschrift1"), paragraph("No list of words at all"))
    assert "## Material: Terms" in text
    assert "a material for now" in text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ('<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>', "“gone”"),
        ('<w:ins w:id="1"><w:r><w:t>fresh</w:t></w:r></w:ins>', "“fresh”"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "Kim: Really?"),
        ("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>", "a=b"),
        (
            f"<w:r><w:drawing><wps:txbx><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></wps:txbx></w:drawing></w:r>",
            "text box",
        ),
    ],
)
def test_what_is_lost_is_told_with_the_words_beside_it(raw: str, told: str) -> None:
    text, lost = drafted(paragraph("The words beside", raw=raw))
    assert told in lost
    assert "The words beside" in lost
    assert told in text


def test_tasks_with_headings_of_a_lower_rank_are_tasks() -> None:
    text, _ = drafted(
        paragraph("Rain", "berschrift1"),
        paragraph("It rains."),
        paragraph("Task 1: Look", "berschrift2"),
        paragraph("Look up."),
        paragraph("Snow", "berschrift2"),
        paragraph("It snows."),
    )
    lesson = parse_markdown(text, "draft.md").data
    assert [task["prompt"]["en"] for task in lesson["tasks"]] == ["**Look.** Look up."]
    assert [one["title"]["en"] for one in lesson["materials"]] == ["It rains", "Snow"]


def test_a_heading_above_another_is_told() -> None:
    text, _ = drafted(paragraph("Alone", "berschrift1"), paragraph("Rain", "berschrift1"), paragraph("It rains."))
    assert "## Material: Rain\n\n<!-- nothing stood below “Alone” -->\n\nIt rains." in text


def test_headers_are_told() -> None:
    parts = {"word/header1.xml": f"<w:hdr {made.SPACES}>{paragraph('Our school')}</w:hdr>"}
    found = word(document(paragraph("x"), parts=parts), "sheet.docx", "en")
    assert "Our school" in str(found.lost[0])


def test_words_that_look_like_marks_stay_words() -> None:
    text, _ = drafted(paragraph("- no list"), paragraph("1. no list"), paragraph("# no heading * or _blank_ ____"))
    assert "\\- no list" in text
    assert "1\\. no list" in text
    assert "\\# no heading \\* or \\_blank\\_ \\_\\_\\_\\_" in text


def _bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (220 * 1024 * 1024))
    return packed.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"words",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        document()[:300],
        document(parts={"word/document.xml": "<w:document"}),
        document(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        document(parts={"word/document.xml": "<other/>"}),
        document(parts={"_rels/.rels": "<other/>"}),
        _bomb(),
    ],
    ids=["empty", "text", "old", "cut", "damaged", "entities", "other", "nothing", "bomb"],
)
def test_what_is_no_document_is_refused_in_a_line(raw: bytes) -> None:
    with pytest.raises(ContentError) as refused:
        word(raw, "sheet.docx", "en")
    assert str(refused.value).startswith("sheet.docx")


def test_bytes_that_are_flipped_give_no_traceback(tmp_path: Path) -> None:
    whole = bytearray(document(paragraph("Words"), table(("a", "b"))))
    for place in range(0, len(whole), 97):
        broken = bytes(whole[:place]) + b"\xff" + bytes(whole[place + 1 :])
        try:
            word(broken, "sheet.docx", "en")
        except ContentError:
            continue


def test_a_list_below_tasks_makes_tasks() -> None:
    text, _ = drafted(
        paragraph("Tasks", "berschrift1"),
        paragraph("Look at the sky.", numbered=made.NUMBERS),
        paragraph("Time: how long does it rain?", numbered=made.NUMBERS),
    )
    assert len(parse_markdown(text, "draft.md").data["tasks"]) == 2
