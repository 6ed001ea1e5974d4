"""Pages put together on sheets by `--booklet` and `--n-up`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader


@pytest.mark.parametrize(
    ("option", "name", "size"),
    [(["--booklet"], "handout-booklet.pdf", (297, 210)), (["--n-up", "2"], "handout-2up.pdf", (297, 210))],
)
def test_pages_on_sheets_are_built_beside_the_plain_ones(
    project: Path, option: list[str], name: str, size: tuple[int, int], run: Callable[..., Result]
) -> None:
    chosen = ["-C", project, "--lang", "de", "--audience", "class", "--only", "handout", *option]
    result = run("build", *chosen)
    assert result.exit_code == 0, result.output
    folder = project / "output/de/class"
    assert {path.name for path in folder.iterdir()} == {"handout.pdf", name}
    assert "built 2, " in result.output
    assert [line.split()[0] for line in run("list", *chosen).output.splitlines()] == ["built", "built"]
    sheets, pages = (PdfReader(folder / file) for file in (name, "handout.pdf"))
    assert [round(float(side) / 72 * 25.4) for side in sheets.pages[0].mediabox[2:]] == list(size)
    assert "Grundgesetz" in "".join(page.extract_text() for page in sheets.pages)
    assert len(sheets.pages) == -(-len(pages.pages) // 2) or "booklet" in name


def test_a_booklet_of_us_letter_is_folded_to_half_letter(project: Path, run: Callable[..., Result]) -> None:
    settings = project / "handouts.yaml"
    settings.write_text(settings.read_text("utf-8") + "\npaper: letter\n", "utf-8")
    chosen = ["-C", project, "--lang", "en", "--audience", "class", "--only", "worksheet", "--booklet"]
    assert run("build", *chosen).exit_code == 0
    (page, *_) = PdfReader(project / "output/en/class/worksheet-booklet.pdf").pages
    assert [round(float(side) / 72, 3) for side in page.mediabox[2:]] == [11, 8.5]


def test_a_booklet_is_set_on_pages_of_half_a_sheet_with_type_as_large_as_ever(
    project: Path, run: Callable[..., Result]
) -> None:
    chosen = ["-C", project, "--lang", "de", "--audience", "class", "--only", "handout", "--booklet", "--n-up", "2"]
    assert run("build", *chosen).exit_code == 0
    folder = project / "output/de/class"

    def largest(name: str, scaled: bool = True) -> float:
        """The size of the title in points; text is told in the measures of its page, not of the sheet."""
        (page, *_), sizes = PdfReader(folder / name).pages, []
        page.extract_text(visitor_text=lambda _, cm, tm, font, size: sizes.append(abs(cm[3] * tm[3] * size)))
        return max(sizes) * (float(page["/Contents"].get_data().split()[1]) if scaled else 1)

    plain = largest("handout.pdf", scaled=False)
    assert largest("handout-booklet.pdf") == pytest.approx(plain, rel=0.001)
    assert largest("handout-2up.pdf") == pytest.approx(plain * 0.5**0.5, rel=0.001)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "poster", "--booklet"], "there is no booklet of poster; the project can make one of handout,"),
        (["--only", "deck", "--only", "poster", "--n-up", "2"], "there is no 2up of deck or poster; "),
        (["--only", "teacher", "--booklet"], "there is no booklet of teacher; "),
        (["--n-up", "3"], "'3' is not one of '2', '4'"),
    ],
)
def test_what_cannot_be_put_on_sheets_is_said(
    project: Path, arguments: list[str], said: str, run: Callable[..., Result]
) -> None:
    result = run("build", "-C", project, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (project / "output").exists()


def test_documents_that_are_no_pages_to_turn_stay_as_they_are(project: Path, run: Callable[..., Result]) -> None:
    chosen = ["-C", project, "--lang", "de", "--audience", "class", "--booklet", "--n-up", "4"]
    names = [Path(line.split()[-1]).name for line in run("list", *chosen).output.splitlines()]
    assert [name for name in names if "booklet" in name or "4up" in name] == [
        "handout-booklet.pdf",
        "handout-4up.pdf",
        "worksheet-booklet.pdf",
        "worksheet-4up.pdf",
        "teacher-4up.pdf",
        "test-a-booklet.pdf",
        "test-a-4up.pdf",
        "test-b-booklet.pdf",
        "test-b-4up.pdf",
    ]
    assert names.index("handout.pdf") == names.index("handout-booklet.pdf") - 1
