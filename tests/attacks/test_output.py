"""Output folders, and folders for temporary files, that somebody has prepared: nothing elsewhere is changed or read."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handouts.engine import JOURNAL, LOCK

from .arena import Arena, Lay, huge, link, pipe

pytestmark = pytest.mark.slow

LISTED = "de/class/worksheet.pdf"
LOOKING = ["build -n", "list", "verify", "clean -n", "clean"]


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, with a short path: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        yield Path(folder)


@pytest.fixture
def victim(arena: Arena) -> Iterator[Path]:
    """A file elsewhere that must stay as it is."""
    path = arena.home / "victim.txt"
    path.write_text("mine", "utf-8")
    yield path
    assert path.read_text("utf-8") == "mine"


def _entry(name: str) -> str:
    return f'"{name}": {{"sha256": "x", "key": "x", "tools": "x"}}'


def _manifest(*names: str) -> str:
    return f'{{"schema": 1, "tools": {{}}, "inputs": {{}}, "outputs": {{{", ".join(map(_entry, names))}}}}}'


def _journal(name: str) -> str:
    return f'{{"path": "{name}", "entry": {{"sha256": "x", "key": "x", "tools": "x"}}}}\n'


@pytest.mark.parametrize("name", [LOCK, "manifest.json", JOURNAL])
def test_nothing_is_cleaned_through_links(arena: Arena, victim: Path, name: str) -> None:
    arena.lay({"output/de/gone/handout.pdf": "x", f"output/{name}": link("HOME/victim.txt")})
    done = arena.call("clean")
    assert done.returncode == 1
    assert f"output/{name}: is a link, or no plain file; delete it" in done.stderr
    assert (arena.project / "output/de/gone/handout.pdf").exists()


def test_nothing_is_cleaned_elsewhere(arena: Arena, victim: Path) -> None:
    arena.cold = True
    other = arena.home / "elsewhere/de/gone/handout.pdf"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"x")
    arena.lay({"output": link("HOME/elsewhere")})
    for command in ("clean", "clean -n", "clean --force"):
        done = arena.call(command)
        assert (done.returncode, done.stdout) == (1, "")
        assert "output: leads out of the project" in done.stderr
    assert other.exists()


@pytest.mark.parametrize("way", ["file", "folder"])
def test_folders_for_temporary_files_are_swept_without_following_links(
    arena: Arena, victim: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    trap = temporary / "handouts-evil"
    if way == "file":
        trap.mkdir()
        (trap / "in-use").symlink_to(victim)
    else:
        (arena.home / "work").mkdir()
        (arena.home / "work/in-use").write_text("mine", "utf-8")
        trap.symlink_to(arena.home / "work")
    monkeypatch.setenv("TMPDIR", str(temporary))
    built = arena.build("worksheet", "poster", workers=2)
    assert built.code == 0, built.said
    if way == "folder":
        assert (arena.home / "work/in-use").read_text("utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs files of another user")
def test_folders_of_others_are_not_swept(arena: Arena, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = temporary / "handouts-other"
    other.mkdir()
    (other / "in-use").write_text("{}", "utf-8")
    os.chown(other, 12345, 12345)
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert arena.build("worksheet", "poster", workers=2).code == 0
    assert (other / "in-use").exists()


@pytest.mark.parametrize("what", [pipe, link("/dev/zero"), huge])
@pytest.mark.parametrize("name", ["manifest.json", JOURNAL])
def test_what_a_build_wrote_down_is_read_only_from_plain_files(
    arena: Arena, what: Callable[[Path], None], name: str
) -> None:
    arena.lay({f"output/{LISTED}": "x", f"output/{name}": what})
    for command in LOOKING:
        _holds(arena.call(command))


@pytest.mark.parametrize("what", [pipe, link("/dev/zero"), huge, link("HOME/victim.txt")])
def test_outputs_are_read_only_from_plain_files(arena: Arena, victim: Path, what: Lay) -> None:
    there = {f"output/{LISTED}": what, "output/de/gone/handout.pdf": what}
    arena.lay({**there, "output/manifest.json": _manifest(LISTED, "de/gone/handout.pdf")})
    for command in LOOKING:
        _holds(arena.call(command))
    arena.lay({**there, f"output/{JOURNAL}": _journal("de/gone/handout.pdf")})
    _holds(arena.call("build -n"))
    assert arena.call("build --lang de --audience class --only poster -j 1").returncode == 0


def _holds(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
