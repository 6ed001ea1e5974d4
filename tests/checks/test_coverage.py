"""What an audience gets and none of its files prints is told, with its place; what stands in one of them never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.checks.coverage import Entry, entries, printed
from handouts.engine import checker
from handouts.errors import Problem
from handouts.pipeline import Workspace

from ..small import small, task

HELP = {"help": [{"de": "Lies zuerst den letzten Absatz des Textes."}]}
PLAN = {
    "id": "L1", "minutes": 45, "title": {"de": "Die erste Stunde zum Thema"}, "objectives": [],
    "phases": [{"minutes": 45, "name": {"de": "Arbeit"}, "tasks": ["K1", "K2", "K3"]}],
}  # fmt: skip
ROLES = [
    {"id": f"R{number}", "name": {"de": f"Rolle {number}"}, "points": [{"de": f"Sie steht auf der {word}n Seite."}]}
    for number, word in enumerate(("eine", "andere", "dritte"), 1)
]  # fmt: skip


def told(folder: Path) -> list[Problem]:
    """What is remarked of entries that are not printed; nothing else is wrong with the lesson."""
    found = checker.find(folder, strict=False)
    assert found.problems == ()
    return [one for one in found.remarks if " is printed in no file" in one.message or "no file prints" in one.message]


def lines(folder: Path) -> list[str]:
    return (folder / "content/small/lesson.yaml").read_text("utf-8").splitlines()


@pytest.mark.usefixtures("kept")
def test_all_that_is_printed_is_not_told(tmp_path: Path) -> None:
    assert told(small(tmp_path, ("handout", "worksheet", "cards", "teacher"), tasks=[task("K3", "III", **HELP)])) == []


@pytest.mark.usefixtures("kept")
def test_a_role_that_no_task_gives_out_is_told_where_it_is_written(tmp_path: Path) -> None:
    project = small(
        tmp_path, ("handout", "worksheet", "cards"), tasks=[task("K3", "III", roles=["R1", "R2"])], roles=ROLES
    )
    (found,) = told(project)
    assert found.path == "content/small/lesson.yaml"
    assert '"R3"' in "".join(lines(project)[found.line - 1 : found.line + 1])
    assert found.column > 0
    assert found.message.startswith("role R3 is printed in no file for a; ")
    assert told(project) == [found], "once it is known, it is told again"


@pytest.mark.usefixtures("kept")
def test_help_that_no_file_prints_is_told_once_at_the_documents(tmp_path: Path) -> None:
    (found,) = told(small(tmp_path, ("handout", "worksheet"), tasks=[task("K3", "III", **HELP)]))
    assert (found.path, found.line) == ("handouts.yaml", 1)
    assert found.message == "no file prints any help cards (K3); add a document that does, or delete them"


@pytest.mark.usefixtures("kept")
def test_what_a_template_of_ones_own_leaves_out_is_told_and_what_it_prints_is_not(tmp_path: Path) -> None:
    project = small(
        tmp_path, ("handout", "worksheet", "cards"), tasks=[task("K3", "III", roles=["R1", "R2"])], roles=ROLES
    )
    template = project / "templates/cards/html.j2"
    template.parent.mkdir(parents=True)
    whole = (
        '{% extends "@base/cards/html.j2" %}{% block roles %}'
        "{% for r in lesson.roles %}<p>{{ r.points[0] }}</p>{% endfor %}{% endblock %}"
    )
    template.write_text(whole, "utf-8")
    assert told(project) == []
    template.write_text(whole.replace("lesson.roles", "lesson.roles[1:]"), "utf-8")
    assert ["R1" in one.message for one in told(project)] == [True]


@pytest.mark.usefixtures("kept")
def test_an_edit_that_takes_an_entry_out_of_print_is_found(tmp_path: Path) -> None:
    project = small(
        tmp_path, ("handout", "worksheet", "cards"), tasks=[task("K3", "III", roles=["R1", "R2", "R3"])], roles=ROLES
    )
    assert told(project) == []
    path = project / "content/small/lesson.yaml"
    words = path.read_text("utf-8")
    assert words.count('"R3"') == 2
    start = words.index('"R2",\n    "R3"') if '"R2",\n    "R3"' in words else words.index('"R3"', words.index('"K3"'))
    comma = words.rindex(",", 0, words.index('"R3"', start))
    end = words.index('"R3"', start) + len('"R3"')
    path.write_text(words[:comma] + words[end:], "utf-8")
    assert ["R3" in one.message for one in told(project)] == [True]


def test_words_are_found_whatever_stands_between_them() -> None:
    entry = Entry("X", "text", (((("ein", "kurzer", "satz", "steht", "hier")),),))
    assert list(printed("<p>Ein <b>kurzer</b> Satz</p>\n<p>steht hier</p>", None, [entry])) == ["X"]
    assert list(printed('<img alt="Ein kurzer Satz steht hier">', None, [entry])) == ["X"]
    assert list(printed("<p>Ein kurzer Satz stand hier</p>", None, [entry])) == []
    assert list(printed("", [["Ein kurzer Satz steht hier"]], [entry])) == ["X"]


def test_all_kinds_of_the_lesson_are_looked_for(tiny: Path) -> None:
    workspace = Workspace.open(tiny)
    kinds = {one.kind for one in entries(workspace.lesson)}
    assert {"task", "material", "quotation", "term", "person", "event", "sprint", "help card", "text"} <= kinds
