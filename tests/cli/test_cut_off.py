"""What reaches over the edge of its column or page is told by each build, with page and place; the file is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import small, task, told

from handouts.writers.pdf.writer import set_pages

PAGE = (
    "@font-face { font-family: F; src: url(https://handout.invalid/fonts/SourceSans3-Regular.ttf) }"
    "@page { size: 300px 300px; margin: 20px } body { margin: 0; font-family: F } "
)
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def found(body: str, css: str = "") -> tuple[str, ...]:
    html = f"<html lang='en'><head><title>t</title></head><body>{body}</body></html>"
    return set_pages(html, [PAGE + css]).told


def test_lines_pictures_tables_and_cells() -> None:
    assert found("<p>All is well.</p>") == ()
    assert "the line" in found(f"<p>{WORD * 3}</p>")[0]
    assert "the picture" in found("<p><svg width='400' height='10'></svg></p>")[0]
    assert "page 1: the table" in found("<table style='width: 400px'><tr><td>x</td></tr></table>")[0]
    cells = "<table style='table-layout: fixed; width: 200px'><tr><td>Short</td><td>b</td></tr></table>"
    assert found(cells) == ()
    assert "the line" in found(cells.replace("Short", WORD))[0]


def test_what_stands_in_a_margin_or_is_hidden_on_purpose_is_let_be() -> None:
    assert found("<p style='margin-left: -15px'>In the margin</p>") == ()
    assert found(f"<p style='overflow: hidden; white-space: nowrap'>{WORD * 3}</p>") == ()
    assert found("<div style='position: absolute; left: 250px; white-space: nowrap'>Elsewhere on this page</div>") == ()


def test_a_build_writes_the_file_and_tells_it_every_time(tmp_path: Path) -> None:
    folder = small(tmp_path, ("handout",), words=f"Hier steht {WORD} im Text.")
    sheet = folder / "templates" / "handout" / "print.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(".author-text { white-space: nowrap; hyphens: none; font-size: 40pt; }", "utf-8")
    for _ in range(2):
        result = told(folder, "build")
        assert result.exit_code == 1
        assert "content/small/lesson.yaml:" in result.output
        assert "page 1: the line" in result.output
        assert "(in de/a/handout.pdf)" in result.output
        assert (folder / "output" / "de" / "a" / "handout.pdf").is_file()
    sheet.write_text("", "utf-8")
    assert told(folder, "build").exit_code == 0
    assert "fresh 1" in told(folder, "build").output


def with_sheet(folder: Path, document: str, css: str) -> Path:
    """The style sheet that a document has of the project's own."""
    sheet = folder / "templates" / document / "print.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(css, "utf-8")
    return sheet


@pytest.mark.parametrize("names", [("Ada Müller", "Bo Li"), ("Ada Müller", "Bo Li", "Cem Öz", "Dana Vu")])
def test_copies_for_a_class_are_told_of_as_well_each_time(tmp_path: Path, names: tuple[str, ...]) -> None:
    prompt = {"de": f"Sage etwas zu {WORD}."}
    folder = small(tmp_path, ("worksheet",), tasks=[task("K3", "III", prompt=prompt)])
    sheet = with_sheet(folder, "worksheet", "* { white-space: nowrap; hyphens: none } .task { font-size: 40pt }")
    roster = folder / "9b.csv"
    roster.write_text("\n".join(("name", *names)), "utf-8")
    for _ in range(2):
        result = told(folder, "build", "--roster", str(roster))
        assert result.exit_code == 1, result.output
        assert "page 1: the line" in result.output
        assert (folder / "output/classes/9b/worksheet-ada-mueller.pdf").is_file()
    sheet.unlink()
    assert told(folder, "build", "--roster", str(roster)).exit_code == 0
    assert f"fresh {len(names)}" in told(folder, "build", "--roster", str(roster)).output


def test_a_poster_of_two_pages_is_told_each_time(tmp_path: Path) -> None:
    folder = small(tmp_path, ("poster",), words="Ein Satz mit vielen Wörtern. " * 5)
    assert told(folder, "build").exit_code == 0
    sheet = with_sheet(folder, "poster", "body::after { content: 'mehr'; display: block; break-before: page }")
    for _ in range(2):
        result = told(folder, "build")
        assert result.exit_code == 1
        assert "a poster is one page, and this has 2" in result.output
        assert "de/a/poster.pdf" in result.output
    sheet.unlink()
    assert told(folder, "build").exit_code == 0


def test_a_worksheet_of_a_lesson_with_more_pages_than_sides_is_remarked_and_no_failure(tmp_path: Path) -> None:
    plan = {"id": "L1", "minutes": 20, "title": {"de": "Stunde"},
            "phases": [{"minutes": 20, "name": {"de": "Arbeit"}, "tasks": ["K1", "K2", "K3"]}]}  # fmt: skip
    folder = small(tmp_path / "long", ("worksheet",), tasks=[task("K3", "III", lines=90)], plans=[plan])
    result = told(folder, "build")
    assert result.exit_code == 0, result.output
    assert "the worksheet of a lesson has" in result.output
    assert "(in de/a/worksheet.pdf)" in result.output
    short = small(tmp_path / "short", ("worksheet",), plans=[plan])
    assert "more than a sheet has sides" not in told(short, "build").output
