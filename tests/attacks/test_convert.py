"""Decks of somebody else's, converted by a real process: what they hold, lead to, and would take."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .arena import ROOT, Arena, huge, pipe

pytestmark = pytest.mark.slow

_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 90 90\n%%EndComments\nshowpage\n%%EOF\n"
_ENDLESS = f"<section data-markdown data-separator='(a+)+$'><textarea>{'a' * 60}b</textarea></section>"
_DECK = '<section><h2>T</h2><img src="{}" alt="x"></section>'


@pytest.fixture
def ghostscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called gs, first in the path, and the file that it makes when it is started."""
    made = tmp_path / "started"
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("gs", "djpeg", "gm", "convert"):
        (folder / name).write_text(f"#!/bin/sh\ntouch '{made}'\n", "utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return made


def test_no_picture_starts_a_program(arena: Arena, ghostscript: Path) -> None:
    arena.cold = True
    subprocess.run(["gs"], check=True)
    ghostscript.unlink()
    arena.lay({"talk.html": _DECK.format("leaf.png"), "leaf.png": _EPS})
    done = arena.call("convert talk.html")
    assert "talk.html:1: the picture leaf.png is of the kind EPS; save it as PNG or JPEG" in done.stderr
    assert (done.returncode, ghostscript.exists()) == (0, False)
    assert (arena.project / "talk.pptx").exists()


@pytest.mark.parametrize("page", ["/dev/zero", "/dev/stdin", "pipe.html", "huge.html", "link.html"])
def test_pages_that_are_no_plain_files(arena: Arena, page: str) -> None:
    arena.lay({"pipe.html": pipe, "huge.html": huge})
    (arena.project / "link.html").symlink_to("/dev/zero")
    done = arena.call(f"convert {page} -o talk.pptx")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "cannot be read (" in done.stderr
    assert not (arena.project / "talk.pptx").exists()


def test_what_takes_too_long_is_stopped_and_says_how_to_allow_more(arena: Arena) -> None:
    arena.lay({"talk.html": _ENDLESS})
    done = arena.call("convert talk.html --time-limit 2")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("talk.html: this was stopped after 2 s, its limit of time;")
    assert "--time-limit 4" in done.stderr


def test_what_takes_too_much_memory_is_stopped(arena: Arena) -> None:
    arena.lay({"talk.html": f"<section><h2>T</h2>{'<p>x</p>' * 400_000}</section>"})
    done = arena.call("convert talk.html --memory-limit 64")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert "memory" in done.stderr


def test_ctrl_c_ends_it_and_its_process(arena: Arena) -> None:
    arena.lay({"talk.html": _ENDLESS})
    command = [sys.executable, "-m", "handouts", "convert", "talk.html"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    running = subprocess.Popen(command, cwd=arena.project, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.parent.exists():
        running.kill()
        pytest.skip("only Linux tells the children of a process")
    until = time.monotonic() + 60
    while not (found := children.read_text("ascii").split()) and time.monotonic() < until:
        time.sleep(0.05)
    assert found
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "interrupted; files already written are complete\n")
    assert not Path(f"/proc/{found[0]}").exists()


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        (f"{'x' * 300}.pptx", 1, "the name is too long for this disk"),
        (os.fsdecode(b"c\xff.pptx"), 0, ""),
        ("/dev/null", 1, "is no plain file; choose another name with -o"),
        ("talk.html", 2, "the deck would be written over the page itself"),
        ("talk.html/x.pptx", 1, "there is a file where a folder has to be"),
    ],
)
def test_names_of_what_is_written(arena: Arena, name: str, code: int, said: str) -> None:
    arena.lay({"talk.html": _DECK.format("none.png")})
    done = arena.call(f"convert talk.html -o {name}")
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert said in done.stderr
    assert "<section>" in (arena.project / "talk.html").read_text("utf-8")
    assert not Path("/dev/null").is_file()
