"""Charts over years: what stands where in time, and where the axis says that time is left out."""

from __future__ import annotations

import re

import pytest

from handouts.figures.style import Look

from .conftest import Draw
from .sheets import Row, drawings, figure, row, table

WIDTHS = [85, 112, 148, 170]
STRENGTH = [
    (1950, 136688, None), (1953, 209451, None), (1955, 190294, None), (1960, 83586, 37291), (1965, 64243, 30218),
    (1970, 82264, 44752), (1972, 61747, 41171), (1980, 46004, None), (1990, 46593, None), (2000, 40159, None),
    (2005, 35571, None), (2010, 46313, None), (2015, 55744, None), (2020, 53732, None), (2025, 53490, None),
]  # fmt: skip
SHARE = [(1972, 58.7), (2016, 73.9), (2017, 70.6), (2020, 70.3), (2021, 70.3)]
ANTIQUITY = [(-500, 6), (-480, 20), (-431, 32), (-27, 9), (100, 3)]


def over_years(
    kind: str, rows: list[Row], years: list[int], series: tuple[str, ...] = ("Wert",), more: str = ""
) -> str:
    """A chart whose rows say which years they are."""
    left = iter(years)
    html = figure(kind, table(rows, series), more=more)
    return re.sub(r'<tr(?=[^>]*><th scope="row")', lambda _: f'<tr data-year="{next(left)}"', html)


def simple(kind: str, values: list[tuple[int, float]], width: float) -> str:
    rows = [
        row(f"{-year}\u00a0v.\u00a0Chr." if year < 0 else str(year), (value, f"{value:n}")) for year, value in values
    ]
    return over_years(kind, rows, [year for year, _ in values], more=f' data-width="{width}"')


def strength(kind: str, width: float) -> str:
    def cell(value: int | None) -> tuple[float, str] | None:
        return (value, f"{round(value, -2):,}".replace(",", ".")) if value else None

    rows = [row(str(year), cell(one), cell(two), mark="break" if year == 2010 else "") for year, one, two in STRENGTH]
    more = f' data-width="{width}" data-break="Methode geändert"'
    return over_years(kind, rows, [year for year, *_ in STRENGTH], ("Japan (mit Okinawa)", "davon in Okinawa"), more)


def middles(html: str, look: Look) -> dict[str, float]:
    """Where the middle of each text lies."""
    return {text: (box.left + box.right) / 2 for text, box in drawings(html)[0].boxes(look)}


def slashed(html: str) -> int:
    """How often an axis is interrupted: each time by two strokes of the same slant."""
    return (
        len(re.findall(r'd="M[\d.]+ [\d.]+L[\d.]+ [\d.]+" fill="none" stroke="#1b2430" stroke-width="0.8"', html)) // 2
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_stand_at_their_years(drawn: Draw, look: Look, width: float) -> None:
    values = [(2003, 73.4), (2012, 81.2), (2015, 82.9), (2018, 77.5), (2025, 92.1)]
    html = drawn(simple("column", values, width))
    there = middles(html, look)
    unit = (there["2025"] - there["2003"]) / 22
    for year, _ in values:
        assert there[str(year)] - there["2003"] == pytest.approx(unit * (year - 2003), abs=0.01 * 22 * unit)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_interval_is_left_out_and_the_axis_says_so(drawn: Draw, look: Look, width: float) -> None:
    html = drawn(simple("column", SHARE, width))
    there = middles(html, look)
    unit = (there["2021"] - there["2016"]) / 5
    assert there["2017"] - there["2016"] == pytest.approx(unit, rel=0.01)
    assert there["2020"] - there["2017"] == pytest.approx(3 * unit, rel=0.01)
    assert there["2016"] - there["1972"] < 44 * unit
    even = drawn(simple("column", [(2000, 1), (2005, 2), (2010, 3)], width))
    assert slashed(html) == slashed(even) + 1


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("width", WIDTHS)
def test_years_before_christ_are_to_scale(drawn: Draw, look: Look, kind: str, width: float) -> None:
    values = ANTIQUITY if kind == "line" else [(-300, 3), (-200, 5), (-50, 4), (100, 9)]
    there = middles(drawn(simple(kind, values, width)), look)
    first, last = values[0][0], values[-1][0]
    whole = there[str(last)] - there[f"{-first}\u00a0v.\u00a0Chr."]
    shown = [year for year, _ in values[:-1] if f"{-year}\u00a0v.\u00a0Chr." in there]
    assert len(shown) >= 2
    for year in shown:
        # There is no year 0: from 27 BC to AD 100 it is 126 years.
        share = (there[f"{-year}\u00a0v.\u00a0Chr."] - there[f"{-first}\u00a0v.\u00a0Chr."]) / whole
        assert share == pytest.approx((year - first) / (last - first - 1), abs=0.01)


@pytest.mark.parametrize("kind", ["line", "column"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_labels_overlap_in_a_crowded_chart(drawn: Draw, look: Look, kind: str, width: float) -> None:
    drawing = drawings(drawn(strength(kind, width)))[0]
    boxes = drawing.boxes(look)
    assert {"209.500", "davon in Okinawa", "Methode geändert"} <= set(drawing.texts) or width == 85
    for index, (text, box) in enumerate(boxes):
        assert box.within(drawing.size.grown(0.5)), text
        for other, taken in boxes[:index]:
            assert box.overlap(taken) == 0, (text, other)


def test_a_value_without_room_is_left_to_the_scale_but_read_aloud(drawn: Draw) -> None:
    drawing = drawings(drawn(strength("line", 112)))[0]
    every = [f"{round(value, -2):,}".replace(",", ".") for _, *pair in STRENGTH for value in pair if value]
    assert [label for label in every if label not in drawing.texts]
    assert {"136.700", "209.500", "35.600", "46.300", "53.500", "41.200"} <= set(drawing.texts)
    words = drawing.root[0].text or ""
    assert all(label in words for label in every)


def test_lying_bars_of_years_show_where_many_are_left_out(drawn: Draw) -> None:
    even = drawn(simple("bar", [(1972, 1), (1973, 2), (1974, 3), (1975, 3)], 98))
    long = drawn(simple("bar", [(1972, 1), (2016, 2), (2017, 3), (2018, 3)], 98))
    assert slashed(long) == slashed(even) + 1


def test_a_change_of_method_is_no_gap_in_time(drawn: Draw) -> None:
    values = [(2003, 73.4), (2012, 81.2), (2015, 82.9), (2022, 92.1)]
    plain = simple("column", values, 148)
    marked = plain.replace('<tr data-year="2022"', '<tr data-year="2022" data-break="before"')
    assert slashed(drawn(plain)) == slashed(drawn(marked))


def test_the_unit_stands_once(drawn: Draw) -> None:
    html = figure("column", table([row("2003", (1, "1")), row("2010", (2, "2"))]), unit="Personen", alt="Es steigt.")
    above = drawings(drawn(html.replace("data-unit=", 'data-unit-above="true" data-unit=')))[0]
    assert "Personen" not in above.texts
    assert "Personen" in (above.root[0].text or "")
    assert "Personen" in drawings(drawn(html))[0].texts
