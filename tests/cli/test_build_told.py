"""What a build says as it goes on, to people and to programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from handouts.cli import progress
from handouts.cli.progress import teller
from handouts.engine.state.manifest import Manifest
from handouts.errors import PublishError, TemplateError, one_problem

Run = Callable[..., Result]
CHOSEN = ("--lang", "de", "--audience", "class", "--only", "flashcards", "--only", "deck")


def events(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_tells_every_event_in_a_line_and_nothing_else(project: Path, run: Run) -> None:
    result = run("build", "-C", project, *CHOSEN, "--format", "json")
    assert result.stderr == ""
    told = events(result)
    assert {(one["event"], one.get("edition")) for one in told[:-1]} == {
        (event, f"de/class/{name}") for event in ("started", "built") for name in ("flashcards.pdf", "deck.pptx")
    }
    assert all(one["seconds"] > 0 and one["size"] > 1000 for one in told if one["event"] == "built")
    summary = told[-1]
    assert summary.pop("seconds") > 0
    assert Path(summary.pop("output")).name == "output"
    assert summary == {"event": "summary", "built": 2, "fresh": 0, "failed": 0, "superfluous": []}
    again = events(run("build", "-C", project, *CHOSEN, "--format", "json"))
    assert [one["event"] for one in again] == ["fresh", "fresh", "summary"]


def test_json_tells_problems_with_their_place(project: Path, run: Run) -> None:
    template = project / "templates/flashcards/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "@base/flashcards/html.j2" %}{% block body %}{{ nonsense }}{% endblock %}')
    result = run("build", "-C", project, *CHOSEN, "--format", "json")
    assert result.exit_code == 1
    (failed,) = (one for one in events(result) if one["event"] == "failed")
    assert failed["edition"] == "de/class/flashcards.pdf"
    (problem,) = failed["problems"]
    assert (problem["path"], problem["line"]) == ("templates/flashcards/html.j2", 1)
    assert 'no block "body"' in problem["message"]
    assert result.stderr == ""


def test_json_tells_what_keeps_anything_from_being_built(project: Path, run: Run) -> None:
    result = run("build", "-C", project, "--lang", "fr", "--format", "json")
    assert result.exit_code == 2
    (failed,) = events(result)
    assert failed["edition"] is None
    assert failed["problems"][0]["message"] == 'there is no language "fr"; the project has de, en'


def test_another_weasyprint_is_told_once_whether_there_is_anything_to_do_or_not(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.cli.build.unproved", lambda: "WeasyPrint 69.0 is installed")
    chosen = ("build", "-C", project, *CHOSEN, "-j", "1")
    for done in ("built 2, fresh 0", "built 0, fresh 2"):
        result = run(*chosen)
        assert (result.exit_code, result.stderr) == (0, "WeasyPrint 69.0 is installed\n")
        assert done in result.stdout
    told = run(*chosen, "--format", "json")
    assert events(told)[0] == {"event": "remark", "message": "WeasyPrint 69.0 is installed"}
    assert told.stderr == ""


@pytest.fixture
def unsaved(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One edition fails, and then the manifest cannot be saved either."""
    template = project / "templates/flashcards/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nonsense }}", "utf-8")

    def full(output: Path, manifest: Manifest) -> None:
        raise PublishError(one_problem(output / "manifest.json", "cannot be written (No space left on device)"))

    monkeypatch.setattr("handouts.engine.state.ledger.write_manifest", full)


@pytest.mark.usefixtures("unsaved")
def test_what_was_made_and_what_failed_is_told_also_if_the_manifest_cannot_be_saved(project: Path, run: Run) -> None:
    result = run("build", "-C", project, *CHOSEN)
    assert result.exit_code == 1
    for said in ("manifest.json: cannot be written", "templates/flashcards/html.j2:1:", "1 of 2 editions failed"):
        assert said in result.stderr
    assert re.search("built 1, fresh 0, failed 1, in .* → .*output$", result.stdout, re.MULTILINE)
    told = events(run("build", "-C", project, *CHOSEN, "--format", "json"))
    *_, problem, summary = told
    assert (problem["event"], problem["edition"]) == ("failed", None)
    assert (summary["event"], summary["failed"]) == ("summary", 1)


def test_a_dry_run_says_why_and_writes_nothing(project: Path, run: Run) -> None:
    output = project / "output"
    before = run("build", "-C", project, *CHOSEN, "--dry-run")
    assert "de/class/deck.pptx: not there" in before.output
    assert "would build 2, fresh 0, failed 0" in before.output
    assert not output.exists()
    assert run("build", "-C", project, *CHOSEN).exit_code == 0
    assert "would build" not in run("build", "-C", project, *CHOSEN, "-n").output
    (output / "de/class/deck.pptx").write_bytes(b"mine")
    after = run("build", "-C", project, *CHOSEN, "-n")
    assert "de/class/deck.pptx: the file was changed" in after.output
    assert "would build 1, fresh 1" in after.output
    assert "de/class/deck.pptx: asked for with --force" not in after.output
    assert (output / "de/class/deck.pptx").read_bytes() == b"mine"


def test_verbose_tells_seconds_and_what_is_fresh(project: Path, run: Run) -> None:
    first = run("build", "-C", project, *CHOSEN[:-2], "-v").output
    assert first.startswith("built ")
    assert " s  de/class/flashcards.pdf" in first
    assert "fresh           de/class/flashcards.pdf" in run("build", "-C", project, *CHOSEN[:-2], "-v").output
    forced = run("build", "-C", project, *CHOSEN[:-2], "--force").output
    assert "built 1, fresh 0, failed 0, in " in forced


def test_what_the_project_no_longer_makes_is_listed_and_left(project: Path, run: Run) -> None:
    left = project / "output/de/gone/handout.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"%PDF")
    for done in ("built 1, fresh 0", "built 0, fresh 1"):
        said = run("build", "-C", project, *CHOSEN[:-2]).output
        assert "1 file is there that the project no longer makes; handouts clean deletes what is left over" in said
        assert done in said
    told = events(run("build", "-C", project, *CHOSEN[:-2], "--format", "json"))
    assert told[-1]["superfluous"] == ["de/gone/handout.pdf"]
    assert left.exists()
    left.unlink()
    assert "that the project no longer makes" not in run("build", "-C", project, *CHOSEN[:-2]).output


@pytest.mark.parametrize(("ci", "bar"), [("", True), ("true", False)])
def test_a_bar_on_a_terminal_lines_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, bar: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = teller(tmp_path, form="human", quiet=False, verbose=False)
    assert isinstance(shown, progress._Bar) == bar


def test_what_is_put_aside_has_a_line_of_its_own_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(click, "echo", partial(click.echo, color=True))
    monkeypatch.setattr("sys.stderr", sys.stdout)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    bar = progress._Bar(tmp_path)
    bar.expected({"deck.pptx": 5.0})
    bar.started("deck.pptx")
    bar.set_aside(tmp_path / "deck.edited.pptx")
    before, _, _ = capsys.readouterr().out.partition("deck.edited.pptx: this was here")
    assert re.search(r"building.*\r\x1b\[K[^\r\n]*$", before, re.DOTALL)


def test_the_bar_goes_by_expected_seconds_and_leaves_out_what_is_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[int, int, str]] = []

    class Bar:
        def __init__(self, length: int, item_show_func: Callable[[str | None], str], **_: Any) -> None:
            self.length, self.pos, self.said = length, 0, item_show_func

        def __enter__(self) -> None: ...

        def __exit__(self, *_: Any) -> None: ...

        def update(self, steps: int, item: str) -> None:
            self.pos += steps
            drawn.append((self.pos, self.length, self.said(item)))

    monkeypatch.setattr(click, "progressbar", Bar)
    bar = progress._Bar(tmp_path)
    bar.expected({"a": 5.0, "b": 2.0, "c": 1.0})
    bar.fresh("c")
    bar.started("a")
    bar.started("b")
    bar.built("b", 2, tmp_path)
    bar.failed("a", TemplateError("no"))
    assert drawn == [
        (0, 70, "1/3  c"),
        (0, 70, "1/3  a"),
        (0, 70, "1/3  a, b"),
        (20, 70, "2/3  a"),
        (70, 70, "3/3  a"),
    ]
