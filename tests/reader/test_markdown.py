"""Lessons in Markdown: what each form becomes, where it stands, and what is told of what nobody can read."""

# ruff: noqa: E501 (small files, each in a line)

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.reader.markdown import parse_markdown
from handouts.reader.markdown.values import iso_date, number
from handouts.reader.sources import Parsed

FRONT = "---\ntitel: Regen\nSprache: de\n---\n"


def parsed(text: str, front: str = FRONT) -> Parsed:
    return parse_markdown(front + text, "l.md")


def data(text: str, front: str = FRONT) -> dict[str, Any]:
    found = parsed(text, front)
    assert found.problems == ()
    return dict(found.data)


def told(text: str, front: str = FRONT) -> list[str]:
    return [str(problem) for problem in parsed(text, front).problems]


def de(words: str) -> dict[str, str]:
    return {"de": words}


def test_front_matter_has_words_of_both_languages() -> None:
    german = data("", "---\nTitel: Regen\nFach: Erdkunde\nSprache: de\nLeitfrage: Warum?\n---\n")
    english = data("", "---\ntitle: Regen\nsubject: Erdkunde\nlanguage: de\nquestion: Warum?\n---\n")
    assert (
        german
        == english
        == {
            "title": "Regen",
            "subject": "Erdkunde",
            "languages": ["de"],
            "question": "Warum?",
        }
    )
    assert parsed("").places[("languages",)][1:] == (3, 1)


def test_mistakes_in_the_front_matter_stand_in_their_lines() -> None:
    assert told("", "---\ntitle: a: b\nlanguage: de\n---\n")[0].startswith("l.md:2:9: ")


TEXT = """
## Text: Woher der Regen kommt
Für: 9a, 9b

Wasser **verdunstet**.

- im Meer
- im Wald

::: leicht
Wasser steigt auf.
:::

::: Worterklärungen
- verdunstet: wird zu Dampf
:::
"""


def test_a_text_has_wordings_and_help() -> None:
    found = data(TEXT)
    (text,) = found["texts"]
    assert text["text"] == {"de": "Wasser **verdunstet**.\n\n- im Meer\n- im Wald", "de-x-easy": "Wasser steigt auf."}
    assert text["annotations"] == [{"term": de("verdunstet"), "explanation": de("wird zu Dampf")}]
    assert text["title"] == de("Woher der Regen kommt")
    assert found["materials"] == [
        {"id": "M1", "shows": "X1", "title": de("Woher der Regen kommt"), "audiences": ["9a", "9b"]}
    ]
    places = parsed(TEXT).places
    assert places[("texts", 0, "text")][1:] == (9, 1)
    assert places[("texts", 0, "text", "de-x-easy")][1:] == (15, 1)
    assert places[("materials", 0, "audiences", 0)][1:] == (7, 1)


def test_a_quotation_has_a_source_line() -> None:
    source = "\n## Quelle: Ein Satz\nDatum: 5. März 1951\n\nJemand schreibt.\n\n> Es regnet,\n> oft.\n>\n> — Wetteramt, Bericht. https://a.example/b\n"
    found = data(source)
    assert found["quotations"] == [
        {
            "id": "M1-source",
            "title": de("Ein Satz"),
            "text": de("Es regnet,\noft."),
            "original": "de",
            "sources": ["S1"],
            "date": "1951-03-05",
        }
    ]
    assert found["references"] == [{"id": "S1", "label": "Wetteramt, Bericht", "url": "https://a.example/b"}]
    assert found["materials"][0]["introduction"] == de("Jemand schreibt.")
    assert parsed(source).places[("quotations", 0, "text")][1:] == (11, 3)


def test_a_source_line_may_stand_below_and_name_a_work_of_the_list() -> None:
    found = data("\n## Quelle: Ein Satz\n\n> Es regnet.\n\n— [S1]\n\n## Belege\n\n- S1: Wetteramt, Bericht\n")
    assert found["quotations"][0]["sources"] == ["S1"]
    assert found["references"] == [{"id": "S1", "label": "Wetteramt, Bericht"}]


CHART = """
## M3: Wie viel es regnet
Einheit: mm; Vorbehalt: nur ein Ort; Befund: Es regnet mehr

::: Diagramm Linie log
| Jahr | Nord | Süd |
|---|---:|---:|
| 1951 | 1.234,5 | 10 |
| 1952 | – | 20 |
:::
"""


def test_a_table_makes_a_chart() -> None:
    found = data(CHART)
    assert found["charts"] == [
        {
            "id": "M3-chart",
            "title": de("Wie viel es regnet"),
            "scale": "log",
            "kind": "line",
            "series": [{"key": "s1", "name": de("Nord")}, {"key": "s2", "name": de("Süd")}],
            "panels": [
                {
                    "id": "p",
                    "data": [
                        {"year": "1951", "values": {"s1": "1234.5", "s2": "10"}},
                        {"year": "1952", "values": {"s2": "20"}},
                    ],
                }
            ],
            "unit": de("mm"),
            "caveat": de("nur ein Ort"),
            "finding": de("Es regnet mehr"),
        }
    ]
    assert found["materials"][0]["id"] == "M3"
    assert parsed(CHART).places[("charts", 0, "panels", 0, "data", 0, "values", "s2")][1:] == (12, 20)


def test_a_picture_alone_is_a_picture() -> None:
    found = data(
        "\n## Karikatur: Wolken\nZeichner: wir; Lizenz: CC0; Jahr: 1951\n\n![Eine Wolke](bilder/größe.svg)\n\nOft gezeigt.\n"
    )
    assert found["pictures"] == [
        {
            "id": "M1-picture",
            "title": de("Wolken"),
            "file": "bilder/größe.svg",
            "alt": de("Eine Wolke"),
            "kind": "caricature",
            "maker": de("wir"),
            "licence": "CC0 1.0",
            "date": "1951",
        }
    ]
    assert found["materials"][0]["introduction"] == de("Oft gezeigt.")


TASK = """
## Aufgabe 2
AFB: 2; Material: M1 und M3; Sozialform: Partnerarbeit
Erkläre den Regen.

::: Lösung
- Wasser steigt auf. (2 Punkte)
- Es kühlt ab (1 P.)
:::
::: Hilfe
- Denke an Dampf.
:::
"""


def test_a_task_has_answers_with_points() -> None:
    (task,) = data(TASK)["tasks"]
    assert task == {
        "id": "K2",
        "level": "II",
        "materials": ["M1", "M3"],
        "social_form": "PA",
        "prompt": de("Erkläre den Regen."),
        "expected": [{"points": "2", "text": de("Wasser steigt auf.")}, {"points": "1", "text": de("Es kühlt ab")}],
        "help": [de("Denke an Dampf.")],
        "points": "3",
    }
    english = TASK.translate(str.maketrans({})).replace("Aufgabe", "Task").replace("AFB", "Level")
    for german, other in (
        ("Sozialform: Partnerarbeit", "Social form: pair work"),
        ("Lösung", "answer"),
        ("Hilfe", "hint"),
    ):
        english = english.replace(german, other)
    assert data(english)["tasks"] == [task]


@pytest.mark.parametrize(
    ("block", "kind", "key", "value"),
    [
        ("- [x] ja\n- [ ] nein", "multiple_choice", "options", [{"correct": True, "text": de("ja")}, {"correct": False, "text": de("nein")}]),
        ("::: true or false\n- [x] ja\n:::", "true_false", "options", [{"correct": True, "text": de("ja")}]),
        ("::: Zuordnung\n| a | b |\n|---|---|\n| eins | 1 |\n:::", "matching", "pairs", [{"left": de("eins"), "right": de("1")}]),
        ("::: Zuordnung\n- eins = 1\n:::", "matching", "pairs", [{"left": de("eins"), "right": de("1")}]),
        ("::: Lücken\nEs {regnet}.\n:::", "gap_text", "gap_text", de("Es {regnet}.")),
        ("::: Reihenfolge\n1. 5. März 1951: Es regnet\n2. T7\n:::", "ordering", "events", ["T1", "T7"]),
    ],
)  # fmt: skip
def test_blocks_make_closed_tasks(block: str, kind: str, key: str, value: object) -> None:
    (task,) = data(f"\n## Aufgabe: Tu es.\n\n{block}\n")["tasks"]
    assert (task["type"], task[key]) == (kind, value)
    assert task["prompt"] == de("Tu es.")


def test_an_answer_table_is_left_empty() -> None:
    table = "\n## Aufgabe: Fülle aus.\n\n::: Tabelle\n| | Nord |\n|---|---|\n| Regen | |\n:::\n"
    assert data(table)["tasks"][0]["table"] == {"columns": [de(""), de("Nord")], "rows": [de("Regen")]}
    assert told(table.replace("| |\n:::", "| viel |\n:::")) == [
        "l.md:11:11: this cell is for learners to fill in; leave it empty, and write what is right as an answer"
    ]


def test_tasks_of_a_test_stand_in_it_or_are_named() -> None:
    found = data(
        "\n## Aufgabe: Eins.\n\n## Aufgabe: Zwei.\n\n## Test: Regen\nAufgaben: 1–2; Noten: 90 50 0\n\n### Aufgabe: Drei.\n\n### Aufgaben\n1. Vier → 4 (2 P.)\n"
    )
    assert found["tests"][0]["tasks"] == ["K1", "K2", "K3", "K4"]
    assert found["tests"][0]["marking"] == {"1": "90", "2": "50", "3": "0"}
    assert [task.get("for_tests") for task in found["tasks"]] == [None, None, True, True]
    assert (found["tasks"][3]["points"], found["tasks"][3]["expected"]) == ("2", [{"points": "2", "text": de("4")}])


def test_a_plan_is_a_table() -> None:
    plan = "\n## Stunde: Regen\n| Zeit | Phase | Inhalt | Form | Aufgaben |\n|---|---|---|---|---|\n| 10 min | Einstieg | Bild | UG | 1 |\n| 35 | Arbeit | Text | Partnerarbeit | – |\n"
    (found,) = data("\n## Aufgabe: Eins.\n" + plan)["plans"]
    assert found["minutes"] == "45"
    assert found["phases"][0] == {
        "minutes": "10",
        "name": de("Einstieg"),
        "content": de("Bild"),
        "social_form": "UG",
        "tasks": ["K1"],
    }
    assert found["phases"][1]["social_form"] == "PA"


def test_entries_of_lists() -> None:
    found = data(
        "\n## Begriffe\n- Regen (en: rain): Wasser von oben\n  - leicht: nass\n"
        "\n## Zeitleiste\n- 15. November 1923: Es regnet. Sehr viel.\n- 1951: Es schneit\n"
        "\n## Faktencheck\n- [ ] Es regnet nie. → Es regnet oft.\n"
        "\n## Ziele\n- Ich kann Regen erklären.\n"
        "\n## Folien\n### Regen\nZeigt: M1\n- nass\n::: Notizen\nFragen.\n:::\n"
    )
    assert found["glossary"] == [
        {"id": "G1", "term": {"de": "Regen", "en": "rain"}, "standard": de("Wasser von oben"), "easy": de("nass")}
    ]
    assert [(one["date"], one["title"], one.get("text")) for one in found["timeline"]] == [
        ("1923-11-15", de("Es regnet"), de("Sehr viel.")),
        ("1951", de("Es schneit"), None),
    ]
    assert found["statements"] == [
        {"id": "F1", "verdict": False, "text": de("Es regnet nie."), "correction": de("Es regnet oft.")}
    ]
    assert found["objectives"] == [{"id": "O1", "text": de("Ich kann Regen erklären.")}]
    assert found["slides"] == [
        {"id": "P1", "title": de("Regen"), "shows": ["M1"], "bullets": [de("nass")], "notes": de("Fragen.")}
    ]


def test_ids_that_nobody_wrote_avoid_those_that_somebody_did() -> None:
    found = parse_markdown(
        "## Aufgabe: Eins.\n## Aufgabe K1: Zwei.\n## Aufgabe: Drei.\n", "l.md", languages=["de"], taken=["K2"]
    )
    assert [task["id"] for task in found.data["tasks"]] == ["K3", "K1", "K4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n## Kapitel 2\n", 'l.md:6:4: the heading "Kapitel 2" does not say what follows; '),
        ("\n## Matreial 1\n", 'l.md:6:4: the heading "Matreial 1" does not say what follows; did you mean "Material"?'),
        ("\n## Aufgabe: Los.\n::: Lösungg\n- a\n:::\n", 'l.md:7:1: there is no block "::: Lösungg"; did you mean "Lösung"?'),
        ("\n## Aufgabe: Los.\n::: Lösung\n- a\n", 'l.md:7:1: the block "::: Lösung" is never closed; '),
        ("\n## Aufgabe: Los.\n::: Lösung\n- a\n::: Hilfe\n- b\n:::\n", 'l.md:9:1: the block "::: Hilfe" begins before '),
        ("\n## Aufgabe\nPunkte: 2; Punkte: 3\nLos.\n", 'l.md:7:12: "Punkte" is said twice, first in line 7; '),
        ("\n## Aufgabe\nPuncte: 2\nLos.\n", 'l.md:7:1: "Puncte" is no setting; did you mean "Punkte"?'),
        ("\n## Aufgabe\nEinheit: m\nLos.\n", "l.md:7:1: this setting has no meaning in a task; "),
        ("\n## Aufgabe 1\nPunkte: 2\n", "l.md:6:4: this task asks nothing; "),
        ("\n## Material: Leer\n", "l.md:6:4: nothing stands below this heading; "),
        ("\n## Material: A\n::: Diagramm Lini\n| a | b |\n|-|-|\n| c | 1 |\n:::\n", 'l.md:7:1: "Lini" is no kind of chart; did you mean "Linie"?'),
        ("\n## Material: A\n::: Diagramm Linie\n| a | b |\n|-|-|\n| c | 1.5 |\n:::\n", 'l.md:10:7: "1.5" is no number '),
        ("\n## Aufgabe: Los.\n::: Auswahl\n- a\n:::\n", 'l.md:8:3: "a" has no box; '),
        ("\n## Stunde: A\n| Zeit | Fase |\n|-|-|\n| 1 | a |\n", 'l.md:7:10: "Fase" is no column of a plan; did you mean "Phase"?'),
        ("\n## Zeitleiste\n- Es regnet\n", 'l.md:7:3: "Es regnet" has no date; '),
        ("\nText davor.\n## Ziele\n- a\n", "l.md:6:1: this stands above all headings; "),
        ("\n# Anders\n", 'l.md:6:3: the lesson has a title already; '),
        ("\n## Aufgabe: Los.\n::: Notizen\na\n:::\n", 'l.md:7:1: "::: Notizen" has no meaning in a task; '),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(text: str, message: str) -> None:
    (found,) = told(text)
    assert found.startswith(message)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(told("\n## Kapitel\n\n## Aufgabe: Los.\n::: Lösung\n- a\n\n## Aufgabe 3\n")) == 3


@pytest.mark.parametrize(
    ("words", "language", "iso"),
    [
        ("11.1.1923", "de", "1923-01-11"),
        ("15. November 1923", "de", "1923-11-15"),
        ("März 1951", "de", "1951-03"),
        ("15 November 1923", "en", "1923-11-15"),
        ("November 15, 1923", "en", "1923-11-15"),
        ("1951-03", "de", "1951-03"),
        ("im Herbst", "de", "im Herbst"),
    ],
)
def test_dates_are_read_as_they_are_written(words: str, language: str, iso: str) -> None:
    assert iso_date(words, language) == iso


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("1.234.567", "de", "1234567"),
        ("1.234,5", "de", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        ("1 234 567", "fr", "1234567"),
        ("−3,5", "de", "-3.5"),
        ("1.5", "de", None),
        ("4.2e12", "en", "4.2e12"),
        ("viel", "de", None),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(words: str, language: str, value: str | None) -> None:
    assert number(words, language) == value


def test_a_source_is_a_work_of_the_list_or_named_in_full() -> None:
    chart = "\n## Diagramm: A\nQuelle: WORK; Einheit: mm\n::: Diagramm Linie\n| a | b |\n|---|---|\n| c | 1 |\n:::\n"
    assert data(chart.replace("WORK", "S1, S2"))["charts"][0]["sources"] == ["S1", "S2"]
    named = data(chart.replace("WORK", "Wetteramt, Berichte 1951"))
    assert named["charts"][0]["sources"] == ["S1"]
    assert named["references"] == [{"id": "S1", "label": "Wetteramt, Berichte 1951"}]


@pytest.mark.parametrize(
    ("kind", "names", "key", "values"),
    [
        ("Linie", ("Januar 1923", "5. März 1923"), "date", ["1923-01", "1923-03-05"]),
        ("Linie", ("0", "2,5"), "x", ["0", "2.5"]),
        ("Linie", ("1951", "1960"), "year", ["1951", "1960"]),
        ("Linie", ("Januar", "7"), "label", [de("Januar"), de("7")]),
        ("Säulen", ("0", "5"), "label", [de("0"), de("5")]),
    ],
)
def test_lines_stand_over_numbers_and_months(kind: str, names: tuple[str, str], key: str, values: list[object]) -> None:
    rows = "".join(f"| {name} | 1 |\n" for name in names)
    (chart,) = data(f"\n## Diagramm: A\n::: Diagramm {kind}\n| Zeit | b |\n|---|---|\n{rows}:::\n")["charts"]
    assert [point[key] for point in chart["panels"][0]["data"]] == values
    assert chart.get("x_label") == (de("Zeit") if key == "x" else None)


PIECES = """\
---|language: de|languages: {a: b}|# T|## Text: a|## M3: b|## Aufgabe|## Aufgaben|## Test: t|### Aufgabe 3: x|## Folien
### x|## Stunde|## Begriffe|## Zeitleiste|## Faktencheck|## Ziele|## Belege|::: Lösung|::: Diagramm Linie log|::: Diagramm
::: Zuordnung|::: Reihenfolge|::: leicht|::: für|::: de|::: Tabelle|:::|- a: b (2)|- [x] a → b|  - leicht: c|> q|>|> — x
— [S1]|- |-|text|===|Punkte: 2; Material: M1|Aufgaben: 1-3; Noten: a b|  x||```|1. 15. Mai 1900: x|![a](b.png)|Für: a; Nicht für: b
""".replace("\n", "|").split("|")
TABLES = ["| a | b \\| c |", "|---|---|", "| 1 | 2 |", "|a|", "|-|", "| x |"]

LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
"""What may stand in a file at all."""


@given(st.lists(st.sampled_from(PIECES + TABLES) | st.text(LETTERS, max_size=8), max_size=25))
@settings(max_examples=300, deadline=None)
def test_whatever_a_file_holds_there_is_a_result_or_a_finding_in_it(lines: list[str]) -> None:
    found = parse_markdown("\n".join(lines), "l.md")
    most = len(lines) + sum(line.count("\n") for line in lines) + 1
    assert all(problem.line <= most for problem in found.problems)
    assert all(place.line <= most for place in found.places.values())


def test_a_list_with_a_title_is_a_material() -> None:
    found = data(
        "\n## Zeitleiste M3: Das Jahr\n- 1951: Es regnet\n\n## Begriffe\n- Regen: Wasser\n\n## Bild: A\n![b](c.png)\n"
    )
    assert [(one["id"], one["shows"]) for one in found["materials"]] == [("M3", "timeline"), ("M1", "M1-picture")]
    assert found["materials"][0]["title"] == de("Das Jahr")


def test_a_plan_that_is_alone_serves_all_aims() -> None:
    plan = "\n## Stunde: A\nANGABE\n| Zeit | Phase |\n|---|---|\n| 45 | a |\n\n## Ziele\n- Ich kann A.\n- Ich kann B.\n"
    assert data(plan.replace("ANGABE\n", ""))["plans"][0]["objectives"] == ["O1", "O2"]
    assert data(plan.replace("ANGABE\n", "Ziele: O2\n\n"))["plans"][0]["objectives"] == ["O2"]
