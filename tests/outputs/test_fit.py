"""Text stands where the file says, as LibreOffice shows it: in its place, on the slide, over nothing else, legible.

LibreOffice sets Arial in Liberation Sans, whose letters are as wide.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from .editions import DECKS
from .rendering import converted, misfits

pytestmark = [
    pytest.mark.xdist_group("office"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]
LONG = "A text that has no room in its box. " * 8
BROKEN = {
    "overflow": "stands out of",
    "overlap": "overlaps",
    "small": "type of 9 points",
    "off": "is off the slide",
}
"""What is wrong with a slide, and what the check says about it."""


def boxed(slide: Any, text: str, left: float, top: float, height: float = 2.0, size: int = 20) -> None:
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(4), Inches(height))
    box.text_frame.word_wrap = True
    box.text_frame.text = text
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    box.text_frame.paragraphs[0].runs[0].font.name = "Arial"


def broken(path: Path) -> Path:
    """A deck whose first slide is right; each other one has one of the mistakes."""
    deck = Presentation()
    slides = {name: deck.slides.add_slide(deck.slide_layouts[6]) for name in ("good", *BROKEN)}
    boxed(slides["good"], "Here is room", 1, 1)
    boxed(slides["overflow"], LONG, 1, 1, height=0.5)
    boxed(slides["overlap"], "One text", 1, 1)
    boxed(slides["overlap"], "Another text", 1.2, 1.1)
    boxed(slides["small"], "Fine print", 1, 1, size=9)
    boxed(slides["off"], "Over the edge of it all", 9, 1)
    deck.save(str(path))
    return path


@pytest.fixture(scope="module")
def looked_at(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Every deck with the PDF that LibreOffice makes of it, and the broken one."""
    folder = tmp_path_factory.mktemp("office")
    decks = {str(edition): built / edition.path for edition in DECKS}
    decks["broken"] = broken(folder / "as-made.pptx")
    pages = converted({name.replace("/", "-"): path for name, path in decks.items()}, folder)
    return {name: (path, pages[name.replace("/", "-")]) for name, path in decks.items()}


@pytest.mark.parametrize("edition", [str(edition) for edition in DECKS])
def test_every_deck_fits_in_libreoffice(looked_at: dict[str, tuple[Path, Path]], edition: str) -> None:
    assert misfits(*looked_at[edition]) == []


def test_the_check_sees_what_is_wrong(looked_at: dict[str, tuple[Path, Path]]) -> None:
    complaints = misfits(*looked_at["broken"])
    assert not [complaint for complaint in complaints if complaint.startswith("slide 1,")]
    for number, said in enumerate(BROKEN.values(), 2):
        assert any(complaint.startswith(f"slide {number},") and said in complaint for complaint in complaints), said


def test_a_missing_slide_is_seen(looked_at: dict[str, tuple[Path, Path]]) -> None:
    deck, pages = looked_at[str(DECKS[0])][0], looked_at["broken"][1]
    assert "became" in misfits(deck, pages)[0]
