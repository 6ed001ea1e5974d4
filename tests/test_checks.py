"""What `handouts check` finds in a lesson that can be read, and that it finds nothing in a sound one."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import reader
from handouts.checks import check_lesson
from handouts.checks.numbers import numbers, tongue_of

EQUAL = [
    ("8. September 1951", "8 September 1951"),
    ("am 6. und 9. August 1945", "on 6 and 9 August 1945"),
    ("3. Mai 1947", "May 3, 1947"),
    ("70,3 % von 8.000", "70.3% of 8,000"),
    ("70,3\u202f%", "70.3%"),
    ("1,055 Billionen Yen", "1.055 trillion yen"),
    ("211 Milliarden", "211 billion"),
    ("3,1 Mio. Tote", "3.1 million dead"),
    ("1945–1952", "1945–52"),
    ("9.30 Uhr", "9:30 am"),
    ("2,0 %", "2%"),
    ("1960er", "1960s"),
    ("Artikel 9 Absatz 1", "Article 9(1)"),
    ("21. Jahrhundert", "21st century"),
    ("CC BY-SA 4.0", "CC BY-SA 4.0"),
]
DIFFERENT = [
    ("8.000", "8.000"),
    ("8. September 1951", "8 October 1951"),
    ("1,055 Billionen", "1.055 billion"),
    ("3 Milliarden", "3 million"),
    ("1951 und 1952", "1951"),
    ("70,3 %", "73.0%"),
]


GERMAN, ENGLISH = tongue_of("de"), tongue_of("en")


@pytest.mark.parametrize(("german", "english"), EQUAL)
def test_equal_numbers(german: str, english: str) -> None:
    assert numbers(german, GERMAN) == numbers(english, ENGLISH)


@pytest.mark.parametrize(("german", "english"), DIFFERENT)
def test_different_numbers(german: str, english: str) -> None:
    assert numbers(german, GERMAN) != numbers(english, ENGLISH)


def test_a_verb_is_no_month() -> None:
    assert numbers("It may be in May.", ENGLISH) == frozenset()


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_number_means_the_same_in_both_languages(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert numbers(f"Es sind {german} Yen.", GERMAN) == numbers(f"It is {english} yen.", ENGLISH) == {value.normalize()}


@pytest.fixture
def root(tmp_path: Path, tiny: Path) -> Path:
    """A copy of the tiny project."""
    shutil.copytree(tiny, tmp_path / "project")
    return tmp_path / "project"


def findings(root: Path) -> list[str]:
    content = reader.read_all(root)
    return [str(problem) for problem in check_lesson(content.lesson, content.project, content.positions)]


def changed(root: Path, name: str, *changes: tuple[str, str]) -> list[str]:
    """What is found after the first occurrences of strings in a content file are replaced."""
    path = root / "content" / "tiny" / name
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return findings(root)


def test_a_sound_lesson_has_no_finding(tiny: Path) -> None:
    assert findings(tiny) == []


def test_findings_need_no_positions(root: Path) -> None:
    changed(root, "materials.yaml", ("53 to 12", "53 to 21"))
    content = reader.read_all(root)
    (problem,) = check_lesson(content.lesson, content.project)
    assert problem.path == ""
    assert "T02, text: the numbers differ" in problem.message


def test_numbers_that_differ_are_both_listed(root: Path) -> None:
    assert changed(root, "materials.yaml", ("in favour, 53 to 12", "in favour, 53 to 21")) == [
        (
            "content/tiny/materials.yaml:39:62: T02, text: the numbers differ; "
            "de says 12, 53; en says 21, 53; make them agree"
        )
    ]


def test_a_word_may_stand_for_a_small_number(root: Path) -> None:
    assert changed(root, "materials.yaml", ("and 4 women", "and four women")) == []


def test_a_month_that_differs(root: Path) -> None:
    (found,) = changed(root, "materials.yaml", ("It takes effect on 24 May 1949.", "It takes effect on 24 June 1949."))
    assert "de says 24, 1949, month 5; en says 24, 1949, month 6" in found


def test_a_wording_says_the_same_numbers_as_its_text(root: Path) -> None:
    (found,) = changed(
        root,
        "tasks.yaml",
        ('warum die Linie 1990 unterbrochen ist."\n      en', 'warum die Linie 1991 unterbrochen ist."\n      en'),
    )
    assert "K05, prompt: the numbers differ; de says 4, 1990; de-x-formal says 4, 1991" in found
    assert found.startswith("content/tiny/tasks.yaml:")


def test_easy_wordings_are_compared_with_one_another(root: Path) -> None:
    handouts = root / "handouts.yaml"
    handouts.write_text(handouts.read_text(encoding="utf-8").replace("[formal]", "[formal, easy]"), encoding="utf-8")
    (found,) = changed(
        root,
        "materials.yaml",
        (
            'en: "In Bonn 65 delegates',
            'de-x-easy: "Im Jahr 1949.", en-x-easy: "In the year 1948.", en: "In Bonn 65 delegates',
        ),
    )
    assert "T01, text: the numbers differ; de-x-easy says 1949; en-x-easy says 1948" in found


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "materials.yaml",
            "references:\n",
            'references:\n  - {id: S09, label: "x", seen: {de: y, en: y}, rights: {de: z, en: z}}\n',
            "source S09",
        ),
        ("materials.yaml", "  - {id: M4b, shows: C2,", "  - {id: M4b, shows: C1,", "chart C2"),
        ("tasks.yaml", "    rubric: R1\n", "", "rubric R1"),
        ("tasks.yaml", "objectives: [O1, O2]", "objectives: [O1]", "objective O2"),
        ("tasks.yaml", "competences: [SK, UK]", "competences: [UK]", "competence SK"),
    ],
)
def test_what_nothing_uses(root: Path, name: str, old: str, new: str, expected: str) -> None:
    (found,) = changed(root, name, (old, new))
    assert f": {expected}: nothing uses it; " in found
    assert found.startswith("content/tiny/")
    assert found.count(":") >= 4


def test_a_material_that_nothing_names_is_found_before_publishing(root: Path) -> None:
    assert changed(root, "tasks.yaml", ("materials: [M2a, M7]", "materials: [M2a]")) == []
    content = reader.read_all(root)
    (found,) = check_lesson(content.lesson, content.project, content.positions, strict=True)
    assert found.message.startswith("material M7: nothing uses it; ")


def test_places_are_used_by_a_map(root: Path) -> None:
    found = changed(root, "materials.yaml", ("{id: M3, shows: map,", "{id: M3, shows: timeline,"))
    assert [line.split(": ")[1] for line in found] == ["place P-BERLIN", "place P-SF"]


def test_forbidden_strings_in_their_language_only(root: Path) -> None:
    (found,) = changed(
        root,
        "materials.yaml",
        ("Die Verfassung der Bundesrepublik", "Keine reichsverfassung, 1 Verfassung"),
        ("The constitution of the Federal", "No Reichsverfassung, 1 constitution of the Federal"),
    )
    assert found.endswith('G01, standard: "Reichsverfassung" is forbidden in de; write something else')
    assert found.startswith("content/tiny/materials.yaml:53:16: ")


def test_forbidden_strings_in_names(root: Path) -> None:
    found = changed(root, "materials.yaml", ('label: "Allgemeinwissen"', 'label: "Imperial Constitution"'))
    assert ["S04" in line and "forbidden in en" in line for line in found] == [True]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in {Bonn}. Das", "in {Bonn. Das", 'task K03: in "de" a brace does not belong to a gap'),
        ("in {Bonn}. Das", "in Bonn. Das", "K03, gap_text: 1 in de, 2 in en; give all languages the same number"),
    ],
)
def test_gaps(root: Path, old: str, new: str, expected: str) -> None:
    assert any(expected in line for line in changed(root, "tasks.yaml", (old, new)))


def test_a_quotation_from_memory(root: Path) -> None:
    remark = '    rights: {de: "'
    memory = '    unverified: {de: "aus dem Gedächtnis", en: "from memory"}\n'
    text = (root / "content/tiny/materials.yaml").read_text(encoding="utf-8")
    (root / "content/tiny/materials.yaml").write_text(text.replace(remark, memory + remark, 1), encoding="utf-8")
    content = reader.read_all(root)
    assert check_lesson(content.lesson, content.project, content.positions) == []
    (found,) = check_lesson(content.lesson, content.project, content.positions, strict=True)
    assert 'quotation Q01: its wording is not verified in full ("aus dem Gedächtnis")' in found.message


def test_a_prompt_without_formal_wording(root: Path) -> None:
    (found,) = changed(root, "tasks.yaml", ('      de-x-formal: "Ordnen Sie die Begriffe zu."\n', ""))
    assert "K04, prompt: adult would be addressed as du" in found


def test_a_polite_prompt_needs_no_other_wording(root: Path) -> None:
    assert (
        changed(
            root,
            "tasks.yaml",
            ('      de-x-formal: "Ordnen Sie die Begriffe zu."\n', ""),
            ("Ordne die Begriffe zu.", "Ordnen Sie die Begriffe zu."),
        )
        == []
    )


def test_other_texts_that_say_du(root: Path) -> None:
    (found,) = changed(root, "tasks.yaml", ('text: {de: "Eigenes Urteil', 'text: {de: "Dein Urteil'))
    assert "K06, expected 1, text: adult would be addressed as du" in found


def test_an_audience_without_a_task_of_a_level(root: Path) -> None:
    told = "audience adult has no task of level II; add one"
    found = changed(
        root, "tasks.yaml", ("    type: chart_analysis\n", "    type: chart_analysis\n    audiences: [class]\n")
    )
    assert not any(told in line for line in found)
    content = reader.read_all(root)
    strict = check_lesson(content.lesson, content.project, content.positions, strict=True)
    assert any(told in problem.message for problem in strict)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "tasks.yaml",
            "    materials: [M2a]\n",
            "    materials: [M2b]\n",
            "task K06: M2b is not there for audience class",
        ),
        (
            "tasks.yaml",
            "    materials: [M2a]\n",
            "    materials: [M5b]\n",
            "task K06: M5b is not there for audience class",
        ),
        (
            "materials.yaml",
            "    importance: 2\n",
            "    importance: 1\n",
            "task K02: T01 is not there for audience class",
        ),
        (
            "tasks.yaml",
            "    type: chart_analysis\n",
            "    type: chart_analysis\n    audiences: [adult]\n",
            "test E1: K05 is not there for audience class",
        ),
    ],
)
def test_what_readers_do_not_have(root: Path, name: str, old: str, new: str, expected: str) -> None:
    found = changed(root, name, (old, new))
    assert any(expected in line for line in found)


def test_the_real_lesson_is_sound() -> None:
    assert findings(Path(__file__).resolve().parents[1]) == []
