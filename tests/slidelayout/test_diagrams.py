"""Diagrams stand in their box, to scale, and nothing in them runs into anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model.brand import Brand
from handouts.model.deck import Diagram, Entry, Paragraph, Run
from handouts.slidelayout.diagram_shapes import Shape
from handouts.slidelayout.diagrams import plan_diagram
from handouts.slidelayout.layouts import brand_design
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.placeholders import Box
from handouts.slidelayout.split import Unfit

from ..brands import BRAND

BOX = Box(0.85, 1.98, 11.63, 4.74)


def said(text: str) -> tuple[Run, ...]:
    return (Run(text, "de"),)


def entry(
    head: str, text: str = "", begins: float | None = None, ends: float | None = None, lit: bool = False
) -> Entry:
    return Entry(said(head), (Paragraph(said(text)),) if text else (), (), begins, ends, lit)


def drawn(kind: str, *entries: Entry, least: int = 0, brand: Brand = BRAND, **more: object) -> list[tuple[Shape, ...]]:
    diagram = Diagram(kind, entries, "de", "alt", **more)  # type: ignore[arg-type]
    return [plan.shapes for _, plan in plan_diagram(diagram, BOX, Gauge(brand_design(brand)), least)]


def inside(shapes: tuple[Shape, ...]) -> bool:
    return all(
        BOX.x - 0.15 <= min(s.box.x, s.box.x + s.box.w)
        and max(s.box.x, s.box.x + s.box.w) <= BOX.x + BOX.w + 0.15
        and BOX.y - 0.01 <= min(s.box.y, s.box.y + s.box.h)
        and max(s.box.y, s.box.y + s.box.h) <= BOX.y + BOX.h + 0.01
        for s in shapes
    )


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.w <= other.x + 0.001
        or other.x + other.w <= one.x + 0.001
        or one.y + one.h <= other.y + 0.001
        or other.y + other.h <= one.y + 0.001
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(1937, 2026), min_size=1, max_size=14, unique=True), st.sampled_from([0, 24]))
def test_labels_of_a_timeline_never_meet_and_dots_are_to_scale(years: list[float], least: int) -> None:
    entries = [entry(f"{int(year)}", "Vertrag unterzeichnet", year) for year in years]
    pages = drawn("timeline", *entries, least=least)
    labels = [[shape for shape in page if shape.name.startswith("Event")] for page in pages]
    assert sum(map(len, labels)) == len(years)
    for page, shown in zip(pages, labels, strict=True):
        assert inside(page)
        assert all(apart(one.box, other.box) for one, other in combinations(shown, 2))
        assert min(label.setting.sizes[0] for label in shown if label.setting) >= max(20, least)
    places = [shape.box.x for shape in pages[0] if shape.name.startswith("Dot")]
    assert places == sorted(places)


def test_a_stretch_that_is_asked_for_is_the_axis() -> None:
    (page,) = drawn("timeline", entry("1950", "Mitte", 1950.0), span=(1945.0, 1955.0))
    dot = next(shape for shape in page if shape.name == "Dot 1")
    assert dot.box.x + dot.box.w / 2 == pytest.approx(BOX.x + BOX.w / 2)


def test_a_full_timeline_goes_on_with_its_later_half() -> None:
    entries = [
        entry(f"{1940 + place}. Jahr", "Ein langer Satz über ein wichtiges Ereignis", 1940.0 + place)
        for place in range(18)
    ]
    pages = drawn("timeline", *entries)
    assert len(pages) > 1
    shown = [shape.text[0].text for page in pages for shape in page if shape.name.startswith("Event")]
    assert shown == [f"{1940 + place}. Jahr" for place in range(18)]


def test_the_lit_period_is_filled_and_marks_have_no_words() -> None:
    lit = entry("1952–1972", "Souverän", 1952.0, 1972.0, lit=True)
    (page,) = drawn("timeline", entry("1945–1952", "Besatzung", 1945.0, 1952.0), lit, Entry(begins=1951.7))
    fills = {shape.name: shape.fill for shape in page if shape.name.startswith("Period")}
    assert fills == {"Period 1": "tint", "Period 2": "accent"}
    assert [shape.text for shape in page if shape.name == "Mark 1"] == [()]


def test_numbers_are_as_large_as_their_columns_let_them_be() -> None:
    for count, least in ((1, 140), (2, 100), (3, 60)):
        (page,) = drawn("figures", *(entry("70,3\u00a0%", "der Flächen") for _ in range(count)))
        sizes = {shape.setting.sizes[0] for shape in page if shape.setting and shape.name.startswith("Number")}
        assert len(sizes) == 1
        assert min(sizes) >= least
        assert inside(page)


def test_rows_of_a_comparison_stand_at_one_height() -> None:
    one = Entry(said("1951"), (Paragraph(said("keine Pflicht " * 8)), Paragraph(said("offen"))))
    other = Entry(said("1960"), (Paragraph(said("Artikel V")), Paragraph(said("10 Jahre"))))
    (page,) = drawn("comparison", one, other, labels=(Paragraph(said("Verteidigungspflicht")), Paragraph(said("Ende"))))
    places = {shape.name: shape.box.y for shape in page}
    assert places["Text 1.2"] == places["Text 2.2"] == places["Row 2"]
    assert inside(page)


def test_columns_that_have_no_room_side_by_side_get_a_page_each() -> None:
    pages = drawn("comparison", entry("Quelle", "Wort " * 140), entry("Einfach", "Wort " * 60))
    assert [[shape.text[0].text for shape in page if shape.name == "Head 1"] for page in pages] == [
        ["Quelle"],
        ["Einfach"],
    ]
    assert all(inside(page) for page in pages)


def test_the_station_at_hand_is_filled() -> None:
    (page,) = drawn("agenda", entry("1", "Einstieg"), entry("2", "Verträge", lit=True), entry("3", "Urteil"))
    fills = [shape.fill for shape in page if shape.name.startswith("Station")]
    assert fills == ["tint", "accent", "tint"]


@pytest.mark.parametrize(
    ("kind", "entries", "told"),
    [
        ("timeline", (entry("ohne Datum"),), "nothing with a date"),
        ("figures", tuple(entry("1", "eins") for _ in range(4)), "no more than 3"),
        ("figures", (), "nothing to show"),
        ("comparison", (entry("A", "Wort " * 400), entry("B", "kurz")), "do not fit"),
        ("agenda", (entry("1", "Donaudampfschifffahrtsgesellschaftskapitän" * 4),), "does not fit"),
    ],
)
def test_what_has_no_room_is_told(kind: str, entries: tuple[Entry, ...], told: str) -> None:
    with pytest.raises(Unfit, match=told):
        drawn(kind, *entries)
