"""What is told of a project while somebody works in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.build.saved import Saved


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "lesson").mkdir(parents=True)
    (tmp_path / "handouts.yaml").write_text("lesson: lesson\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def saved(project: Path) -> Iterator[Saved]:
    with Saved(project) as told:
        time.sleep(0.5)  # a change before the system listens is none
        yield told


def test_tells_what_was_saved(project: Path, saved: Saved) -> None:
    path = project / "content" / "lesson" / "tasks.yaml"
    path.write_text("tasks: []\n", encoding="utf-8")
    assert path in saved.wait()


def test_tells_of_the_project_file_however_it_is_saved(project: Path, saved: Saved) -> None:
    new = project / ".handouts.yaml.swp"
    new.write_text("lesson: other\n", encoding="utf-8")
    new.replace(project / "handouts.yaml")
    assert saved.wait() == {project / "handouts.yaml"}


def test_watches_folders_that_are_made_later(project: Path, saved: Saved) -> None:
    (project / "templates").mkdir()
    assert project / "templates" in saved.wait()
    time.sleep(0.5)
    path = project / "templates" / "new.j2"
    path.write_text("x", encoding="utf-8")
    assert path in saved.wait()


def test_finished_files_and_what_editors_leave_are_none_of_it(project: Path, saved: Saved) -> None:
    for name in ("output/de/handout.pdf", "content/lesson/tasks.yaml~", "content/lesson/.#tasks.yaml"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x", encoding="utf-8")
    path = project / "content" / "lesson" / "last.yaml"
    path.write_text("x", encoding="utf-8")
    found = saved.wait()
    while path not in found:
        found |= saved.wait()
    assert found <= {path, project / "output"}


def test_pending_is_what_nobody_has_waited_for(project: Path, saved: Saved) -> None:
    assert not saved.pending()
    (project / "content" / "lesson" / "tasks.yaml").write_text("x", encoding="utf-8")
    saved.wait()
    assert not saved.pending()
    (project / "content" / "lesson" / "tasks.yaml").write_text("y", encoding="utf-8")
    end = time.monotonic() + 10
    while not saved.pending() and time.monotonic() < end:
        time.sleep(0.01)
    assert saved.pending()
