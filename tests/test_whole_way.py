"""The whole way of a new user: the wheel in a fresh environment, the tutorial from its first line to its last.

The environment has the wheel and nothing of the checkout. What the wheel depends on it borrows from the environment of
the tests, by a .pth file: that takes seconds and no network, and what is to be seen here is whether the wheel holds all
that it needs. That its dependencies can be installed, `make` shows at every build.
"""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from collections import Counter
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from .walk import Done, clean_environment, told, walk

ROOT = Path(__file__).resolve().parents[1]
OWN = "our-school/output/de/class9b"
ACCENT = "7A1F5C"
MANY = 1000
"""Letters."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("whole way")]


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel."""
    folder = tmp_path_factory.mktemp("fresh")
    home = folder / "environment"
    try:
        venv.create(home, with_pip=True)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no virtual environment with pip can be made here (Debian: apt install python3-venv): {error}")
    bin_folder = home / ("Scripts" if os.name == "nt" else "bin")
    environment = clean_environment(bin_folder)
    install = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, env=environment, check=True, capture_output=True, timeout=600)
    find = [str(bin_folder / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(find, env=environment, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    lent = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (Path(site) / "lent.pth").write_text("\n".join([*lent, ""]), encoding="utf-8")
    return bin_folder


@pytest.fixture(scope="module")
def way(commands: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """The folder in which the tutorial was walked, and what was done."""
    folder = tmp_path_factory.mktemp("user")
    return folder, walk(ROOT / "docs/tutorial.md", folder, clean_environment(commands))


def pdf_text(path: Path) -> str:
    """What a file says, with plain spaces."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages).replace("\u00a0", " ")


def test_what_runs_is_the_wheel(commands: Path) -> None:
    ask = [str(commands / "python"), "-c", "import handouts; print(handouts.__file__)"]
    where = subprocess.run(
        ask, env=clean_environment(commands), check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert Path(where).is_relative_to(commands.parent)


def test_the_tutorial_can_be_done(way: tuple[Path, list[Done]]) -> None:
    _, done = way
    print(told(done))
    assert sum(one.command.startswith("handouts build") for one in done) >= 3


def test_the_new_audience_has_its_files_and_its_type(way: tuple[Path, list[Done]]) -> None:
    folder, _ = way
    names = {path.name for path in (folder / OWN).iterdir()}
    assert names == {"handout.pdf", "worksheet-1.pdf", "deck.pptx", "parents.pdf"}
    assert "Klasse 9b" in pdf_text(folder / OWN / "worksheet-1.pdf")
    own, other = (sizes(folder / OWN / name) for name in ("worksheet-1.pdf", "../sek1/worksheet-1.pdf"))
    assert (12 in own, 10.5 in own) == (True, False)
    assert (12 in other, 10.5 in other) == (False, True)


def sizes(path: Path) -> set[float]:
    """The sizes in points that many letters of a file have."""
    letters: Counter[float] = Counter()

    def count(text: str, user: list[float], matrix: list[float], font: object, size: float) -> None:
        letters[round(size * abs(matrix[3] * user[3]), 1)] += len(text.strip())

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=count)
    return {size for size, number in letters.items() if number > MANY}


def test_the_changed_block_and_word_are_on_its_worksheet_alone(way: tuple[Path, list[Done]]) -> None:
    folder, _ = way
    own, other = (pdf_text(folder / OWN / name) for name in ("worksheet-1.pdf", "../sek1/worksheet-1.pdf"))
    assert "Abgabe: bis Freitag" in own
    assert "Auftrag 1" in own
    assert "Aufgabe 1" in other
    assert "Abgabe" not in other


def test_the_brand_is_on_pages_and_slides(way: tuple[Path, list[Done]]) -> None:
    folder, _ = way
    reader = PdfReader(folder / OWN / "worksheet-1.pdf")
    assert "Schule am See" in reader.pages[0].extract_text()
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert any("Noto-Sans" in font for font in fonts)
    assert not any("Source" in font for font in fonts)
    deck = Presentation(str(folder / OWN / "deck.pptx"))
    theme = next(part for part in deck.part.package.iter_parts() if "/theme/theme1" in str(part.partname))
    assert ACCENT in theme.blob.decode("utf-8").upper()
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any(text.startswith("Auftrag 1") for text in words)
    assert any("Schule am See" in text for text in words)


def test_the_new_document_says_what_the_lesson_says(way: tuple[Path, list[Done]]) -> None:
    folder, _ = way
    text = pdf_text(folder / OWN / "parents.pdf")
    assert "Elternbrief" in text
    assert "Ein Bündnis zum Nutzen beider Seiten?" in text


def test_the_preview_has_the_name_of_the_theme(way: tuple[Path, list[Done]]) -> None:
    folder, _ = way
    assert "#7a1f5c" in pdf_text(folder / "our-school/preview/school.pdf")
    assert (
        Presentation(str(folder / "our-school/preview/school.pptx")).slides[0].shapes.title.text_frame.text == "School"
    )
