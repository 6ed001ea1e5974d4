"""Numbers of materials in running text."""

from __future__ import annotations

import pytest

from handouts.model.mentions import Register

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
