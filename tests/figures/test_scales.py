"""Lines over numbers and months, values that grow by powers of ten, digits as data have them: on pages and slides."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from tests.small import file, small, told

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, prepare
from handouts.pipeline.production import finished

PRICES = [("1922-01", 37), ("1923-01", 17972), ("1923-07", 353412), ("1923-11", 4200000000000)]


def chart(points: list[dict[str, Any]], kind: str = "line", series: str = "a", **more: Any) -> dict[str, Any]:
    return {
        "id": "t", "kind": kind, "title": {"de": "Werte"}, "unit": {"de": "°C"}, "caveat": {"de": "c"},
        "alt": {"de": "a"}, "sources": ["S01"],
        "series": [{"key": key, "name": {"de": f"Reihe {key}"}} for key in series],
        "panels": [{"id": "p", "data": points}], **more,
    }  # fmt: skip


def numbers(values: dict[str, float]) -> list[dict[str, Any]]:
    return [{"x": int(x), "values": {"a": value}} for x, value in values.items()]


def project(folder: Path, drawn: dict[str, Any], *documents: str) -> Path:
    slides = [{"id": "F1", "title": {"de": "Start"}}, {"id": "F2", "title": {"de": "Werte"}, "shows": ["M2"]}]
    material = {"id": "M2", "shows": "t", "title": {"de": "Werte"}}
    return small(folder, documents or ("handout",), charts=[drawn], materials=[material], slides=slides)


def words(folder: Path) -> list[tuple[float, str]]:
    """What stands in the drawing of a page: how far from the left, and the words."""
    workspace = Workspace.open(folder)
    (edition,) = editions(workspace.project, workspace.lesson, documents=["handout"])
    svg = re.search("<svg.*?</svg>", finished(prepare(workspace, edition)).html, re.DOTALL)
    assert svg is not None
    return [
        (float(x), text.replace("\u00a0", " "))
        for x, text in re.findall(r'<text x="([\d.]+)"[^>]*>([^<]*)</text>', svg[0])
    ]


def native(folder: Path) -> Any:
    """The XML of the chart in the deck."""
    slides = Presentation(io.BytesIO(file(folder, "deck"))).slides
    return next(shape.chart for slide in slides for shape in slide.shapes if shape.has_chart)._chartSpace


def test_labels_have_the_digits_of_the_data(tmp_path: Path) -> None:
    points = [{"label": {"de": name}, "values": {"a": value}} for name, value in (("x", 14.5), ("y", -3.5), ("z", 4))]
    folder = project(tmp_path, chart(points, "bar"), "handout", "deck")
    assert {"14,5", "-3,5", "4,0"} <= {text for _, text in words(folder)}
    formats = native(folder).xpath(".//c:dLbls/c:numFmt/@formatCode")
    assert all(one.endswith("#,##0.0") for one in formats)


def test_decimals_and_rounding_are_the_authors(tmp_path: Path) -> None:
    points = [{"label": {"de": name}, "values": {"a": value}} for name, value in (("x", 14.5), ("y", 3.26))]
    assert {"15", "3"} <= {text for _, text in words(project(tmp_path, chart(points, "bar", decimals=0)))}


def test_numbers_stand_to_scale_on_pages_and_slides(tmp_path: Path) -> None:
    drawn = chart(numbers({"0": 1, "7": 4.2, "14": 8, "56": 14.5}), x_label={"de": "Licht in klx"})
    folder = project(tmp_path, drawn, "handout", "deck")
    assert told(folder).exit_code == 0
    there = words(folder)
    assert "Licht in klx" in [text for _, text in there]
    near, middle, far = (next(x for x, text in there if text == name) for name in ("7", "14", "56"))
    assert 0.1 < (middle - near) / (far - near) < 0.2
    assert native(folder).xpath(".//c:scatterChart//c:xVal//c:v/text()") == ["0.0", "7.0", "14.0", "56.0"]


def test_powers_of_ten_have_even_steps_named_in_words(tmp_path: Path) -> None:
    drawn = chart([{"date": day, "values": {"a": value}} for day, value in PRICES], scale="log")
    folder = project(tmp_path, drawn, "handout", "deck")
    assert told(folder).exit_code == 0
    there = [text for _, text in words(folder)]
    assert {"10", "1.000", "10 Millionen", "1 Milliarde", "10 Billionen", "4,2 Billionen", "17.972"} <= set(there)
    xml = native(folder)
    assert xml.xpath(".//c:valAx/c:scaling/c:logBase/@val") == ["10"]
    assert xml.xpath(".//c:dateAx/c:baseTimeUnit/@val") == ["months"]
    assert "Mrd." in xml.xpath(".//c:valAx/c:numFmt/@formatCode")[0]
    assert "4,2 Billionen" in etree.tostring(xml, encoding="unicode")


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        (chart(numbers({"0": 1, "1": 0}), x_label={"de": "x"}, scale="log"), "has no place for 0 (point 2)"),
        (chart(numbers({"1": 1, "0": 2}), x_label={"de": "x"}), "do not go from the smallest x to the largest"),
        (chart(numbers({"0": 1, "1": 2})), 'points with x need "x_label"'),
        (chart(numbers({"0": 1, "1": 2}), "bar", x_label={"de": "x"}), "has to be a line"),
        (chart(numbers({"0": 1, "1": 2}), "bar", x_label={"de": "x"}, scale="log"), "line"),
    ],
)
def test_what_has_no_place_on_an_axis_is_refused(drawn: dict[str, Any], message: str, tmp_path: Path) -> None:
    found = told(project(tmp_path, drawn))
    assert found.exit_code == 1
    assert message in found.output


def test_points_that_coincide_have_one_label_and_near_ones_stand_apart(tmp_path: Path) -> None:
    points = [
        {"label": {"de": name}, "values": {"a": a, "b": b}} for name, a, b in (("u", 0, 0), ("v", 5, 5), ("w", 10, 14))
    ]
    there = words(project(tmp_path, chart(points, series="ab")))
    assert [text for _, text in there].count("0") == 2, "the tick and one label"
    assert [text for _, text in there].count("5") == 2


def test_columns_go_below_zero(tmp_path: Path) -> None:
    points = [{"label": {"de": name}, "values": {"a": value}} for name, value in (("Jan", -3.5), ("Jul", 12))]
    there = words(project(tmp_path, chart(points, "column")))
    january, july = (next(x for x, text in there if text == name) for name in ("Jan", "Jul"))
    assert july - january > 50


VOTES = [{"label": {"de": name}, "values": {"a": value}} for name, value in (("x", 2), ("y", 7), ("z", 5))]


def html(folder: Path, document: str = "handout") -> str:
    workspace = Workspace.open(folder)
    (edition,) = editions(workspace.project, workspace.lesson, documents=[document])
    return finished(prepare(workspace, edition)).html


def test_the_finding_is_the_heading_and_name_and_unit_stand_below(tmp_path: Path) -> None:
    page = html(project(tmp_path, chart(VOTES, "bar", finding={"de": "Die meisten wählten y"})))
    assert '<p class="figure-title">Die meisten wählten y</p>' in page
    assert re.search(r'<p class="figure-name">(Werte · )?°C</p>', page)
    assert "°C" not in [text for _, text in words(tmp_path)]
    (tmp_path / "plain").mkdir()
    plain = html(project(tmp_path / "plain", chart(VOTES, "bar")))
    assert "figure-name" not in plain
    assert "°C" in [text for _, text in words(tmp_path / "plain")]


def test_labels_come_in_the_order_of_their_values_if_asked_for(tmp_path: Path) -> None:
    folder = project(tmp_path, chart(VOTES, "bar", by_value=True), "handout", "deck")
    assert [text for _, text in words(folder) if text in "xyz"] == ["y", "z", "x"]
    assert native(folder).xpath(".//c:cat//c:v/text()")[:3] == ["y", "z", "x"]


def test_years_are_not_put_in_another_order(tmp_path: Path) -> None:
    found = told(project(tmp_path, chart([{"year": 1990, "values": {"a": 1}}, {"year": 2000, "values": {"a": 2}}],
                                         "column", by_value=True)))  # fmt: skip
    assert found.exit_code == 1
    assert "order of their own" in found.output
