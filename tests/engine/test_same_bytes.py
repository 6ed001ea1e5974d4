"""The same input gives the same bytes, whoever builds it, where, when, and with whatever in the cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from handouts.cli import main
chosen = ["build", "--lang", "de", "--audience", "class", "--only", "worksheet"]
main([*chosen, "--only", "deck", "-j", "1"], standalone_mode=False)
main([*chosen, "--roster", "9b.csv", "--code", "qr"], standalone_mode=False)
"""
"""One process for both, since it takes as long to start as to build."""


def files(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def built(project: Path, cache: Path, **surroundings: str) -> dict[str, bytes]:
    """All that a process of its own makes of a copy of the tiny project there."""
    shutil.copytree(ROOT / "tests" / "lesson", project, ignore=shutil.ignore_patterns("output"), dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDOUTS_CACHE": str(cache), **surroundings}
    (project / "9b.csv").write_text("name\nAda Müller\nBo Li\n", "utf-8")
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return files(project / "output")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Path]:
    """What is made the first time, and the cache after that."""
    home = tmp_path_factory.mktemp("usual")
    surroundings = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    made = built(home / "project", home / "cache", **surroundings)
    assert len(made) == 5
    assert any((home / "cache").iterdir())
    return made, home / "cache"


def harm(cache: Path) -> None:
    """Cut half of the entries short, and put rubbish in place of the others."""
    entries = sorted(path for path in cache.rglob("*") if path.is_file())
    assert len(entries) > 10
    for number, path in enumerate(entries):
        path.write_bytes(path.read_bytes()[:-9] if number % 2 else bytes(200))


@pytest.mark.parametrize("state", ["whole", "damaged", "none"])
def test_another_process_elsewhere_makes_the_same(
    usual: tuple[dict[str, bytes], Path], tmp_path: Path, state: str
) -> None:
    made, cache = usual
    if state != "none":
        shutil.copytree(cache, tmp_path / "kept")
    if state == "damaged":
        harm(tmp_path / "kept")
    surroundings = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(tmp_path), "USER": "other"}
    if state == "none":
        surroundings |= {"HANDOUTS_NO_SHORTCUTS": "1", "TZ": "America/New_York"}
    again = built(tmp_path / "Ein Ordner, wo anders" / state, tmp_path / "kept", **surroundings)
    assert again.keys() == made.keys()
    assert [name for name in made if again[name] != made[name]] == []
