"""What a reader sees of a drawn chart."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from handouts.figures.style import Look

from .conftest import Draw
from .sheets import drawings, figure, row, table

YEARS = [
    row("1950", (136688, "136.700")),
    row("1953", (209451, "209.500")),
    row("2005", (35571, "35.600")),
    row("2010", (46313, "46.300"), mark="break"),
    row("2025", (53490, "53.500"), mark="provisional"),
]
PARTS = [
    row("Okinawa", (70.27, "70,3")),
    row("Aomori (Misawa)", (9.02, "9,0")),
    row("Kanagawa (Yokosuka u. a.)", (5.6, "5,6")),
    row("Tokio (Yokota u. a.)", (5.01, "5,0")),
    row("Yamaguchi (Iwakuni)", (3.3, "3,3")),
    row("übrige Präfekturen", (6.8, "6,8")),
]
ANSWERS = [
    row("falsch", (56, "56"), (24, "24")),
    row("eher falsch", (28, "28"), (55, "55")),
    row("eine mögliche Gefahr", (17, "17"), None),
]
TWO = ("Okinawa", "übriges Japan")
WORDS = ' data-break="Methode geändert" data-provisional="vorläufig"'
FIGURES = {
    "column": figure("column", table(YEARS), unit="Personen", more=WORDS),
    "columns": figure("column", table([row("1960", (8.3, "8,3"), (3.7, "3,7")), row("1970", (8.2, "8,2"), None)], TWO)),
    "bar": figure("bar", table(YEARS), unit="Personen", more=WORDS),
    "minus": figure("bar", table([row("Zustimmung", (-3.2, "−3,2")), row("Ablehnung", (12, "12,0"))])),
    "line": figure("line", table(YEARS), unit="Personen", more=WORDS),
    "lines": figure(
        "line", table([row("2015", (0.9, "0,9"), (2.5, "2,5")), row("2024", (1.4, "1,4"), (2.6, "2,6"))], TWO)
    ),
    "share": figure("share", table(PARTS)),
    "grouped": figure(
        "grouped_bar", table(ANSWERS, TWO, "Dass sie dort liegen, ist …"), table(ANSWERS, TWO, "Für Japan …")
    ),
}


@pytest.mark.parametrize("html", FIGURES.values(), ids=FIGURES.keys())
class TestEveryKind:
    def test_prints_every_label_as_given(self, html: str, drawn: Draw) -> None:
        words = " ".join(drawings(drawn(html))[0].texts)
        for label in re.findall(r"<td[^>]*>([^<]+)</td>", html):
            assert label in words
        for name in re.findall(r'<th scope="row">([^<]+)</th>', html):
            if 'data-chart="line"' in html and name == "1953":
                continue  # years to scale: there is no room for its number beside 1950
            assert all(word in words for word in name.split())

    def test_clips_nothing_and_lets_no_texts_touch(self, html: str, drawn: Draw, look: Look) -> None:
        drawing = drawings(drawn(html))[0]
        boxes = drawing.boxes(look)
        for text, box in boxes:
            assert box.within(drawing.size.grown(0.5)), text
        for index, (text, box) in enumerate(boxes):
            for other, taken in boxes[:index]:
                assert box.overlap(taken) == 0, (text, other)

    def test_sets_no_type_below_eight_points(self, html: str, drawn: Draw) -> None:
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawn(html))]
        assert sizes
        assert min(sizes) >= 8

    def test_is_small_and_needs_nothing_from_its_page(self, html: str, drawn: Draw) -> None:
        source = drawings(drawn(html))[0].source
        assert len(source.encode()) < 40_000
        assert not re.search(r"\bid=|url\(|<style|<defs|xlink|<!|<\?", source)


def test_marks_provisional_values_and_hatches_them(drawn: Draw) -> None:
    drawing = drawings(drawn(FIGURES["column"]))[0]
    assert "53.500*" in drawing.texts
    assert "46.300*" not in drawing.texts
    plain = drawings(drawn(FIGURES["column"].replace(' data-provisional="true"', "")))[0]
    assert drawing.source.count("stroke-dasharray") > plain.source.count("stroke-dasharray")


@pytest.mark.parametrize("kind", ["column", "bar", "line"])
def test_marks_say_what_they_mean(drawn: Draw, kind: str) -> None:
    marked = figure(kind, table(YEARS), unit="Personen", more=' data-break="Methode neu" data-provisional="vorläufig"')
    texts = drawings(drawn(marked))[0].texts
    assert "Methode neu" in texts
    assert "Personen\u00a0\u00a0\u00a0* vorläufig" in texts
    plain = drawings(drawn(figure(kind, table([YEARS[0], YEARS[2]]), more=' data-provisional="vorläufig"')))[0].texts
    assert not any("vorläufig" in text for text in plain)


def test_long_units_run_over_two_lines(drawn: Draw, look: Look) -> None:
    unit = "Prozent der Flächen von Einrichtungen, die allein Streitkräfte der Vereinigten Staaten nutzen"
    marked = figure("column", table(YEARS[3:]), unit=unit, more=' data-width="92" data-provisional="vorläufig"')
    drawing = drawings(drawn(marked))[0]
    assert unit not in drawing.texts
    assert unit in " ".join(drawing.texts)
    assert all(box.within(drawing.size.grown(0.5)) for _, box in drawing.boxes(look))


def test_no_line_crosses_a_break_or_a_gap(drawn: Draw) -> None:
    rows = [
        row("1990", (1, "1")),
        row("1995", (1, "1")),
        row("2000", (1, "1")),
        row("2005", (1, "1")),
        row("2010", (1, "1")),
    ]

    def runs(html: str) -> int:
        thick = re.findall(r'<path d="([^"]*)"[^>]*stroke="#0b3c5d"[^>]*stroke-width="1.6"', drawn(html))
        return sum(path.count("M") for path in thick)

    assert runs(figure("line", table(rows))) == 1
    broken = [*rows[:3], row("2005", (1, "1"), mark="break"), rows[4]]
    assert runs(figure("line", table(broken))) == 2
    gap = [*rows[:2], row("2000", None), *rows[3:]]
    assert runs(figure("line", table(gap))) == 2


def test_years_of_a_line_are_to_scale(drawn: Draw) -> None:
    rows = [row("2000", (1, "1,0")), row("2020", (1, "1,0")), row("2030", (1, "1,0"))]
    found = re.findall(r'x="([\d.]+)"[^>]*>(2\d{3})<', drawn(figure("line", table(rows))))
    first, second, third = (float(x) for x, _ in sorted(found, key=lambda pair: pair[1]))
    assert (second - first) / (third - second) == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize(("lang", "tick"), [("de", "0,5"), ("en", "0.5"), ("de-x-easy", "0,5")])
def test_ticks_follow_the_language(drawn: Draw, lang: str, tick: str) -> None:
    rows = [row("2000", (1.2, "x")), row("2010", (2.1, "y"))]
    assert tick in drawings(drawn(figure("line", table(rows), lang=lang)))[0].texts


def test_columns_without_room_for_their_labels_lie_down(drawn: Draw) -> None:
    many = [row(str(year), (year, f"{year}.000")) for year in range(1950, 1990)]
    column, bar = (drawings(drawn(figure(kind, table(many))))[0] for kind in ("column", "bar"))
    assert column.source == bar.source


def test_equal_panels_of_two_series_name_each_series_where_it_is_first_met(drawn: Draw) -> None:
    texts = drawings(drawn(FIGURES["grouped"]))[0].texts
    assert texts.count("übriges Japan") == 2
    assert "Für Japan …" in texts


def test_long_names_of_series_do_not_shorten_all_bars(drawn: Draw, look: Look) -> None:
    rows = [row("1953", (209451, "209.500"), (100, "100")), row("1960", (83586, "83.600"), (37291, "37.300"))]
    long = "Japan insgesamt einschließlich der Präfektur Okinawa"
    boxes = dict(drawings(drawn(figure("bar", table(rows, (long, "Okinawa")))))[0].boxes(look))
    assert boxes["209.500"].right > 480
    assert boxes[long].top == pytest.approx(boxes["83.600"].top, abs=0.1)


def test_parts_without_room_for_their_labels_lie_below_each_other(drawn: Draw) -> None:
    parts = [row(f"Stationierungskosten {year}", (1, "1.000.000")) for year in range(2000, 2010)]
    share, bar = (drawings(drawn(figure(kind, table(parts))))[0] for kind in ("share", "bar"))
    assert share.source == bar.source
    few = drawings(drawn(figure("share", table(parts[:3]))))[0]
    assert few.source != drawings(drawn(figure("bar", table(parts[:3]))))[0].source


def test_lines_of_zeros_have_an_axis(drawn: Draw) -> None:
    flat = [row("2000", (0, "null")), row("2010", (0, "keine"))]
    texts = drawings(drawn(figure("line", table(flat))))[0].texts
    assert {"null", "keine", "0", "1"} <= set(texts)


def test_series_without_a_common_row_are_named_where_they_begin(drawn: Draw) -> None:
    rows = [row("1953", (2, "2"), None), row("1960", None, (3, "3"))]
    assert {"Okinawa", "übriges Japan"} <= set(drawings(drawn(figure("bar", table(rows, TWO))))[0].texts)


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", min_size=1, max_size=14)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
values = st.floats(min_value=0.1, max_value=500_000).map(lambda value: (value, f"{value:,.1f}"))


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # a drawing that fails can be read; shrinking it would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(
    kind="share",
    rows=[
        ("a", (155480, "155480.0"), (1, "1")),
        ("a", (155479, "155479.0"), (1, "1")),
        ("aaaaaaaaaaaaa", (179489, "179489.0"), (1, "1")),
        ("aaaaaaaaaaaaa", (260299, "260299.0"), (1, "1")),
        ("aaaa aaaaaaa", (1, "1.0"), (1, "1")),
        *[("aaaa aaaaaaaaaaaaaa aaaa", (322767, "322767.0"), (1, "1"))] * 3,
    ],
)
@given(
    kind=st.sampled_from(["bar", "column", "share", "grouped_bar"]),
    rows=st.lists(st.tuples(names, values, values), min_size=2, max_size=8),
)
def test_any_chart_keeps_its_texts_on_the_sheet(kind: str, rows: list, drawn: Draw, look: Look) -> None:
    two = kind == "grouped_bar"
    html = figure(
        kind, table([row(name, *(pair if two else pair[:1])) for name, *pair in rows], TWO if two else ("Wert",))
    )
    drawing = drawings(drawn(html))[0]
    for text, box in drawing.boxes(look):
        assert box.within(drawing.size.grown(0.5)), text
