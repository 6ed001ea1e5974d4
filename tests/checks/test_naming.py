"""Materials that a text names and its readers do not have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Change = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('en: "Tick the right answer: when', 'en: "Use M1: when', "K01, prompt: names M1"),
        ('text: {de: "am 8. Mai 1945"', 'text: {de: "am 8. Mai 1945 (siehe M 1)"', "K01, options 2, text: names M1"),
        ("Der Rat tagte in {Bonn}", "Der Rat (M5) tagte in {Bonn}", "K03, gap_text: names M5"),
        (
            '{points: 2, text: {de: "je Lücke 1',
            '{points: 2, text: {de: "wie in M6, je Lücke 1',
            "expected 1, text: names M6",
        ),
        ('    aids: {de: "keine"', '    aids: {de: "M3"', "E1, aids: names M3"),
        ("Lies den Hinweis unter", "Lies M4b und den Hinweis unter", "K05, help 1: names M4b"),
    ],
)
def test_what_a_test_does_not_enclose(change: Change, old: str, new: str, told: str) -> None:
    found = change("tasks.yaml", (old, new))
    assert [f"{told}, which is not enclosed in test E1" in line for line in found] == [True]
    assert found[0].startswith("content/tiny/tasks.yaml:")


def test_a_task_about_a_material_that_its_test_does_not_enclose(change: Change) -> None:
    found = change("tasks.yaml", ("    materials: [M4a]\n    aids", "    aids"))
    assert ["K05, prompt: names M4a, which is not enclosed in test E1" in line for line in found] == [True, True]


def test_an_enclosed_text_that_names_another(change: Change) -> None:
    (found,) = change("tasks.yaml", ("    materials: [M4a]\n    aids", "    materials: [M2a, M4a]\n    aids")) + change(
        "materials.yaml", ("Der erste Satz des Grundgesetzes.", "Der erste Satz, siehe M1.")
    )
    assert "Q01, introduction: names M1, which is not enclosed in test E1" in found


def test_what_an_edition_does_not_have(change: Change) -> None:
    (found,) = change("tasks.yaml", ('de: "Suche die Berge', 'de: "Suche mit M2b die Berge'))
    assert "SP1, text: names M2b, which is not there for class; open M2b to them" in found


def test_what_no_edition_has(change: Change) -> None:
    (found,) = change("tasks.yaml", ('en: "Match the terms."', 'en: "Match the terms of M77."'))
    assert "K04, prompt: names M77, which is not there for class, adult; correct the number" in found


def test_a_wording_names_what_its_own_readers_have(change: Change) -> None:
    mine = '      de-x-adult: "Nehmen Sie mit M2b Stellung."\n      en: "Take a position: does'
    assert not any("not there" in line for line in change("tasks.yaml", ('      en: "Take a position: does', mine)))
    found = change("tasks.yaml", ("de-x-adult:", "de-x-class:"))
    assert ["K06, prompt: names M2b, which is not there for class" in line for line in found] == [True]
