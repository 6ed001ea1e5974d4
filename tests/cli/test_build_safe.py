"""A build can be ended at any moment, and whatever a template does, the other editions are built."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import Result

from handouts import cli
from handouts.engine import JOURNAL, LOCK
from handouts.engine.lock import locked
from handouts.engine.workers import render
from handouts.model.edition import Edition
from handouts.pipeline import Job, Workspace

from .. import warm

pytestmark = pytest.mark.slow

DOCUMENTS = ("handout", "worksheet", "teacher", "test", "flashcards", "poster")
PAGE = (
    '<!DOCTYPE html><html lang="{{ edition.language }}"><head><meta charset="utf-8"><title>-</title></head>'
    "<body><main><h1>{{ edition.document }}</h1>%s</main></body></html>"
)
HANGS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
PATIENCE = 300
"""Seconds until what has to happen must have happened: far longer than it takes on any machine."""
ANY_TIME = ("--time-limit", "3600")
NAMED = '{% if person %}<p>Für <b data-personal="name">{{ person.name }}</b></p>{% endif %}'

Start = Callable[..., "subprocess.Popen[str]"]
Enough = Callable[[Callable[[int], Any], Callable[[Any], bool]], tuple[int, Any]]


@pytest.fixture
def quick(project: Path) -> Path:
    """The tiny project with templates that take no time."""
    for document in DOCUMENTS:
        override(project, document, "<p>{% for i in range(40) %}Ein kurzer Satz. {% endfor %}</p>")
    return project


def override(project: Path, document: str, body: str) -> None:
    template = project / "templates" / document / "html.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(PAGE % body, encoding="utf-8")


@pytest.fixture
def copies(quick: Path) -> tuple[str, ...]:
    """The options that ask for copies of quick sheets for 30 pupils, in three layouts."""
    for document in ("worksheet", "test"):
        override(quick, document, NAMED)
    names = "".join(f"Pupil {number},9b\n" for number in range(30))
    (quick / "9b.csv").write_text(f"name,class\n{names}", encoding="utf-8")
    return "--roster", str(quick / "9b.csv"), "--lang", "de", "--audience", "class"


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, with a short path: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        yield Path(folder)


@pytest.fixture
def start(tmp_path: Path, temporary: Path, root: Path) -> Iterator[Start]:
    """Start a build in a process of its own; temporary files and caches go where the test can look."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "TMPDIR": str(temporary),
        "HANDOUTS_CACHE": str(tmp_path / "cache"),
        "NO_COLOR": "1",
    }
    begun: list[subprocess.Popen[str]] = []

    def begin(
        project: Path,
        *options: str,
        session: bool = False,
        limits: Mapping[int, int] = {},
        cold: bool = False,
        **variables: str,
    ) -> subprocess.Popen[str]:
        command, surroundings = ("build", "-C", str(project), *options), {**environment, **variables}
        one: Any = warm.begin(*command, cwd=root, environment=surroundings, session=session, limits=limits, cold=cold)
        begun.append(one)
        return one

    yield begin
    for one in begun:
        if one.poll() is None:
            one.kill()
        one.communicate()


def finished(output: Path) -> list[Path]:
    return sorted(path for path in output.rglob("*.p*") if path.is_file() and not path.name.startswith("."))


def wait_for(output: Path, count: int, build: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while len(finished(output)) < count and build.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert build.poll() is None, build.communicate()


def stray(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.name.startswith(".") and path.name != ".gitkeep")


def gone(processes: list[psutil.Process], seconds: float = PATIENCE) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return not alive


def whole(path: Path) -> bool:
    data = path.read_bytes()
    return data.rstrip().endswith(b"%%EOF") if path.suffix == ".pdf" else data[:2] == b"PK" and b"PK\5\6" in data[-64:]


@pytest.mark.parametrize("moment", range(3))
def test_killed_at_any_moment_the_next_build_repairs(quick: Path, start: Start, temporary: Path, moment: int) -> None:
    output = quick / "output"
    build = start(quick, "-j", "2", "--lang", "de", cold=moment == 1)
    wait_for(output, moment * 3, build)
    time.sleep(random.random() / 2)
    workers = psutil.Process(build.pid).children(recursive=True) if build.poll() is None else []
    build.kill()
    build.communicate()
    assert gone(workers), "processes outlive their parent"
    before = finished(output)
    assert all(whole(path) for path in before)
    again = start(quick, "-j", "2", "-v", "--lang", "de")
    said, complained = again.communicate()
    assert again.returncode == 0, complained
    assert len(finished(output)) == 12
    assert stray(output) == []
    assert complained == ""
    assert said.count("fresh  ") >= len(before) - 1, "what was made is made again"
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("asked", [(), ("--roster", "one.csv")])
def test_what_killed_builds_left_is_swept_also_before_a_single_file(
    quick: Path, start: Start, temporary: Path, asked: tuple[str, ...]
) -> None:
    override(quick, "handout", NAMED)
    (quick / "one.csv").write_text("name,class\nAda,7b\n", encoding="utf-8")
    left = "import os; from handouts.engine.scratch import scratch; print(scratch(), flush=True); os.abort()"
    environment = {**os.environ, "TMPDIR": str(temporary)}
    dead = subprocess.run([sys.executable, "-c", left], env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    assert [str(path) for path in temporary.iterdir()] == [dead.stdout.strip()]
    asked = tuple(str(quick / word) if word.endswith(".csv") else word for word in asked)
    build = start(quick, "--lang", "de", "--audience", "class", "--only", "handout", *asked)
    assert build.communicate()[1] == ""
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_whole_files_and_says_so(
    quick: Path, start: Start, temporary: Path, how: signal.Signals, endless: str
) -> None:
    if signal.getsignal(how) is signal.SIG_IGN:
        pytest.skip("ignored here, as under nohup, and so it stays")
    output = quick / "output"
    override(quick, "poster", endless)
    build = start(quick, "-j", "2", "--lang", "de", *ANY_TIME, cold=how == signal.SIGINT)
    wait_for(output, 3, build)
    workers = psutil.Process(build.pid).children(recursive=True)
    build.send_signal(how)
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 130
    assert "interrupted; built " in complained
    assert "files already written are complete" in complained
    assert len(complained.splitlines()) == 1
    assert gone(workers)
    made = finished(output)
    assert 3 <= len(made) < 12
    assert all(whole(path) for path in made)
    assert stray(output) == []
    assert not list(temporary.iterdir())
    told = json.loads((output / "manifest.json").read_text("utf-8"))
    assert sorted(told["outputs"]) == [path.relative_to(output).as_posix() for path in made]


def test_interrupted_it_says_so_to_programs_as_well(quick: Path, start: Start, endless: str) -> None:
    output = quick / "output"
    override(quick, "poster", endless)
    build = start(quick, "-j", "2", "--lang", "de", "--format", "json", *ANY_TIME)
    wait_for(output, 3, build)
    build.send_signal(signal.SIGINT)
    said, complained = build.communicate(timeout=PATIENCE)
    assert (build.returncode, complained) == (130, "")
    *told, summary = map(json.loads, said.splitlines())
    assert (summary["event"], summary["interrupted"]) == ("summary", True)
    assert summary["built"] == sum(one["event"] == "built" for one in told)
    assert 0 <= len(finished(output)) - summary["built"] <= 1, "the last may be written and not told any more"


def test_interrupted_before_it_has_begun(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", interrupted)
    done = run("build")
    assert done.exit_code == 130
    assert done.stderr == "interrupted; files already written are complete\n"


def test_ctrl_c_reaches_every_process_and_only_one_speaks(quick: Path, start: Start, endless: str) -> None:
    override(quick, "poster", endless)
    build = start(quick, "-j", "2", "--lang", "de", *ANY_TIME, session=True)
    wait_for(quick / "output", 3, build)
    os.killpg(build.pid, signal.SIGINT)
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 130
    assert len(complained.splitlines()) == 1, complained


def test_interrupted_copies_are_whole_and_known(
    quick: Path, start: Start, temporary: Path, copies: tuple[str], endless: str
) -> None:
    output = quick / "output"
    override(quick, "worksheet", NAMED + endless)
    build = start(quick, "-j", "2", *copies, *ANY_TIME)
    wait_for(output, 5, build)
    build.send_signal(signal.SIGINT)
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 130
    assert complained.startswith("interrupted; built ")
    assert len(complained.splitlines()) == 1, complained
    made = finished(output)
    assert 5 <= len(made) <= 30
    assert all(whole(path) for path in made)
    assert stray(output) == []
    assert not list(temporary.iterdir())
    told = json.loads((output / "manifest.json").read_text("utf-8"))
    assert sorted(told["outputs"]) == [path.relative_to(output).as_posix() for path in made]
    override(quick, "worksheet", NAMED)
    again = start(quick, "-j", "2", *copies)
    said, complained = again.communicate(timeout=PATIENCE)
    assert (again.returncode, complained) == (0, "")
    assert f"built {60 - len(made)}, fresh {len(made)}, failed 0" in said


def test_copies_and_editions_are_not_built_at_once(
    quick: Path, run: Callable[..., Result], copies: tuple[str, ...]
) -> None:
    with locked(quick / "output"):
        result = run("build", "-C", quick, *copies)
    assert result.exit_code == 1
    assert "another build is writing into this folder" in result.output
    assert finished(quick / "output") == []


@pytest.mark.parametrize("what", ["layout", "template"])
def test_copies_beyond_their_time_fail_and_each_is_named(
    quick: Path, start: Start, copies: tuple[str, ...], endless: str, enough: Enough, what: str
) -> None:
    override(quick, "worksheet", NAMED + (endless if what == "layout" else HANGS))

    def built(seconds: int) -> tuple[int, str, str]:
        build = start(quick, *copies, "--time-limit", str(seconds), "--force", "--format", "json")
        told, complained = build.communicate(timeout=PATIENCE)
        return build.returncode, told, complained

    seconds, (code, told, complained) = enough(built, lambda found: found[1].count('"event": "failed"') == 30)
    assert (code, complained) == (1, "")
    failed = {
        one["edition"]: one["problems"][0] for one in map(json.loads, told.splitlines()) if one["event"] == "failed"
    }
    assert failed.keys() == {f"classes/9b/worksheet-pupil-{number}.pdf" for number in range(30)}
    started = [one["edition"] for one in map(json.loads, told.splitlines()) if one["event"] == "started"]
    made = {path.relative_to(quick / "output").as_posix() for path in finished(quick / "output")}
    assert sorted(started) == sorted(made if what == "template" else made | failed.keys())
    problem = failed["classes/9b/worksheet-pupil-0.pdf"]
    said = f"{problem['path']}:{problem['line']}: {problem['message']}"
    if what == "layout":
        assert f"stopped after {seconds} s, its limit of time" in said
    else:
        assert f"html.j2:1: this was stopped after {min(seconds, 20)} s" in said
    assert len(finished(quick / "output")) == 30, "the tests are there"


def test_one_build_at_a_time_and_the_other_is_told_whose(quick: Path, start: Start, endless: str) -> None:
    override(quick, "worksheet", endless)
    chosen = (*ANY_TIME, "--only", "worksheet", "--lang", "de", "--audience", "class")
    first = start(quick, *chosen, "-q")
    lock = quick / "output/.handouts.lock"
    end = time.monotonic() + PATIENCE
    while not lock.exists() and time.monotonic() < end:
        time.sleep(0.01)
    second = start(quick, *chosen)
    _, complained = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert f"another build is writing into this folder: process {first.pid} on " in complained
    assert "(handouts build -C " in complained
    elsewhere = start(quick, "--only", "poster", "--lang", "de", "-o", str(quick / "other"))
    assert elsewhere.wait(PATIENCE) == 0
    first.kill()
    first.communicate()
    assert lock.exists()
    third = start(quick, "--only", "poster", "--lang", "de")
    assert third.wait(PATIENCE) == 0, third.communicate()
    assert not lock.exists()


def test_an_edition_beyond_its_time_fails_and_the_others_are_built(
    quick: Path, start: Start, endless: str, enough: Enough
) -> None:
    override(quick, "worksheet", endless)
    last = quick / "output/de/class/worksheet.pdf"

    def built(seconds: int) -> tuple[int, str, str]:
        build = start(quick, "--lang", "de", "--audience", "class", "--force", "--time-limit", str(seconds))
        said, complained = build.communicate(timeout=PATIENCE)
        return build.returncode, said, complained

    seconds, (code, said, complained) = enough(built, lambda found: "1 of 8 editions failed" in found[2])
    assert code == 1
    assert f"this was stopped after {seconds} s, its limit of time" in complained
    assert f"--time-limit {2 * seconds} (in de/class/worksheet.pdf)" in complained
    assert "1 of 8 editions failed: de/class/worksheet.pdf" in complained
    assert "built 7, fresh 0, failed 1, in " in said
    assert not last.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the addresses of a process")
def test_an_edition_beyond_its_memory_fails(quick: Path, start: Start) -> None:
    build = start(quick, "--lang", "de", "--only", "worksheet", "--only", "poster", "--memory-limit", "1")
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert "more than 1 MB of memory" in complained
    assert "3 of 3 editions failed: " in complained


def test_a_template_that_hangs_is_told_with_its_line_and_tried_once(
    quick: Path, run: Callable[..., Result], enough: Enough, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    real = render.prepare

    def noted(workspace: Workspace, edition: Edition) -> Job:
        tried.append(edition.document)
        return real(workspace, edition)

    def built(seconds: int) -> Result:
        tried.clear()
        return run("build", "-C", quick, *chosen, "--force", "--time-limit", str(seconds))

    monkeypatch.setattr(render, "prepare", noted)
    override(quick, "worksheet", HANGS)
    chosen = ("--lang", "de", "--only", "worksheet", "--only", "poster")
    seconds, result = enough(built, lambda found: "2 of 3 editions failed" in found.output)
    assert result.exit_code == 1
    assert sorted(tried) == ["poster", "worksheet"]
    assert f"templates/worksheet/html.j2:1: this was stopped after {min(seconds, 20)} s" in result.output
    assert "in 2 editions: de/class/worksheet.pdf, de/adult/worksheet.pdf" in result.output
    assert "2 of 3 editions failed" in result.output


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a file system of its own")
def test_a_disk_that_can_only_be_read_is_a_plain_error(quick: Path, start: Start, tmp_path: Path) -> None:
    disk, chosen = tmp_path / "disk", ("--lang", "de", "--audience", "class", "--only", "poster", "--force")
    last = disk / "out/de/class/poster.pdf"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", str(disk)], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        last.parent.mkdir(parents=True)
        last.write_bytes(b"last good file")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        build = start(quick, *chosen, "-o", str(disk / "out"))
        _, complained = build.communicate(timeout=PATIENCE)
        assert build.returncode == 1
        assert "cannot be built into (Read-only file system); choose another with -o" in complained
        assert "Traceback" not in complained
        assert last.read_bytes() == b"last good file"
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize(
    "limit", [("--time-limit", "inf"), ("--time-limit", "nan"), ("--time-limit", "1e10"), ("--memory-limit", "9" * 14)]
)
def test_limits_are_such_as_a_system_can_keep(
    quick: Path, run: Callable[..., Result], limit: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = run("build", "-C", quick, "--only", "poster", *limit)
    assert refused.exit_code == 2
    assert f"Invalid value for '{limit[0]}'" in refused.output
    monkeypatch.setenv(f"HANDOUTS_{limit[0].strip('-').replace('-', '_').upper()}", limit[1])
    assert run("build", "-C", quick, "--only", "poster").exit_code == 2


def test_limits_can_be_set_for_every_build(
    quick: Path, run: Callable[..., Result], start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    override(quick, "worksheet", HANGS)
    chosen = ("build", "-C", quick, "--lang", "de", "--audience", "class", "--only")
    monkeypatch.setenv("HANDOUTS_TIME_LIMIT", "0.5")
    hanging = run(*chosen, "worksheet")
    assert hanging.exit_code == 1
    assert "this was stopped after 0.5 s" in hanging.output
    assert "this was stopped after 1 s" in run(*chosen, "worksheet", "--time-limit", "1").output
    monkeypatch.setenv("HANDOUTS_TIME_LIMIT", "soon")
    assert run(*chosen, "poster").exit_code == 2
    monkeypatch.delenv("HANDOUTS_TIME_LIMIT")
    if sys.platform == "linux":
        build = start(quick, "--lang", "de", "--audience", "class", "--only", "poster", HANDOUTS_MEMORY_LIMIT="1")
        assert "more than 1 MB of memory" in build.communicate(timeout=PATIENCE)[1]
    monkeypatch.setenv("HANDOUTS_MEMORY_LIMIT", "0")
    assert run(*chosen, "poster").exit_code == 2


def test_a_file_that_is_too_large_for_the_system_is_a_plain_error(quick: Path, start: Start) -> None:
    build = start(
        quick,
        *("--lang", "de", "--audience", "class", "--only", "poster", "--only", "deck"),
        limits={resource.RLIMIT_FSIZE: 30_000},
    )
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert "deck.pptx: cannot be written (File too large): the system allows no file of this size" in complained
    assert "Traceback" not in complained
    assert stray(quick / "output") == []


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs a small file system of its own")
def test_a_full_disk_is_a_plain_error_and_the_last_good_files_stay(quick: Path, start: Start, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], check=False)
    if mount.returncode:
        pytest.skip("nothing may be mounted here")
    try:
        chosen = ("--lang", "de", "--audience", "class", "-o", str(disk / "out"))
        first = start(quick, *chosen, "--only", "poster")
        assert first.wait(PATIENCE) == 0, first.communicate()
        good = (disk / "out/de/class/poster.pdf").read_bytes()
        (disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(disk).free - 8192))
        second = start(quick, *chosen, "--force", "--only", "poster", "--only", "deck")
        _, complained = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "(No space left on device): the disk is full; make room, and build again" in complained
        assert "Traceback" not in complained
        assert (disk / "out/de/class/poster.pdf").read_bytes() == good
        assert stray(disk) == []
        (disk / "ballast").unlink()
        third = start(quick, *chosen, "--only", "poster", "--only", "deck")
        assert third.wait(PATIENCE) == 0, third.communicate()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_where_nothing_can_be_written_it_says_so(quick: Path, start: Start, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("somebody's")
    build = start(quick, "--lang", "de", "--only", "poster", "-o", str(in_the_way / "out"))
    _, complained = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1
    assert "cannot be built into (Not a directory); choose another with -o" in complained
    assert "Traceback" not in complained


def test_what_a_killed_build_left_half_written_goes(quick: Path, run: Callable[..., Result]) -> None:
    output = quick / "output"
    for folder in ("de/class", "classes/9b"):
        (output / folder).mkdir(parents=True)
        (output / folder / ".handout.pdf.abcdefgh").write_bytes(b"half")
        (output / folder / ".notes").touch()
    result = run("build", "-C", quick, "--lang", "de", "--audience", "class", "--only", "poster")
    assert result.exit_code == 0, result.output
    assert stray(output) == [".notes", ".notes"]


@pytest.mark.parametrize("journal", [True, False])
def test_what_a_killed_build_left_goes_although_nothing_has_changed(
    quick: Path, start: Start, temporary: Path, journal: bool
) -> None:
    output, chosen = quick / "output", ("--lang", "de", "--audience", "class", "--only", "poster")
    first = start(quick, *chosen)
    assert first.wait(PATIENCE) == 0, first.communicate()
    left = [output / LOCK, output / "de/class/.poster.pdf.abcdefgh", *([output / JOURNAL] if journal else [])]
    scratch = temporary / "handouts-abcdefgh/in-use"
    scratch.parent.mkdir()
    for path in (*left, scratch):
        path.touch()
    said, complained = start(quick, *chosen).communicate(timeout=PATIENCE)
    assert (complained, stray(output), list(temporary.iterdir())) == ("", [], [])
    assert "fresh 1" in said


def test_temporary_files_go_although_nothing_is_to_be_done(quick: Path, start: Start, temporary: Path) -> None:
    """As a `watch` leaves them that is killed while it waits."""
    chosen = ("--lang", "de", "--audience", "class", "--only", "poster")
    first = start(quick, *chosen)
    assert first.wait(PATIENCE) == 0, first.communicate()
    (temporary / "handouts-abcdefgh").mkdir()
    (temporary / "handouts-abcdefgh/in-use").touch()
    assert start(quick, *chosen).wait(PATIENCE) == 0
    assert list(temporary.iterdir()) == []


def test_what_is_up_to_date_is_said_so_although_somebody_builds(quick: Path, start: Start) -> None:
    chosen = ("--lang", "de", "--audience", "class", "--only", "poster")
    first = start(quick, *chosen)
    assert first.wait(PATIENCE) == 0, first.communicate()
    with locked(quick / "output"):
        said, complained = start(quick, *chosen).communicate(timeout=PATIENCE)
    assert complained == ""
    assert "fresh 1" in said


def test_temporary_files_of_a_process_that_is_no_more_are_removed(quick: Path, start: Start, temporary: Path) -> None:
    left = temporary / "handouts-abcdefgh"
    (left / "weasyprint-x").mkdir(parents=True)
    (left / "in-use").write_text("{}")
    mine = temporary / "handouts-mine"
    mine.mkdir()
    build = start(quick, "--lang", "de", "--audience", "class", "--only", "poster", "--only", "flashcards")
    assert build.wait(PATIENCE) == 0, build.communicate()
    assert not left.exists()
    assert mine.exists()
