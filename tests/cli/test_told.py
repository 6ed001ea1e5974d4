"""Where things are told, and what is said of a command or an option that nothing can mend."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run


def test_findings_are_what_was_asked_for_and_mistakes_of_usage_are_not(project: Path, run: Run) -> None:
    lesson = project / "content/tiny/lesson.yaml"
    lesson.write_text(lesson.read_text("utf-8") + "nonsense: 1\n", "utf-8")
    result = run("check", "-C", project)
    assert result.exit_code == 1
    assert "unknown key" in result.stdout
    assert result.stderr == ""
    usage = run("check", "--nonsense")
    assert (usage.exit_code, usage.stdout) == (2, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], 'there is no command "biuld"; did you mean "build"?'),
        (["theme", "lst"], 'there is no command "lst"; did you mean "list"?'),
        (["xyzzy"], "lists all of them"),
    ],
)
def test_the_nearest_command_is_named(run: Run, words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    "option",
    [("--audience", "nobody"), ("--only", "nothing"), ("--lang", "fr"), ("--plan", "99")],
    ids=lambda one: one[0],
)
def test_watch_ends_at_once_if_an_option_fits_nothing(project: Path, option: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "handouts", "watch", *option]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert option[1] in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_no_option_is_advised_that_is_not_there(project: Path, run: Run) -> None:
    (project / "templates").mkdir(mode=0o500)
    result = run("eject", "shared/base.css", "-C", project)
    assert "mend the rights of the folder" in result.stderr
    assert "-o" not in result.stderr


def test_a_document_that_is_not_there_does_not_stop_the_others(project: Path, run: Run) -> None:
    settings = project / "handouts.yaml"
    text = settings.read_text("utf-8").replace("documents: [handout, worksheet,", "documents: [hand-out, worksheet,", 1)
    settings.write_text(
        text.replace("documents: [handout, worksheet, teacher, deck]\n", "documents: [worksheet]\n"), "utf-8"
    )
    checked = run("check", "-C", project)
    told = 'handouts.yaml:4:13: documents: there is no document "hand-out"; did you mean "handout"?'
    assert checked.exit_code == 1
    assert checked.stdout.count(told) == 1
    built = run("build", "-C", project, "--only", "hand-out", "--only", "flashcards", "--lang", "de", "-j", "1")
    assert built.exit_code == 1
    assert told in built.stderr
    assert (project / "output/de/class/flashcards.pdf").is_file()
