"""A kind of task is one record: one that is added is read, built for learners, and solved for teachers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handouts.editors import schemas
from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.model.kinds import KINDS, TaskKind
from handouts.pipeline import Workspace
from handouts.pipeline.preparation import prepare
from handouts.writers.pdf.room import _styles

TASK = """
  - id: K99
    type: odd_one_out
    operators: [nennen]
    level: I
    points: 1
    minutes: 2
    social_form: EA
    prompt: {de: "Was passt nicht dazu?", en: "Which is the odd one out?"}
    expected: [{points: 1, text: {de: "Wien liegt woanders", en: "Vienna is elsewhere"}}]
"""
OPTIONS = """
    options:
      - {correct: true, text: {de: "Wien", en: "Vienna"}}
      - {correct: false, text: {de: "Bonn", en: "Bonn-on-Rhine"}}
      - {correct: false, text: {de: "Kiel", en: "Kiel"}}
"""
ODD = TaskKind("odd_one_out", ("options",), closed=True, shuffled=True, block="options", style="odd-one", grows="list")


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch, kept: Path) -> TaskKind:
    monkeypatch.setitem(KINDS, ODD.name, ODD)
    return ODD


def project(tiny: Path, folder: Path, more: str) -> Path:
    shutil.copytree(tiny, folder)
    path = folder / "content" / "tiny" / "tasks.yaml"
    before, head, after = path.read_text(encoding="utf-8").partition("\ntasks:\n")
    path.write_text(before + head + more.lstrip("\n") + after, encoding="utf-8")
    settings = folder / "handouts.yaml"
    settings.write_text(settings.read_text("utf-8").replace("worksheet", "taskbank"), "utf-8")
    return folder


def page(workspace: Workspace, document: str, language: str) -> str:
    chosen = editions(workspace.project, workspace.lesson, documents=[document], languages=[language])
    return prepare(workspace, chosen[0]).html


def test_a_kind_that_is_added_is_built_for_learners_and_teachers(odd: TaskKind, tiny: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(project(tiny, tmp_path / "project", TASK + OPTIONS.strip("\n") + "\n"))
    learners = page(workspace, "taskbank", "en")
    room = learners[learners.index('class="task type-odd-one-out"') :].partition("</section>")[0]
    assert room.count('class="tick-box"') == 3
    assert min(room.index("Bonn-on-Rhine"), room.index("Kiel")) < room.index("Vienna")
    right = room[: room.index("Vienna")].rpartition('<span class="letter">')[2][0]
    assert "Vienna is elsewhere" not in learners
    teachers = page(workspace, "teacher", "en")
    assert "Vienna is elsewhere" in teachers
    assert f'<p class="solution"><b>Answer:</b> {right})</p>' in teachers


def test_what_it_needs_is_told(odd: TaskKind, tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="a task of type odd_one_out needs options"):
        Workspace.open(project(tiny, tmp_path / "project", TASK))


def test_a_kind_that_nobody_added_is_none(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r'"odd_one_out" is not possible here.*multiple_choice'):
        Workspace.open(project(tiny, tmp_path / "project", TASK + OPTIONS.strip("\n") + "\n"))


def test_editors_and_pages_know_it(odd: TaskKind) -> None:
    assert '"odd_one_out"' in schemas()["content"]
    assert _styles("list") == {"options", "gap-text", "odd-one"}
    assert _styles("table") == {"matching", "ordering", "true-false"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_records_are_whole(kind: TaskKind) -> None:
    assert KINDS[kind.name] is kind
    assert bool(kind.needs) == kind.closed
    assert bool(kind.style) == bool(kind.grows)


MAP = """
  - id: K98
    type: map
    operators: [nennen]
    level: I
    points: 1
    minutes: 2
    social_form: EA
    prompt: {de: "Nenne die Orte.", en: "Name the places."}
    places: [P-BONN, P-BERLIN, P-SF]
    expected: [{points: 1, text: {de: "je Ort ein Drittel", en: "a third each"}}]
"""


def test_a_map_shows_learners_numbers_and_teachers_names(tiny: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(project(tiny, tmp_path / "project", MAP))
    learners = page(workspace, "taskbank", "en")
    room = learners[learners.index('class="task type-map"') :].partition("</section>")[0]
    assert 'data-labels="rings"' in room
    assert room.count('<td class="no">') == 3
    names = re.findall(r'<th scope="row">([^<]*)</th>', room)
    assert sorted(names) == ["Berlin", "Bonn", "San Francisco"]
    assert names != ["Bonn", "Berlin", "San Francisco"]
    told = " · ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    assert told in page(workspace, "teacher", "en")


def test_a_map_asks_for_places_that_are_there(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match='place "P-BON" is not in places; did you mean "P-BONN"'):
        Workspace.open(project(tiny, tmp_path / "project", MAP.replace("P-BONN", "P-BON")))
