"""Make the pictures of a folder of docs/ from built files: make_pictures.py OUTPUT docs/pictures|docs/gallery.

Pages are drawn by pdftoppm (Poppler), slides by LibreOffice first. Pictures are small: 8-bit palette PNG. Beside the
pictures of the gallery a README.md is written that shows them in a table.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image


@dataclass(frozen=True)
class Picture:
    """The first page or slide of a built file that says `words`."""

    name: str
    file: str
    words: str


@dataclass(frozen=True)
class Kind:
    """A row of the gallery: what a document is, and the file and words of a page in German and in English."""

    document: str
    seen: str
    german: tuple[str, str]
    english: tuple[str, str]

    @property
    def pictures(self) -> tuple[Picture, Picture]:
        """German, English."""
        named = (("de", self.german), ("en", self.english))
        return tuple(  # type: ignore[return-value]
            Picture(f"{self.document}-{language}.png", f"{language}/{file}", words) for language, (file, words) in named
        )


GALLERY = (
    Kind(
        "handout",
        "Materials in the order of the lesson: charts with their source, quotations with line numbers",
        ("sek2/handout.pdf", "US-Militärpersonal in Japan (einschließlich Okinawa)"),
        ("uni/handout.pdf", "Key question"),
    ),
    Kind(
        "worksheet",
        "A sheet for each lesson: its question, tasks in the order of its plan, room for each part",
        ("sek1/worksheet-1.pdf", "Aufgabe 1"),
        ("easy/worksheet.pdf", "Task 1"),
    ),
    Kind(
        "reader",
        "The materials of a lesson: sources and accounts, with help beside their lines",
        ("sek1/reader-1.pdf", "Artikel 9"),
        ("clil/reader-2.pdf", "Security Treaty"),
    ),
    Kind(
        "teacher",
        "A lesson at a time: plan, board, expected answers in short",
        ("sek2/teacher.pdf", "Was sagt Artikel 9"),
        ("clil/teacher.pdf", "Stumbling blocks"),
    ),
    Kind(
        "test",
        "Two variants with tasks of their own, a key of marks, a line to sign",
        ("sek1/test-a.pdf", ""),
        ("clil/test-b.pdf", ""),
    ),
    Kind(
        "flashcards",
        "Questions in front, answers on the back; to be printed on both sides and cut",
        ("sek2/flashcards-2.pdf", ""),
        ("adult/flashcards-1.pdf", ""),
    ),
    Kind(
        "poster",
        "One idea on a wall: figures, turning points to scale, voices, on A3",
        ("sek1/poster.pdf", ""),
        ("uni/poster.pdf", ""),
    ),
    Kind(
        "timeline-cards",
        "The timeline to hang on a string, two cards a sheet",
        ("sek1/timeline-cards.pdf", ""),
        ("uni/timeline-cards.pdf", ""),
    ),
    Kind(
        "deck",
        "Slides with native charts and diagrams, and notes for the speaker",
        ("sek1/deck.pptx", "Krieg und Niederlage"),
        ("clil/deck.pptx", "Okinawa’s share was"),
    ),
)
READERS = {
    "sek1": "lower secondary",
    "sek2": "upper secondary",
    "clil": "bilingual lessons",
    "adult": "adults",
    "easy": "easy to read",
    "uni": "university",
}


@dataclass(frozen=True)
class Folder:
    """Pictures of one width in pixels, none larger than `most_bytes`."""

    width: int
    most_bytes: int
    pictures: tuple[Picture, ...]


FOLDERS = {
    "pictures": Folder(
        640,
        120_000,
        (
            Picture("handout.png", "de/sek2/handout.pdf", "US-Militärpersonal in Japan (einschließlich Okinawa)"),
            Picture("worksheet.png", "de/sek2/worksheet-1.pdf", "Aufgabe 1"),
            Picture("slide-timeline.png", "de/sek2/deck.pptx", "Krieg und Niederlage"),
            Picture("slide-chart.png", "en/clil/deck.pptx", "Okinawa’s share was"),
        ),
    ),
    "gallery": Folder(360, 40_000, tuple(picture for kind in GALLERY for picture in kind.pictures)),
}


def main(output: Path, target: Path) -> None:
    """Draw every picture of a folder; stops at the first file that has not been built."""
    if target.name not in FOLDERS:
        sys.exit(f"{target.name} is none of {', '.join(FOLDERS)}")
    folder = FOLDERS[target.name]
    target.mkdir(parents=True, exist_ok=True)
    for picture in folder.pictures:
        with tempfile.TemporaryDirectory() as scratch:
            pdf = as_pdf(output / picture.file, Path(scratch))
            page = page_that_says(picture.words, pdf)
            shrink(draw(pdf, page, folder.width, Path(scratch)), target / picture.name, folder)
        print(target / picture.name)
    if target.name == "gallery":
        (target / "README.md").write_text(gallery_page(GALLERY), encoding="utf-8", newline="\n")


def gallery_page(kinds: Iterable[Kind]) -> str:
    """The README.md of the gallery: a row for each kind of document."""
    rows = [
        f"| **{kind.document}**: {kind.seen} | " + " | ".join(shown(kind, picture) for picture in kind.pictures) + " |"
        for kind in kinds
    ]
    head = [
        "# Gallery",
        "",
        "A page of each kind of document, in German and in English, each for other readers. `make gallery` draws it",
        "anew from the built files.",
        "",
        "| what to see | German | English |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def shown(kind: Kind, picture: Picture) -> str:
    """A picture, what it shows and for whom."""
    language, audience, _ = picture.file.split("/")
    tongue = {"de": "German", "en": "English"}[language]
    return f"![{tongue} {kind.document}, {READERS[audience]}]({picture.name})<br>{READERS[audience]}"


def as_pdf(path: Path, scratch: Path) -> Path:
    """The file itself, or a deck as LibreOffice prints it."""
    if not path.is_file():
        sys.exit(f"{path} is not there; build it first: make build")
    if path.suffix == ".pdf":
        return path
    # A profile of its own, so that an open LibreOffice is left alone.
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return scratch / f"{path.stem}.pdf"


def page_that_says(words: str, pdf: Path) -> int:
    """The number of the first such page, counted from 1."""
    done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8", timeout=60)
    pages = [" ".join(page.split()) for page in done.stdout.split("\f")]
    found = next((number for number, page in enumerate(pages, 1) if words in page), None)
    return found or sys.exit(f'no page of {pdf.name} says "{words}"')


def draw(pdf: Path, page: int, width: int, scratch: Path) -> Path:
    """One page as PNG, twice as wide as it will be."""
    target = scratch / "page"
    size = ["-scale-to-x", str(2 * width), "-scale-to-y", "-1"]
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), *size, str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target.with_suffix(".png")


def shrink(source: Path, target: Path, folder: Folder) -> None:
    """Save with as many colours as the folder's limit allows."""
    with Image.open(source) as image:
        height = round(image.height * folder.width / image.width)
        small = image.convert("RGB").resize((folder.width, height), Image.Resampling.LANCZOS)
    for colours in (128, 64, 32, 16, 8, 4, 2):
        small.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= folder.most_bytes:
            return


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
