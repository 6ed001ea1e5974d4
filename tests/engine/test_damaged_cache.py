"""Whatever lies in the user's cache folder, a build makes the same bytes, says nothing of it and runs none of it."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from .. import warm

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ("--lang", "de", "--audience", "class", "--only", "worksheet", "--only", "deck")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")]


def build(project: Path, cache: Path) -> dict[str, bytes]:
    """What a new process makes."""
    shutil.rmtree(project / "output", ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDOUTS_CACHE": str(cache), "NO_COLOR": "1"}
    command = ("build", "-C", str(project), "-q", *CHOSEN)
    done = warm.run(*command, cwd=project, environment=environment, timeout=600)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    files = [path for path in (project / "output").rglob("*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def project(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Always at the same place: some entries go by it."""
    place = tmp_path_factory.mktemp("damaged") / "project"
    return Path(shutil.copytree(tiny, place, ignore=shutil.ignore_patterns("output")))


@pytest.fixture(scope="module")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Path]:
    """What is made, and the cache folder that this leaves."""
    cache = tmp_path_factory.mktemp("cache") / "cache"
    return build(project, cache), cache


class Attack:
    """What makes a folder as soon as somebody loads it."""

    def __init__(self, sign: Path) -> None:
        self._sign = str(sign)

    def __reduce__(self) -> Any:
        return os.mkdir, (self._sign,)


def flip(paths: list[Path], sign: Path) -> None:
    for path in paths:
        whole = path.read_bytes()
        place = len(whole) * 2 // 3
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])


def cut(paths: list[Path], sign: Path) -> None:
    for path in paths:
        os.truncate(path, path.stat().st_size - 1)


def rotate(paths: list[Path], sign: Path) -> None:
    """Each entry gets what is in the next one: of the same kind, or of another one if it is the last."""
    contents = [path.read_bytes() for path in paths]
    for path, other in zip(paths, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(other)


def forge(paths: list[Path], sign: Path) -> None:
    data = pickle.dumps(Attack(sign))
    for path in paths:
        path.write_bytes(blake2b(data, digest_size=16).digest() + data)


def block(paths: list[Path], sign: Path) -> None:
    """By pipes that nobody writes to, and folders."""
    for number, path in enumerate(paths):
        path.unlink()
        if number % 2:
            path.mkdir()
        else:
            os.mkfifo(path)


@pytest.mark.parametrize("damage", [flip, cut, rotate, forge, block])
def test_a_damaged_cache_costs_time_only(
    project: Path, made: tuple[dict[str, bytes], Path], tmp_path: Path, damage: Callable[[list[Path], Path], None]
) -> None:
    files, cache = made
    shutil.copytree(cache, tmp_path / "cache")
    entries = sorted(path for path in (tmp_path / "cache").glob("*/*") if path.is_file())
    assert len({path.parent.name for path in entries}) > 15
    damage(entries, tmp_path / "sign")
    assert build(project, tmp_path / "cache") == files
    assert not (tmp_path / "sign").exists()


def test_a_cache_of_another_version_costs_time_only(
    project: Path, made: tuple[dict[str, bytes], Path], tmp_path: Path
) -> None:
    """Its entries name modules and classes that this one does not have."""
    package, short_cuts = tmp_path / "src" / "handouts", Path("writers", "pdf", "shortcuts")
    shutil.copytree(ROOT / "src" / "handouts", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / short_cuts / "sheets.py").rename(package / short_cuts / "other_sheets.py")
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        changed = text.replace("shortcuts.sheets import", "shortcuts.other_sheets import")
        path.write_text(re.sub(r"\bSnapshot\b", "OtherSnapshot", changed), encoding="utf-8")
    for name in ("templates", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "handouts.yaml", tmp_path)
    files, cache = made
    shutil.copytree(cache, tmp_path / "cache")
    shutil.rmtree(project / "output", ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "HANDOUTS_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "handouts", "build", "-C", str(project), "-q", *CHOSEN]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    built = {path.name: path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()}
    assert {name: data for name, data in built.items() if name != "manifest.json"} == {
        name: data for name, data in files.items() if name != "manifest.json"
    }
