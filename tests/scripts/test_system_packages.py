"""scripts/system-packages.sh looks first, and calls the package manager only for what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "system-packages.sh"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for POSIX shells")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder of stand-ins, first in PATH: each writes down how it was called, and does nothing."""
    folder = tmp_path / "with a space"
    folder.mkdir()
    for name in ("apt-get", "apt-cache"):
        write(folder / name, 'echo "$(basename "$0") $*" >>"$CALLS"')
    write(folder / "sudo", 'echo "sudo" >>"$CALLS"; exec "$@"')
    write(folder / "id", "echo ${FAKE_UID:-0}")
    write(folder / "bare-python", "exit 1")
    return folder


def write(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls"
    path.touch()
    return path


@pytest.fixture
def run(commands: Path, calls: Path) -> Run:
    def call(*arguments: str, uid: int = 0) -> subprocess.CompletedProcess[str]:
        path = f"{commands}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "CALLS": str(calls), "FAKE_UID": str(uid)}
        return subprocess.run(
            ["bash", str(SCRIPT), *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
        )

    return call


@pytest.mark.parametrize("stage", ["venv", "build", "test"])
def test_installs_nothing_that_is_there(run: Run, calls: Path, stage: str) -> None:
    done = run(stage, sys.executable)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert calls.read_text(encoding="utf-8") == ""


def test_installs_the_libraries_that_cannot_be_loaded(run: Run, calls: Path) -> None:
    done = run("build", "bare-python")
    assert done.returncode == 0, done.stderr
    update, install = calls.read_text(encoding="utf-8").splitlines()
    assert update.startswith("apt-get update")
    assert "--no-install-recommends" in install
    assert install.endswith(" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0")


def test_asks_for_rights_only_when_not_root(run: Run, calls: Path) -> None:
    assert run("build", "bare-python", uid=1000).returncode == 0
    assert calls.read_text(encoding="utf-8").splitlines().count("sudo") == 2


def test_refuses_an_old_python(run: Run, calls: Path) -> None:
    done = run("venv", "bare-python")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert calls.read_text(encoding="utf-8") == ""


def test_an_unknown_stage_is_wrong_usage(run: Run) -> None:
    assert run("everything", sys.executable).returncode == 2
