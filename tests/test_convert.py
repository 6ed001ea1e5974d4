"""Decks that somebody else wrote: their files, their pictures, and what is said of what is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from handouts import reader
from handouts.convert import Converted, convert
from handouts.errors import ContentError
from handouts.starter import starter

BRAND = reader.read_brand(starter() / "templates/themes/classic/brand.yaml", root=starter())


def converted(folder: Path, body: str, *, head: str = "<title>Trees</title>") -> Converted:
    page = folder / "deck.html"
    page.write_text(f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>', "utf-8")
    return convert(page, BRAND)


def picture(path: Path, kind: str) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (8, 4), "#224466").save(path, kind)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_pictures_beside_the_page_are_taken_in(tmp_path: Path, kind: str) -> None:
    picture(tmp_path / "shots" / "a leaf", kind)
    made = converted(tmp_path, '<section><h2>Leaf</h2><img data-src="shots/a%20leaf" alt="A leaf"></section>')
    (slide,) = Presentation(io.BytesIO(made.data)).slides
    (shown,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert shown._element.xpath("./*/p:cNvPr/@descr") == ["A leaf"]
    assert (shown.image.size, made.remarks, made.slides) == ((8, 4), (), 1)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org/leaf.png", "nothing is fetched"),
        ("//example.org/leaf.png", "nothing is fetched"),
        ("file:///etc/hostname", "nothing is fetched"),
        ("../leaf.png", "outside the folder"),
        ("link.png", "outside the folder"),
        ("none.png", "is not there"),
        ("deck.html", "is not a picture"),
    ],
)
def test_other_pictures_are_named_and_words_stand_for_them(tmp_path: Path, address: str, reason: str) -> None:
    picture(tmp_path / "leaf.png", "PNG")
    folder = tmp_path / "talk"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "leaf.png")
    made = converted(folder, f'<section><h2>Leaf</h2>\n<img src="{address}" alt="A leaf"></section>')
    (remark,) = made.remarks
    assert (remark.path, remark.line) == ("deck.html", 5)
    assert address in remark.message
    assert reason in remark.message
    (slide,) = Presentation(io.BytesIO(made.data)).slides
    assert "A leaf" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_markdown_in_a_file_of_its_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text("## Oak\n\nLobed.\n\n---\n\n## Elm\n", "utf-8")
    made = converted(tmp_path, '<section data-markdown="more.md"></section>')
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(made.data)).slides]
    assert (titles, made.remarks) == (["Oak", "Elm"], ())


def test_what_slides_cannot_hold_is_said_with_its_line(tmp_path: Path) -> None:
    body = (
        '<section data-background-image="wood.jpg"><h2>A</h2>\n<video src="films/oak.mp4"></video>\n'
        '<tree-map>words</tree-map>\n<span class="math inline">a+b</span></section>'
    )
    made = converted(tmp_path, body)
    assert [(remark.line, remark.message) for remark in made.remarks] == [
        (4, "the slide's own background is left out; the theme has one"),
        (5, "a film (<video>) is shown as words: [video: oak.mp4]"),
        (6, "<tree-map> is not known; its text is kept"),
        (7, "a formula is shown as plain text: a+b"),
    ]
    (slide,) = Presentation(io.BytesIO(made.data)).slides
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(words in text for words in ("[video: oak.mp4]", "words", "a+b"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        ("<p>Bäume".encode("latin-1"), "not UTF-8"),
        (b"<html><body></body></html>", "there are no slides"),
    ],
)
def test_pages_that_are_none_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    page = tmp_path / "deck.html"
    page.write_bytes(data)
    with pytest.raises(ContentError, match=rf"deck\.html: .*{reason}"):
        convert(page, BRAND)


def test_a_page_without_sections_is_one_slide(tmp_path: Path) -> None:
    made = converted(tmp_path, "<h1>Trees</h1><p>Many.</p>")
    assert made.slides == 1
