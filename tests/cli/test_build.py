"""`handouts build`: what it writes, what it says, and with which exit code."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pptx import Presentation
from pypdf import PdfReader

from handouts.registry import extensions


def test_build_writes_what_was_chosen_and_nothing_else(project: Path, run: Callable[..., Result]) -> None:
    result = run("build", "-C", project, "--lang", "de", "--audience", "class", "--only", "worksheet", "--only", "deck")
    assert result.exit_code == 0, result.output
    made = {path.relative_to(project / "output").as_posix() for path in (project / "output").rglob("*.*")}
    assert made == {"de/class/worksheet.pdf", "de/class/deck.pptx", "manifest.json"}
    assert "built 2, fresh 0, failed 0, in " in result.output
    assert "Grundgesetz" in PdfReader(project / "output/de/class/worksheet.pdf").pages[0].extract_text()


def test_every_kind_of_file_is_built_and_nothing_is_left_to_do(
    project: Path, handouts: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    settings = project / "handouts.yaml"
    settings.write_text(settings.read_text("utf-8").replace("poster, deck]", "poster, deck, glossary]"), "utf-8")
    chosen = ("--lang", "de", "--audience", "class", "--only", "worksheet", "--only", "deck", "--only", "glossary")
    built = handouts("build", *chosen, "-j", "2", cwd=project)
    assert (built.returncode, built.stderr) == (0, "")
    made = {path.suffix.removeprefix("."): path for path in (project / "output/de/class").iterdir()}
    assert sorted(made) == [*extensions()]
    assert "Grundgesetz" in PdfReader(made["pdf"]).pages[0].extract_text()
    assert any("Grundgesetz" in shape.text_frame.text for shape in Presentation(str(made["pptx"])).slides[0].shapes)
    assert "\t" in made["tsv"].read_text("utf-8")
    assert "built 0, fresh 3, failed 0" in handouts("build", *chosen, cwd=project).stdout
    assert handouts("verify", cwd=project).returncode == 0


@pytest.mark.parametrize("named", ["../print", "content/../../print", "./print/..//print"])
def test_a_folder_may_be_named_by_a_way_through_the_project(
    project: Path, named: str, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "print").mkdir()
    result = run("build", "-o", named, "--lang", "de", "--audience", "class", "--only", "deck")
    assert result.exit_code == 0, result.output
    assert (project / named / "de/class/deck.pptx").is_file()


@pytest.mark.parametrize("named", ["link", "link/print", "content/../link/../other"])
def test_a_folder_that_a_link_in_the_project_leads_to_is_refused(
    project: Path, named: str, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project.parent / "elsewhere").mkdir()
    (project / "link").symlink_to(project.parent / "elsewhere")
    result = run("build", "-o", named, "--lang", "de", "--audience", "class", "--only", "deck")
    assert result.exit_code == 1
    assert "leads out of the project" in result.stderr


def test_quiet_says_nothing(project: Path, run: Callable[..., Result]) -> None:
    result = run("build", "-q", "-C", project, "--lang", "de", "--audience", "class", "--only", "flashcards")
    assert result.exit_code == 0
    assert result.output == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--audience", "clas"], 'there is no audience "clas"; did you mean "class"?'),
        (["--lang", "fr"], 'there is no language "fr"; the project has de, en'),
        (["--only", "hand-out"], 'there is no document "hand-out"; did you mean "handout"?'),
        (["--audience", "adult", "--only", "test"], "no edition fits this selection"),
    ],
)
def test_a_selection_that_does_not_exist(
    project: Path, arguments: list[str], said: str, run: Callable[..., Result]
) -> None:
    result = run("build", "-C", project, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (project / "output").exists()


def test_broken_content_stops_everything_with_all_its_problems(project: Path, run: Callable[..., Result]) -> None:
    tasks = project / "content/tiny/tasks.yaml"
    tasks.write_text(
        tasks.read_text("utf-8").replace("level: I\n", "level: IV\n").replace("points: 1", "points: 7"), "utf-8"
    )
    (project / "output").mkdir()
    (project / "output/keep.pdf").write_bytes(b"last good file")
    result = run("build", "-C", project)
    assert result.exit_code == 1
    assert result.output.count("content/tiny/tasks.yaml:") >= 2
    assert "Traceback" not in result.output
    assert [path.name for path in (project / "output").iterdir()] == ["keep.pdf"]


def test_a_failing_edition_keeps_its_last_file_and_the_others_are_built(
    project: Path, run: Callable[..., Result]
) -> None:
    template = project / "templates/worksheet/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "@base/worksheet/html.j2" %}{% block body %}{{ nonsense }}{% endblock %}')
    last = project / "output/de/class/worksheet.pdf"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"last good file")
    result = run(
        "build", "-C", project, "--lang", "de", "--audience", "class", "--only", "worksheet", "--only", "flashcards"
    )
    assert result.exit_code == 1
    assert "templates/worksheet/html.j2:1: " in result.output
    assert "1 of 2 editions failed: de/class/worksheet.pdf" in result.output
    assert last.read_bytes() == b"last good file"
    assert (project / "output/de/class/flashcards.pdf").is_file()


def test_two_processes_write_the_same_bytes_as_one(project: Path, run: Callable[..., Result]) -> None:
    for workers in ("1", "2"):
        result = run(
            "build", "-C", project, "--lang", "en", "--audience", "adult", "-j", workers, "-o", project / workers
        )
        assert result.exit_code == 0, result.output
    files = sorted(path.relative_to(project / "1") for path in (project / "1").rglob("*.p*") if path.is_file())
    assert len(files) == 4
    assert [file for file in files if (project / "1" / file).read_bytes() != (project / "2" / file).read_bytes()] == []


def test_an_unverified_wording_fails_what_prints_it_unless_it_is_a_draft(
    project: Path, run: Callable[..., Result]
) -> None:
    materials, rights = project / "content/tiny/materials.yaml", '    rights: {de: "Gesetzestext'
    told = '    unverified: {de: "der zweite Satz", en: "the second sentence"}\n'
    materials.write_text(materials.read_text("utf-8").replace(rights, told + rights, 1), "utf-8")
    asked = ("build", "-C", project, "--lang", "de", "--audience", "class", "--only", "handout", "--only", "flashcards")
    refused = run(*asked)
    assert refused.exit_code == 1
    assert "content/tiny/materials.yaml:90:5: quotation Q01: its wording is not verified in full" in refused.stderr
    assert "1 of 2 editions failed: de/class/handout.pdf" in refused.stderr
    draft = run(*asked, "--draft")
    assert draft.exit_code == 0, draft.output
    assert "content/tiny/materials.yaml:90:5: quotation Q01" in draft.stderr
    assert "a draft prints it to learners with a mark" in draft.stderr
    text = "".join(page.extract_text() for page in PdfReader(project / "output/de/class/handout.pdf").pages)
    assert "[Entwurf: Wortlaut nicht geprüft]" in " ".join(text.split())
    assert run(*asked).exit_code == 1, "a draft is not taken for what was asked for before"
    assert '"event": "draft"' in run(*asked, "--draft", "--format", "json").stdout
