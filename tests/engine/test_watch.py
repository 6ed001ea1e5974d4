"""What is told of a project while somebody works in it."""

from __future__ import annotations

import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles.main

from handouts.engine.watch import Saved


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "lesson").mkdir(parents=True)
    (tmp_path / "handouts.yaml").write_text("lesson: lesson\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Wait until the system tells of changes in a folder; a change before that is none."""
    listening: set[str] = set()
    real = watchfiles.main.RustNotify

    def noted(paths: list[str], *more: Any) -> Any:
        found = real(paths, *more)
        listening.update(paths)
        return found

    def wait(folder: Path) -> None:
        until(lambda: str(folder) in listening)

    monkeypatch.setattr(watchfiles.main, "RustNotify", noted)
    return wait


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 180
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def saved(project: Path, heard: Callable[[Path], None]) -> Iterator[Saved]:
    with Saved(project) as told:
        heard(project)
        heard(project / "content")
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


def test_watches_folders_that_are_made_later(project: Path, saved: Saved, heard: Callable[[Path], None]) -> None:
    (project / "templates").mkdir()
    assert project / "templates" in saved.wait()
    heard(project / "templates")
    path = project / "templates" / "new.j2"
    path.write_text("x", encoding="utf-8")
    assert path in saved.wait()


def test_what_is_saved_once_watching_has_begun_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the system takes to begin."""
    real = watchfiles.main.RustNotify

    def late(*arguments: Any) -> Any:
        time.sleep(0.3)
        return real(*arguments)

    monkeypatch.setattr(watchfiles.main, "RustNotify", late)
    path = project / "content" / "lesson" / "tasks.yaml"
    with Saved(project) as saved:
        path.write_text("tasks: []\n", encoding="utf-8")
        until(saved.pending)
        assert path in saved.wait()


def test_a_folder_that_goes_as_it_is_about_to_be_watched_ends_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = watchfiles.main.RustNotify

    def gone(paths: list[str], *more: Any) -> Any:
        if paths == [str(project / "content")]:
            raise FileNotFoundError(paths[0])
        return real(paths, *more)

    monkeypatch.setattr(watchfiles.main, "RustNotify", gone)
    with Saved(project) as saved:
        monkeypatch.setattr(watchfiles.main, "RustNotify", real)
        (project / "new").write_text("x", encoding="utf-8")
        saved.wait()
        path = project / "content" / "lesson" / "tasks.yaml"
        path.write_text("tasks: []\n", encoding="utf-8")
        until(saved.pending)
        assert path in saved.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which signals threads get")
def test_its_threads_get_no_signal_that_the_first_one_defers(project: Path) -> None:
    tasks = Path("/proc/self/task")
    before = {task.name for task in tasks.iterdir()}
    with Saved(project):
        more = [task for task in tasks.iterdir() if task.name not in before]
        assert len(more) >= 2
        for task in more:
            (blocked,) = re.findall(r"SigBlk:\t([0-9a-f]+)", (task / "status").read_text("ascii"))
            assert int(blocked, 16) >> (signal.SIGINT - 1) & 1


@pytest.mark.parametrize("away", [shutil.rmtree, lambda folder: folder.rename(folder.with_name("aside"))])
def test_a_folder_that_is_made_anew_is_watched_and_the_old_one_no_more(
    project: Path, saved: Saved, away: Callable[[Path], object]
) -> None:
    folder, threads = project / "content", threading.active_count()
    path = folder / "lesson" / "tasks.yaml"
    for _ in range(3):
        away(folder)
        tell(saved, folder)
        path.parent.mkdir(parents=True)
        tell(saved, folder)
        tell(saved, path, lambda: path.write_text("x", encoding="utf-8"))
        shutil.rmtree(project / "aside", ignore_errors=True)
    assert threading.active_count() == threads


def tell(saved: Saved, path: Path, save: Callable[[], object] = lambda: None) -> None:
    """Save again and again until it is told."""

    def told() -> bool:
        save()
        return saved.pending() and path in saved.wait()

    until(told)


def test_finished_files_and_what_editors_leave_are_none_of_it(project: Path, saved: Saved) -> None:
    for name in ("output/de/handout.pdf", "content/lesson/tasks.yaml~", "content/lesson/.#tasks.yaml"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x", encoding="utf-8")
    path = project / "content" / "lesson" / "last.yaml"
    path.write_text("x", encoding="utf-8")
    found = saved.wait()
    while path not in found:
        found |= saved.wait()
    assert found == {path}


def test_pending_is_what_nobody_has_waited_for(project: Path, saved: Saved) -> None:
    assert not saved.pending()
    (project / "content" / "lesson" / "tasks.yaml").write_text("x", encoding="utf-8")
    saved.wait()
    assert not saved.pending()
    (project / "content" / "lesson" / "tasks.yaml").write_text("y", encoding="utf-8")
    until(saved.pending)
