"""What the system refuses, and names that are too long or no UTF-8, end in a line that says so."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.cli import main

Run = Callable[..., Result]
LONG = 300 * "x"


def said(result: Result, code: int = 1) -> str:
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code
    return result.output


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a.pdf"), "a.pdf: No space left on device\n"),
        (OSError(errno.EXDEV, "Invalid cross-device link", "a", None, "b"), "a: b: Invalid cross-device link\n"),
        (PermissionError(errno.EACCES, "Permission denied", b"\x1b[2J\xff"), "\\u001b[2J\\udcff: Permission denied\n"),
        (OSError("unusual"), "unusual\n"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), "is not valid UTF-8"),
    ],
)
def test_what_no_handler_has_foreseen(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, line: str) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("handouts.cli.build.chosen", fail)
    assert line in said(run("list"))
    monkeypatch.setenv("HANDOUTS_TRACEBACK", "1")
    assert run("list").exception is error


def test_bugs_crash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.cli.build.chosen", lambda *_: 1 / 0)
    assert isinstance(run("list").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "arguments",
    [("build", "-o", LONG), ("build", "--only", "worksheet", "-o", f"a/{LONG}"), ("init", LONG), ("convert", LONG)],
    ids=["output", "below", "init", "convert"],
)
def test_names_longer_than_the_file_system_allows(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(project)
    result = run(*arguments)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in (1, 2)
    assert LONG[:200] in result.output


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere files cannot be called so")
def test_a_content_file_whose_name_is_no_utf_8(project: Path, run: Run) -> None:
    (project / "content/tiny/c\udcff.yaml").write_text("operators: 1\n", encoding="utf-8")
    for command in (("check",), ("check", "--format", "json"), ("list",), ("build", "--only", "worksheet")):
        assert "c\\xff.yaml" in said(run(*command, "-C", project)).replace("\\\\", "\\"), command


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere folders cannot be called so")
def test_a_project_whose_path_is_no_utf_8(tiny: Path, tmp_path: Path) -> None:
    there = Path(shutil.copytree(tiny, tmp_path / "p\udcff"))
    (there / "templates/worksheet").mkdir(parents=True)
    (there / "templates/worksheet/html.j2").write_text('{% extends "@base/worksheet/html.j2" %}', encoding="utf-8")
    asked = ["build", "-C", str(there), "--only", "worksheet", "--lang", "en", "--audience", "class"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert (there / "output/en/class/worksheet.pdf").is_file()
