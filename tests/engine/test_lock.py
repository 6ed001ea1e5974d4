"""One build at a time in one output folder, whoever holds the lock, and however that ended."""

from __future__ import annotations

import errno
import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.engine import LOCK
from handouts.engine import lock as locks
from handouts.engine.lock import Lock, locked
from handouts.errors import PublishError

HOLD = """
import sys; from pathlib import Path; from handouts.engine.lock import locked
sys.argv = ["handouts", "build", "-j", "2"]
with locked(Path({folder!r})):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path, root: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(folder=str(folder))],
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_the_folder_is_made_and_goes_again_if_it_stays_empty(tmp_path: Path) -> None:
    output = tmp_path / "a/output"
    with locked(output):
        assert (output / LOCK).is_file()
    assert not output.exists()
    with locked(output):
        (output / "handout.pdf").touch()
    assert [path.name for path in output.iterdir()] == ["handout.pdf"]


def test_who_comes_second_is_told_who_was_first(tmp_path: Path, root: Path) -> None:
    other = holder(tmp_path / "output", root)
    with pytest.raises(PublishError) as caught, locked(tmp_path / "output"):
        pass
    other.communicate("")
    said = str(caught.value)
    assert f"process {other.pid} on {platform.node()} since 2" in said
    assert "(handouts build -j 2)" in said
    with locked(tmp_path / "output"):
        pass


def test_the_lock_of_a_process_that_was_killed_does_not_count(tmp_path: Path, root: Path) -> None:
    other = holder(tmp_path / "output", root)
    other.kill()
    other.communicate()
    assert (tmp_path / "output" / LOCK).is_file()
    with locked(tmp_path / "output"):
        assert Lock(tmp_path / "output" / LOCK).holder()["pid"] == str(os.getpid())
    assert not (tmp_path / "output").joinpath(LOCK).exists()


@pytest.mark.parametrize(
    ("told", "free"),
    [
        ({"pid": os.getpid(), "host": platform.node()}, False),
        ({"pid": 2**22 + 1, "host": platform.node()}, True),
        ({"pid": 2**22 + 1, "host": "elsewhere"}, False),
        (None, True),
    ],
)
def test_where_there_are_no_locks_the_file_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, object] | None, free: bool
) -> None:
    def unable(_: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_lock", unable)
    if told is not None:
        (tmp_path / LOCK).write_text(json.dumps(told))
    lock = Lock(tmp_path / LOCK)
    assert lock.acquire() == free
    lock.release()
    assert (tmp_path / LOCK).exists() == (not free)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_a_lock_on_a_file_that_is_gone_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who had it deletes it after we have opened it, and before we have locked it."""
    path, real, tries = tmp_path / LOCK, locks._lock, []

    def late(file: int) -> bool:
        tries.append(file)
        if len(tries) == 1:
            path.unlink()
        return real(file)

    monkeypatch.setattr(locks, "_lock", late)
    lock = Lock(path)
    assert lock.acquire()
    assert lock.holder()["pid"] == str(os.getpid())
    assert not Lock(path).acquire()
    lock.release()


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["mkdir", "open", "write"])
def test_whatever_keeps_a_folder_from_being_locked_is_a_plain_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    output = tmp_path / "output"
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fails)
        with pytest.raises(PublishError) as caught, locked(output):
            pass
    assert f"output: cannot be built into ({os.strerror(number)}); choose another with -o" in str(caught.value)
    with locked(output):
        assert Lock(output / LOCK).holder()["pid"] == str(os.getpid())


def test_a_folder_that_cannot_be_written_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublishError, match="cannot be built into"), locked(tmp_path / "file/output"):
        pass


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(PublishError, match="cannot be built into"), locked(tmp_path / "output"):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path / "output"):
        assert Lock(tmp_path / "output" / LOCK).holder()["pid"] == str(os.getpid())


def test_a_link_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    (tmp_path / LOCK).symlink_to(tmp_path / "mine")
    with pytest.raises(PublishError, match="cannot be built into"), locked(tmp_path):
        pass
    assert (tmp_path / "mine").read_text("utf-8") == "mine"
