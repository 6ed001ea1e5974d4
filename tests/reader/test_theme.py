"""brand.yaml with a logo, and a master beside it: taken in if they are sound, else refused with the line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from handouts import reader
from handouts.errors import ContentError


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (90, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def theme(tmp_path: Path, root: Path) -> Path:
    """The folder of a theme in a project."""
    folder = tmp_path / "templates" / "themes" / "school"
    folder.mkdir(parents=True)
    text = (root / "templates" / "themes" / "classic" / "brand.yaml").read_text(encoding="utf-8")
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    return folder


def with_lines(theme: Path, *lines: str) -> int:
    """Add lines to brand.yaml; return the number of the first."""
    path = theme / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return text.count("\n") + 1


def read(theme: Path) -> reader.Theme:
    return reader.read_theme(theme / "brand.yaml", root=theme.parents[2])


def refused(theme: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read(theme)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_part_of_the_brand(theme: Path, kind: str) -> None:
    with_lines(theme, "logo: {file: logo.bin, alt: A school}")
    (theme / "logo.bin").write_bytes(picture(kind))
    logo = read(theme).brand.logo
    assert logo is not None
    assert logo.data == picture(kind)
    assert logo.address.startswith(f"data:image/{kind.lower()};base64,")


def test_without_one_there_is_none(theme: Path) -> None:
    found = read(theme)
    assert (found.brand.logo, found.master, found.brand.layouts) == (None, None, {})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "does not exist"),
        (b"GIF89a", "is no PNG or JPEG"),
        (picture("GIF"), "is no PNG or JPEG"),
        (picture()[:45], "is no PNG or JPEG"),
        (picture("JPEG", "CMYK"), "colours for printing houses"),
        (picture(size=(5000, 10)), "5000 × 10 pixels"),
        (picture() + bytes(2_100_000), "is larger than 2 MB"),
    ],
    ids=["missing", "no picture", "GIF", "broken off", "CMYK", "too many pixels", "too large"],
)
def test_a_logo_that_cannot_be_shown_is_refused_at_its_line(theme: Path, data: bytes | None, said: str) -> None:
    line = with_lines(theme, "logo:", "  alt: A school", "  file: logo.png") + 2
    if data is not None:
        (theme / "logo.png").write_bytes(data)
    found = refused(theme)
    assert found.startswith(f"templates/themes/school/brand.yaml:{line}:3: logo: ")
    assert said in found


@pytest.mark.parametrize("name", ["../logo.png", "/etc/hostname", "link.png"])
def test_a_logo_lies_in_the_folder_of_the_theme(theme: Path, name: str) -> None:
    (theme.parent / "logo.png").write_bytes(picture())
    (theme / "link.png").symlink_to(theme.parent / "logo.png")
    with_lines(theme, f"logo: {{file: {name}, alt: A school}}")
    assert "leads out of the folder of the theme" in refused(theme)


def test_a_logo_says_what_it_shows_and_names_its_file(theme: Path) -> None:
    (theme / "logo.png").write_bytes(picture())
    with_lines(theme, "logo: {file: logo.png}")
    assert 'lacks "alt"' in refused(theme)


def test_the_picture_itself_is_not_written_into_brand_yaml(theme: Path) -> None:
    (theme / "logo.png").write_bytes(picture())
    with_lines(theme, "logo: {file: logo.png, alt: A school, data: abc}")
    assert 'unknown key "data"' in refused(theme)


@pytest.mark.parametrize("name", ["master.pptx", "master.potx"])
def test_a_master_beside_it_is_read(theme: Path, name: str) -> None:
    (theme / name).write_bytes(b"PK")
    found = read(theme)
    assert (found.master, found.master_path) == (b"PK", f"templates/themes/school/{name}")


def test_two_masters_are_one_too_many(theme: Path) -> None:
    for name in ("master.pptx", "master.potx"):
        (theme / name).write_bytes(b"PK")
    assert refused(theme) == "templates/themes/school/master.potx: there is master.pptx too; delete one of them"


def test_a_map_of_layouts_needs_a_master(theme: Path) -> None:
    line = with_lines(theme, "layouts: {Title Slide: Deckblatt}")
    found = refused(theme)
    assert found.startswith(f"templates/themes/school/brand.yaml:{line}:1: layouts: ")
    assert "put master.pptx here" in found


def test_a_project_needs_no_brand_of_its_own_for_its_master(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "templates" / "themes" / "classic"
    folder.mkdir(parents=True)
    (folder / "master.pptx").write_bytes(b"PK")
    found = reader.read_theme(root / "templates" / "themes" / "classic" / "brand.yaml", root=root, folder=folder)
    assert (found.master, found.master_path) == (b"PK", "templates/themes/classic/master.pptx")
