"""Pictures for the README are small, and come from files that are there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

import make_pictures

ROOT = Path(__file__).resolve().parents[2]


def test_even_noise_becomes_a_small_palette_picture(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(1280 * 900 * 3)
    source, target = tmp_path / "page.png", tmp_path / "small.png"
    Image.frombytes("RGB", (1280, 900), noise).save(source)
    make_pictures.shrink(source, target)
    with Image.open(target) as small:
        assert (small.mode, small.size) == ("P", (640, 450))
    assert target.stat().st_size <= make_pictures.MOST_BYTES


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"handout\.pdf is not there"):
        make_pictures.main(tmp_path, tmp_path / "pictures")


@pytest.mark.parametrize("picture", make_pictures.PICTURES, ids=lambda picture: picture.name)
def test_the_readme_shows_each_picture_and_it_is_small(picture: make_pictures.Picture) -> None:
    assert f"docs/pictures/{picture.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    path = ROOT / "docs" / "pictures" / picture.name
    with Image.open(path) as image:
        assert image.mode == "P"
    assert path.stat().st_size <= make_pictures.MOST_BYTES
