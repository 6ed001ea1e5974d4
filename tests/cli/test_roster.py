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


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--merge"]], ids=["each", "merged"])
def test_a_name_that_no_font_has_keeps_nobody_waiting(
    project: Path, roster: Path, run: Callable[..., Result], options: list[str]
) -> None:
    roster.write_text("name;Klasse\nAda Müller;9b\nأحمد محمد;9b\nBo Li;9b\n", "utf-8")
    chosen = ("--lang", "de", "--audience", "class", "--only", "worksheet", *options)
    for made in (["built 1" if options else "built 2"], ["built 0"]):
        result = run("build", "-C", project, "--roster", roster, *chosen)
        assert result.exit_code == 1
        assert made[0] in result.output
        assert re.search(r"9b\.csv:3:1: no font of the brand has .* \(in classes/9b/worksheet-02\.pdf\)", result.output)
        assert "editions failed: classes/9b/worksheet-02.pdf" in result.output
    texts = [text(project, path.relative_to(project / "output/classes").as_posix()) for path in _made(project)]
    assert sum("Ada Müller" in one for one in texts) == 1
    assert sum("Bo Li" in one for one in texts) == 1


@pytest.mark.slow
def test_names_in_other_scripts_are_printed(project: Path, roster: Path, run: Callable[..., Result]) -> None:
    roster.write_text("Nachname;Vorname;Klasse\n김;민준;9b\nMüller;Ada;9b\n", "utf-8")
    chosen = ("--lang", "de", "--audience", "class", "--only", "worksheet")
    result = run("build", "-C", project, "--roster", roster, *chosen)
    assert result.exit_code == 0, result.output
    assert "김 민준" in text(project, "9b/worksheet-01.pdf")


def _made(project: Path) -> list[Path]:
    return sorted((project / "output/classes").rglob("*.pdf"))


@pytest.mark.slow
def test_what_is_guessed_of_a_list_is_told_each_time(project: Path, roster: Path, run: Callable[..., Result]) -> None:
    roster.write_text("kurz;lang;voran\nAM;Müller;Ada\nSumme: 1;;\n", "utf-8")
    chosen = ("--lang", "de", "--audience", "class", "--only", "worksheet")
    refused = run("build", "-C", project, "--roster", roster, *chosen)
    assert refused.exit_code == 1
    assert 'here is "kurz", "lang", "voran"' in refused.output
    columns = ("--column", "last=lang", "--column", "first=voran")
    for _ in range(2):
        result = run("build", "-C", project, "--roster", roster, *chosen, *columns)
        assert result.exit_code == 0, result.output
        assert '9b.csv:1:1: no column of classes among "kurz", "lang", "voran", so "9b"' in result.output
        assert "9b.csv:3:1: left out, since it names no pupil: Summe: 1" in result.output
    settings = project / "handouts.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nroster_columns: {last: lang, first: voran}\n", "utf-8")
    assert run("build", "-C", project, "--roster", roster, *chosen).exit_code == 0
    assert "Ada Müller" in text(project, "9b/worksheet-ada-mueller.pdf")


@pytest.mark.parametrize("column", ["lang", "surname=lang", "last=", "=lang"])
def test_columns_are_named_with_what_they_hold(project: Path, run: Callable[..., Result], column: str) -> None:
    result = run("build", "-C", project, "--roster", "9b.csv", "--column", column)
    assert result.exit_code == 2
    assert "should be first, last, name, class" in result.output.replace("\n", " ")
