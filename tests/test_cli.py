"""The command line: what it says, what it writes, and with which exit code."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from handouts.cli import main

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project, free to be broken."""
    return Path(shutil.copytree(ROOT / "tests" / "lesson", tmp_path / "project"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_list_names_every_edition_and_whether_it_is_there(project: Path) -> None:
    result = run("list", "-C", project, "-o", project / "out")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == 24
    assert all(line.startswith("missing") for line in lines)
    assert lines[0].endswith("out/de/class/handout.pdf")
    (project / "out/de/class").mkdir(parents=True)
    (project / "out/de/class/handout.pdf").touch()
    assert run("list", "-C", project, "-o", project / "out").output.splitlines()[0].startswith("built")


def test_build_writes_what_was_chosen_and_nothing_else(project: Path) -> None:
    result = run("build", "-C", project, "--lang", "de", "--audience", "class", "--only", "worksheet", "--only", "deck")
    assert result.exit_code == 0, result.output
    made = {path.relative_to(project / "output").as_posix() for path in (project / "output").rglob("*.*")}
    assert made == {"de/class/worksheet.pdf", "de/class/deck.pptx"}
    assert "2 files" in result.output
    assert "Grundgesetz" in PdfReader(project / "output/de/class/worksheet.pdf").pages[0].extract_text()


def test_quiet_says_nothing(project: Path) -> None:
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
def test_a_selection_that_does_not_exist(project: Path, arguments: list[str], said: str) -> None:
    result = run("build", "-C", project, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (project / "output").exists()


def test_broken_content_stops_everything_with_all_its_problems(project: Path) -> None:
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


def test_a_failing_edition_keeps_its_last_file_and_the_others_are_built(project: Path) -> None:
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
    assert "templates/worksheet/html.j2:1: 'nonsense' is undefined" in result.output
    assert "1 of 2 editions failed: de/class/worksheet.pdf" in result.output
    assert last.read_bytes() == b"last good file"
    assert (project / "output/de/class/flashcards.pdf").is_file()


def test_check_finds_nothing_in_the_tiny_lesson(project: Path) -> None:
    result = run("check", "-C", project)
    assert result.exit_code == 0, result.output
    assert "nothing to mend in tiny" in result.output


def test_no_project_here(tmp_path: Path) -> None:
    result = run("list", "-C", tmp_path)
    assert result.exit_code == 1
    assert "there is no handouts.yaml" in result.output


def test_works_from_any_folder_inside_the_project(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from handouts.cli import main; main()", "list", "--audience", "class"],
        cwd=project / "content/tiny",
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "missing  " in done.stdout


def test_two_processes_write_the_same_bytes_as_one(project: Path) -> None:
    for workers in ("1", "2"):
        result = run(
            "build", "-C", project, "--lang", "en", "--audience", "adult", "-j", workers, "-o", project / workers
        )
        assert result.exit_code == 0, result.output
    files = sorted(path.relative_to(project / "1") for path in (project / "1").rglob("*.p*") if path.is_file())
    assert len(files) == 4
    assert [file for file in files if (project / "1" / file).read_bytes() != (project / "2" / file).read_bytes()] == []


@pytest.mark.parametrize("command", list(main.commands))
def test_every_command_shows_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert all(parameter.help for parameter in main.commands[command].params if hasattr(parameter, "help"))


def test_help_loads_neither_writer() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from handouts.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        "print([name for name in ('weasyprint', 'pptx', 'matplotlib', 'jinja2', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"
