"""Make the pictures in docs/pictures/ from built files: make_pictures.py OUTPUT PICTURES.

Pages are drawn by pdftoppm (Poppler), slides by LibreOffice first. Pictures are small: 8-bit palette PNG.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

WIDTH = 640
MOST_BYTES = 120_000


@dataclass(frozen=True)
class Picture:
    """The first page or slide of a built file that says `words`."""

    name: str
    file: str
    words: str


PICTURES = (
    Picture("handout.png", "de/sek2/handout.pdf", "US-Militärpersonal in Japan (einschließlich Okinawa)"),
    Picture("worksheet.png", "de/sek2/worksheet.pdf", "Aufgabe 1"),
    Picture("slide-title.png", "de/sek2/deck.pptx", "Leitfrage"),
    Picture("slide-chart.png", "en/clil/deck.pptx", "M7b"),
)


def main(output: Path, folder: Path) -> None:
    """Draw every picture; stops at the first file that has not been built."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as scratch:
            pdf = as_pdf(output / picture.file, Path(scratch))
            page = page_that_says(picture.words, pdf)
            shrink(draw(pdf, page, Path(scratch)), folder / picture.name)
        print(folder / picture.name)


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


def draw(pdf: Path, page: int, scratch: Path) -> Path:
    """One page as PNG, twice as wide as it will be."""
    target = scratch / "page"
    size = ["-scale-to-x", str(2 * WIDTH), "-scale-to-y", "-1"]
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), *size, str(pdf), str(target)]
    subprocess.run(command, check=True, timeout=60)
    return target.with_suffix(".png")


def shrink(source: Path, target: Path) -> None:
    """Save with as many colours as MOST_BYTES allows."""
    with Image.open(source) as image:
        small = image.convert("RGB").resize(
            (WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS
        )
    for colours in (128, 64, 32, 16, 8, 4):
        small.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
