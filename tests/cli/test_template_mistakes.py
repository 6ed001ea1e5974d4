"""A mistake in a template, however many editions it spoils, is told once: by `build` and by `check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
MISTAKE = '{% extends "@base/worksheet/html.j2" %}\n{% block notices %}{{ lesson.tilte }}{% endblock %}\n'


@pytest.fixture
def broken(project: Path) -> Path:
    """The tiny project with a worksheet that asks for what is not there."""
    (project / "templates/worksheet").mkdir(parents=True)
    (project / "templates/worksheet/html.j2").write_text(MISTAKE, "utf-8")
    return project


@pytest.mark.parametrize("command", [("build", "--only", "worksheet"), ("check",)])
def test_one_line_for_all_editions(broken: Path, run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "-C", broken)
    assert result.exit_code == 1
    assert result.output.count("tilte") == 1
    assert (
        'templates/worksheet/html.j2:2: a lesson has no "tilte"; did you mean "title"? '
        "(in 4 editions: de/class/worksheet.pdf, en/class/worksheet.pdf, de/adult/worksheet.pdf, …)" in result.output
    )
    assert "Traceback" not in result.output


def test_one_edition_is_named(broken: Path, run: Run) -> None:
    result = run("build", "--only", "worksheet", "--audience", "adult", "--lang", "en", "-C", broken)
    assert result.stderr.splitlines()[0].endswith('did you mean "title"? (in en/adult/worksheet.pdf)')


def test_mistakes_of_several_templates_are_told_together(broken: Path, run: Run) -> None:
    (broken / "templates/poster").mkdir()
    (broken / "templates/poster/html.j2").write_text("{{ label.postr|uper }}", "utf-8")
    told = json.loads(run("check", "-C", broken, "--format", "json").stdout)
    assert {one["path"] for one in told["problems"]} == {"templates/poster/html.j2", "templates/worksheet/html.j2"}
