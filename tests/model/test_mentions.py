"""Numbers of materials in running text."""

from __future__ import annotations

import pytest

from handouts.model.mentions import Register, listed, occurs, renumbered

REGISTER = Register(["M1", "M2", "M2b", "M3", "M4a", "M4b", "M4c", "M5", "M15", "M15u", "map"])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Nutze M1.", ["M1"]),
        ("Nutze M\u00a01 und M 3.", ["M1", "M3"]),
        ("Vergleiche M4 mit M2.", ["M4a", "M4b", "M4c", "M2"]),
        ("die Verträge (M4b/c)", ["M4b", "M4c"]),
        ("M4a–c", ["M4a", "M4b", "M4c"]),
        ("M2–M4a", ["M2", "M2b", "M3", "M4a"]),
        ("M3 bis M5", ["M3", "M4a", "M4b", "M4c", "M5"]),
        ("M3 to M4a", ["M3", "M4a"]),
        ("M3 to M4a and M5", ["M3", "M4a", "M5"]),
        ("M3 to begin with", ["M3"]),
        ("die M1-Zeitleiste", ["M1"]),
        ("M15 and M15u", ["M15", "M15u"]),
        ("an M16 rifle, the XM1, a map of M-theory", []),
    ],
)
def test_named(words: str, named: list[str]) -> None:
    assert REGISTER.named(words) == named


def test_numbers_that_nothing_has_are_named_if_asked_for() -> None:
    assert REGISTER.named("Nutze M99 und M1.", unknown=True) == ["M99", "M1"]


def test_a_register_without_numbers_names_nothing() -> None:
    assert Register(["map", "text"]).named("the map, M1") == []


NUMBERS = {"M1": "M1", "M3": "M2", "M4a": "M3", "M4b": "M4", "M4c": "M5", "M15": "M6"}


@pytest.mark.parametrize(
    ("words", "rewritten"),
    [
        ("Nutze M3 und M15.", "Nutze M2 und M6."),
        ("M\u00a03, Zeile 2", "M2, Zeile 2"),
        ("M4 und M3", "M3–M5 und M2"),
        ("die Verträge (M4b/c)", "die Verträge (M4, M5)"),
        ("M4a–c", "M3–M5"),
        ("die Texte M4a bis M4c.", "die Texte M3–M5."),
        ("M1, M4a to M4c and M15", "M1, M3–M5 and M6"),
        ("Nutze M2 und M3.", "Nutze M2 und M2."),
        ("an M16 rifle", "an M16 rifle"),
        ("M1", "M1"),
    ],
)
def test_numbers_in_texts_follow_those_of_the_sheet(words: str, rewritten: str) -> None:
    assert REGISTER.rewritten(words, NUMBERS) == rewritten


def test_new_numbers_have_no_holes() -> None:
    assert renumbered(["M3", "map", "M8b", "D2", "M5", "D1"]) == {
        "M3": "M1",
        "M8b": "M2",
        "D2": "D1",
        "M5": "M3",
        "D1": "D2",
    }


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["M1"], "M1"),
        (["M1", "M2"], "M1, M2"),
        (["M1", "M2", "M3", "M5"], "M1–M3, M5"),
        (["M1", "map", "M2"], "M1, map, M2"),
        (["M9", "N10"], "M9, N10"),
        ([], ""),
    ],
)
def test_numbers_in_a_row(names: list[str], told: str) -> None:
    assert listed(names) == told


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Besatzung", "Die Besatzungen endeten.", True),
        ("Besatzung", "Die Besatzungsmacht", False),
        ("Parlament (Kokkai)", "Das Parlament tagt.", True),
        ("Quad", "ein Quadrat", True),
        ("2+2 (ein Treffen)", "das 2+2-Treffen", True),
        ("(nur)", "nur", False),
    ],
)
def test_names_that_occur(name: str, words: str, found: bool) -> None:
    assert occurs(name, words) is found
