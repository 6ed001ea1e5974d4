"""Decks that somebody else wrote: their files, their pictures, and what is said of what is lost."""

from __future__ import annotations

import base64
import io
import os
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
        (4, "the slide's own background is left out: the picture wood.jpg is not there"),
        (5, "a film (<video>) is shown as words: [video: oak.mp4]"),
        (6, "<tree-map> is not known; its text is kept"),
        (7, "a formula is shown as a line of text: a + b"),
    ]
    (slide,) = Presentation(io.BytesIO(made.data)).slides
    text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(words in text for words in ("[video: oak.mp4]", "words", "a + b"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        ("<p>Bäume".encode("latin-1"), "not UTF-8"),
        (b"<meta charset=iso-2022-kr><p>x", "is in an encoding that nobody reads; save it as UTF-8"),
        (b"<meta charset=shift_jis><p>\x81", "not SHIFT_JIS; save it as UTF-8"),
        ("\ufeff<p>x".encode("utf-16-le")[:-1], "not UTF-16LE"),
        (b"<!-- only words about it -->", "there is nothing in it"),
        (b"<section>" + b"<div>" * 5000, "cannot be read further than here"),
        (b"<html><body></body></html>", "there are no slides"),
    ],
)
def test_pages_that_are_none_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    page = tmp_path / "deck.html"
    page.write_bytes(data)
    with pytest.raises(ContentError, match=rf"deck\.html(?::1)?: .*{reason}"):
        convert(page, BRAND)


def test_a_page_without_sections_is_one_slide(tmp_path: Path) -> None:
    made = converted(tmp_path, "<h1>Trees</h1><p>Many.</p>")
    assert made.slides == 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_pictures_in_the_page_itself_are_taken_in(tmp_path: Path, kind: str) -> None:
    picture(tmp_path / "leaf", kind)
    data = base64.b64encode((tmp_path / "leaf").read_bytes()).decode()
    made = converted(tmp_path, f'<section><h2>Leaf</h2><img src="data:image/webp;base64,{data}" alt="A"></section>')
    (slide,) = Presentation(io.BytesIO(made.data)).slides
    assert [shape.image.content_type for shape in slide.shapes if hasattr(shape, "image")] == ["image/png"]
    assert made.remarks == ()


@pytest.mark.parametrize("address", ["data:image/png;base64,%%%", "data:image/png;base64,QUJD", "data:,x", "data:x"])
def test_pictures_in_the_page_that_are_none_are_named(tmp_path: Path, address: str) -> None:
    (remark,) = converted(
        tmp_path, f'<section><h2>Leaf</h2>\n<img data-src="{address}" alt="A leaf"></section>'
    ).remarks
    assert (remark.line, "words stand for it" in remark.message) == (5, True)


def test_what_comes_after_a_large_picture_is_not_lost(tmp_path: Path) -> None:
    size = 2200
    Image.frombytes("RGB", (size, size), os.urandom(3 * size * size)).save(tmp_path / "leaf.png")
    assert (tmp_path / "leaf.png").stat().st_size > 12_000_000
    made = converted(tmp_path, '<section><h2>A</h2><img src="leaf.png" alt="A"></section><section><h2>B</h2></section>')
    assert (made.slides, made.remarks) == (2, ())


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "latin1", "utf-8", "koi8-r", "utf-16", "nonsense"])
def test_a_page_is_read_in_the_encoding_that_browsers_take(tmp_path: Path, encoding: str) -> None:
    """The standard has ISO-8859-1 mean Windows-1252, and what is in UTF-8 after all not be in UTF-16."""
    title = "Привет" if encoding == "koi8-r" else "Größe"
    page = tmp_path / "deck.html"
    html = f'<!DOCTYPE html><html lang="de"><head><meta charset="{encoding}"></head><section><h2>{title}</h2></section>'
    page.write_bytes(html.encode("utf-8" if encoding in ("utf-16", "nonsense") else encoding))
    (slide,) = Presentation(io.BytesIO(convert(page, BRAND).data)).slides
    assert slide.shapes.title.text == title


def test_a_byte_order_mark_decides(tmp_path: Path) -> None:
    page = tmp_path / "deck.html"
    for encoding in ("utf-8-sig", "utf-16"):
        page.write_bytes('<meta charset="windows-1252"><section><h2>Größe</h2></section>'.encode(encoding))
        (slide,) = Presentation(io.BytesIO(convert(page, BRAND).data)).slides
        assert slide.shapes.title.text == "Größe"


def test_invisible_characters_are_left_out_and_named_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text("## Oak\n\nLobed\x07.", "utf-8")
    made = converted(
        tmp_path,
        "<section><h2>Leaf\v2</h2>\n<p>one\vtwo\x07 three\f &#xFFFE;</p></section>"
        '<section data-markdown="more.md"></section>',
    )
    first, second = Presentation(io.BytesIO(made.data)).slides
    assert [shape.text_frame.text for shape in first.shapes][:2] == ["Leaf 2", "one\vtwo three"]
    assert second.shapes[1].text_frame.text == "Lobed."
    assert [(one.path, one.line, one.message) for one in made.remarks] == [
        ("deck.html", 5, "the invisible character &#xFFFE; is left out"),
        ("deck.html", 5, "the invisible character U+0007 is left out"),
        ("more.md", 3, "the invisible character U+0007 is left out"),
    ]


def test_of_very_many_invisible_characters_not_each_is_named(tmp_path: Path) -> None:
    made = converted(tmp_path, f"<section><h2>Leaf</h2>{chr(10).join(chr(1) * 99)}</section>")
    assert len(made.remarks) == 21
    assert "more invisible characters are left out" in made.remarks[0].message


TRAPS = {"pipe": "not a plain file", "dev": "not a plain file", "dir": "not a plain file", "huge": "larger than 47 MB"}


@pytest.fixture
def traps(tmp_path: Path) -> Path:
    """What is no plain file, or one that nobody wants to read."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dir").mkdir()
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)
    return tmp_path


@pytest.mark.parametrize("trap", ["pipe", "dir", "huge"])
def test_nothing_is_read_but_plain_files(traps: Path, trap: str) -> None:
    made = converted(
        traps,
        f'<section><h2>A</h2><img src="{trap}" alt="A"></section>\n<section data-markdown="{trap}"></section>',
    )
    assert [one.line for one in made.remarks] == [4, 5]
    assert all(TRAPS[trap] in one.message for one in made.remarks)
    with pytest.raises(ContentError, match=rf"{trap}: cannot be read \({TRAPS[trap]}\)"):
        convert(traps / trap, BRAND)


def test_no_device_is_read(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to("/dev/zero")
    for path in (Path("/dev/zero"), tmp_path / "link.html"):
        with pytest.raises(ContentError, match="not a plain file"):
            convert(path, BRAND)


@pytest.mark.parametrize("address", ["x" * 5000, "a/" * 3000, "c%ff.png", "%00", "%2e%2e/x", "loop", "a%0ab.png"])
def test_addresses_that_no_file_can_have(tmp_path: Path, address: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    body = f'<section><h2>A</h2><img src="{address}" alt="A"></section>\n<section data-markdown="{address}"></section>'
    made = converted(tmp_path, body)
    assert [one.line for one in made.remarks] == [4, 5]
    assert all(len(one.message) < 250 for one in made.remarks)


def test_a_page_may_have_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    page = tmp_path / os.fsdecode(b"c\xff.html")
    (tmp_path / os.fsdecode(b"p\xff.png")).write_bytes(b"")
    page.write_text('<section><h2>A</h2><img src="p%ff.png" alt="A"></section><section><table></section>', "utf-8")
    (remark,) = convert(page, BRAND).remarks
    assert remark.path == r"c\xff.html"
    assert "is not a picture" in remark.message


def test_what_a_style_sheet_beside_the_page_hides_is_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("\ufeff.solution { display: none }\n.\x00x {", encoding="utf-8")
    (tmp_path / "paper.css").write_text("p { display: none }", encoding="utf-8")
    (tmp_path / "folder.css").mkdir()
    links = "".join(
        f'<link rel="stylesheet" href="{address}" media="{media}">\n'
        for address, media in (
            *(("own.css", ""), ("paper.css", "print"), ("folder.css", ""), ("../x.css", ""), ("dist/reveal.css", "")),
            ("https://example.org/x.css", ""),
        )
    )
    page = tmp_path / "talk.html"
    page.write_text(f'{links}<section><h2>T</h2><p>shown</p><p class="solution">secret</p></section>', encoding="utf-8")
    made = convert(page, BRAND)
    text = [shape.text for shape in Presentation(io.BytesIO(made.data)).slides[0].shapes if shape.has_text_frame]
    assert "shown" in "".join(text)
    assert "secret" not in "".join(text)
    told = [(one.line, one.message) for one in made.remarks]
    assert told == [
        (3, "the style sheet folder.css cannot be read (not a plain file); see what it is; what it hides is shown"),
        (4, "the style sheet ../x.css lies outside the folder of the page; what it hides is shown"),
        (7, "<p> is hidden on the page, so it is not on the slides either: secret"),
    ]
