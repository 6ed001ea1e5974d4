"""What an audience lacks is told with its true reason, and author texts that nobody prints are told."""

from __future__ import annotations

from .conftest import Change

OWN = "  - {{id: X-OWN, level: standard, title: {{de: Eigen, en: Own}}, text: {{de: Selten, en: Rare}}{}}}\ntimeline:\n"


def mentioning(found: list[str], *words: str) -> list[str]:
    return [line for line in found if all(word in line for word in words)]


def test_a_text_that_no_material_shows_is_told_where_it_is_asked_for(change: Change) -> None:
    found = change("materials.yaml", ("shows: X-MORE", "shows: C2"))
    (line,) = mentioning(found, "X-MORE is in the texts of audience adult")
    assert line.startswith("handouts.yaml:22:20: ")
    assert 'no material for them shows it; add one with "shows: X-MORE"' in line


def test_a_text_whose_audiences_leave_its_readers_out_is_told(change: Change) -> None:
    found = change("handouts.yaml", ("texts: [X-STD]", "texts: [X-STD, X-MORE]"))
    (line,) = mentioning(found, "X-MORE is in the texts of audience class")
    assert line.startswith("handouts.yaml:12:")
    assert "open X-MORE to them" in line


def test_a_material_whose_text_an_audience_does_not_have_says_where_to_add_it(change: Change) -> None:
    change("materials.yaml", ("timeline:\n", OWN.format("")))
    change("materials.yaml", ("materials:\n", "materials:\n  - {id: M8, shows: X-OWN, title: {de: E, en: O}}\n"))
    change("handouts.yaml", ("texts: [X-STD, X-MORE]", "texts: [X-STD, X-MORE, X-OWN]"))
    found = mentioning(change("tasks.yaml", ("materials: [", "materials: [M8, ")), "M8 is not there for audience class")
    assert "it shows X-OWN: add X-OWN to the texts of audience class in handouts.yaml:12" in found[0]


def test_a_text_that_no_audience_has_is_told_although_a_material_shows_it(change: Change) -> None:
    change("materials.yaml", ("timeline:\n", OWN.format("")))
    found = change(
        "materials.yaml", ("materials:\n", "materials:\n  - {id: M8, shows: X-OWN, title: {de: E, en: O}}\n")
    )
    (line,) = mentioning(found, "text X-OWN: no audience gets it")
    assert 'add it to the "texts" of an audience in handouts.yaml' in line


def test_texts_for_different_readers_stand_in_for_one_another(change: Change) -> None:
    change("materials.yaml", ("timeline:\n", OWN.format(", audiences: [class]")))
    more = "  - {id: M8, shows: X-OWN, title: {de: E, en: O}}\n  - {id: M9, shows: X-MORE, title: {de: M, en: M}}\n"
    change("materials.yaml", ("materials:\n", f"materials:\n{more}"))
    change("handouts.yaml", ("texts: [X-STD]", "texts: [X-STD, X-OWN]"))
    found = change("tasks.yaml", ("materials: [", "materials: [M8, M9, "))
    assert not mentioning(found, "is not there for audience")
