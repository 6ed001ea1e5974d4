"""How drawings get into the HTML, and what stays as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import tinyhtml5

from handouts.errors import LayoutError
from handouts.figures import draw
from handouts.fonts import font_files
from handouts.model.brand import Brand

from .conftest import Draw
from .sheets import PLACES, SVG, drawings, figure, map_figure, row, table

CHART = figure("bar", table([row("dafür", (3, "3")), row("dagegen", (4, "4"))]), alt='Mehr dagegen & "klar" <deutlich>')
PAGE = (
    "<!DOCTYPE html>\n<html lang='de'><head><title>T &amp; T</title></head><body><p>Vor <br>\n"
    + CHART
    + '\n<!-- <figure data-chart="bar"><table></table></figure> -->'
    + '<figure class="quote"><blockquote lang="en"><p>“Text”</p></blockquote></figure>  </body></html>\n'
)


def test_the_rest_of_the_document_keeps_its_bytes(drawn: Draw) -> None:
    before, after = PAGE.split(CHART)
    result = drawn(PAGE)
    assert result.startswith(before)
    assert result.endswith(after)
    assert result.count("<svg") == 1


def test_the_figure_names_its_drawing_by_a_title_and_keeps_its_caption(drawn: Draw) -> None:
    result = drawn(CHART)
    assert "aria-label" not in result
    assert "<table" not in result
    assert re.match(r'<figure class="figure" data-chart="bar" [^>]*lang="de">', result)
    assert "\n<figcaption>Quelle: Amt</figcaption></figure>" in result
    title = drawings(result)[0].root[0]
    assert title.tag == f"{SVG}title"
    assert title.text == 'Mehr dagegen & "klar" <deutlich> Prozent: dafür: 3; dagegen: 4.'


def test_classes_are_added_to(drawn: Draw) -> None:
    assert '<figure class="wide figure"' in drawn(CHART.replace("<figure ", '<figure class="wide" '))


def test_html_and_xml_parsers_read_the_same_drawing(drawn: Draw) -> None:
    result = drawn(PAGE)
    svg = tinyhtml5.parse(result).find(".//{http://www.w3.org/2000/svg}svg")
    xml = drawings(result)[0].root
    assert svg is not None
    pairs = list(zip(svg.iter(), xml.iter(), strict=True))
    assert len(pairs) > 5
    for one, other in pairs:
        same = {name: value for name, value in one.attrib.items() if not name.endswith("xmlns")}
        assert (one.tag, same, one.text) == (other.tag, other.attrib, other.text)


def test_drawing_again_changes_nothing(drawn: Draw) -> None:
    once = drawn(PAGE)
    assert drawn(once) == once


def test_slides_keep_charts_and_get_maps_as_pictures(drawn: Draw) -> None:
    assert drawn(PAGE, "slides") == PAGE
    result = drawn(map_figure(PLACES), "slides")
    assert re.search(
        r'<img src="data:image/png;base64,iVBOR[\w+/=]+" alt="Karte\. Art war: [^"]*" data-vector="&lt;svg ', result
    )
    assert "data-chart" not in result
    assert "<table" not in result
    assert "<figcaption>Natural Earth</figcaption>" in result


def test_the_width_can_be_set_in_millimetres(drawn: Draw) -> None:
    narrow = figure("bar", table([row("a", (3, "3")), row("b", (4, "4"))]), more=' data-width="100"')
    assert drawings(drawn(narrow))[0].size.right == pytest.approx(100 / 25.4 * 72, abs=0.01)


def test_soft_hyphens_and_markup_in_cells_are_not_printed(drawn: Draw) -> None:
    marked = CHART.replace("dagegen</th>", 'da\u00adge<span lang="ja">gen</span></th>')
    assert "dagegen" in drawings(drawn(marked))[0].texts


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('data-chart="bar"', 'data-chart="heap"'), 'data-chart="heap"; use one of bar, column'),
        (('data-chart="bar"', 'data-chart="pie"'), "which only slides draw; pages draw the same numbers as bar"),
        (('data-value="3"', 'data-value="drei"'), '"dafür" has no number to draw ("drei")'),
        (('data-value="3"', ""), '"dafür" has no number to draw'),
    ],
)
def test_what_cannot_be_drawn_is_said(drawn: Draw, change: tuple[str, str], message: str) -> None:
    with pytest.raises(LayoutError) as error:
        drawn(CHART.replace(*change))
    assert message in str(error.value)


def test_an_empty_table_is_said(drawn: Draw) -> None:
    with pytest.raises(LayoutError, match="a table without a value"):
        drawn(figure("bar", table([row("a", None)])))


def test_letters_the_text_font_lacks_are_set_in_the_japanese_one(brand: Brand, fonts: Mapping[str, Path]) -> None:
    html = CHART.replace("dagegen", "dagegen 占領")
    japanese = font_files("Noto Sans JP")["Regular"]
    result = draw(html, target="print", brand=brand, fonts={**fonts, "Japanese": japanese})
    assert re.search(r"font-family=\"'Noto Sans JP'\"[^>]*>占領</text>", result)
    assert re.search(r"<svg [^>]*font-family=\"'Source Sans 3'\"", result)
    assert re.search(r"<text x=[^>]*>dagegen </text>", result)
    assert result.count("'Noto Sans JP'") == 1


def test_letters_that_no_font_has_are_said(drawn: Draw) -> None:
    with pytest.raises(LayoutError, match='"Source Sans 3" has no "占", which stands in "占領"'):
        drawn(CHART.replace("dagegen", "占領"))
