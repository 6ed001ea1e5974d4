"""Charts are native: right kind, right numbers, labels, language, and no more labels than have room."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from handouts.errors import LayoutError
from handouts.model.brand import Brand
from handouts.slides import parse_deck
from handouts.writers.powerpoint import export_master, write_pptx

from .conftest import base

Present = Callable[..., Any]
Row = tuple[str, str]


def figure(kind: str, rows: list[tuple[str, ...]], *, heads: tuple[str, ...] = ("cm",), marks: str = "") -> str:
    head = "".join(f"<th>{name}</th>" for name in ("Kind", *heads))
    body = "".join(
        f"<tr{marks if number == len(rows) - 1 else ''}><th>{name}</th>"
        + "".join(f'<td data-value="{value}"></td>' if value else "<td></td>" for value in values)
        + "</tr>"
        for number, (name, *values) in enumerate(rows)
    )
    return (
        f'<figure data-chart="{kind}" data-unit="cm" data-decimals="1" aria-label="A chart of trees">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><figcaption>Own count</figcaption></figure>"
    )


def slide(content: str, title: str = "T") -> str:
    return f"<section data-origin='slides.yaml P01'><h2>{title}</h2>{content}</section>"


def charts(presentation: Any) -> list[Any]:
    return [shape.chart for page in presentation.slides for shape in page.shapes if shape.has_chart]


THREE = [("oak", "1.5"), ("beech", "20"), ("fir", "")]


@pytest.mark.parametrize(
    ("kind", "native"),
    [
        ("bar", XL_CHART_TYPE.BAR_CLUSTERED),
        ("column", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("grouped_bar", XL_CHART_TYPE.BAR_CLUSTERED),
        ("line", XL_CHART_TYPE.LINE_MARKERS),
        ("share", XL_CHART_TYPE.BAR_STACKED_100),
        ("pie", XL_CHART_TYPE.PIE),
        ("stacked_bar", XL_CHART_TYPE.BAR_STACKED),
        ("stacked_column", XL_CHART_TYPE.COLUMN_STACKED),
    ],
)
def test_kinds(present: Present, kind: str, native: Any) -> None:
    presentation = present(slide(figure(kind, THREE)), "de")
    (chart,) = charts(presentation)
    assert chart.chart_type == native
    frame = next(shape for shape in presentation.slides[0].shapes if shape.has_chart)
    assert frame._element.xpath("./*/p:cNvPr/@descr") == ["A chart of trees. cm: oak: 1,5; beech: 20,0."]
    assert frame._element.xpath("./*/p:nvPr/p:ph/@type") == ["chart"]
    assert "Own count" in [s.text_frame.text for s in presentation.slides[0].placeholders if s.has_text_frame]
    space = chart.part._element
    assert {node.get("lang") for node in space.iter(qn("a:defRPr"), qn("a:rPr"))} == {"de-DE"}
    assert all(int(axis.get("val")) > 0 for axis in space.iter(qn("c:axId")))
    assert "cm" in [text.text for text in space.iter(qn("a:t"))]


@pytest.mark.parametrize(("kind", "room"), [("column", True), ("line", False), ("bar", False)])
def test_values_on_columns_have_room_below_the_title(present: Present, kind: str, room: bool) -> None:
    (chart,) = charts(present(slide(figure(kind, THREE))))
    highest = chart.value_axis.maximum_scale
    assert highest is None if not room else 20 * 1.1 < highest < 20 * 1.3


def test_values_gaps_and_labels(present: Present) -> None:
    (chart,) = charts(present(slide(figure("column", THREE))))
    (plot,) = chart.plots
    assert list(plot.categories) == ["oak", "beech", "fir"]
    assert plot.series[0].values == (1.5, 20.0, None)
    assert chart.part._element.find(".//" + qn("c:dispBlanksAs")).get("val") == "gap"
    assert plot.data_labels.number_format == "[$-809]#,##0.0"
    assert not chart.has_legend
    assert not chart.has_title


def test_the_numbers_can_be_edited(present: Present) -> None:
    (chart,) = charts(present(slide(figure("column", THREE))))
    book = chart.part.chart_workbook.xlsx_part.blob
    assert book.startswith(b"PK")
    assert len(io.BytesIO(book).getvalue()) > 1000


def test_legend_tells_series_apart(present: Present) -> None:
    (chart,) = charts(present(slide(figure("grouped_bar", [("oak", "1", "2")], heads=("north", "south")))))
    assert chart.has_legend
    assert [series.name for series in chart.plots[0].series] == ["north", "south"]
    colours = [series.format.fill.fore_color.theme_color for series in chart.plots[0].series]
    assert len(set(colours)) == 2


def test_a_break_is_a_gap_and_a_provisional_value_is_hatched(present: Present) -> None:
    marks = ' data-break="before" data-provisional="true"'
    (chart,) = charts(present(slide(figure("column", [("2001", "1"), ("2002", "2")], marks=marks))))
    assert list(chart.plots[0].categories) == ["2001", "\u00a0", "2002"]
    assert chart.plots[0].series[0].values == (1.0, None, 2.0)
    (point,) = chart.part._element.findall(".//" + qn("c:dPt"))
    assert point.find(qn("c:idx")).get("val") == "2"
    assert point.find(".//" + qn("a:pattFill")) is not None


MARKED = ' data-break="before" data-provisional="true"'
SAID = 'data-unit="cm" data-break="method changed" data-provisional="provisional"'


def test_an_axis_says_what_gaps_and_hatches_mean(present: Present) -> None:
    marked = figure("column", [("2001", "1"), ("2002", "2")], marks=MARKED).replace('data-unit="cm"', SAID)
    presentation = present(slide(marked))
    (chart,) = charts(presentation)
    assert list(chart.plots[0].categories) == ["2001", "method changed", "2002 (provisional)"]
    frame = next(shape for shape in presentation.slides[0].shapes if shape.has_chart)
    assert "2002 (method changed, provisional): 2.0" in frame._element.xpath("./*/p:cNvPr/@descr")[0]


def test_an_axis_without_room_leaves_the_words_out(present: Present) -> None:
    rows = [(str(number), "1") for number in range(2000, 2015)]
    (chart,) = charts(present(slide(figure("column", rows, marks=MARKED).replace('data-unit="cm"', SAID))))
    assert list(chart.plots[0].categories)[-2:] == ["\u00a0", "2014"]


def test_years_are_to_scale(present: Present) -> None:
    rows = [("1950", "1"), ("1960", "2"), ("2000", "3")]
    (chart,) = charts(present(slide(figure("line", rows))))
    axis = chart.part._element.find(".//" + qn("c:dateAx"))
    assert axis.find(qn("c:baseTimeUnit")).get("val") == "years"
    assert chart.part._element.find(".//" + qn("c:catAx")) is None
    days = [float(point.text) for point in chart.part._element.findall(f".//{qn('c:cat')}//{qn('c:v')}")]
    assert (days[2] - days[1]) / (days[1] - days[0]) == pytest.approx(4, abs=0.01)


def test_only_the_ends_of_a_long_line_are_labelled(present: Present) -> None:
    rows = [(str(1990 + year), str(5 + (year % 4))) for year in range(15)]
    (chart,) = charts(present(slide(figure("line", rows))))
    labelled = [label.find(qn("c:idx")).get("val") for label in chart.part._element.findall(".//" + qn("c:dLbl"))]
    assert labelled[0] == "0"
    assert labelled[-1] == "14"
    assert len(labelled) <= 4


def test_parts_of_a_whole_are_one_bar(present: Present) -> None:
    rows = [("oak", "90"), ("beech", "8"), ("fir", "2")]
    (chart,) = charts(present(slide(figure("share", rows)), "de"))
    names = [series.name for series in chart.plots[0].series]
    assert names == ["oak", "beech", "fir (2,0)"]
    labelled = [bool(series._element.findall(qn("c:dLbls"))) for series in chart.plots[0].series]
    assert labelled == [True, True, False]


def test_panels_stand_side_by_side(present: Present) -> None:
    one = figure("bar", THREE)
    table = one[one.index("<table>") : one.index("<figcaption>")]
    two = one.replace(table, table.replace("<thead>", "<caption>North</caption><thead>") + table)
    presentation = present(slide(two))
    frames = [shape for shape in presentation.slides[0].shapes if shape.has_chart]
    assert len(frames) == 2
    assert frames[0].left + frames[0].width < frames[1].left
    assert frames[0].top == frames[1].top
    assert frames[0].chart.chart_title.text_frame.text == "North"


def test_a_chart_does_not_say_the_slide_s_title_again(present: Present) -> None:
    titled = figure("bar", THREE).replace("<thead>", "<caption>Trees of the wood</caption><thead>")
    (chart,) = charts(present(slide(titled, "M1 · Trees of the wood")))
    assert not chart.has_title


def test_narrow_columns_have_their_values_on_end(present: Present) -> None:
    rows = [(str(number), "1234567") for number in range(16)]
    (chart,) = charts(present(slide(figure("column", rows))))
    body = chart.plots[0].data_labels._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    assert body.get("rot") == "-5400000"


def test_a_crowded_chart_gets_a_slide_of_its_own(present: Present) -> None:
    rows = [(str(1900 + number), "5") for number in range(20)]
    presentation = present(slide("<p>Text</p>" + figure("column", rows)))
    assert [base(page.slide_layout) for page in presentation.slides] == ["Title and Content", "Chart"]


def test_an_alternative_text_that_says_every_number_stays_as_it_is(present: Present) -> None:
    said = figure("bar", THREE).replace("A chart of trees", "Oaks of 1.5 cm, beeches of 20.0 cm")
    presentation = present(slide(said))
    frame = next(shape for shape in presentation.slides[0].shapes if shape.has_chart)
    assert frame._element.xpath("./*/p:cNvPr/@descr") == ["Oaks of 1.5 cm, beeches of 20.0 cm"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "[$-407]#,##0.0"), ("de-AT", "[$-407]#,##0.0"), ("en-US", "[$-409]#,##0.0"), ("fi", "#,##0.0")],
)
def test_numbers_have_the_separators_of_the_deck_s_language(present: Present, language: str, expected: str) -> None:
    (chart,) = charts(present(slide(figure("line", [("a", "1"), ("b", "2")])), language))
    assert chart.plots[0].data_labels.number_format == expected
    assert chart.value_axis.tick_labels.number_format == expected


def test_both_axes_are_named(present: Present) -> None:
    named = figure("column", THREE).replace('data-unit="cm"', 'data-unit="cm" data-axis="kind of tree"')
    (chart,) = charts(present(slide(named)))
    assert chart.value_axis.axis_title.text_frame.text == "cm"
    assert chart.category_axis.axis_title.text_frame.text == "kind of tree"
    assert chart.value_axis.axis_title.text_frame.paragraphs[0].font.size.pt >= 14


def test_a_unit_longer_than_its_axis_stands_above_the_plot(present: Present) -> None:
    unit = "centimetres of height above the ground in the spring of the year"
    (chart,) = charts(present(slide(figure("column", THREE).replace('data-unit="cm"', f'data-unit="{unit}"'))))
    assert not chart.value_axis.has_title
    assert chart.chart_title.text_frame.text == unit


@pytest.mark.parametrize("kind", ["bar", "stacked_bar"])
def test_bars_run_downwards_with_their_scale_below(present: Present, kind: str) -> None:
    (chart,) = charts(present(slide(figure(kind, THREE))))
    assert chart.category_axis.reverse_order
    assert chart.value_axis._element.find(qn("c:crosses")).get("val") == "max"


def test_lines_differ_without_colour(present: Present) -> None:
    rows = [("a", "1", "2", "3"), ("b", "2", "4", "6")]
    (chart,) = charts(present(slide(figure("line", rows, heads=("x", "y", "z")))))
    looks = [(series.marker.style, series.format.line.dash_style) for series in chart.plots[0].series]
    assert len(set(looks)) == 3


def test_labels_of_two_lines_keep_apart(present: Present) -> None:
    (chart,) = charts(present(slide(figure("line", [("a", "1", "2"), ("b", "2", "4")], heads=("low", "high")))))
    sides = [
        [label.find(qn("c:dLblPos")).get("val") for label in series._element.iter(qn("c:dLbl"))]
        for series in chart.plots[0].series
    ]
    assert sides == [["b", "b"], ["t", "t"]]


def test_a_pie_names_its_parts(present: Present) -> None:
    (chart,) = charts(present(slide(figure("pie", [("oak", "60"), ("fir", "40")])), "de"))
    labels = chart.plots[0].data_labels
    assert (labels.show_category_name, labels.show_value, labels.show_percentage) == (True, True, False)
    assert not chart.has_legend
    assert chart.chart_title.text_frame.text == "cm"
    colours = [point.find(".//" + qn("a:schemeClr")).get("val") for point in chart.part._element.iter(qn("c:dPt"))]
    assert colours == ["accent1", "accent2"]


def test_parts_of_stacks_are_labelled_where_there_is_room(present: Present) -> None:
    rows = [("north", "90", "1"), ("south", "50", "40")]
    (chart,) = charts(present(slide(figure("stacked_column", rows, heads=("oak", "fir")))))
    first, second = (series._element.find(qn("c:dLbls")) for series in chart.plots[0].series)
    assert chart.plots[0].overlap == 100
    assert first.findall(qn("c:dLbl")) == []
    assert [label.find(qn("c:idx")).get("val") for label in second.findall(qn("c:dLbl"))] == ["0"]
    assert chart.value_axis.has_major_gridlines


def test_stacks_too_narrow_for_labels_are_read_from_the_axis(present: Present) -> None:
    rows = [(str(number), "1234567", "7654321") for number in range(14)]
    (chart,) = charts(present(slide(figure("stacked_column", rows, heads=("oak", "fir")))))
    assert chart.part._element.findall(".//" + qn("c:dLbls")) == []
    assert chart.value_axis.has_major_gridlines


@pytest.mark.parametrize(
    ("kind", "rows", "complaint"),
    [
        ("pie", [("a", "1", "2"), ("b", "2", "3")], "one series, not 2; use stacked_bar"),
        ("pie", [(name, "1") for name in "abcdefg"], "a pie of 7 parts cannot be read; use bar"),
        ("pie", [("a", "1"), ("b", "-1")], "cannot show a value below 0; use bar"),
        ("line", [(name, *"1234567") for name in "ab"], "7 series, of which no more than 6"),
        ("share", [(name, "1") for name in "abcdefg"], "7 parts, of which no more than 6"),
    ],
)
def test_what_cannot_be_told_apart_is_an_error(
    present: Present, kind: str, rows: list[tuple[str, ...]], complaint: str
) -> None:
    heads = tuple(f"series {number}" for number in range(len(rows[0]) - 1))
    with pytest.raises(LayoutError, match=complaint):
        present(slide(figure(kind, rows, heads=heads)))


def test_a_chart_that_nobody_could_read_is_an_error(present: Present) -> None:
    rows = [(f"Category {number}", "5") for number in range(60)]
    with pytest.raises(LayoutError, match="too many categories"):
        present(slide(figure("column", rows)))


def test_of_groups_of_bars_one_has_the_accent_and_the_others_are_grey(present: Callable[..., Any]) -> None:
    rows = '<tr><th>A</th><td data-value="1">1</td><td data-value="2">2</td></tr>'
    head = "<thead><tr><th></th><th>one</th><th>two</th></tr></thead>"
    figure = f'<figure data-chart="grouped_bar" aria-label="x"><table>{head}<tbody>{rows}</tbody></table></figure>'
    slide = present(f"<section><h2>T</h2>{figure}</section>").slides[0]
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    colours = [series.format.fill.fore_color.theme_color for series in chart.plots[0].series]
    assert [colour.name for colour in colours] == ["ACCENT_1", "TEXT_1"]


def test_in_other_people_s_masters_it_is_a_table(brand: Brand) -> None:
    rows = [(f"Category {number}", "5.5") for number in range(60)]
    html = f"<html lang='en'><head><title>D</title></head><body>{slide(figure('column', rows))}</body></html>"
    opened = Presentation(io.BytesIO(write_pptx(parse_deck(html), brand, export_master(brand, None))))
    assert not charts(opened)
    tables = [shape.table for page in opened.slides for shape in page.shapes if shape.has_table]
    said = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert [name for name, _ in said] == [name for name, _ in rows]
    assert {number for _, number in said} == {"5.5"}


def test_a_name_that_says_a_value_follows_it(present: Present) -> None:
    rows = [("oak", "70.3"), ("beech", "24.1"), ('fir "old"', "5.6")]
    (chart,) = charts(present(slide(figure("share", rows))))
    workbook = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    sheet = etree.fromstring(workbook.read("xl/worksheets/sheet1.xml"))
    heads = {cell.get("r"): {etree.QName(part).localname: part.text for part in cell} for cell in sheet[-2][0]}
    formulas = {place: parts["f"] for place, parts in heads.items() if "f" in parts}
    assert formulas == {"D1": '"fir ""old"" ("&FIXED(D2,1)&")"'}
    assert heads["D1"]["v"] == chart.plots[0].series[2].name == 'fir "old" (5.6)'
