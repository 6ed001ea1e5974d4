"""Class lists as systems of schools save them: their columns, lines above and below the pupils, workbooks."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from handouts.errors import ContentError
from handouts.reader import read_project
from handouts.reader.roster import Choice, ClassList, read_roster

SANS = ("Source Sans 3", "Noto Sans JP")


@pytest.fixture
def lists(tmp_path: Path, tiny: Path) -> Lists:
    return Lists(tmp_path, tiny)


class Lists:
    """Reads a list from text, or from the rows of a workbook."""

    def __init__(self, folder: Path, project: Path) -> None:
        self._folder, self._project = folder, read_project(project)

    def read(
        self, raw: str | bytes, file: str = "liste.csv", class_name: str | None = None, **columns: str
    ) -> ClassList:
        path = self._folder / file
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        choice = Choice(("de",), ("class",), class_name, tuple(columns.items()))
        families = {audience.id: SANS for audience in self._project.audiences}
        return read_roster(path, self._project, choice, families, self._folder)

    def told(self, raw: str | bytes, file: str = "liste.csv", **columns: str) -> str:
        with pytest.raises(ContentError) as caught:
            self.read(raw, file, **columns)
        return "\n".join(map(str, caught.value.problems))


def people(read: ClassList) -> list[tuple[str, str]]:
    return [(one.name, one.class_name) for one in read.people]


LINA = [("Lina Weber", "7B")]
SYSTEMS = {
    "WebUntis": "name\tlongName\tforeName\tgender\tbirthDate\tklasse.name\nWebLin\tWeber\tLina\tW\t01.02.2010\t7B\n",
    "WebUntis, commas": "klasse.name,foreName,longName,name,id\n7B,Lina,Weber,WebLin,12\n",
    "WebUntis, external key": "externKey;longName;foreName;klasse.name\nE1;Weber;Lina;7B\n",
    "IServ": "Import-ID;Vorname;Nachname;Klasse/Information;Account\nX1;Lina;Weber;7B;lina.weber\n",
    "IServ, groups": "Gruppe;Nachname;Vorname;Account;Klasse/Information\nAG Chor;Weber;Lina;lina.weber;7B\n",
    "LUSD": "Schueler_Nachname;Schueler_Vorname;Klassen_Klassenbezeichnung\nWeber;Lina;7B\n",
    "LUSD, short": "SLR_NachName,SLR_VorName,SLR_PLZ,KLA_Klassennamen\nWeber,Lina,1,7B\n",
    "LUSD, plain": "Nachname;Vorname;Klasse;Geburtsdatum\nWeber;Lina;7B;1.2.2010\n",
    "SchILD": "Interne ID-Nummer;Nachname;Vorname;Klasse;Status\n12;Weber;Lina;7B;2\n",
    "SchILD, pipes": "Nachname|Vorname|Geburtsdatum|Klasse\nWeber|Lina|01.02.2010|7B\n",
    "SchILD, called": "Nachname|Vorname|Rufname|Klasse\nWeber|Lina Marie|Lina|7B\n",
    "WinSchule": "Name;Vorname;Klasse;Geschlecht;Rufname\nWeber;Lina Marie;7B;w;Lina\n",
    "called, left empty": "Name;Rufname;Vorname;Klasse\nWeber;;Lina;7B\n",
    "ASV": "Familienname;Rufname;Klasse;Schüler/in Strasse\nWeber;Lina;7B;Am Markt\n",
    "ASV, all names": "Familienname;Vornamen;Rufname;Klasse\nWeber;Lina Marie;Lina;7B\n",
    "WiB": "Klasse;Familienname;Rufname;Name\n7B;Weber;Lina;Weber Lina\n",
    "Moodle, upload": "username,password,firstname,lastname,email,cohort1\nlweber,x,Lina,Weber,l@w.de,7B\n",
    "Moodle, participants": '"First name","Last name","Email address",Class\nLina,Weber,l@w.de,7B\n',
    "Moodle, German": "Vorname;Nachname;Vollständiger Name;Klasse\nLina;Weber;Lina Weber;7B\n",
    "Entra": "displayName,givenName,surname,userPrincipalName,Class Name\nLina W.,Lina,Weber,l@w.de,7B\n",
    "Teams": "Full Name,Email,Class\nLina Weber,l@w.de,7B\n",
    "School Data Sync": "SIS ID,School SIS ID,First Name,Last Name,Username,Section Name\n1,2,Lina,Weber,lw,7B\n",
    "Google": "First Name [Required],Last Name [Required],Email Address [Required],Class\nLina,Weber,l@w.de,7B\n",
    "both sexes": "Schüler/in;Klasse\nLina Weber;7B\n",
    "both sexes, in words": "Name der Schülerin/des Schülers;Klasse\nLina Weber;7B\n",
    "both sexes, star": 'Schüler*in;Klasse\n"Weber, Lina";7B\n',
    "in words": "Name, Vorname;Klasse\nWeber Lina;7B\n",
    "Pupil": "Student First Name,Student Last Name,Homeroom\nLina,Weber,7B\n",
    "full name beside a first": "Name;Vorname;Klasse\nWeber Lina;Lina;7B\n",
    "class and course": "Kurs;Name;Vorname;Klasse\nD1;Weber;Lina;7B\n",
    "two of no use": "Name;Vorname;Vorname 2;Klasse;Klassenlehrer\nWeber;Lina;Marie;7B;Frau Ott\n",
}


@pytest.mark.parametrize("table", SYSTEMS.values(), ids=SYSTEMS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_lists_of_systems(lists: Lists, table: str, encoding: str) -> None:
    read = lists.read(table.encode(encoding))
    assert people(read) == LINA
    assert read.notes == ()


@pytest.mark.parametrize(
    "above",
    [
        "Klassenliste 9b;;\n;;\n",
        "Goethe-Schule, Am Markt 1, 12345 Ort\nSchuljahr 2026/27, Stand: 1.9.2026\n\n",
        "Klasse;9b\nKlassenleitung;Frau Ott\n",
        "\n" * 8 + "Liste\n" * 9,
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_titles_above_the_head(lists: Lists, above: str, separator: str) -> None:
    table = above + "Nachname;Vorname;Klasse\nMüller;Ada;9b\nLi;Bo;9b\n".replace(";", separator)
    read = lists.read(table)
    assert people(read) == [("Ada Müller", "9b"), ("Bo Li", "9b")]
    assert read.notes == ()


def test_what_looks_like_pupils_above_the_head_is_told(lists: Lists) -> None:
    (note,) = lists.read("Ott;Eva;9b\nName;Vorname;Klasse\nLi;Bo;9b\n").notes
    assert str(note).startswith("liste.csv:1:1: left out, since the columns are named in line 2")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("A;B\nWeber;Lina\n", 'here is "A", "B"; write such a line above the names, or say which'),
        ("Liste;;\n\nkurz;dasNameFeld;x\nWL;Weber;7\n", 'liste.csv:3:1: none of the columns is called "name"'),
        ("kurz;dasNameFeld;x\nWL;Weber;7\n", "--column name=dasNameFeld"),
        ("kurz;Unser Name;x\nWL;Weber;7\n", '--column name="Unser Name"'),
        ("wer;was\nLina;7B\n", "--column name=wer"),
        ("Vornahme;Nachnahme\nLina;Weber\n", 'liste.csv:1:1: no column is called "Vornahme"; did you mean "vorname"?'),
        ("Vorname;Vorname\nLina;Lina\n", 'liste.csv:1:9: a second column for the first name beside "Vorname"'),
        ("<html><table><tr><td>Name", "this is a web page"),
    ],
)
def test_no_head(lists: Lists, table: str, told: str) -> None:
    assert told in lists.told(table)


def test_columns_that_are_asked_for(lists: Lists) -> None:
    table = "kurz;lang;voran;gruppe;Name\nWL;Weber;Lina;7B;W., L.\n"
    assert people(lists.read(table, last="lang", first="voran", **{"class": "Gruppe"})) == LINA
    assert people(lists.read("Vorname;Nachname;Anzeige;Klasse\nL;W;Lina Weber;7B\n", name="Anzeige")) == LINA
    webuntis = "name;longName;foreName;klasse.name\nWebLin;Weber;Lina;7B\n"
    assert people(lists.read(webuntis, name="longName")) == LINA
    told = lists.told(webuntis, last="Familie")
    assert 'no column is called "Familie", which is asked for as last; there is "name", "longName"' in told


@pytest.mark.parametrize(
    "line",
    [
        *("Summe;;", "Summe;28;", "Gesamt: 28;;", ";;Summe 28", "Anzahl: 28;;", "Anzahl;28;", "Total;;", "Total 28;;"),
        *(
            "28;;",
            ";28;",
            "Anzahl Schüler: 28;;",
            "28 Schüler;;",
            "Stand: 1.9.2026;;",
            "Seite 1 von 2;;",
            "INSGESAMT;28;28",
        ),
        *(
            "Durchschnitt;;",
            "männlich;13;",
            "davon weiblich: 14;;",
            "Sum;28;",
            "Count: 28;;",
            "Klassenleitung: Frau Ott;;",
        ),
    ],
)
def test_lines_that_name_no_pupil_are_left_out_and_told(lists: Lists, line: str) -> None:
    read = lists.read(f"Nachname;Vorname;Klasse\nMüller;Ada;9b\nLi;Bo;9b\nOtt;Eva;9b\n{line}\n")
    assert [one.last for one in read.people] == ["Müller", "Li", "Ott"]
    assert [(note.line, note.message[:31]) for note in read.notes] == [(5, "left out, since it names no pup")]


@pytest.mark.parametrize("line", ["Summe", "Anzahl: 28", "Gesamt 28", "28", "Total", "28 Schüler"])
def test_sums_in_a_list_of_one_column(lists: Lists, line: str) -> None:
    read = lists.read(f"Name\nAda Müller\nBo Li\nEva Ott\n{line}\n", class_name="9b")
    assert [one.last for one in read.people] == ["Müller", "Li", "Ott"]
    assert [note.line for note in read.notes] == [5]


def test_pupils_with_odd_names_stay(lists: Lists) -> None:
    rows = ["Sum;Li Ho;9b", "Zahl;Ada;9b", "Jungen;Bo;9b", "Datum;Eva;9b", "Mark;May;9b", "Total;Zoë;9b"]
    read = lists.read("\n".join(["Nachname;Vorname;Klasse", *rows]))
    assert len(read.people) == len(rows)
    assert read.notes == ()


def test_heads_that_are_repeated_are_no_pupils(lists: Lists) -> None:
    read = lists.read("Nachname;Vorname;Klasse\nLi;Bo;9b\n\nNachname;Vorname;Klasse\nOtt;Eva;9b\n")
    assert people(read) == [("Bo Li", "9b"), ("Eva Ott", "9b")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("WebLin\nOttEva\nLiBo\n", 'liste.csv:1:1: the column "name" seems to hold logins'),
        ("lina.weber\nbo.li\n", "seems to hold logins"),
        ("l@w.de\nb@l.de\nAda Ott\n", "seems to hold logins"),
        ("1\n2\n3\n", "seems to hold logins, mail addresses or numbers"),
        ("Ada Müller\nBo Li\nweblin\nEva Ott\n", 'liste.csv:4:1: "weblin" looks like no name'),
        ("Ada Müller\nBo Li\nl@w.de\nEva Ott\n", 'liste.csv:4:1: "l@w.de" looks like no name'),
    ],
)
def test_names_that_are_none_are_told(lists: Lists, rows: str, told: str) -> None:
    read = lists.read(f"name\n{rows}", class_name="9b")
    assert len(read.people) == len(rows.split("\n")) - 1
    assert told in str(read.notes[0])
    assert len(read.notes) == 1


def test_one_name_where_others_have_two_is_told(lists: Lists) -> None:
    rows = "".join(f"Ott;Eva{'a' * number};9b\n" for number in range(5))
    (note,) = lists.read(f"Nachname;Vorname;Klasse\n{rows}Prinz;;9b\n").notes
    assert str(note).startswith('liste.csv:7:1: only one name, "Prinz", where others have two')


def test_a_class_that_nobody_names_is_told_once(lists: Lists) -> None:
    read = lists.read("Name;Gruppe\nAda Ott;7b\nBo Li;7b\n")
    assert [one.class_name for one in read.people] == ["liste", "liste"]
    (note,) = read.notes
    assert str(note).startswith('liste.csv:1:1: no column of classes among "Name", "Gruppe", so "liste", the name of')
    (gap,) = lists.read("Name;Klasse\nAda Ott;7b\nBo Li;\nEva Au;\n").notes
    assert str(gap).startswith("liste.csv:3:1: the class is empty in line 3, 4, so there ")
    assert lists.read("Name;Klasse\nAda Ott;7b\nBo Li;\n", class_name="7b").notes == ()


def test_a_class_that_became_a_date_is_told(lists: Lists) -> None:
    (note,) = lists.read("Name;Klasse\nAda Ott;10. Jan\nBo Li;7b\n").notes
    assert "liste.csv:2:9: the class" in str(note)


def test_names_that_no_font_has_do_not_stop_others(lists: Lists) -> None:
    read = lists.read("Nachname;Vorname;Klasse\nMüller;Ada;9b\nمحمد;أحمد;9b\nLi;Bo;9b\n")
    assert [one.number for one in read.people] == [1, 2, 3]
    (problem,) = read.unprintable.values()
    assert str(problem).startswith("liste.csv:3:1: no font of the brand has ")
    assert "no font of the brand has" in lists.told("Nachname;Vorname;Klasse\nمحمد;أحمد;9b\n")


@pytest.mark.parametrize(
    ("row", "name", "lent"),
    [
        ("김;민준;9b", "김 민준", ("Noto Sans KR",)),
        ("刘;伟们;9b", "刘 伟们", ("Noto Sans SC",)),
        ("山田;太郎;9b", "山田 太郎", ()),
        ("כהן;שרה;9b", "שרה כהן", ("Open Sans",)),
        ("शर्मा;आरव;9b", "आरव शर्मा", ("Noto Sans",)),
        ("Nguyễn;Thị Mỹ Hạnh;9b", "Thị Mỹ Hạnh Nguyễn", ()),
        ("Παππάς;Γιώργος;9b", "Γιώργος Παππάς", ()),
    ],
)
def test_names_in_other_scripts_are_lent_letters(lists: Lists, row: str, name: str, lent: tuple[str, ...]) -> None:
    read = lists.read(f"Nachname;Vorname;Klasse\nMüller;Ada;9b\n{row}\n")
    assert read.people[1].name == name
    assert (read.lent, read.unprintable) == (lent, {})


def test_whole_names_of_east_asia_begin_with_the_surname(lists: Lists) -> None:
    one = lists.read("Name;Klasse\n김 민준;9b\n").people[0]
    assert (one.name, one.first, one.last) == ("김 민준", "민준", "김")


def test_a_school_of_400(lists: Lists) -> None:
    rows = "".join(f'"Weber; geb. ""Ott""";Lina;{5 + number % 9}a\n' for number in range(400))
    read = lists.read(f"Nachname;Vorname;Klasse\n{rows}")
    assert len(read.people) == 400
    assert read.people[1].last == 'Weber; geb. "Ott"'
    assert (read.people[9].class_name, read.people[9].number) == ("5a", 2)


def workbook(*sheets: list[list[object]], hidden: bool = False) -> bytes:
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            dates = book.add_format({"num_format": "dd.mm.yyyy"})
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(line, column, value, dates)
                    elif value is not None:
                        sheet.write(line, column, value)
            if hidden and number == 0:
                book.worksheets()[0].hide()
        if hidden:
            book.worksheets()[1].activate()
            book.worksheets()[1].set_first_sheet()
    return made.getvalue()


HEAD: list[object] = ["Nachname", "Vorname", "Klasse", "geboren"]


def test_workbooks(lists: Lists) -> None:
    rows = [["Klasse 7"], [], HEAD, ["Weber", "Lina", 7, date(2010, 2, 1)], ["Li", "Bo", 7, 5.5], ["Summe", 2]]
    for name in ("liste.xlsx", "liste.csv"):
        read = lists.read(workbook(rows), name)
        assert people(read) == [("Lina Weber", "7"), ("Bo Li", "7")]
        assert [one.line for one in read.people] == [4, 5]
        assert [str(note) for note in read.notes] == [f"{name}:6:1: left out, since it names no pupil: Summe 2"]


def test_of_a_workbook_the_first_sheet_that_is_seen_is_read(lists: Lists) -> None:
    first, second = [HEAD, ["Weber", "Lina", "7B"]], [HEAD, ["Li", "Bo", "7C"]]
    read = lists.read(workbook(first, second, []), "liste.xlsx")
    assert people(read) == LINA
    assert [note.message for note in read.notes] == [
        'only the first sheet is read, "Sheet1"; save what else is wanted as lists of their own: "Sheet2"'
    ]
    assert people(lists.read(workbook(first, second, hidden=True), "liste.xlsx")) == [("Bo Li", "7C")]


def test_places_in_workbooks_are_lines_and_columns(lists: Lists) -> None:
    told = lists.told(workbook([["x"], ["Name", "Klasse"], [None, "7b"], ["a" * 121, "7b"]]), "liste.xlsx")
    assert told.splitlines() == [
        "liste.xlsx:3:1: no name; write one, or delete the line",
        "liste.xlsx:4:1: longer than 120 characters; shorten it",
    ]
    read = lists.read(workbook([["Name", "Klasse"], ["Ada Ott", date(2026, 1, 10)]]), "liste.xlsx")
    assert "liste.xlsx:2:2: the class" in str(read.notes[0])


OPEN_DOCUMENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet><table:table table:name="7"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Klasse</text:p></table:table-cell></table:table-row>
<table:table-row>
<table:table-cell office:value-type="string"><text:p>Lina Weber</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def packed(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression=zipfile.ZIP_DEFLATED) as parcel:
        for name, data in parts.items():
            parcel.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def test_open_documents(lists: Lists) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    raw = packed(
        **{"mimetype": kind, "content.xml": OPEN_DOCUMENT.replace("\n", ""), "META-INF/manifest.xml": manifest}
    )
    assert people(lists.read(raw, "liste.ods")) == [("Lina Weber", "7")]


def far(cell: str) -> bytes:
    whole = zipfile.ZipFile(BytesIO(workbook([HEAD, ["Weber", "Lina", "7B"]])))
    parts = {name: whole.read(name).decode() for name in whole.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('r="C2"', f'r="{cell}"')
    return packed(**parts)


BROKEN = {
    "cut": (workbook([HEAD, ["Weber", "Lina", "7B"]])[:900], "damaged"),
    "head only": (b"PK\x03\x04" + b"\0" * 99, "damaged"),
    "no workbook": (packed(**{"word/document.xml": "<a/>"}), "damaged"),
    "empty": (workbook([]), "is empty"),
    "old": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999,
        "old Excel file (.xls), or one that a password protects",
    ),
    "far": (far("XFD1048576"), "cells as far as line 1048576 and column 16384"),
    "bomb": (packed(**{"xl/worksheets/sheet1.xml": " " * 60_000_000}), "too large"),
    "control": (workbook([["Name", "Klasse"], ["A\u202eda", "9b"]]), "liste.xlsx:2:1: the invisible character U+202E"),
}


@pytest.mark.parametrize(("raw", "told"), BROKEN.values(), ids=BROKEN)
def test_workbooks_that_cannot_be_read(lists: Lists, raw: bytes, told: str) -> None:
    assert told in lists.told(raw, "liste.xlsx")
