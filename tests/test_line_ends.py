"""Where the lines of printed pages end: no heading, no name and no easy page has a word broken by a hyphen."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, perform, prepare
from handouts.transforms import names_of
from handouts.writers.pdf import writer as pdf

ROOT = Path(__file__).resolve().parents[1]
BROKEN = re.compile(r"(?:(?<![\w/.-])|(?<=-)(?=[A-ZÄÖÜ]))(\w*[a-zäöüßāēīōū])-\n([a-zäöüßāēīōū]\w*)(?![\w-]*[/.]\w)")
"""A word and its rest on the next line; not the parts of an address, which have hyphens of their own."""
HEADINGS = ("h1", "h2", "h3", "h4", "dt")
WIDER_THAN_A_COLUMN = 18
"""Letters of a word that the narrow columns of a poster could not hold: there alone a heading may break it."""
PAGES = ("handout", "worksheet", "flashcards", "poster")

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
slow = [pytest.mark.slow, pytest.mark.xdist_group("built"), needs_poppler]


@cache
def text_of(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


@cache
def typed() -> frozenset[str]:
    """What the lesson writes with hyphens of its own, such as self-defence, without them; not how it breaks words."""
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*.yaml")]
    texts = [text.partition("\nhyphenation:")[0] for text in files]
    return frozenset(word.replace("-", "") for text in texts for word in re.findall(r"\w+(?:-\w+)+", text))


def broken_words(path: Path) -> list[str]:
    """Words that a line’s end breaks, whole again; those with a hyphen of their own are not broken there."""
    return [word for parts in BROKEN.findall(text_of(path, "-raw")) if (word := "".join(parts)) not in typed()]


@pytest.mark.parametrize("language", ["de", "en"])
class TestBuiltPages:
    pytestmark = slow

    def test_easy_pages_break_no_word(self, built: Path, language: str) -> None:
        pages = [path for name in PAGES for path in (built / language / "easy").glob(f"{name}*.pdf")]
        assert len(pages) >= 3
        assert {path.name: words for path in pages if (words := broken_words(path))} == {}

    def test_no_name_is_broken(self, built: Path, language: str) -> None:
        lesson = Workspace.open(ROOT).lesson
        names = {name.lower() for listed in names_of(lesson).values() for name in listed}
        assert {"okinawa", "yoshida", "yoshidas", "shigeru", "hirohito"} <= names
        found = [word for path in (built / language).glob("*/*.pdf") for word in broken_words(path)]
        assert len(found) > 50
        assert [word for word in found if word.lower() in names or re.search("[āēīōū]", word)] == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("document", ["handout", "worksheet", "teacher", "test", "flashcards", "poster"])
def test_headings_are_not_hyphenated(tiny: Path, document: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shortest: list[int] = []

    def look(pages: list[Any]) -> None:  # at once: pages are taken apart when they are written
        headings = (box for page in pages for box in page._page_box.descendants() if box.element_tag in HEADINGS)
        shortest.extend(
            box.style["hyphenate_limit_chars"][0] if box.style["hyphens"] == "auto" else WIDER_THAN_A_COLUMN
            for box in headings
        )

    monkeypatch.setattr(pdf, "number_lines", look)
    workspace = Workspace.open(tiny)
    all_of_them = editions(workspace.project, workspace.lesson)
    perform(prepare(workspace, next(x for x in all_of_them if (x.document, x.language) == (document, language))))
    assert shortest
    assert min(shortest) >= WIDER_THAN_A_COLUMN


@needs_poppler
def test_broken_words_are_copied_whole(tmp_path: Path) -> None:
    html = (
        '<!doctype html><html lang="de"><head><title>Probe</title></head><body><p>Die Selbstverteidigungsstreitkräfte '
        "schreiben Sicherheitsstrategien.</p></body></html>"
    )
    css = 'html { font-family: "Source Sans 3" } p { width: 34mm; hyphens: auto; hyphenate-character: "-" }'
    path = tmp_path / "probe.pdf"
    path.write_bytes(pdf.write_pdf(html, [pdf_faces(), css]))
    assert len(broken_words(path)) >= 2
    assert "Die Selbstverteidigungsstreitkräfte schreiben Sicherheitsstrategien." in " ".join(text_of(path).split())


def pdf_faces() -> str:
    """The shipped fonts, as every document names them."""
    workspace = Workspace.open(ROOT)
    edition = next(one for one in editions(workspace.project, workspace.lesson) if one.extension == "pdf")
    return prepare(workspace, edition).css[0]
