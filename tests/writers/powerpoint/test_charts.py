"""Charts are native: right kind, right numbers, labels, language, and no more labels than have room."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from handouts.errors import LayoutError

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
    ],
)
def test_kinds(present: Present, kind: str, native: Any) -> None:
    presentation = present(slide(figure(kind, THREE)), "de")
    (chart,) = charts(presentation)
    assert chart.chart_type == native
    frame = next(shape for shape in presentation.slides[0].shapes if shape.has_chart)
    assert frame._element.xpath("./*/p:cNvPr/@descr") == ["A chart of trees"]
    assert frame._element.xpath("./*/p:nvPr/p:ph/@type") == ["chart"]
    assert "Own count" in [s.text_frame.text for s in presentation.slides[0].placeholders if s.has_text_frame]
    space = chart.part._element
    assert {node.get("lang") for node in space.iter(qn("a:defRPr"), qn("a:rPr"))} == {"de-DE"}
    assert all(int(axis.get("val")) > 0 for axis in space.iter(qn("c:axId")))
    assert "cm" in [text.text for text in space.iter(qn("a:t"))]


def test_values_gaps_and_labels(present: Present) -> None:
    (chart,) = charts(present(slide(figure("column", THREE))))
    (plot,) = chart.plots
    assert list(plot.categories) == ["oak", "beech", "fir"]
    assert plot.series[0].values == (1.5, 20.0, None)
    assert chart.part._element.find(".//" + qn("c:dispBlanksAs")).get("val") == "gap"
    assert plot.data_labels.number_format == "#,##0.0"
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
    assert [page.slide_layout.name for page in presentation.slides] == ["Title and Content", "Chart"]


def test_a_chart_that_nobody_could_read_is_an_error(present: Present) -> None:
    rows = [(f"Category {number}", "5") for number in range(60)]
    with pytest.raises(LayoutError, match="too many categories"):
        present(slide(figure("column", rows)))
