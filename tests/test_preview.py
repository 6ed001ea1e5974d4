"""What a brand is shown by: a sheet that passes what every PDF must pass, and a deck with each layout once."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from handouts import registry
from handouts.engine.atomic import publish
from handouts.errors import ContentError
from handouts.pipeline import perform, theme_of
from handouts.reader import read_labels
from handouts.slidelayout.layouts import LAYOUTS
from handouts.starter import preview_templates
from handouts.themes import preview_jobs
from handouts.writers.powerpoint import export_master

from .outputs import claims, fonts, geometry, links, slides, text, tree, vera

CHECKS = [check for topic in (tree, fonts, links, claims, text, geometry) for check in topic.CHECKS]


@pytest.fixture(scope="module", params=["de", "en"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the preview of the packaged theme in one language."""
    folder = tmp_path_factory.mktemp("preview") / request.param / "preview"
    for job in preview_jobs(theme_of(None, "classic"), request.param):
        publish(
            folder / f"{'deck' if job.writer == 'pptx' else 'sheet'}.{registry.writer(job.writer).extension}",
            perform(job).data,
        )
    return folder


@pytest.mark.slow
def test_the_sheet_passes_what_every_sheet_passes(shown: Path) -> None:
    assert {check.__name__: found for check in CHECKS if (found := check(shown / "sheet.pdf"))} == {}


@pytest.mark.slow
def test_verapdf_finds_no_broken_rule(shown: Path) -> None:
    if reason := vera.missing():
        pytest.skip(reason)
    assert vera.broken_rules([shown / "sheet.pdf"]) == {shown / "sheet.pdf": []}


@pytest.mark.slow
def test_the_sheet_shows_colours_with_contrasts_type_and_blocks(shown: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(shown / "sheet.pdf").pages]
    assert len(pages) == 3
    brand = theme_of(None, "classic").brand
    for colour in (brand.colours.accent, *brand.colours.chart):
        assert colour in pages[0]
    assert "10,0" in pages[0] or "10.0" in pages[0]
    for family in (brand.fonts.text, brand.fonts.japanese, brand.fonts.slides):
        assert family in pages[0]
    for number in ("M1", "M2", "M3", "M4"):
        assert number in pages[1]


def bases(deck: Any) -> set[str]:
    """The layouts that its slides go back to, without what was made of them for other sizes, or copied."""
    return {re.sub(r"^\d+_", "", slide.slide_layout.name).partition(" – ")[0] for slide in deck.slides}


@pytest.mark.slow
def test_the_deck_passes_and_has_each_layout_once(shown: Path) -> None:
    deck = shown / "deck.pptx"
    assert {check.__name__: found for check in slides.CHECKS if (found := check(deck))} == {}
    assert len(bases(Presentation(str(deck)))) == len(LAYOUTS)


@pytest.mark.slow
def test_a_master_that_somebody_else_made_is_shown_with_each_of_its_layouts() -> None:
    theme = theme_of(None, "classic")
    own = replace(theme, master=export_master(theme.brand, None, language="de"), master_path="master.pptx")
    _, deck = preview_jobs(own, "de")
    assert len(bases(Presentation(io.BytesIO(perform(deck).data)))) == len(LAYOUTS)


def test_both_languages_have_the_same_words() -> None:
    de, en = (read_labels(preview_templates() / "labels" / f"{tag}.yaml") for tag in ("de", "en"))
    assert de.keys() == en.keys()


def test_a_font_that_lacks_letters_is_refused_with_the_letters() -> None:
    theme = theme_of(None, "classic")
    lacking = replace(theme.brand, fonts=replace(theme.brand.fonts, japanese="Lato"))
    sheet, *_ = preview_jobs(replace(theme, brand=lacking), "de")
    with pytest.raises(ContentError, match="日"):
        perform(sheet)
