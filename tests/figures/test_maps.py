"""Maps: what is shown where, and that labels can be read."""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from itertools import pairwise

import pytest

from handouts.errors import LayoutError
from handouts.figures.maps.linework import area, degrees
from handouts.figures.maps.window import SURVEYED, extent, levels, regions, window
from handouts.figures.place import LabelBox
from handouts.figures.style import Look
from handouts.figures.tables import MapPlace

from .conftest import Draw
from .sheets import PLACES, drawings, map_figure


def _places() -> list[MapPlace]:
    return [
        MapPlace(number, name, note, kind, kind, lat, lon % 360)  # type: ignore[arg-type]
        for number, (name, lat, lon, kind, note) in enumerate(PLACES, 1)
    ]


def test_every_place_is_named_once_with_its_note(drawn: Draw) -> None:
    words = " ".join(drawings(drawn(map_figure(PLACES)))[0].texts)
    for name, _, _, _, note in PLACES:
        assert words.count(name) == 1
        assert note in words


@pytest.mark.parametrize("width", [112, 148, 170])
@pytest.mark.parametrize("labels", ["names", "numbers", "rings", "none"])
def test_no_label_is_clipped_or_covers_another(drawn: Draw, look: Look, labels: str, width: int) -> None:
    more = f' data-width="{width}" data-outside="Außerhalb der Karte: Potsdam"'
    drawing = drawings(drawn(map_figure(PLACES, labels, more=more)))[0]
    boxes = drawing.boxes(look)
    assert len(boxes) > 4
    for index, (text, box) in enumerate(boxes):
        assert box.within(drawing.size.grown(0.5)), text
        for other, taken in boxes[:index]:
            assert box.overlap(taken) == 0, (text, other)


def test_numbers_are_those_of_the_rows(drawn: Draw) -> None:
    texts = drawings(drawn(map_figure(PLACES, "numbers")))[0].texts
    assert {str(number) for number in range(1, len(PLACES) + 1)} <= set(texts)
    assert "Hiroshima" not in texts


def test_a_blank_map_shows_markers_and_legend_only(drawn: Draw) -> None:
    texts = drawings(drawn(map_figure(PLACES, "none")))[0].texts
    assert "Art base" in texts
    assert not {name for name, *_ in PLACES} & set(texts)


def test_rings_say_nothing_of_what_is_there(drawn: Draw) -> None:
    texts = drawings(drawn(map_figure(PLACES, "rings")))[0].texts
    assert [texts.count(str(number)) for number in range(1, len(PLACES) + 1)] == [1] * len(PLACES)
    assert not [text for text in texts if text.startswith("Art ")]
    assert not {name for name, *_ in PLACES} & set(texts)


def test_the_legend_lists_each_kind_once(drawn: Draw) -> None:
    texts = drawings(drawn(map_figure(PLACES)))[0].texts
    assert [texts.count(f"Art {kind}") for kind in ("war", "politics", "base", "return")] == [1, 1, 1, 1]


def test_places_beyond_the_frame_are_left_out_but_counted(drawn: Draw) -> None:
    html = map_figure(
        [PLACES[1], ("Potsdam", 52.42, 13.07, "politics", ""), PLACES[4]], "numbers", ' data-outside="Potsdam"'
    )
    html = html.replace('data-lat="52.42"', 'data-inset="only" data-lat="52.42"')
    texts = drawings(drawn(html))[0].texts
    assert "1" in texts
    assert "2" not in texts
    assert "3" in texts
    assert "Potsdam" in texts


ANYWHERE = {
    "Bonn": (50.73, 7.10),
    "Berlin": (52.52, 13.40),
    "San Francisco": (37.78, -122.42),
    "Suva": (-18.14, 178.44),
    "Apia": (-13.83, -171.77),
    "Sydney": (-33.87, 151.21),
    "Kapstadt": (-33.92, 18.42),
    "Rio": (-22.91, -43.17),
    "Tromsø": (69.65, 18.96),
    "Midway": (28.2, -177.4),
    "Südpol": (-90.0, 0.0),
}


def _somewhere(*names: str) -> list[MapPlace]:
    return [
        MapPlace(number, name, "", "politics", "Politik", ANYWHERE[name][0], ANYWHERE[name][1] % 360)
        for number, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    "names",
    [*[(name,) for name in ANYWHERE], ("Bonn", "Berlin"), ("Suva", "Apia"), tuple(ANYWHERE), ("Südpol", "Sydney")],
    ids="-".join,
)
def test_any_places_can_be_shown(drawn: Draw, look: Look, names: tuple[str, ...]) -> None:
    drawing = drawings(drawn(map_figure([(name, *ANYWHERE[name], "politics", "") for name in names])))[0]
    for text, box in drawing.boxes(look):
        assert box.within(drawing.size.grown(0.5)), text
    assert set(names) <= set(drawing.texts)
    for region in regions(_somewhere(*names), 480, 0.6):
        for place in (*region.places, *region.inset):
            x, y = region.window.spot(place)
            assert LabelBox(x, y, x, y).within(region.window.box)


@pytest.mark.parametrize(
    ("lons", "west", "span"),
    [([7.1], 7.1, 0), ([7.1, 13.4], 7.1, 6.3), ([178, 188], 178, 10), ([2, 350], 350, 12), ([0, 120, 239], 0, 239)],
)
def test_the_widest_gap_lies_at_the_back(lons: list[float], west: float, span: float) -> None:
    assert extent(lons) == pytest.approx((west, span))


@pytest.mark.parametrize("names", [("Bonn",), ("Bonn", "Berlin"), ("Sydney",), ("Suva", "Apia")], ids="-".join)
def test_a_map_is_wide_enough_to_show_a_coast(names: tuple[str, ...]) -> None:
    (only,) = regions(_somewhere(*names), 480, 0.6)
    assert only.window.coastal()
    _, south, _, north = only.window.degrees()
    assert 4 < north - south < 15


def test_a_map_of_the_whole_earth_is_no_higher_than_that() -> None:
    (only,) = regions(_somewhere("Rio", "Kapstadt", "Sydney", "Tromsø", "San Francisco"), 480, 0.6)
    west, south, east, north = only.window.degrees()
    assert east - west <= 360
    assert south >= -90
    assert north <= 90


def test_an_inset_of_a_wide_part_of_the_earth_stands_below() -> None:
    places = [*_somewhere("Rio", "Sydney", "Midway"), *_somewhere("Bonn", "Berlin", "Tromsø")]
    whole, europe = regions(places, 480, 0.6)
    assert {place.name for place in europe.places} == {"Bonn", "Berlin", "Tromsø"}
    assert whole.window.box.bottom < europe.window.box.top


def test_an_unknown_kind_is_said(drawn: Draw) -> None:
    with pytest.raises(LayoutError, match='data-kind="battle"; use one of war'):
        drawn(map_figure([("Midway", 28.2, -177.4, "battle", "")]))


@pytest.mark.parametrize("width", [300, 480, 700])
def test_crowded_places_get_insets(width: int) -> None:
    whole, japan, okinawa = regions(_places(), width, 0.6)
    assert {place.name for place in whole.places} == {"Pearl Harbor (Hawaii)", "San Francisco", "Guam (USA)"}
    assert {place.name for place in okinawa.places} == {"Okinawa (Naha)", "Kadena", "Futenma", "Henoko"}
    assert set(japan.inset) == set(okinawa.places)
    boxes = [region.window.box for region in (whole, japan, okinawa)]
    assert all(one.overlap(other) == 0 for one in boxes for other in boxes if one is not other)


@pytest.mark.parametrize("width", [121.5, 131, 170])
def test_no_note_is_dropped_for_want_of_room(drawn: Draw, width: float) -> None:
    words = " ".join(drawings(drawn(map_figure(PLACES, more=f' data-width="{width}"')))[0].texts)
    assert [note for *_, note in PLACES if note not in words] == []


def test_places_that_are_all_close_fill_the_map() -> None:
    near = [place for place in _places() if place.name in {"Okinawa (Naha)", "Kadena", "Futenma", "Henoko"}]
    (only,) = regions(near, 480, 0.6)
    assert only.places == tuple(near)
    assert not only.inset


def test_land_is_in_one_piece() -> None:
    for level in levels():
        assert level.polygons
        for polygon in level.polygons:
            coast = [point for point in polygon.points if point[1] > -85]
            assert all(abs(here[0] - there[0]) < 60 for here, there in pairwise(coast))


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [
        (127.0, 37.5, True),
        (138.5, 36.2, True),
        (204.5, 19.6, True),
        (239.0, 37.0, True),
        (180.0, 30.0, False),
        (10.0, 51.0, True),
        (0.0, -89.0, True),
        (50.0, 42.0, False),
        (358.5, 52.5, True),
    ],
    ids=["Korea", "Honshū", "Hawaii", "California", "open sea", "Germany", "South Pole", "Caspian Sea", "England"],
)
def test_land_is_where_it_should_be(lon: float, lat: float, land: bool) -> None:
    def crossed(ring: list[tuple[float, float]]) -> int:
        edges = zip(ring, (*ring[1:], ring[0]), strict=True)
        return sum((y > lat) != (v > lat) and lon < x + (lat - y) / (v - y) * (u - x) for (x, y), (u, v) in edges)

    for level in levels()[:3]:
        around = level.within((lon - 1, lat - 1, lon + 1, lat + 1))
        assert sum(map(crossed, around)) % 2 == land


def test_a_window_is_true_to_scale_in_its_middle() -> None:
    view = window(_places(), LabelBox(0, 0, 480, 240), 20, 5)
    (x, y), (east, _), (_, north) = (
        view.at(view.lon, view.lat),
        view.at(view.lon + 1, view.lat),
        view.at(view.lon, view.lat + 1),
    )
    assert (x, y) == (240, 120)
    assert (east - x) / (y - north) == pytest.approx(view.narrowing)


def test_degrees_name_the_half_of_the_earth(drawn: Draw) -> None:
    texts = drawings(drawn(map_figure(PLACES, more=' data-compass="N O S W"')))[0].texts
    assert {"30°\u00a0N", "150°\u00a0O", "150°\u00a0W", "180°"} <= set(texts)
    southern = [("Sydney", -33.87, 151.21, "politics", "")]
    assert any(
        text.endswith("°\u00a0S")
        for text in drawings(drawn(map_figure(southern, more=' data-compass="N E S W"')))[0].texts
    )
    assert any(text.startswith("−") for text in drawings(drawn(map_figure(southern)))[0].texts)


def test_no_rest_of_a_line_stands_before_a_degree(look: Look) -> None:
    whole, *_ = regions(_places(), 480, 0.6)
    box = whole.window.box
    found = list(degrees(whole.window, look, ("N", "O", "S", "W")))
    assert found
    for space, (x, y), text in found:
        assert space.left == box.left or space.bottom == box.bottom
        assert LabelBox(x, y - 5, x + look.measure(text, 8.25), y).within(space.grown(0.5)), text


def test_the_smallest_inset_has_coasts_as_fine_as_paper_shows() -> None:
    okinawa = regions(_places(), 480, 0.6)[2].window
    assert okinawa.scale > SURVEYED
    assert levels()[-1].covers(okinawa.degrees())
    assert levels()[-1].tolerance * okinawa.scale <= 0.5  # points
    (island,) = (ring for ring in okinawa.rings() if abs(area(ring)) > 1500)
    assert len(island) > 100


def test_maps_stay_small(drawn: Draw) -> None:
    assert len(drawings(drawn(map_figure(PLACES)))[0].source.encode()) < 120_000


def test_a_slide_gets_a_picture_as_wide_as_the_slide(drawn: Draw) -> None:
    found = re.search(r"base64,([^\"]*)", drawn(map_figure(PLACES), "slides"))
    assert found
    width, height = struct.unpack(">II", b64decode(found[1])[16:24])
    assert width == 2000
    assert 2.2 < width / height < 2.8
