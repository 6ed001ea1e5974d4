"""Pages as readers see them: nothing out of place at their edges, room where there is room, footnotes, any paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

from handouts import pipeline, reader
from handouts.engine import plan
from handouts.errors import ContentError
from handouts.model.material import AuthorText
from handouts.styles import stylesheet
from handouts.writers.pdf import writer as pdf
from handouts.writers.pdf.room import NOTES_PITCH, end, foot, rule_rest, share_rest

WORDS = "Worte in einer Zeile, die nicht viel bedeuten. "


@pytest.fixture
def sheets(root: Path) -> tuple[str, str]:
    """The styles of learners' documents, as the starter project has them."""
    workspace = pipeline.Workspace.open(root)
    audience = workspace.project.audiences[0]
    css = workspace.templates(audience).read("shared/base.css")
    return stylesheet(workspace.brand, audience, workspace.project), css


def lay_out(body: str, sheets: tuple[str, ...], attributes: str = "") -> list[weasyprint.document.Page]:
    fetcher, fonts = pdf._FontFetcher(), FontConfiguration()
    html = f'<html lang="de"><head><title>T</title></head><body {attributes}>{body}</body></html>'
    css = [
        weasyprint.CSS(string=sheet, base_url=pdf.BASE_URL, url_fetcher=fetcher, font_config=fonts) for sheet in sheets
    ]
    document = weasyprint.HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=fetcher)
    pages: list[weasyprint.document.Page] = document.render(stylesheets=css, font_config=fonts).pages
    return pages


def words(page: weasyprint.document.Page) -> list[str]:
    return [box.text for box in page._page_box.children[0].descendants() if isinstance(box, boxes.TextBox)]


def rest(page: weasyprint.document.Page) -> float:
    return foot(page._page_box) - end(page._page_box.children[0])


def tall(millimetres: float) -> str:
    return f'<div style="height: {millimetres}mm; break-inside: avoid">x</div>'


def test_no_heading_stands_at_the_foot_of_a_page(sheets: tuple[str, str]) -> None:
    for used in range(225, 262, 3):
        heading = '<h3>Titel</h3><p class="introduction">Vorspann</p>'
        body = f'{tall(used)}<section class="material">{heading}<p>{WORDS * 9}</p></section>'
        for page in lay_out(body, sheets):
            assert words(page)[-1] not in ("Titel", "Vorspann")


def test_paragraphs_leave_no_line_alone(sheets: tuple[str, str]) -> None:
    for used in range(232, 262, 3):
        pages = lay_out(f"{tall(used)}<p>{WORDS * 7}</p>", sheets)
        counts = [
            sum(isinstance(box, boxes.LineBox) for box in page._page_box.children[0].descendants()) for page in pages
        ]
        assert counts[0] - 1 != 1
        assert counts[-1] != 1


def test_heads_of_tables_return_and_rows_hold_together(sheets: tuple[str, str]) -> None:
    rows = "".join(f"<tr><th scope=row>{n}</th><td>{n}a {WORDS * 4}{n}z</td></tr>" for n in range(60))
    pages = lay_out(f"<table><thead><tr><th>Kopf</th><th>Text</th></tr></thead><tbody>{rows}</tbody></table>", sheets)
    assert len(pages) > 1
    for page in pages:
        text = " ".join(words(page))
        assert text.count("Kopf") == 1
        begun, ended = ([n for n in range(60) if f"{n}{letter}" in text.split()] for letter in "az")
        assert begun == ended


def test_columns_keep_step(sheets: tuple[str, str]) -> None:
    terms = "".join(f"<dt>Wort {n}</dt><dd>{WORDS * (n % 3 + 1)}</dd>" for n in range(14))
    (page,) = lay_out(f'<dl class="glossary">{terms}</dl>', sheets)
    lines = [box for box in page._page_box.children[0].descendants() if isinstance(box, boxes.LineBox)]
    left = {round(line.position_y, 1) for line in lines if line.position_x < page.width / 2}
    right = {round(line.position_y, 1) for line in lines if line.position_x >= page.width / 2}
    assert left
    assert right <= left or left <= right


def test_footnotes_stand_on_the_page_that_calls_them(sheets: tuple[str, str]) -> None:
    notes = "".join(f'Satz {n}<span class="footnote">Beleg {n}.</span> ' for n in range(1, 10))
    first = lay_out(f'<div class="author-text"><p>{notes}</p></div>{tall(240)}', sheets)[0]
    (area,) = [box for box in first._page_box.children if isinstance(box, boxes.FootnoteAreaBox)]
    said = " ".join(box.text for box in area.descendants() if isinstance(box, boxes.TextBox))
    assert [f"Beleg {n}." in said for n in range(1, 10)] == [True] * 9
    assert area.position_y > first.height / 2


ROOMS = {
    "lines": '<div class="writing">' + '<div class="line"></div>' * 12 + "</div>",
    "box": '<div class="answer-box" style="height: 100mm"></div>',
    "table": '<table class="answer-table"><thead><tr><th>a</th></tr></thead><tbody>'
    + "<tr><td></td></tr>" * 10
    + "</tbody></table>",
    "list": '<ul class="options">' + "<li>a</li>" * 20 + "</ul>",
}


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_room_to_write_takes_the_rest_of_its_page(room: str, sheets: tuple[str, str]) -> None:
    body = f'{room}<h3 id="after">Danach</h3>{tall(60)}{tall(250)}'
    pages = lay_out(body, sheets)
    before = rest(pages[0]), pages[0].anchors["after"][1]
    share_rest(pages)
    grown = before[0] - rest(pages[0])
    assert before[0] > 2 * NOTES_PITCH
    assert 0 <= rest(pages[0]) < NOTES_PITCH or grown > 0.5 * before[0]
    assert pages[0].anchors["after"][1] - before[1] == pytest.approx(grown)


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_fixed_room_stays_as_it_is(room: str, sheets: tuple[str, str]) -> None:
    pages = lay_out(f"{room}{tall(60)}{tall(250)}", sheets, 'data-room="fixed"')
    before = rest(pages[0])
    share_rest(pages)
    assert rest(pages[0]) == before


def test_the_last_page_keeps_its_rest(sheets: tuple[str, str]) -> None:
    pages = lay_out(ROOMS["lines"], sheets)
    before = rest(pages[0])
    share_rest(pages)
    assert rest(pages[0]) == before


def test_an_overfull_page_stays_as_it_is(sheets: tuple[str, str]) -> None:
    pages = lay_out(f'{ROOMS["list"]}<p style="position: relative; top: 200mm">x</p>{tall(200)}', sheets)
    assert rest(pages[0]) < 0
    before = [box.position_y for page in pages for box in page._page_box.descendants()]
    share_rest(pages)
    assert [box.position_y for page in pages for box in page._page_box.descendants()] == before


def test_room_for_notes_is_offered_where_it_is_asked_for(sheets: tuple[str, str]) -> None:
    body = f"{tall(120)}{tall(250)}"
    asked, unasked = lay_out(body, sheets, 'data-notes="Eigene Notizen"'), lay_out(body, sheets)
    for pages in (asked, unasked):
        rule_rest(pages)
    assert [hasattr(page.paint, "func") for page in asked] == [True, False]
    assert not any(hasattr(page.paint, "func") for page in unasked)


def test_notes_are_no_part_of_the_text(sheets: tuple[str, str]) -> None:
    html = (
        f'<html lang="de"><head><title>T</title></head><body data-notes="Notizen">{tall(120)}{tall(250)}</body></html>'
    )
    page = pypdf.PdfReader(BytesIO(pdf.write_pdf(html, sheets))).pages[0]
    content = page.get_contents()
    assert content is not None
    assert b"/Artifact" in content.get_data()
    assert page.extract_text().split()[-1] == "Notizen"


def test_notes_look_the_same_whatever_the_page_holds(sheets: tuple[str, str]) -> None:
    small = '<p style="font-size: 4pt; color: #f00">klein</p>'
    html = (
        f'<html lang="de"><head><title>T</title></head><body data-notes="Notizen">{small}{tall(120)}{tall(250)}'
        "</body></html>"
    )
    content = pypdf.PdfReader(BytesIO(pdf.write_pdf(html, sheets))).pages[0].get_contents()
    assert content is not None
    operators = content.get_data().split(b"\n")
    assert b"1 0 0 rg" in operators
    assert b"1 0 0 RG" not in operators


PAPER = {"A4": (595, 842), "letter": (612, 792)}


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("type_size", [10.5, 18])
def test_no_word_leaves_its_page_or_cell(paper: str, type_size: float, tiny: Path) -> None:
    workspace = pipeline.Workspace.open(tiny)
    audience = workspace.project.audiences[0].model_copy(update={"type_size": type_size, "line_height": 1.5})
    project = workspace.project.model_copy(update={"paper": paper, "audiences": (audience,)})
    workspace = pipeline.Workspace(tiny, project, workspace.lesson, workspace.brand, workspace.positions)
    for document in ("handout", "worksheet", "test"):
        edition = plan.editions(project, workspace.lesson, languages=["de"], documents=[document])[0]
        job = pipeline.finished(pipeline.prepare(workspace, edition))
        for page in pipeline_pages(job):
            assert (round(page.width * 0.75), round(page.height * 0.75)) == PAPER[paper]
            assert not list(outside(page))


def pipeline_pages(job: pipeline.Job) -> list[weasyprint.document.Page]:
    fetcher, fonts = pdf._FontFetcher(), FontConfiguration()
    css = [
        weasyprint.CSS(string=sheet, base_url=pdf.BASE_URL, url_fetcher=fetcher, font_config=fonts) for sheet in job.css
    ]
    document = weasyprint.HTML(string=job.html, base_url=pdf.BASE_URL, url_fetcher=fetcher)
    pages: list[weasyprint.document.Page] = document.render(stylesheets=css, font_config=fonts).pages
    share_rest(pages)
    return pages


def outside(page: weasyprint.document.Page) -> list[str]:
    """The words that stick out of the text's rectangle, or of their cell of a table."""
    sheet, found = page._page_box, []

    def look(box: boxes.Box, left: float, right: float, bottom: float) -> None:
        if isinstance(box, boxes.TableCellBox):
            left, right = box.position_x, box.position_x + box.border_width()
            bottom = box.position_y + box.border_height()
        if isinstance(box, boxes.TextBox) and box.text.strip():
            ends = box.position_x + box.width, box.position_y + box.height
            if box.position_x < left - 1 or ends[0] > right + 1 or ends[1] > bottom + 2:
                found.append(box.text)
        for child in getattr(box, "children", ()):
            look(child, left, right, bottom)

    left, top = sheet.content_box_x(), sheet.content_box_y()
    look(sheet.children[0], left, left + sheet.width, top + sheet.height)
    return found


def test_another_paper_is_refused(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(tiny / "content")
    text = (tiny / "handouts.yaml").read_text(encoding="utf-8")
    (tmp_path / "handouts.yaml").write_text(f"{text}paper: A5\n", encoding="utf-8")
    with pytest.raises(ContentError, match='"A5" is not possible here; use A4 or letter'):
        reader.read_project(tmp_path)


def test_a_citation_that_its_text_does_not_name_is_refused() -> None:
    text = {"id": "X", "level": "standard", "title": {"de": "Titel"}, "sources": ["S01"]}
    assert AuthorText.model_validate({**text, "text": {"de": "Wort[^S01]."}}).sources == ("S01",)
    with pytest.raises(ValueError, match=r"\[\^S02\] cites a source that the sources of the text do not name; add S02"):
        AuthorText.model_validate({**text, "text": {"de": "Wort[^S02]."}})


def test_what_goes_on_is_named_at_the_head_of_the_page_and_not_read_out(sheets: tuple[str, str]) -> None:
    lines = '<div class="writing">' + '<div class="line"></div>' * 20 + "</div>"
    tasks = "".join(
        f'<section class="task" data-continued="Aufgabe {n}, Fortsetzung"><h2>Aufgabe {n}</h2>{lines}</section>'
        for n in (1, 2)
    )
    body = f'{tall(150)}{tasks}<div style="break-before: page">Ende</div>'
    html = f'<html lang="de"><head><title>T</title></head><body>{body}</body></html>'
    read = pypdf.PdfReader(BytesIO(pdf.write_pdf(html, sheets)))
    named = [re.findall(r"Aufgabe \d, Fortsetzung", page.extract_text()) for page in read.pages]
    assert named == [[], ["Aufgabe 1, Fortsetzung"], ["Aufgabe 2, Fortsetzung"], []]
    content = read.pages[1].get_contents()
    assert content is not None
    painted_last = content.get_data().rpartition(b"/Artifact")[2]
    assert b"TJ" in painted_last
    assert painted_last.count(b"EMC") == 1
