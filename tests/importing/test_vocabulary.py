"""Lists of words → terms."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from handouts.errors import ContentError
from handouts.importing.vocabulary import vocabulary
from handouts.importing.writing import draft
from handouts.reader.markdown import parse_markdown


def test_columns_are_known_by_their_heads() -> None:
    raw = "Nr;Begriff;Bedeutung;leicht;Englisch\n1;Zins;Preis: für Geld;Geld für Geld;interest\n2;leer;;;\n3;Zins;x;;\n"
    found = vocabulary(raw.encode(), "words.csv", "de")
    (term,) = parse_markdown(draft(found, "de", title="T"), "draft.md").data["glossary"]
    assert term["term"] == {"de": "Zins", "en": "interest"}
    assert term["standard"]["de"] == "Preis: für Geld"
    assert term["easy"]["de"] == "Geld für Geld"
    assert [(one.line, one.message.split(";")[0]) for one in found.lost] == [
        (1, 'the column "Nr" is left out'),
        (3, '"leer" has no meaning'),
        (4, '"Zins" stands in the list twice'),
    ]


def test_two_languages_are_words_and_meanings() -> None:
    found = vocabulary(b"German,English\nRegen,rain\n", "words.csv", "de")
    (term,) = parse_markdown(draft(found, "de", title="T"), "draft.md").data["glossary"]
    assert (term["term"]["de"], term["standard"]["de"]) == ("Regen", "rain")


def test_without_heads_the_first_column_is_the_word_and_that_is_told() -> None:
    found = vocabulary(b"cloud;many drops\nfog;a cloud below\n", "words.csv", "en")
    assert len(found.parts) == 2
    assert "no column has a known head" in found.lost[0].message


@pytest.mark.parametrize("raw", [b"", b"word\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_list_is_refused_in_a_line(raw: bytes) -> None:
    with pytest.raises(ContentError) as refused:
        vocabulary(raw, "words.xlsx", "en")
    assert str(refused.value).startswith("words.xlsx")


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A workbook with these cells on one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package, office = (
        "http://schemas.openxmlformats.org/package/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    cells = "".join(
        f'<row r="{line}">'
        + "".join(
            f'<c r="{"ABCDE"[column]}{line}" t="inlineStr"><is><t>{words}</t></is></c>'
            for column, words in enumerate(row)
        )
        + "</row>"
        for line, row in enumerate(rows, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Words" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_workbook_is_read_with_the_places_of_its_cells() -> None:
    raw = workbook(("Word", "Meaning", "Plain"), ("fog", "a cloud *below*", "low cloud"), ("rain", "", ""))
    found = vocabulary(raw, "words.xlsx", "en")
    (term,) = parse_markdown(draft(found, "en", title="T"), "draft.md").data["glossary"]
    assert term["standard"]["en"] == "a cloud \\*below\\*"
    assert term["easy"]["en"] == "low cloud"
    assert [str(one) for one in found.lost] == ['words.xlsx:3: "rain" has no meaning; it is left out']
