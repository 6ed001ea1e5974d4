"""What is installed from the wheel works in an empty folder, far from any checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Installed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """`installed(cwd, "list")` runs the command from an unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    environment = {**os.environ, "PYTHONPATH": str(folder / "site"), "NO_COLOR": "1"}

    def call(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handouts", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
        )

    return call


@pytest.mark.slow
def test_the_minimal_project_is_built(installed: Installed, tmp_path: Path) -> None:
    made = installed(tmp_path, "init", "new", "--from", "minimal")
    assert made.returncode == 0, made.stderr
    built = installed(tmp_path / "new", "build", "-j", "1")
    assert built.returncode == 0, built.stderr
    assert "built 8, " in built.stdout
    assert installed(tmp_path / "new", "clean").stdout.startswith("nothing to delete")


@pytest.mark.slow
def test_the_whole_lesson_is_there(installed: Installed, tmp_path: Path, root: Path) -> None:
    assert installed(tmp_path, "init", "new").returncode == 0
    ours, made = root / "content/us-japan-alliance", tmp_path / "new/content/us-japan-alliance"
    files = sorted(path.relative_to(ours) for path in ours.rglob("*") if path.suffix in (".yaml", ".svg"))
    assert sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file()) == files
    listed = installed(tmp_path / "new/content", "list", "--format", "json")
    assert listed.returncode == 0, listed.stderr
    assert installed(tmp_path / "new", "schema").stdout == "4 schemas → .handouts/schema\n"


@pytest.mark.slow
def test_doctor_finds_nothing_missing(installed: Installed, tmp_path: Path) -> None:
    done = installed(tmp_path, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
