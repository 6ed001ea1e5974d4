"""`handouts convert`: a page in, a deck out, what is lost on standard error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from pptx import Presentation

Run = Callable[..., Result]
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>Trees</title></head><body>\n'
    "<section><h2>Oak</h2><p>Lobed.</p></section>\n"
)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of one slide, far from any project."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "talk.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_the_deck_lies_beside_the_page(run: Run, page: Path) -> None:
    result = run("convert", "talk.html")
    assert (result.exit_code, result.output) == (0, "1 slide → talk.pptx\n")
    (slide,) = Presentation(page.with_suffix(".pptx")).slides
    assert slide.shapes.title.text == "Oak"


def test_it_may_lie_elsewhere_and_nothing_be_said(run: Run, page: Path) -> None:
    result = run("convert", "talk.html", "-o", "out/deck.pptx", "--theme", "classic", "-q")
    assert (result.exit_code, result.output) == (0, "")
    assert (page.parent / "out/deck.pptx").is_file()
    assert not page.with_suffix(".pptx").exists()


def test_what_is_lost_is_said_with_its_line_and_is_an_error_only_if_strict(run: Run, page: Path) -> None:
    page.write_text(PAGE + '<section><h2>Elm</h2><video src="elm.mp4"></video></section>\n', "utf-8")
    strict = run("convert", "talk.html", "--strict")
    assert strict.exit_code == 1
    assert "talk.html:4: a film" in strict.stderr
    assert not page.with_suffix(".pptx").exists()
    plain = run("convert", "talk.html")
    assert plain.exit_code == 0
    assert "talk.html:4: a film" in plain.stderr
    assert plain.stdout == "2 slides → talk.pptx\n"


def test_a_page_that_is_none_keeps_the_last_deck(run: Run, page: Path) -> None:
    run("convert", "talk.html")
    before = page.with_suffix(".pptx").read_bytes()
    page.write_text("", "utf-8")
    result = run("convert", "talk.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "talk.html: is empty" in result.stderr
    assert page.with_suffix(".pptx").read_bytes() == before


def test_inside_of_a_project_its_own_theme_is_taken(run: Run, page: Path, project: Path, root: Path) -> None:
    folder = project / "templates/themes/classic"
    folder.mkdir(parents=True)
    text = (root / "templates/themes/classic/brand.yaml").read_text("utf-8")
    (folder / "brand.yaml").write_text(text.replace("slides: Arial", "slides: Verdana"), "utf-8")
    assert run("convert", page, "-C", project).exit_code == 0
    assert b'typeface="Verdana"' in ZipFile(page.with_suffix(".pptx")).read("ppt/theme/theme1.xml")
