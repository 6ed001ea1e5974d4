"""`handouts build --roster`: each of its options decides what is made, and a list that has changed is seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import Result
from pypdf import PdfReader

from handouts.model.readers import check_character

Build = Callable[..., str]


@pytest.fixture
def roster(project: Path) -> Path:
    """A class of two, outside of the project's content."""
    path = project / "9b.csv"
    path.write_text("name\nAda Müller\nBo Li\n", "utf-8")
    return path


@pytest.fixture
def build(project: Path, roster: Path, run: Callable[..., Result]) -> Build:
    """Build worksheets for the list; what is said of it."""

    def built(*options: str) -> str:
        chosen = ("--lang", "de", "--audience", "class", "--only", "worksheet")
        result = run("build", "-C", project, "--roster", roster, *chosen, *options)
        assert result.exit_code == 0, result.output
        return str(result.output)

    return built


def text(project: Path, name: str) -> str:
    return "".join(page.extract_text() for page in PdfReader(project / "output/classes" / name).pages)


def qr_codes(path: Path) -> set[str]:
    pages = (page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(path))
    return {code.text for page in pages for code in zxingcpp.read_barcodes(page)}


@pytest.mark.slow
def test_a_list_that_has_changed_is_seen(project: Path, roster: Path, build: Build) -> None:
    assert "built 2, fresh 0" in build()
    assert "built 0, fresh 2" in build()
    roster.write_text("name\nAda Müller\nBo Lu\nZoë Groß\n", "utf-8")
    said = build()
    assert "classes/9b/worksheet-zoe-gross.pdf\n" in said
    assert "1 file is there that the project no longer makes" in said, "that of Bo Li"
    assert "Zoë Groß" in text(project, "9b/worksheet-zoe-gross.pdf")
    assert "Bo Lu" in text(project, "9b/worksheet-bo-lu.pdf")


@pytest.mark.slow
def test_what_was_made_without_an_option_is_not_fresh_with_it(project: Path, build: Build) -> None:
    assert "built 2" in build()
    code = r"9B-02-WORKSHEET-[0-9A-Z]"
    assert not re.search(code, text(project, "9b/worksheet-bo-li.pdf"))
    assert "built 2" in build("--code", "short")
    (found,) = re.findall(code, text(project, "9b/worksheet-bo-li.pdf"))
    assert found[-1] == check_character(found[:-2])
    assert "built 2" in build("--code", "qr")
    assert qr_codes(project / "output/classes/9b/worksheet-bo-li.pdf") == {found}
    assert "classes/9b/worksheet.pdf\nbuilt 1" in build("--code", "qr", "--merge")
    both = text(project, "9b/worksheet.pdf")
    assert "Ada Müller" in both
    assert "Bo Li" in both
    assert "classes/q1/worksheet-bo-li.pdf" in build("--class", "Q1")
    assert re.search(r"Klasse\s+Q1", text(project, "q1/worksheet-bo-li.pdf"))
    assert "built 2" in build(), "those with a code were there"
    assert "built 0, fresh 2" in build()


@pytest.mark.parametrize("option", [["--merge"], ["--code", "qr"], ["--class", "9b"]])
def test_options_of_a_list_want_one(project: Path, run: Callable[..., Result], option: list[str]) -> None:
    result = run("build", "-C", project, *option)
    assert result.exit_code == 2
    assert "go with --roster FILE" in result.output
    assert not (project / "output").exists()


def test_a_dry_run_tells_what_would_be_made_for_whom(project: Path, build: Build) -> None:
    assert "classes/9b/worksheet-bo-li.pdf: not there" in build("-n")
    assert not (project / "output").exists()
    build()
    said = build("-n", "--code", "short")
    assert "classes/9b/worksheet-bo-li.pdf: content, settings or templates changed" in said
    assert "would build 2, fresh 0" in said
