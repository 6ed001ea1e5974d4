"""What the shell offers after Tab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from handouts.cli import main
from handouts.cli.options import skim


def offered(*words: str) -> list[str]:
    """What is offered for the last word, after those before it."""
    complete = BashComplete(main, {}, "handouts", "_HANDOUTS_COMPLETE")
    return [item.value for item in complete.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["build", "--audience", ""], ["class", "adult"]),
        (["list", "--audience", "a"], ["adult"]),
        (["build", "--lang", ""], ["de", "en"]),
        (["build", "--only", "t"], ["teacher", "test"]),
        (["check", "--format", ""], ["human", "json"]),
        (["init", "new", "--from", "m"], ["minimal"]),
        (["do"], ["doctor"]),
        (["eject", "worksheet/"], ["worksheet/html.j2", "worksheet/print.css"]),
        (["eject", "handout/html.j2", "--audience", "a"], ["adult"]),
    ],
)
def test_names_of_the_project_are_offered(
    words: list[str], names: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "content")
    assert offered(*words) == names


def test_the_project_may_be_named(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("build", "-C", str(project), "--audience", "") == ["class", "adult"]


def test_nothing_is_offered_and_nothing_said_outside_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("build", "--audience", "") == []
    (tmp_path / "handouts.yaml").write_bytes(b"\xff\xfe: [")
    assert offered("build", "--audience", "") == []
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("settings", "kind", "names"),
    [
        ("languages: [de, en]  # two\n", "languages", ["de", "en"]),
        ("languages: ['de', \"en\"]\n", "languages", ["de", "en"]),
        ("documents:\n- handout\n  # - test\n- poster\nseed: 1\n", "documents", ["handout", "poster"]),
        ("documents: [handout,\n  poster]\nvariants: [A]\n", "documents", ["handout", "poster"]),
        ("audiences:\n  - id: a\n    texts:\n      - X1\n  - {id: b, short: {de: x}}\n", "audiences", ["a", "b"]),
        ("audiences:\n  - name: {de: x}\n    id: a\n", "audiences", []),
        ("other: 1\n", "languages", []),
    ],
)
def test_settings_are_skimmed(settings: str, kind: str, names: list[str]) -> None:
    assert skim(settings, kind) == names


def test_what_cannot_be_skimmed_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = project / "handouts.yaml"
    text = settings.read_text("utf-8")
    unusual = text.replace("languages: [de, en]\ndocuments", '"languages": [de, en]\ndocuments')
    assert unusual != text
    settings.write_text(unusual, "utf-8")
    monkeypatch.chdir(project)
    assert skim(unusual, "languages") == []
    assert offered("build", "--lang", "") == ["de", "en"]


def test_skimming_finds_what_reading_finds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.reader import read_project

    settings, project = (root / "handouts.yaml").read_text("utf-8"), read_project(root)
    assert skim(settings, "audiences") == [audience.id for audience in project.audiences]
    assert skim(settings, "documents") == list(project.documents)
    assert skim(settings, "languages") == list(project.languages)


def test_tab_answers_without_reading_the_project(project: Path, root: Path) -> None:
    code = (
        "import sys, atexit; atexit.register(lambda: print('pydantic' in sys.modules, file=sys.stderr)); "
        "from handouts.cli import main; main(prog_name='handouts')"
    )
    words = {"COMP_WORDS": "handouts build --audience ", "COMP_CWORD": "3", "_HANDOUTS_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(root / "src"), **words},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["plain,class", "plain,adult"]
    assert done.stderr.strip() == "False"
