"""`handouts check`: findings as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result


def test_check_finds_nothing_in_the_tiny_lesson(project: Path, run: Callable[..., Result]) -> None:
    result = run("check", "-C", project)
    assert result.exit_code == 0, result.output
    assert "nothing to mend in tiny" in result.output
    assert json.loads(run("check", "-C", project, "--format", "json").stdout) == {"ok": True, "problems": []}


def test_findings_are_the_same_for_people_and_for_programs(project: Path, run: Callable[..., Result]) -> None:
    tasks = project / "content/tiny/tasks.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("level: I\n", "level: IV\n"), "utf-8")
    lines, told = run("check", "-C", project), run("check", "-C", project, "--format", "json")
    assert (lines.exit_code, told.exit_code) == (1, 1)
    problems = json.loads(told.stdout)["problems"]
    assert len(problems) == len(lines.stderr.splitlines()) > 2
    first = problems[0]
    assert f"{first['path']}:{first['line']}:{first['column']}: {first['message']}" == lines.stderr.splitlines()[0]


def test_what_a_template_lacks_is_found(project: Path, run: Callable[..., Result]) -> None:
    template = project / "templates/poster/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "@base/poster/html.j2" %}{% block body %}{{ nonsense }}{% endblock %}', "utf-8")
    told = json.loads(run("check", "-C", project, "--format", "json").stdout)
    assert not told["ok"]
    assert [(one["path"], one["line"]) for one in told["problems"]] == [("templates/poster/html.j2", 1)]
