"""A project that somebody watches is read again quickly, and as it is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import jinja2
import pytest

from handouts import figures
from handouts.engine.plan import editions
from handouts.errors import ContentError
from handouts.model.edition import Edition
from handouts.pipeline import Workspace, finished, prepare
from handouts.reader import parse


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny project, free to be changed."""
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


def handout(workspace: Workspace) -> Edition:
    asked: dict[str, Any] = {"languages": ["de"], "audiences": ["adult"], "documents": ["handout"]}
    return editions(workspace.project, workspace.lesson, **asked)[0]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_saved_is_seen(project: Path) -> None:
    opened = Workspace.open(project)
    before = prepare(opened, handout(opened)).html
    change(project / "content/tiny/materials.yaml", "Mit dem Beitritt", "Nach dem Beitritt")
    again = opened.reread()
    assert prepare(again, handout(again)).html == before.replace("Mit dem Beitritt", "Nach dem Beitritt") != before
    (project / "templates/handout").mkdir(parents=True)
    own = '{% extends "@base/handout/html.j2" %}{% block lead %}Eigenes{% endblock %}'
    (project / "templates/handout/html.j2").write_text(own, encoding="utf-8")
    assert "Eigenes" in prepare(again.reread(), handout(again)).html


def test_only_what_has_changed_is_taken_apart(project: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Workspace.open(project)
    prepare(opened, handout(opened))
    parsed: list[str] = []
    plain = parse.parse
    monkeypatch.setattr(parse, "parse", lambda text, name: parsed.append(name) or plain(text, name))
    monkeypatch.setattr(jinja2.Environment, "compile", _never)
    monkeypatch.setattr(jinja2.Environment, "parse", _never)
    change(project / "content/tiny/materials.yaml", "Mit dem Beitritt", "Vor dem Beitritt")
    again = opened.reread()
    assert "Vor dem Beitritt" in prepare(again, handout(again)).html
    assert parsed == ["content/tiny/materials.yaml"]


def _never(*_: object, **__: object) -> None:
    raise AssertionError


def test_a_mistake_is_told_and_mending_it_is_seen(project: Path) -> None:
    opened = Workspace.open(project)
    tasks = project / "content/tiny/tasks.yaml"
    change(tasks, "level: I\n", "level: IV\n")
    for _ in range(2):
        with pytest.raises(ContentError, match=r"content/tiny/tasks\.yaml:\d+:\d+: .*IV"):
            opened.reread()
    change(tasks, "level: IV\n", "level: I\n")
    assert opened.reread().lesson == opened.lesson


@pytest.mark.slow
def test_one_process_after_another_makes_the_same(project: Path, kept: Path) -> None:
    made = []
    for _ in range(2):
        figures._drawn.cache_clear()  # as if by another process
        opened = Workspace.open(project)
        made.append([finished(prepare(opened, one)) for one in editions(opened.project, opened.lesson)])
    assert len(made[0]) > 10
    assert made[0] == made[1]
    assert {path.name for path in kept.iterdir() if path.is_dir()} >= {"figures", "lessons", "templates"}


def test_readers_of_one_name_are_told_apart(tiny: Path) -> None:
    """Audiences that were changed by hand get what they ask for, not what was made for the one they were."""
    opened = Workspace.open(tiny)
    audience = opened.project.audiences[0]
    other = audience.model_copy(update={"importance": 3})
    lessons = [opened.lesson_with_answers(one, "de") for one in (audience, other)]
    assert len(lessons[0].timeline) > len(lessons[1].timeline)
    assert opened.lesson_with_answers(audience, "de") is lessons[0]
