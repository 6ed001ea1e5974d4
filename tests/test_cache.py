"""The user's cache folder: entries are whole or not there, and whatever is wrong with it costs time only."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from hashlib import blake2b
from pathlib import Path

import pytest

from handouts import cache, sealing

KEY = cache.digest("key")


def renamed(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Path | None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    cache.folder.cache_clear()
    found = cache.folder()
    cache.folder.cache_clear()
    return found


def test_what_is_kept_is_there_again(kept: Path) -> None:
    assert cache.load("kind", KEY) is None
    cache.keep("kind", KEY, b"data")
    assert cache.load("kind", KEY) == b"data"
    assert cache.load("other", KEY) is None
    cache.keep("kind", KEY, b"")
    assert cache.load("kind", KEY) == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_folder_is_the_users_alone(kept: Path) -> None:
    cache.keep("kind", KEY, b"data")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_folder_that_everybody_can_write_to_is_not_used(kept: Path) -> None:
    cache.keep("kind", KEY, b"data")
    kept.chmod(0o777)
    assert cache.load("kind", KEY) is None
    cache.keep("kind", cache.digest("other"), b"data")
    assert [path.name for path in (kept / "kind").iterdir()] == [KEY]


@pytest.mark.parametrize("left", [b"", b"half", b"x" * cache.DIGEST, b"y" * 40])
def test_half_an_entry_is_none(kept: Path, left: bytes) -> None:
    cache.keep("kind", KEY, b"some data")
    (kept / "kind" / KEY).write_bytes(left)
    assert cache.load("kind", KEY) is None


def test_every_cut_of_an_entry_is_seen(kept: Path) -> None:
    cache.keep("kind", KEY, b"some data")
    path = kept / "kind" / KEY
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        assert cache.load("kind", KEY) is None
    path.write_bytes(whole)
    assert cache.load("kind", KEY) == b"some data"


def test_every_flipped_bit_of_an_entry_is_seen(kept: Path) -> None:
    cache.keep("kind", KEY, b"some data")
    path = kept / "kind" / KEY
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.load("kind", KEY) is None


def test_an_entry_counts_only_where_it_was_kept(kept: Path) -> None:
    cache.keep("kind", KEY, b"some data")
    for kind, key in (("kind", cache.digest("other")), ("other", KEY)):
        (kept / kind).mkdir(exist_ok=True)
        shutil.copy(kept / "kind" / KEY, kept / kind / key)
        assert cache.load(kind, key) is None
    assert cache.load("kind", KEY) == b"some data"


def test_what_this_user_has_not_sealed_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever can write to the folder can make a digest, but no seal."""
    forged = blake2b(b"forged", digest_size=sealing.SEAL).digest() + b"forged"
    cache.keep("kind", KEY, b"some data")
    path = kept / "kind" / KEY
    whole = path.read_bytes()
    path.write_bytes(forged)
    assert cache.load("kind", KEY) is None
    path.write_bytes(whole)
    monkeypatch.setattr(sealing, "_key", lambda: bytes(32))  # as on another machine
    assert cache.load("kind", KEY) is None


def test_without_a_key_nothing_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_key", lambda: None)
    cache.keep("kind", KEY, b"some data")
    assert cache.load("kind", KEY) is None
    assert not kept.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, and links are for administrators")
@pytest.mark.parametrize("instead", ["link", "pipe", "device", "folder"])
def test_what_is_no_plain_file_is_no_entry(kept: Path, tmp_path: Path, instead: str) -> None:
    """The pipe is one that nobody ever writes to, the device has no end."""
    cache.keep("kind", KEY, b"some data")
    path = kept / "kind" / KEY
    path.rename(tmp_path / "aside")
    if instead == "pipe":
        os.mkfifo(path)
    elif instead == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if instead == "device" else tmp_path / "aside")
    assert cache.load("kind", KEY) is None
    cache.keep("kind", KEY, b"other data")
    assert cache.load("kind", KEY) == (None if instead == "folder" else b"other data")
    assert [one.name for one in path.parent.iterdir()] == [KEY]
    assert (tmp_path / "aside").read_bytes().endswith(b"some data")


def test_an_entry_that_is_far_too_large_is_not_read(kept: Path) -> None:
    cache.keep("kind", KEY, b"some data")
    os.truncate(kept / "kind" / KEY, cache.LARGEST + 1)
    assert cache.load("kind", KEY) is None


@pytest.mark.skipif(os.name == "nt", reason="links are for administrators")
def test_what_links_lead_to_is_not_deleted(kept: Path, tmp_path: Path) -> None:
    cache.keep("kind", KEY, b"some data")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / KEY).write_bytes(b"mine")
    (kept / "linked").symlink_to(tmp_path / "mine")
    (kept / "kind" / cache.digest("other")).symlink_to(tmp_path / "mine" / KEY)
    assert cache.held()[0] == 1
    assert cache.clear()[0] == 1
    assert (tmp_path / "mine" / KEY).read_bytes() == b"mine"


def test_only_what_was_made_last_is_kept_for_each(kept: Path) -> None:
    asked: list[bytes] = []

    def made(source: bytes, key: str = KEY) -> bytes:
        return cache.latest("kind", key, source, lambda: (asked.append(source), 9 * source)[1])

    assert [made(b"one"), made(b"one"), made(b"two"), made(b"two")] == [9 * b"one"] * 2 + [9 * b"two"] * 2
    assert asked == [b"one", b"two"]
    assert cache.held()[0] == 1
    assert made(b"one", cache.digest("other")) == made(b"one") == 9 * b"one"
    assert asked == [b"one", b"two", b"one", b"one"]


def test_many_writers_leave_one_whole_entry(kept: Path) -> None:
    pieces = [bytes([number]) * 100_000 for number in range(8)]
    seen: set[bytes | None] = set()

    def work(piece: bytes) -> None:
        for _ in range(10):
            cache.keep("kind", KEY, piece)
            seen.add(cache.load("kind", KEY))

    threads = [threading.Thread(target=work, args=(piece,)) for piece in pieces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= set(pieces)
    assert [path.name for path in (kept / "kind").iterdir()] == [KEY]


def test_a_folder_that_cannot_be_written_costs_time_only(kept: Path) -> None:
    kept.write_text("not a folder", encoding="utf-8")
    cache.keep("kind", KEY, b"data")
    assert cache.load("kind", KEY) is None
    cache.prune()
    assert cache.clear() == (0, 0)
    assert kept.read_text(encoding="utf-8") == "not a folder"


def test_a_write_that_fails_leaves_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    cache.keep("kind", KEY, b"data")
    assert list((kept / "kind").iterdir()) == []


def test_without_a_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert renamed(monkeypatch, HANDOUTS_CACHE="") is None
    monkeypatch.chdir(tmp_path)
    cache.keep("kind", KEY, b"data")
    cache.prune()
    assert cache.load("kind", KEY) is None
    assert cache.clear() == (0, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("base", ["", "relative", "  ", "/somewhere"])
def test_the_folder_is_where_platformdirs_says(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_cache_path

    monkeypatch.delenv("HANDOUTS_CACHE", raising=False)
    if os.name != "nt":
        monkeypatch.setenv("HOME", str(tmp_path))
    assert renamed(monkeypatch, XDG_CACHE_HOME=base) == user_cache_path("handouts", appauthor=False)


def test_borders_count() -> None:
    assert cache.digest("ab", "c") != cache.digest("a", "bc")
    assert cache.digest("ab") == cache.digest(b"ab")


def test_code_counts_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path(cache.__file__).parent
    for name in ("typography", "errors.py"):
        (shutil.copytree if (here / name).is_dir() else shutil.copy)(here / name, tmp_path / name)
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "cache.py"))

    def code() -> str:
        cache.code.cache_clear()
        return cache.code("typography", "errors.py")

    try:
        before = code()
        assert code() == before
        assert cache.code("typography") != before
        for path in (tmp_path / "errors.py", tmp_path / "typography" / "setting.py"):
            whole = path.read_bytes()
            path.write_bytes(whole.replace(b"a", b"b", 1))
            assert code() != before
            path.write_bytes(whole)
        assert code() == before
    finally:
        cache.code.cache_clear()


ASKING = """
import json, sys
from handouts import cache
asked = {}
def load(kind, key):
    asked.setdefault(kind, set()).add(key)
cache.code = lambda *rooms: f"{sys.argv[1]} {rooms}"
cache.load = load
from handouts.pipeline import Workspace, perform, prepare
from handouts.engine.plan import editions
from pathlib import Path
workspace = Workspace.open(Path(sys.argv[2]))
chosen = dict(languages=["de"], audiences=["class"], documents=["deck"])
for edition in editions(workspace.project, workspace.lesson, **chosen):
    perform(prepare(workspace, edition))
print(json.dumps({kind: sorted(keys) for kind, keys in asked.items()}))
"""
MADE_BY_CODE = {
    *("parsed", "lessons", "locales"),
    *("outlines", "templates", "figures", "charts", "workbooks", "masters", "typeset"),
}
"""What is kept of what code of this package makes, and may come out otherwise as soon as that is changed."""


@pytest.mark.slow
def test_what_code_makes_is_kept_for_this_code_alone(tiny: Path) -> None:
    asked = []
    for code in ("one", "two"):
        command = [sys.executable, "-c", ASKING, code, str(tiny)]
        environment = {**os.environ, "HANDOUTS_CACHE": "", "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        asked.append({kind: set(keys) for kind, keys in json.loads(done.stdout).items()})
    one, two = asked
    assert one.keys() == two.keys()
    assert {kind for kind in one if not one[kind] & two[kind]} == MADE_BY_CODE


def aged(path: Path, days: float) -> Path:
    then = path.stat().st_mtime - days * 24 * 3600
    os.utime(path, (then, then))
    return path


def test_what_nobody_asks_for_goes(kept: Path) -> None:
    for name in ("old", "new", "asked"):
        cache.keep("kind", cache.digest(name), b"data")
    aged(kept / "kind" / cache.digest("old"), 31)
    aged(kept / "kind" / cache.digest("asked"), 31)
    aged_left = kept / "kind" / f".{KEY}.01234567"
    aged_left.write_bytes(b"half")
    aged(aged_left, 31)
    foreign = kept / "kind" / "letter.txt"
    foreign.write_text("dear", encoding="utf-8")
    aged(foreign, 400)
    assert cache.load("kind", cache.digest("asked")) == b"data"
    cache.prune()
    names = {path.name for path in (kept / "kind").iterdir()}
    assert names == {cache.digest("new"), cache.digest("asked"), "letter.txt"}


def test_pruning_is_done_once_a_day(kept: Path) -> None:
    cache.keep("kind", KEY, b"data")
    cache.prune()
    path = aged(kept / "kind" / KEY, 31)
    cache.prune()
    assert path.exists()
    aged(kept / "pruned", 1.1)
    cache.prune()
    assert not path.exists()


def test_clearing_takes_entries_only(kept: Path) -> None:
    cache.keep("kind", KEY, b"data")
    cache.keep("other", KEY, b"data")
    (kept / "kind" / "letter.txt").write_text("dear", encoding="utf-8")
    assert cache.clear() == (2, 2 * (cache.DIGEST + 4))
    assert [path.name for path in kept.rglob("*") if path.is_file()] == ["letter.txt"]


def test_importing_it_imports_nothing_slow() -> None:
    code = "import sys, handouts.cache as c; c.folder(); print(*sys.modules)"
    environment = {name: value for name, value in os.environ.items() if name != "HANDOUTS_CACHE"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    slow = {"json", "secrets", "random", "pydantic", *({"platformdirs"} if sys.platform == "linux" else ())}
    assert slow.isdisjoint(done.stdout.split())
