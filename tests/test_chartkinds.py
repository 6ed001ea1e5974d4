"""A kind of chart is one record: one that is added is drawn on pages, native on slides, and on slides as pages."""

from __future__ import annotations

import ast
import io
import re
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from handouts.cli import main
from handouts.convert import convert
from handouts.editors import schemas
from handouts.errors import ContentError, LayoutError
from handouts.figures import charts, draw
from handouts.figures.canvas import Canvas, Fill
from handouts.figures.style import Look
from handouts.figures.tables import Plot
from handouts.fonts import font_files
from handouts.model.brand import Brand
from handouts.model.chartkinds import KINDS, ChartKind, drawable
from handouts.model.deck import ChartData
from handouts.model.edition import Edition
from handouts.pipeline import Workspace, finished, perform, prepare
from handouts.slidelayout import brand_design
from handouts.slides import parse_deck, remarks, tree_of
from handouts.writers.powerpoint import write_pptx
from handouts.writers.slidepages import PLACE, slide_pages

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "handouts"
COLUMNS = ChartKind(
    "grouped_column", "columns of several series", "up", "COLUMN_CLUSTERED", "columns", gap=45, beside=56
)
LADDER = ChartKind("ladder", "rungs as high as the numbers", "across", "BAR_CLUSTERED", "ladder")


def rungs(chart: Plot, look: Look) -> Canvas:
    """Draw a kind that there is only here: a box and a word for each number."""
    canvas = Canvas(chart.width, 30.0 * len(chart.rows), look)
    for place, row in enumerate(chart.rows):
        canvas.box(0, 30.0 * place, 20 + (row.cells[0].value or 0), 12, Fill(look.accent))
        canvas.text((0, 30.0 * place + 24), f"rung {row.name}", 9)
    return canvas


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """Two more kinds: one for which there is a drawer already, and one with a drawer of its own."""
    for kind in (COLUMNS, LADDER):
        monkeypatch.setitem(KINDS, kind.name, kind)
    monkeypatch.setitem(charts.DRAWERS, "ladder", charts.Drawer(rungs))


def figure(kind: str, number: str = "12") -> str:
    rows = "".join(
        f'<tr><th scope="row">{year}</th><td data-value="{value}">{value}</td></tr>'
        for year, value in ((1950, number), (1960, 30), (1970, 21))
    )
    return (
        f'<figure data-chart="{kind}" data-unit="Trees" aria-label="Trees by year" lang="en"><table>'
        f"<tbody>{rows}</tbody></table></figure>"
    )


def deck_of(shown: str) -> str:
    return f'<html lang="en"><body><section data-layout="Chart"><h2>Trees</h2>{shown}</section></body></html>'


@pytest.fixture(scope="module")
def brand() -> Brand:
    return Workspace.open(ROOT / "tests" / "lesson").brand


def drawn(html: str, brand: Brand, target: str = "print") -> str:
    return draw(html, target=target, brand=brand, fonts=font_files(brand.fonts.text))  # type: ignore[arg-type]


def native_of(html: str, brand: Brand) -> object:
    """The type of the only chart of a deck, as PowerPoint has it."""
    deck = Presentation(io.BytesIO(write_pptx(parse_deck(drawn(html, brand, "slides")), brand)))
    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert any(12.0 in series.values for plot in chart.plots for series in plot.series)
    return chart.chart_type


def on_slide_page(html: str, brand: Brand) -> str:
    shell = f"<html><head></head><body>{PLACE}</body></html>"
    return slide_pages(shell, parse_deck(html), brand_design(brand), "pdf", partial(drawn, brand=brand))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_goes_to_pages_slides_and_slides_as_pages(kind: ChartKind, brand: Brand) -> None:
    assert native_of(deck_of(figure(kind.name)), brand) is XL_CHART_TYPE[kind.native]
    assert f'data-chart="{kind.on_pages}"' in on_slide_page(deck_of(figure(kind.name)), brand)
    if kind.drawer:
        assert "<svg" in drawn(figure(kind.name), brand)
    else:
        with pytest.raises(LayoutError, match=f"only slides draw; pages draw the same numbers as {kind.instead}"):
            drawn(figure(kind.name), brand)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_records_are_whole(kind: ChartKind) -> None:
    assert KINDS[kind.name] is kind
    assert kind.meaning
    assert kind.native in XL_CHART_TYPE.__members__
    assert not kind.drawer or kind.drawer in charts.DRAWERS
    assert kind.everywhere != bool(kind.instead)
    assert not kind.instead or KINDS[kind.instead].everywhere


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("kind", [COLUMNS, LADDER], ids=lambda kind: kind.name)
def test_a_kind_that_is_added_is_drawn_everywhere(kind: ChartKind, brand: Brand) -> None:
    page, slide = drawn(figure(kind.name), brand), on_slide_page(deck_of(figure(kind.name)), brand)
    assert native_of(deck_of(figure(kind.name)), brand) is XL_CHART_TYPE[kind.native]
    if kind is LADDER:  # its own drawer, not bars
        assert page.count(">rung ") == slide.count(">rung ") == 3
    else:
        assert "<svg" in page
        assert 'data-chart="grouped_column"' in slide


@pytest.mark.usefixtures("added")
def test_a_kind_that_is_added_is_read_from_content(tiny: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(project(tiny, tmp_path / "project", "grouped_column"))
    shown = {name: finished(prepare(workspace, edition_of(workspace, name))).html for name in ("handout", "deck")}
    for name in ("handout", "deck"):
        edition = replace(edition_of(workspace, name), deck_format="pdf")
        pages = pypdf.PdfReader(io.BytesIO(perform(prepare(workspace, edition)).data)).pages
        assert any("78.5" in page.extract_text() for page in pages), name
    drawing = shown["handout"].partition('data-chart="grouped_column"')[2].partition("</figure>")[0]
    assert "<svg" in drawing
    assert "78.5" in drawing
    blocks = [block for slide in parse_deck(shown["deck"]).slides for block in slide.blocks]
    assert "grouped_column" in {block.kind for block in blocks if isinstance(block, ChartData)}
    assert '"grouped_column"' in schemas()["content"]


def project(tiny: Path, folder: Path, kind: str) -> Path:
    """The tiny lesson with a chart of another kind in place of its line."""
    shutil.copytree(tiny, folder)
    path = folder / "content" / "tiny" / "materials.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("kind: line\n") == 1
    path.write_text(text.replace("kind: line\n", f"kind: {kind}\n"), encoding="utf-8")
    return folder


def edition_of(workspace: Workspace, document: str) -> Edition:
    audience = next(one for one in workspace.project.audiences if one.id == "adult")
    return Edition(document, audience, "en")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("pie", 'chart C1, kind: pages cannot draw "pie"; use bar, as both pages and slides can'),
        ("stacked_bar", 'pages cannot draw "stacked_bar"; use grouped_bar'),
        ("colum", '"colum" is not possible here; did you mean "column"?'),
        ("grouped_column", '"grouped_column" is not possible here'),
    ],
)
def test_content_that_a_target_cannot_draw_is_refused_where_it_stands(
    tiny: Path, tmp_path: Path, kind: str, told: str
) -> None:
    place = project(tiny, tmp_path / "project", kind)
    lines = (place / "content" / "tiny" / "materials.yaml").read_text(encoding="utf-8").splitlines()
    with pytest.raises(ContentError) as error:
        Workspace.open(place)
    (problem,) = error.value.problems
    assert told in problem.message
    assert problem.path.endswith("materials.yaml")
    assert problem.line == lines.index(f"    kind: {kind}") + 1


AFTER = {"handout": "{% block opening %}\n", "deck": '<div class="slides">\n'}
"""What a template of this name has where content may begin."""


@pytest.mark.parametrize(
    ("document", "shown", "told"),
    [
        ("handout", figure("pie"), "which only slides draw; pages draw the same numbers as bar"),
        ("handout", figure("heap"), 'data-chart="heap"; use one of bar, column, line'),
        ("deck", figure("heap"), 'data-chart="heap"; use one of bar, column, line'),
    ],
)
def test_check_says_in_which_line_a_template_has_such_a_figure(
    tiny: Path, tmp_path: Path, document: str, shown: str, told: str
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(tiny, folder)
    template = folder / "templates" / document / "html.j2"
    template.parent.mkdir(parents=True)
    packaged = (ROOT / "templates" / document / "html.j2").read_text(encoding="utf-8")
    before, mark, after = packaged.partition(AFTER[document])
    template.write_text(f"{before}{mark}<section><h2>Trees</h2>\n{shown}\n</section>\n{after}", encoding="utf-8")
    line = template.read_text(encoding="utf-8").splitlines().index(shown) + 1
    told_by_check = CliRunner().invoke(main, ["check", "-C", str(folder)]).output
    assert f"templates/{document}/html.j2:{line}:9: a figure has data-chart=" in told_by_check
    assert told in told_by_check


def test_no_slide_loses_a_number_without_a_word(brand: Brand) -> None:
    with pytest.raises(LayoutError, match='"1950" has no number to draw'):
        drawn(deck_of(figure("bar", "many")), brand, "slides")


@pytest.mark.parametrize("target", ["print", "slides"])
def test_a_chart_without_a_table_is_not_passed_over(brand: Brand, target: str) -> None:
    with pytest.raises(LayoutError, match="has no table with its numbers"):
        drawn(deck_of('<figure data-chart="bar" aria-label="Trees"><p>later</p></figure>'), brand, target)
    drawing = '<figure data-chart="bar" aria-label="Trees"><svg></svg></figure>'
    assert drawn(drawing, brand, target) == drawing


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (figure("heap"), "“heap” is no kind of chart (data-chart), so its numbers are shown as a table"),
        (figure("colum"), 'shown as a table; did you mean "column"?'),
        (figure("bar", "many"), "“1950” has no number in data-value (“many”); the chart has a gap there"),
        ('<figure data-chart="pie"><p>later</p></figure>', "the chart (pie) has no table, so it is not on the slides"),
        ('<figure data-chart="heap"><p>later</p></figure>', "“heap” is no kind of chart (data-chart), and it has no"),
    ],
)
def test_convert_tells_what_is_no_chart_on_slides(shown: str, told: str) -> None:
    (remark,) = remarks(tree_of(deck_of(shown)))
    assert told in remark.message
    assert remark.line == 1


def test_convert_tells_it_with_the_line_of_the_page(tmp_path: Path, brand: Brand) -> None:
    page = tmp_path / "talk.html"
    page.write_text(deck_of("\n" + figure("heap")), encoding="utf-8")
    (remark,) = convert(page, brand).remarks
    assert str(remark).startswith("talk.html:2: “heap” is no kind of chart")


def test_convert_has_nothing_to_say_of_charts_that_are_some() -> None:
    assert [remarks(tree_of(deck_of(figure(kind)))) for kind in KINDS] == [()] * len(KINDS)


def test_a_kind_that_only_pages_draw_is_told(monkeypatch: pytest.MonkeyPatch, brand: Brand) -> None:
    monkeypatch.setitem(KINDS, "rungs", ChartKind("rungs", "rungs", "across", drawer="bars", instead="bar"))
    with pytest.raises(LayoutError, match="which only pages draw; slides draw the same numbers as bar"):
        drawn(deck_of(figure("rungs")), brand, "slides")
    (remark,) = remarks(tree_of(deck_of(figure("rungs"))))
    assert remark.message == "slides draw no rungs; its numbers are shown as a table; write bar for a chart"
    assert "rungs" not in drawable()


ORNAMENTS = {
    *((f"slidelayout/{name}.py", "line") for name in ("diagram_shapes", "diagrams", "timelines")),
    *((f"writers/{name}/diagrams.py", "line") for name in ("powerpoint", "slidepages")),
    ("slidelayout/comparisons.py", "column"),
    ("slidelayout/ornaments.py", "bar"),
    ("writers/powerpoint/own_master.py", "bar"),
    ("slides/columns.py", "column"),
    ("writers/slidepages/__init__.py", "bar"),
    ("writers/slidepages/__init__.py", "line"),
}
"""Words that are classes of elements or shapes of diagrams, not kinds of charts."""
CHART_ROOMS = "charttable.py checks figures model slidelayout slides transforms writers/powerpoint writers/slidepages"


def test_nothing_but_the_records_names_a_kind() -> None:
    rooms = [PACKAGE / room for room in CHART_ROOMS.split()]
    files = [path for room in rooms for path in (room.rglob("*.py") if room.is_dir() else [room])]
    assert len(files) > 40
    found = {
        (path.relative_to(PACKAGE).as_posix(), node.value)
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in KINDS
    }
    assert {word for path, word in found if path == "model/chartkinds.py"} >= {*KINDS}
    assert {one for one in found if one[0] != "model/chartkinds.py"} == ORNAMENTS


def test_no_template_decides_by_the_name_of_a_kind() -> None:
    templates = list((ROOT / "templates").rglob("*.j2"))
    assert len(templates) > 10
    decided = re.compile(r"kind\s*(?:==|!=|in\b|not in\b)[^%}]*[\"'](?:" + "|".join(KINDS) + r")[\"']")
    assert [path.name for path in templates if decided.search(path.read_text(encoding="utf-8"))] == []
    assert decided.search('{% set beside = c.kind in ["column", "bar"] %}')


def test_the_example_of_the_docs_is_the_kind_that_is_followed_here() -> None:
    told = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^ *(ChartKind\(.*\))$", told, re.MULTILINE)
    assert eval(example, {"ChartKind": ChartKind}) == COLUMNS
