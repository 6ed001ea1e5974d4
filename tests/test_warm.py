"""Commands that are forked from a loaded process: as if they were started, in their own surroundings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from . import warm

PATIENCE = 300
ONE = ("build", "--lang", "de", "--audience", "class", "--only", "worksheet")


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    sources = {"PYTHONPATH": str(warm.SOURCES), "HANDOUTS_CACHE": str(tmp_path / "cache"), "NO_COLOR": "1"}
    return {**os.environ, **sources, **more}


@pytest.mark.slow
def test_what_is_made_and_said_is_what_a_started_command_makes_and_says(tiny: Path, tmp_path: Path) -> None:
    told, made = [], []
    for cold in (True, False):
        output = tmp_path / str(cold)
        command = (*ONE, "--format", "json", "-o", str(output))
        done = warm.run(*command, cwd=tiny, environment=environment(tmp_path), timeout=PATIENCE, cold=cold)
        assert (done.returncode, done.stderr) == (0, "")
        told.append([line.split('"seconds"')[0] for line in done.stdout.replace(str(output), "").splitlines()])
        made.append({path.name: path.read_bytes() for path in output.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert {*made[0]} == {"worksheet.pdf", "manifest.json"}
    assert len(told[0]) == len(told[1])


def test_where_it_runs_and_what_it_is_told_are_its_own(tmp_path: Path) -> None:
    for cold in (True, False):
        done = warm.run("list", cwd=tmp_path, environment=environment(tmp_path), timeout=PATIENCE, cold=cold)
        assert (done.returncode, done.stdout) == (1, "")
        assert "handouts.yaml" in done.stderr
        limited = environment(tmp_path, HANDOUTS_TIME_LIMIT="soon")
        assert warm.run("build", cwd=tmp_path, environment=limited, timeout=PATIENCE, cold=cold).returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_a_signal_ends_it_and_its_code_says_so(tiny: Path, tmp_path: Path) -> None:
    one = warm.begin(*ONE, "-o", str(tmp_path / "out"), cwd=tiny, environment=environment(tmp_path), session=True)
    with pytest.raises(subprocess.TimeoutExpired):
        one.wait(0)
    assert os.getpgid(one.pid) == one.pid or _comes_to_lead(one.pid)
    one.send_signal(signal.SIGKILL)
    assert one.wait(PATIENCE) == -signal.SIGKILL
    assert one.poll() == -signal.SIGKILL
    one.kill()
    assert one.communicate(PATIENCE)[1] == ""


def _comes_to_lead(process: int) -> bool:
    """It does so soon after it was forked."""
    until = time.monotonic() + PATIENCE
    while os.getpgid(process) != process and time.monotonic() < until:
        time.sleep(0.01)
    return os.getpgid(process) == process
