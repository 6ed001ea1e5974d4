"""However this program is started: with streams closed, in pipes that nobody reads, in folders that are gone."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from handouts import cli
from handouts.plainfiles import read_plain

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ("--audience", "class", "--lang", "de", "--only", "deck", "--only", "flashcards", "-j", "2")
COMMANDS = [("list",), ("check",), ("build", "--force", *CHOSEN), ("build", "--format", "json", *CHOSEN)]

Call = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def call(project: Path) -> Call:
    """`call("list", shell='{} >&-')` runs the command as a shell does, in the project."""

    def run(*arguments: str, shell: str, cwd: Path = project, **variables: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", **variables}
        command = " ".join((f'"{sys.executable}" -m handouts', *arguments))
        return subprocess.run(
            ["bash", "-c", shell.replace("{}", command)],
            cwd=cwd,
            env=environment,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run


pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the tests here ask a shell to close streams")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [*COMMANDS, ("--help",)], ids=" ".join)
def test_a_pipe_that_nobody_reads_ends_it_quietly(arguments: tuple[str, ...], call: Call, project: Path) -> None:
    """It ends with a code of its own, which `pipefail` shows; what was written is whole, and entered."""
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "handouts", *arguments]
    try:
        done = subprocess.run(
            command, cwd=project, env=environment, stdout=write, stderr=subprocess.PIPE, timeout=120, check=False
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")
    if (project / "output/manifest.json").exists():
        assert call("verify", shell="{}").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_hindrance(closed: str, arguments: tuple[str, ...], call: Call, project: Path) -> None:
    done = call(*arguments, shell=f"{{}} {closed}")
    assert (done.returncode, done.stderr) == (0, b"")
    assert bool(done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    if arguments[0] == "build":
        assert (project / "output/de/class/deck.pptx").read_bytes()[:2] == b"PK"
        assert call("verify", shell="{}").returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("list",)], ids=" ".join)
def test_output_that_cannot_be_written_is_told(arguments: tuple[str, ...], call: Call) -> None:
    done = call(*arguments, shell="{} > /dev/full")
    assert (done.returncode, done.stderr.decode()) == (1, f"{os.strerror(errno.ENOSPC)}\n")


def test_numbers_of_closed_streams_are_taken_before_a_file_gets_them(tmp_path: Path) -> None:
    code = (
        "import os, sys; from handouts.cli import prepare_streams; prepare_streams(); "
        f"file = open({str(tmp_path / 'made')!r}, 'w'); assert file.fileno() > 2; print('lost'); os.write(1, b'lost'); "
        "os.write(2, b'lost'); assert sys.stdin.read() == ''; file.write(os.popen('echo lost').read())"
    )
    shell = f'exec "{sys.executable}" -c "$0" <&- >&- 2>&-'
    done = subprocess.run(["bash", "-c", shell, code], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
    assert done.returncode == 0
    assert (tmp_path / "made").read_text() == "lost\n"


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437", "ascii"])
def test_letters_that_an_encoding_lacks_are_escaped(encoding: str, call: Call) -> None:
    done = call("build", *CHOSEN, "--dry-run", shell="{}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)  # Click does not believe in ASCII
    assert "output" in said.splitlines()[-1]


def test_what_is_escaped_is_still_json(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stdout", printed)
    cli.prepare_streams()
    told = {"ä": "→ 日本 𠮟 “x”"}
    printed.write(json.dumps(told, ensure_ascii=False))
    printed.flush()
    raw = printed.buffer.getvalue()  # type: ignore[attr-defined]
    assert raw == b'{"\xe4": "\\u2192 \\u65e5\\u672c \\ud842\\udf9f \x93x\x94"}'
    assert json.loads(raw.decode("cp1252")) == told


@pytest.mark.parametrize("arguments", [("list",), ("build", "-C"), ("init", "new"), ("theme", "list"), ("doctor",)])
def test_a_folder_that_is_gone_is_told(arguments: tuple[str, ...], call: Call, project: Path) -> None:
    given = (*arguments, str(project)) if arguments[-1] == "-C" else arguments
    done = call(*given, shell="mkdir gone && cd gone && rmdir ../gone && {}")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: the folder that you are in cannot be found")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("list",), ("build", *CHOSEN), ("check",)])
def test_a_lack_of_memory_is_told(
    arguments: tuple[str, ...], project: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("handouts.pipeline.Workspace.open", lack)
    result = run(*arguments, "-C", project)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: there is not enough memory for this; close other programs, or use -j 1\n"


def test_no_more_memory_is_taken_than_a_file_needs(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"x" * 100)
    tracemalloc.start()
    try:
        assert len(read_plain(tmp_path / "manifest.json", 1 << 28)) == 100
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
