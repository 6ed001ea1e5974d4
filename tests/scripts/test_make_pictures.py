"""Pictures for the READMEs are small, and come from files that are there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

import make_pictures

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SHOWN = [(name, picture) for name, folder in make_pictures.FOLDERS.items() for picture in folder.pictures]
PAGES = {"pictures": ROOT / "README.md", "gallery": DOCS / "gallery" / "README.md"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "height"), [("pictures", 450), ("gallery", 253)])
def test_even_noise_becomes_a_small_palette_picture(tmp_path: Path, name: str, height: int) -> None:
    noise = random.Random(1).randbytes(1280 * 900 * 3)
    source, target = tmp_path / "page.png", tmp_path / "small.png"
    Image.frombytes("RGB", (1280, 900), noise).save(source)
    folder = make_pictures.FOLDERS[name]
    make_pictures.shrink(source, target, folder)
    with Image.open(target) as small:
        assert (small.mode, small.size) == ("P", (folder.width, height))
    assert target.stat().st_size <= folder.most_bytes


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"handout\.pdf is not there"):
        make_pictures.main(tmp_path, tmp_path / "pictures")


def test_an_unknown_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="paintings is none of pictures, gallery"):
        make_pictures.main(tmp_path, tmp_path / "paintings")


@pytest.mark.parametrize(("name", "picture"), SHOWN, ids=lambda value: getattr(value, "name", value))
def test_the_readme_shows_each_picture_and_it_is_small(name: str, picture: make_pictures.Picture) -> None:
    path = DOCS / name / picture.name
    assert path.relative_to(PAGES[name].parent).as_posix() in PAGES[name].read_text(encoding="utf-8")
    with Image.open(path) as image:
        assert image.mode == "P"
    assert path.stat().st_size <= make_pictures.FOLDERS[name].most_bytes


def test_the_gallery_shows_every_document_and_is_what_the_script_writes() -> None:
    assert PAGES["gallery"].read_text(encoding="utf-8") == make_pictures.gallery_page(make_pictures.GALLERY)
    assert [
        kind.document for kind in make_pictures.GALLERY
    ] == "handout worksheet reader teacher test flashcards poster timeline-cards deck".split()
    assert sum(path.stat().st_size for path in (DOCS / "gallery").iterdir()) < 1_000_000
