"""`handouts watch`, as a process that somebody works beside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow

LIMIT = 300
WORD = "Schiffe"
POSIX = pytest.mark.skipif(os.name != "posix", reason="asks for Ctrl-C as POSIX sends it")


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "project"))


@pytest.fixture
def watching(project: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "handouts", "watch", "--only", "handout", "--lang", "de", "-j", "1"]
    command += ["--audience", "class"]
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    with (project.parent / "told").open("w", encoding="utf-8") as told:
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=told, stderr=told, text=True)
        yield process
        process.kill()
        process.wait()


def until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def told(project: Path) -> str:
    return (project.parent / "told").read_text(encoding="utf-8")


@POSIX
def test_nothing_grows_from_edit_to_edit(project: Path, watching: subprocess.Popen[str]) -> None:
    """Neither with mistakes and mends, nor with folders that go and come again."""
    until(lambda: "built " in told(project), "the first build has not ended")
    lesson, process = project / "content" / "tiny" / "lesson.yaml", psutil.Process(watching.pid)
    sound = lesson.read_text(encoding="utf-8")
    title = next(line for line in sound.splitlines() if line.strip().startswith("title:"))

    def edited(edit: Callable[[], object], word: str) -> None:
        before = len(told(project))
        edit()
        until(lambda: word in told(project)[before:], f"{word!r} is not told after an edit")

    def held() -> tuple[int, int, int]:
        return process.num_fds(), process.num_threads(), len(process.children(recursive=True))

    def edits(number: int) -> None:
        edited(lambda: lesson.write_text(sound + "\nnothing: [", encoding="utf-8"), "lesson.yaml:")
        named = title.replace('de: "', f'de: "{WORD} {number} ')
        edited(lambda: lesson.write_text(sound.replace(title, named), encoding="utf-8"), "built 1,")
        edited(lambda: (project / "content").rename(project / "aside"), "no folder content")
        edited(lambda: shutil.copytree(project / "aside", project / "content"), "fresh 1,")
        shutil.rmtree(project / "aside")

    edits(0)
    until(lambda: held()[2] == 3, "there is no worker, beside what it was forked from and what tidies up")
    before = held()
    for number in range(1, 4):
        edits(number)
    until(lambda: held() == before, f"{held()} is not {before}")


@POSIX
def test_builds_after_each_save_and_outlives_mistakes(project: Path, watching: subprocess.Popen[str]) -> None:
    until(lambda: "built " in told(project), "the first build has not ended")
    made = {path: path.read_bytes() for path in project.glob("output/*/*/*.pdf")}
    assert made

    lesson = project / "content" / "tiny" / "lesson.yaml"
    sound = lesson.read_text(encoding="utf-8")
    lesson.write_text(sound + "\nnothing: [", encoding="utf-8")
    until(lambda: "lesson.yaml:" in told(project), "the mistake is not told")
    assert {path: path.read_bytes() for path in made} == made

    lesson.write_text(sound, encoding="utf-8")
    until(lambda: "fresh" in told(project).rpartition("lesson.yaml:")[2], "it does not go on once that is mended")
    title = next(line for line in sound.splitlines() if line.strip().startswith("title:"))
    lesson.write_text(sound.replace(title, title.replace('de: "', f'de: "{WORD} ')), encoding="utf-8")
    until(lambda: any(path.read_bytes() != made[path] for path in made), "the change is not built")

    watching.send_signal(signal.SIGINT)
    assert watching.wait(LIMIT) == 0
    assert not list(project.glob("output/**/.*"))
    assert "Traceback" not in told(project)
