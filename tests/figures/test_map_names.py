"""Names of countries and seas on maps, and that nothing on a map covers anything else."""

from __future__ import annotations

import re
from html import escape

import pytest

from handouts.figures.maps.window import regions
from handouts.figures.place import LabelBox
from handouts.figures.style import Look
from handouts.figures.tables import MapName

from .conftest import Draw
from .sheets import PLACES, Drawing, drawings, map_figure
from .test_maps import _places

NAMES = [
    ("Pazifischer Ozean", 29, -172, "sea"),
    ("Pazifischer Ozean", 30, 143, "sea"),
    ("Japanisches Meer", 40, 134.5, "sea"),
    ("China", 34, 110, "country"),
    ("Japan", 36, 138, "country"),
    ("USA", 43, -119, "country"),
    ("Peru", -10, -76, "country"),
]
WIDTHS = [85, 112, 131, 172]


def named(labels: str = "names", more: str = "") -> str:
    rows = "".join(
        f'<tr data-lat="{lat}" data-lon="{lon}" data-kind="{kind}"><th scope="row">{escape(name)}</th></tr>'
        for name, lat, lon, kind in NAMES
    )
    return map_figure(PLACES, labels, more).replace("</tbody>", f"{rows}</tbody>")


def signs(drawing: Drawing) -> list[LabelBox]:
    """What the signs and rings of places cover: discs, and areas of three or four corners filled with ink or paper."""
    found = [LabelBox(float(x), float(y), float(x), float(y)).grown(float(r)) for x, y, r in re.findall(
        r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawing.source
    )]  # fmt: skip
    for path in re.findall(
        r'<path d="(M[^"Mz]*z)" fill="#(?:1b2430|ffffff)" stroke="#(?:1b2430|ffffff)"', drawing.source
    ):
        points = [tuple(map(float, point.split())) for point in path[1:-1].split("L")]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found.append(LabelBox(min(xs), min(ys), max(xs), max(ys)))
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("labels", ["names", "numbers", "rings", "none"])
def test_no_text_covers_a_text_or_a_sign(drawn: Draw, look: Look, labels: str, width: int) -> None:
    drawing = drawings(drawn(named(labels, f' data-width="{width}" data-compass="N O S W"')))[0]
    boxes, covered = drawing.boxes(look), signs(drawing)
    assert len(covered) >= len(PLACES)
    for index, (text, box) in enumerate(boxes):
        assert box.within(drawing.size.grown(0.5)), text
        for other, taken in boxes[:index]:
            assert box.overlap(taken) == 0, (text, other)
        if not (labels == "rings" and text.isdigit()):
            assert not [sign for sign in covered if sign.overlap(box)], text


@pytest.mark.parametrize("width", WIDTHS)
def test_seas_are_in_italics_and_countries_are_not(drawn: Draw, width: int) -> None:
    drawing = drawings(drawn(named(more=f' data-width="{width}"')))[0]
    italic = set(re.findall(r'font-style="italic"[^>]*>([^<]*)<', drawing.source))
    assert {"Japanisches Meer"} <= {" ".join(italic)} or italic & {
        "Pazifischer Ozean",
        "Pazifischer",
        "Japanisches Meer",
    }
    assert "Japan" in drawing.texts
    assert not italic & {"Japan", "China", "USA", "Tokio"}
    assert "Peru" not in drawing.texts, "it lies far from all that is shown"


@pytest.mark.parametrize("labels", ["numbers", "rings", "none"])
def test_a_blank_map_names_seas_alone(drawn: Draw, labels: str) -> None:
    words = " ".join(drawings(drawn(named(labels, ' data-width="170"')))[0].texts)
    assert "Pazifischer Ozean" in words
    assert not re.search("China|Japan$|Japan |USA", words)


def test_names_of_seas_stay_in_the_sea(drawn: Draw, look: Look) -> None:
    drawing = drawings(drawn(named(more=' data-width="172"')))[0]
    (box,) = (box for text, box in drawing.boxes(look) if text == "Japanisches Meer")
    for path in re.findall(r'<path d="([^"]*)" fill="#e4e5e6"', drawing.source):
        points = [tuple(map(float, point.split())) for point in re.split("[MLz]+", path) if point]
        assert not [point for point in points if box.left < point[0] < box.right and box.top < point[1] < box.bottom]


def test_the_whole_map_reaches_to_countries_next_to_its_places_only() -> None:
    china, peru = MapName("China", "country", 34, 110), MapName("Peru", "country", -10, 284)
    plain, wider, same = (regions(_places(), 480, 0.6, around)[0].window for around in ([], [china], [peru]))
    assert wider.degrees()[0] < 110 < plain.degrees()[0]
    assert same == plain


def test_names_are_no_places(drawn: Draw) -> None:
    title = drawings(drawn(named()))[0].root[0].text or ""
    assert "China" not in title
    assert drawings(drawn(named("numbers")))[0].texts.count(str(len(PLACES))) == 1
    assert str(len(PLACES) + 1) not in drawings(drawn(named("numbers")))[0].texts
