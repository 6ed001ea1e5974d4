"""The small rules that drawings are made of."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.colours import contrast
from handouts.figures.canvas import hatching
from handouts.figures.charts.parts import fill_of, spread, tick_labels, ticks
from handouts.figures.maps.linework import clipped, coast, masked, rounded
from handouts.figures.place import Candidate, LabelBox, choose, crossing
from handouts.figures.style import Look, legible, on
from handouts.model.brand import Brand

from .sheets import PLACES, figure, map_figure, row, table

FRAME = LabelBox(0, 0, 100, 50)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), min_size=1, max_size=7))
def test_spread_labels_keep_their_order_and_their_distance(pairs: list[tuple[float, float]]) -> None:
    wanted, widths = sorted(centre for centre, _ in pairs), [width for _, width in pairs]
    centres = spread(wanted, widths, 0, 500, 4)
    edges = [(centre - width / 2, centre + width / 2) for centre, width in zip(centres, widths, strict=True)]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 500 + 1e-6
    assert all(after[0] - before[1] >= 4 - 1e-6 for before, after in pairwise(edges))


def test_labels_with_room_stay_where_they_are_wanted() -> None:
    assert spread([100, 300], [20, 20], 0, 500, 4) == [100, 300]


@given(st.floats(0.001, 1e6))
def test_ticks_cover_the_values(high: float) -> None:
    steps = ticks(0, high)
    assert steps[0] <= 0
    assert steps[-1] >= high * (1 - 1e-9)
    assert 2 <= len(steps) <= 8


def test_ticks_share_their_decimals() -> None:
    assert tick_labels([0, 0.5, 1], "de") == ["0,0", "0,5", "1,0"]
    assert tick_labels([0, 50_000], "de-x-formal") == ["0", "50.000"]
    assert tick_labels([0, 50_000], "en-GB") == ["0", "50,000"]


def test_labels_make_room_for_each_other() -> None:
    left, right = LabelBox(0, 0, 10, 10), LabelBox(20, 0, 30, 10)
    first = [Candidate(left, 0, 0), Candidate(right, 1, 1)]
    second = [Candidate(left, 0, 0)]
    assert [one.box for one in choose([first, second])] == [right, left]
    assert choose([]) == []


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        ((-5, 25), (105, 25), True),
        ((-5, -5), (105, -1), False),
        ((50, 10), (60, 20), True),
        ((-10, 0), (-10, 50), False),
    ],
)
def test_lines_that_cross_a_box(start: tuple[float, float], end: tuple[float, float], touches: bool) -> None:
    assert crossing(FRAME, start, end) is touches


def test_clipping_adds_no_coast_along_the_frame() -> None:
    ring = clipped([(-50, 10), (50, 10), (50, 40), (-50, 40)], FRAME)
    assert set(ring) == {(0, 10), (50, 10), (50, 40), (0, 40)}
    assert [len(run) for run in coast([ring], FRAME)] == [4]
    assert not any(a[0] == b[0] == 0 for run in coast([ring], FRAME) for a, b in pairwise(run))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=12, unique=True))
def test_rounded_corners_stay_near_the_coast(ring: list[tuple[int, int]]) -> None:
    curved = rounded([(float(x), float(y)) for x, y in ring], reach=3.0)
    assert len(curved) >= len(ring)
    for x, y in curved:
        assert any(abs(x - u) <= 3 + 1e-6 and abs(y - v) <= 3 + 1e-6 for u, v in ring)
    for u, v in ring:
        assert any(abs(x - u) <= 1.5 + 1e-6 and abs(y - v) <= 1.5 + 1e-6 for x, y in curved)


def test_corners_are_rounded_and_short_pieces_kept() -> None:
    square = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)]
    curved = rounded(square, reach=4.0)
    assert not set(square) & set(curved)
    assert {(4.0, 0.0), (16.0, 0.0)} <= set(curved)
    small = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert rounded(small) == small


def test_lines_pause_under_labels() -> None:
    runs = masked([[(0, 25), (100, 25)]], [LabelBox(40, 20, 60, 30)])
    assert len(runs) == 2
    assert runs[0][0] == (0, 25)
    assert 38 <= runs[0][-1][0] <= 40
    assert 60 <= runs[1][0][0] <= 62
    assert runs[1][-1] == (100, 25)


def test_no_dash_is_left_between_labels() -> None:
    line = [(0.0, 25.0), (100.0, 25.0)]
    assert len(masked([line], [LabelBox(40, 20, 50, 30), LabelBox(56, 20, 70, 30)])) == 2
    assert len(masked([line], [LabelBox(40, 20, 50, 30), LabelBox(66, 20, 70, 30)])) == 3
    assert len(masked([line], [LabelBox(-5, 20, 20, 30), LabelBox(95, 20, 110, 30)])) == 1


@pytest.mark.parametrize("way", [1, -1])
def test_hatching_stays_in_its_box(way: int) -> None:
    lines = hatching(10, 20, 40, 33, way)
    assert lines
    for line in lines:
        assert all(10 <= x <= 40 and 20 <= y <= 33 for x, y in line)
        (x, y), (u, v) = line
        assert abs(x - u) == pytest.approx(abs(y - v))


def test_series_differ_by_more_than_colour(look: Look) -> None:
    fills = [fill_of(look, index, provisional) for index in (0, 1) for provisional in (False, True)]
    assert len({(fill.hatch, fill.edge is None, fill.dashed) for fill in fills}) == 4


def test_wrapping_is_even_and_keeps_no_break_spaces(look: Look) -> None:
    lines = look.wrap("Dass die meisten Einrichtungen in Okinawa liegen, ist falsch", 9, 150)
    assert len(lines) == 2
    assert abs(look.measure(lines[0], 9) - look.measure(lines[1], 9)) < 40
    assert look.wrap("8.\u00a0September 1951", 9, 60) == ("8.\u00a0September", "1951")
    assert look.wrap("Stationierungs\u00adkosten", 9, 70) == ("Stationierungs-", "kosten")
    assert look.wrap("Stationierungs\u00adkosten", 9, 200) == ("Stationierungskosten",)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_text_on_any_ground_can_be_read(colour: tuple[int, int, int]) -> None:
    look = Look(
        "x",
        Path(),
        Path(),
        Path(),
        "y",
        None,
        "#1b2430",
        "#4a5563",
        "#ffffff",
        "#f2f4f6",
        "#c9d0d6",
        "#0b3c5d",
        ("#0b3c5d",),
    )
    ground = legible("#{:02x}{:02x}{:02x}".format(*colour), look)
    assert contrast(on(ground, look), ground) >= 4.5


SCRIPT = """
import hashlib, pickle, sys
from handouts.figures import draw
from handouts.fonts import font_files
brand = pickle.loads(bytes.fromhex(sys.argv[1]))
for target in ("print", "slides"):
    html = draw(sys.argv[2], target=target, brand=brand, fonts=font_files(brand.fonts.text))
    print(target, "resvg_py" in sys.modules, hashlib.sha256(html.encode()).hexdigest())
"""


@pytest.mark.slow
def test_processes_draw_the_same_bytes(brand: Brand) -> None:
    rows = [row("1990", (1.5, "1,5")), row("2000", (2, "2,0"), mark="provisional")]
    html = map_figure(PLACES) + "".join(figure(kind, table(rows)) for kind in ("line", "column", "share"))
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, pickle.dumps(brand).hex(), html],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path), "HANDOUTS_CACHE": ""},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1
    assert "print False" in found.pop()  # what is printed needs no pixels
