"""The real lesson, built once: what a reader would find in the files."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from handouts.build.plan import editions
from handouts.model.edition import Edition
from handouts.pipeline import Workspace
from handouts.transforms import for_edition

ROOT = Path(__file__).resolve().parents[1]
WORKSPACE = Workspace.open(ROOT)
LESSON, PROJECT = WORKSPACE.lesson, WORKSPACE.project
EDITIONS = editions(PROJECT, LESSON)
DECKS = [edition for edition in EDITIONS if edition.document == "deck"]
LEARNERS = [edition for edition in EDITIONS if edition.document not in ("teacher", "deck")]
PAIRS = sorted({(edition.audience.id, edition.language) for edition in EDITIONS})
LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bUndefined\b|</?(?:p|li|td|span)>|&(?:amp|lt|gt|quot|#\d+);|\bNone\b|\ufffd"
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("built")]


def plain(text: str) -> str:
    """Words as they are compared: plain spaces and quotes, no soft hyphens, no breaks within words.

    Poppler does not see the narrow space before a German %, so there is none in what it is compared with, either.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = re.sub(r"[„“”‚‘’\"']", "'", re.sub(r"[\u00a0\u202f\u2009]", " ", text))
    text = re.sub(r"(?<=\d) %", "%", text)
    return " ".join(re.sub(r"(?<=\w)[-\u2010]\n(?=[a-zäöüß])", "", text).split())


def letters(text: str) -> str:
    """Nothing but letters and figures: a line's end may have taken a hyphen or given one."""
    return "".join(character for character in text if character.isalnum())


@cache
def words(path: Path) -> str:
    """All the text of a file, slides with their notes."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, encoding="utf-8")
        return plain(done.stdout)
    return plain("\n".join(text for slide in Presentation(str(path)).slides for text in slide_texts(slide)))


def slide_texts(slide: object) -> Iterator[str]:
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            yield shape.text_frame.text
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
    if slide.has_notes_slide:  # type: ignore[attr-defined]
        yield slide.notes_slide.notes_text_frame.text  # type: ignore[attr-defined]


def named(edition: Edition) -> str:
    return str(edition)


def test_every_edition_of_the_project_is_there(built: Path) -> None:
    assert len(PAIRS) == 10
    documents = {pair: {e.document for e in EDITIONS if (e.audience.id, e.language) == pair} for pair in PAIRS}
    without_test = {pair[0] for pair, made in documents.items() if "test" not in made}
    assert without_test == {"adult", "uni"}
    assert all(made | {"test"} == set(PROJECT.documents) for made in documents.values())
    found = {path.relative_to(built).as_posix() for path in built.rglob("*.p??*") if path.is_file()}
    assert found == {str(edition) for edition in EDITIONS}


@pytest.mark.parametrize("pair", [("sek2", "de"), ("adult", "de"), ("adult", "en"), ("easy", "de"), ("easy", "en")])
def test_facts_that_must_appear(built: Path, pair: tuple[str, str]) -> None:
    audience, language = pair
    text = words(built / language / audience / "handout.pdf")
    wanted = [entry for entry in LESSON.acceptance if audience != "easy" or entry.easy]
    assert len(wanted) >= 3
    missing = [entry.id for entry in wanted if plain(entry.text.in_language(language)) not in text]
    assert missing == []


@pytest.mark.parametrize("edition", EDITIONS, ids=named)
def test_nothing_forbidden_and_nothing_left_over(built: Path, edition: Edition) -> None:
    text = words(built / edition.path)
    assert len(text) > 300
    assert [word for word in LESSON.forbidden[edition.language] if word in text] == []
    assert LEFT_OVER.findall(text) == []


@pytest.mark.parametrize("edition", LEARNERS, ids=named)
def test_learners_find_no_expected_answer(built: Path, edition: Edition) -> None:
    text = words(built / edition.path)
    teachers = Edition("teacher", edition.audience, edition.language)
    answers = [
        plain(str(answer.text))[:60]
        for task in for_edition(LESSON, teachers, seed=PROJECT.seed).tasks
        for answer in task.expected
        if not task.closed and len(str(answer.text)) > 40
    ]
    assert len(answers) >= 3
    assert [answer for answer in answers if answer in text] == []


@pytest.mark.parametrize("edition", [e for e in EDITIONS if e.document == "teacher"], ids=named)
def test_the_teacher_finds_every_expected_answer(built: Path, edition: Edition) -> None:
    text = letters(words(built / edition.path))
    tasks = for_edition(LESSON, edition, seed=PROJECT.seed).tasks
    answers = [str(answer.text) for task in tasks for answer in task.expected if not task.closed]
    assert len(answers) >= 5
    assert [answer for answer in answers if letters(plain(answer))[:40] not in text] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fact_can_be_read_somewhere(built: Path, language: str) -> None:
    wanted = {fact.id: str(fact.statement.in_language(language)) for fact in LESSON.facts}
    assert {f"F{n:02}" for n in range(1, 50)} | {f"A{n:02}" for n in range(1, 21)} <= set(wanted)
    texts = [letters(words(path)) for path in sorted((built / language).glob("*/teacher.pdf"))]
    missing = [key for key, said in wanted.items() if not any(letters(plain(said))[:60] in text for text in texts)]
    assert missing == []


@pytest.mark.parametrize("edition", [e for e in EDITIONS if e.extension == "pdf"], ids=named)
def test_pages_are_tagged_named_and_set_in_shipped_fonts(built: Path, edition: Edition) -> None:
    reader = PdfReader(built / edition.path)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == edition.language
    assert root["/MarkInfo"]["/Marked"]
    assert str(for_edition(LESSON, edition, seed=PROJECT.seed).title) in plain(reader.metadata.title)
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert {name for name in fonts if not name.startswith(("Source-Sans", "SourceSans", "Noto"))} == set()


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_sizes_of_paper(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    poster = PdfReader(folder / "poster.pdf").pages
    assert len(poster) == 1
    assert [round(float(side) / 72 * 25.4) for side in poster[0].mediabox[2:]] == [420, 297]
    cards = PdfReader(folder / "flashcards.pdf").pages
    assert len(cards) % 2 == 0
    for name in ("handout", "worksheet", "teacher", "flashcards"):
        for page in PdfReader(folder / f"{name}.pdf").pages:
            assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair[0] not in ("adult", "uni")], ids="-".join)
def test_variants_of_a_test_differ_in_order_only(built: Path, pair: tuple[str, str]) -> None:
    folder = built / pair[1] / pair[0]
    a, b = (words(folder / f"test-{variant}.pdf") for variant in "ab")
    assert a != b
    only_a, only_b = set(a.split()) - set(b.split()), set(b.split()) - set(a.split())
    assert len(only_a | only_b) <= 12


@pytest.mark.parametrize("edition", DECKS, ids=named)
def test_decks_are_native_and_can_be_presented(built: Path, edition: Edition) -> None:
    slides = list(Presentation(str(built / edition.path)).slides)
    titles = [slide.shapes.title.text_frame.text.strip() for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert len(slides) >= 10
    shapes = [shape for slide in slides for shape in slide.shapes]
    assert any(shape.has_table for shape in shapes)
    assert any(shape.has_chart for shape in shapes)
    assert sum(slide.has_notes_slide and bool(slide.notes_slide.notes_text_frame.text.strip()) for slide in slides) >= 8


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_deck_opens_in_libreoffice(built: Path, tmp_path: Path) -> None:
    copies = []
    for edition in DECKS:
        copies.append(tmp_path / f"{edition.language}-{edition.audience.id}.pptx")
        shutil.copy(built / edition.path, copies[-1])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *copies], check=True, capture_output=True, timeout=500)
    for copy in copies:
        assert len(PdfReader(copy.with_suffix(".pdf")).pages) == len(Presentation(str(copy)).slides)
