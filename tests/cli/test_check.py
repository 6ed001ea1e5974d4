"""`handouts check`: findings as lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from ..pictures.lessons import lesson_with_pictures

NO_CARDS = "no file prints any sprints (SP1), help cards (K05); add a document that does, or delete them"


def test_check_finds_nothing_in_the_tiny_lesson(project: Path, run: Callable[..., Result]) -> None:
    result = run("check", "-C", project)
    assert result.exit_code == 0, result.output
    assert "nothing to mend in tiny" in result.output
    told = json.loads(run("check", "-C", project, "--format", "json").stdout)
    assert (told["ok"], told["problems"]) == (True, [])
    assert [one["message"] for one in told["remarks"]] == [NO_CARDS]


def test_findings_are_the_same_for_people_and_for_programs(project: Path, run: Callable[..., Result]) -> None:
    tasks = project / "content/tiny/tasks.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("level: I\n", "level: IV\n"), "utf-8")
    lines, told = run("check", "-C", project), run("check", "-C", project, "--format", "json")
    assert (lines.exit_code, told.exit_code) == (1, 1)
    problems = json.loads(told.stdout)["problems"]
    assert len(problems) == len(lines.stdout.splitlines()) > 2
    first = problems[0]
    assert f"{first['path']}:{first['line']}:{first['column']}: {first['message']}" == lines.stdout.splitlines()[0]


def test_what_a_template_lacks_is_found(project: Path, run: Callable[..., Result]) -> None:
    template = project / "templates/poster/html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('{% extends "@base/poster/html.j2" %}{% block body %}{{ nonsense }}{% endblock %}', "utf-8")
    told = json.loads(run("check", "-C", project, "--format", "json").stdout)
    assert not told["ok"]
    assert [(one["path"], one["line"]) for one in told["problems"]] == [("templates/poster/html.j2", 1)]


def unverified(project: Path) -> None:
    """Nobody has compared the first quotation, which every handout prints."""
    path = project / "content/tiny/materials.yaml"
    told = '    unverified: {de: "der zweite Satz", en: "the second sentence"}\n    rights: {de: "Gesetzestext'
    path.write_text(path.read_text("utf-8").replace('    rights: {de: "Gesetzestext', told, 1), "utf-8")


def test_an_unverified_wording_is_found_once_however_many_editions_print_it(
    project: Path, run: Callable[..., Result]
) -> None:
    unverified(project)
    for options in ([], ["--strict"]):
        told = json.loads(run("check", "-C", project, "--format", "json", *options).stdout)
        (problem,) = told["problems"]
        assert (problem["path"], problem["line"], problem["column"]) == ("content/tiny/materials.yaml", 90, 5)
        assert "quotation Q01: its wording is not verified in full" in problem["message"]


def test_an_unverified_wording_that_no_learner_reads_is_found_if_strict(
    project: Path, run: Callable[..., Result]
) -> None:
    unverified(project)
    handouts = project / "handouts.yaml"
    only = handouts.read_text("utf-8").replace(
        "[handout, worksheet, teacher, test, flashcards, poster, deck]", "[teacher]"
    )
    handouts.write_text(only.replace("[handout, worksheet, teacher, deck]", "[teacher]"), "utf-8")
    assert run("check", "-C", project).exit_code == 0
    assert "quotation Q01" in run("check", "-C", project, "--strict").stdout


def test_a_picture_that_is_not_there_yet_is_told_and_fails_nothing(
    tiny: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    project = lesson_with_pictures(tiny, tmp_path / "pictures", there=False)
    for options in ([], ["--strict"]):
        result = run("check", "-C", project, *options)
        first, second, last = result.stdout.splitlines()
        assert "picture I1 is not there yet" in first
        assert NO_CARDS in second
        assert (result.exit_code, last) == (0, "nothing to mend in tiny")
    told = json.loads(run("check", "-C", project, "--format", "json").stdout)
    assert (told["ok"], told["problems"], len(told["remarks"])) == (True, [], 2)
