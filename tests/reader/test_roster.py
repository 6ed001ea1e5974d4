"""Lists of pupils as spreadsheets save them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from handouts.errors import ContentError, HandoutsError
from handouts.model.readers import Recipient
from handouts.reader import read_project
from handouts.reader.roster import Choice, dealt, read_roster

SANS = ("Source Sans 3", "Noto Sans JP")
CLASS = Choice(audiences=("class",))


def _read(
    tmp_path: Path, tiny: Path, raw: str | bytes, choice: Choice = CLASS, name: str = "9b.csv"
) -> tuple[Recipient, ...]:
    path = tmp_path / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    project = read_project(tiny)
    families = {audience.id: SANS for audience in project.audiences}
    return read_roster(path, project, choice, families, tmp_path).people


def _problems(tmp_path: Path, tiny: Path, raw: str | bytes, choice: Choice = CLASS) -> list[str]:
    with pytest.raises(ContentError) as caught:
        _read(tmp_path, tiny, raw, choice)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(
    tmp_path: Path, tiny: Path, encoding: str, separator: str, end: str
) -> None:
    table = end.join(
        separator.join(row) for row in (("Name", "Klasse"), ("Zoë Größe", "9b"), ("Bo Li", "9c"), ("", ""))
    )
    read = _read(tmp_path, tiny, table.encode(encoding))
    assert [(one.name, one.class_name, one.line) for one in read] == [("Zoë Größe", "9b", 2), ("Bo Li", "9c", 3)]


def test_what_excel_adds_is_understood(tmp_path: Path, tiny: Path) -> None:
    table = 'sep=;\r\n\r\nName;Class;;\r\n"Li;\xa0 Bo ""B"" \r\nLang";9b;;\r\n;;;\r\nZoe\u0308;;;\r\n'
    read = _read(tmp_path, tiny, table)
    assert [(one.name, one.class_name, one.line) for one in read] == [('Li; Bo "B" Lang', "9b", 4), ("Zoë", "9b", 7)]


def test_formulas_are_text(tmp_path: Path, tiny: Path) -> None:
    assert _read(tmp_path, tiny, "name\n=1+1\n")[0].name == "=1+1"


@pytest.mark.parametrize(
    ("heading", "row", "names"),
    [
        ("Vorname;Nachname", "Ada;Müller", ("Ada Müller", "Ada", "Müller")),
        ("Name;Vorname", "Müller;Ada", ("Ada Müller", "Ada", "Müller")),
        ("first name;last name", "Ada;Byron King", ("Ada Byron King", "Ada", "Byron King")),
        ("Name", '"Müller, Ada"', ("Ada Müller", "Ada", "Müller")),
        ("NAME", "Ada Maria O'Neill", ("Ada Maria O’Neill", "Ada Maria", "O’Neill")),
        ("Schüler", "Bo", ("Bo", "", "Bo")),
    ],
)
def test_names_in_one_column_or_two(
    tmp_path: Path, tiny: Path, heading: str, row: str, names: tuple[str, str, str]
) -> None:
    (one,) = _read(tmp_path, tiny, f"{heading}\n{row}\n")
    assert (one.name, one.first, one.last) == names


def test_gaps_are_filled_from_the_choice_and_the_name_of_the_file(tmp_path: Path, tiny: Path) -> None:
    (one,) = _read(tmp_path, tiny, "name\nAda\n", Choice(("en",), ("adult",)), name="Kurs 7.csv")
    assert (one.language, one.audience, one.class_name, one.number) == ("en", "adult", "Kurs 7", 1)
    (other,) = _read(tmp_path, tiny, "name\nAda\n", Choice((), ("adult",), "11"))
    assert (other.language, other.class_name) == ("de", "11")


def test_columns_choose_and_the_command_line_picks(tmp_path: Path, tiny: Path) -> None:
    table = "name;Niveau;Sprache;Variante\nAda;ADULT;Englisch;b\nBo;class;de;\n"
    read = _read(tmp_path, tiny, table, Choice())
    assert [(one.audience, one.language, one.variant) for one in read] == [("adult", "en", "B"), ("class", "de", "A")]
    assert [one.name for one in _read(tmp_path, tiny, table, Choice(("en",)))] == ["Ada"]
    with pytest.raises(HandoutsError, match=r"nobody in 9b\.csv"):
        _read(tmp_path, tiny, table, Choice(("en",), ("class",)))


def test_all_mistakes_at_once_with_their_places(tmp_path: Path, tiny: Path) -> None:
    table = "name;audience;language;variant\n;class;de;\nAda;klass;fr;C\nBo;adlt;de;A;more\n"
    assert _problems(tmp_path, tiny, table) == [
        "9b.csv:2:1: no name; write one, or delete the line",
        '9b.csv:3:5: there is no audience "klass"; did you mean "class"?',
        '9b.csv:3:11: the project is not made in "fr"; it is in de, en',
        '9b.csv:3:14: there is no variant "C"; there are A, B',
        '9b.csv:4:4: there is no audience "adlt"; did you mean "adult"?',
        '9b.csv:4:14: "more" has no column; a heading is missing, or a separator is too many',
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", 'is empty; write "name" in the first line'),
        ("Ada\nBo\n", '9b.csv:1:1: none of the columns is called "name"'),
        ("name;Klase\nAda;9b\n", '9b.csv:1:6: no column is called "Klase"; did you mean "klasse"?'),
        ("name;Schüler\nAda;Bo\n", '9b.csv:1:6: a second column for the name beside "name"; keep one of the two'),
        ("name\n", "names nobody"),
        ('name\n"Ada\n', "9b.csv:2:1: the quotation mark is never closed"),
        ("name\nA\x07da\n", "9b.csv:2:2: the invisible character U+0007; delete it"),
        (b"name\nA\x81\n", "9b.csv:2:2: this is neither UTF-8 nor Windows-1252"),
        (f"name\n{'a' * 121}\n", "9b.csv:2:1: longer than 120 characters"),
        ("name\n" + "a\n" * 1_100_000, "is larger than 2 MB"),
    ],
    ids=["empty", "no heading", "misspelt", "twice", "nobody", "open", "control", "bytes", "long", "large"],
)
def test_what_is_no_roster(tmp_path: Path, tiny: Path, table: str | bytes, told: str) -> None:
    assert any(told in problem for problem in _problems(tmp_path, tiny, table))


def test_who_reads_has_to_be_known(tmp_path: Path, tiny: Path) -> None:
    (told,) = _problems(tmp_path, tiny, "name\nAda\nBo\n", Choice())
    assert told.startswith("9b.csv:2:1: for which audience? ")
    assert "--audience class or --audience adult" in told


def test_variants_are_dealt_evenly_to_neighbours(tmp_path: Path, tiny: Path) -> None:
    table = "name;class\n" + "".join(f"P{number};{'9a' if number < 13 else '9b'}\n" for number in range(25))
    read = _read(tmp_path, tiny, table)
    for name in ("9a", "9b"):
        given = [one.variant for one in read if one.class_name == name]
        assert all(a != b for a, b in pairwise(given))
        counts = Counter(given)
        assert max(counts.values()) - min(counts.values()) <= 1
    assert read == _read(tmp_path, tiny, table)


def test_given_variants_count(tmp_path: Path) -> None:
    assert dealt(["A", "A", "", "", "B", ""], ["A", "B"], "1")[2:4] == ["B", "A"]
    assert Counter(dealt([""] * 9, ["A", "B", "C"], "7")) == {"A": 3, "B": 3, "C": 3}
