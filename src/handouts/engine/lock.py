"""One build at a time in one output folder.

The lock is the system's own (flock, on Windows a locked byte), on a hidden file in that folder: so it also holds
between machines that share the folder, and whatever a process dies of, its lock is gone with it. The file says who
holds it and is deleted with the lock. Where a file system has no locks, the file itself is the lock, and one left by a
process of this machine that is no more does not count.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts.engine import LOCK
from handouts.errors import PublishError, one_problem
from handouts.plainfiles import open_plain, read_plain

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
_BEYOND = 1 << 30
"""The byte that is locked on Windows, far behind what is written: others cannot read a locked one."""
_LONGEST = 1 << 20
"""Bytes of what somebody may have written down in it."""


class Lock:
    """A lock on a file that need not be there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock and write down who has it; False if somebody else has it.

        Raises:
            OSError: The file cannot be written, or is a link or no plain file. Nothing is held then.
        """
        while True:
            file = open_plain(self._path, os.O_RDWR | os.O_CREAT)
            if not self._taken(file):
                os.close(file)
                return False
            if self._is(file):
                break
            os.close(file)  # the one who had it deleted it just now
        self._file = file
        try:
            os.ftruncate(file, 0)
            os.write(file, _me())
        except OSError:
            self.release()
            raise
        return True

    def release(self) -> None:
        """Delete the file and give the lock back."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if os.name == "nt":  # where an open file cannot be deleted
            os.close(file)
        with suppress(OSError):
            self._path.unlink()
        if os.name != "nt":
            os.close(file)

    def holder(self) -> dict[str, str]:
        """Who has it: `pid`, `host`, `since`, `command`; nothing if that cannot be read."""
        try:
            told = json.loads(read_plain(self._path, _LONGEST))
        except (OSError, ValueError):
            return {}
        return {name: str(value) for name, value in told.items()} if isinstance(told, dict) else {}

    def _taken(self, file: int) -> bool:
        try:
            return _lock(file)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        holder = self.holder()
        return not holder or (holder.get("host") == platform.node() and not _lives(holder.get("pid", "")))

    def _is(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self._path.lstat())
        except FileNotFoundError:
            return False


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Let nobody else build into this folder meanwhile; it is made if need be, and goes again if it stays empty.

    Raises:
        PublishError: Somebody else does, or nothing can be written there.
    """
    lock, new = Lock(output / LOCK), not output.exists()
    try:
        output.mkdir(parents=True, exist_ok=True)
        mine = lock.acquire()
    except OSError as error:
        _remove_empty(output, new)
        raise PublishError(
            one_problem(output, f"cannot be built into ({error.strerror}); choose another with -o")
        ) from error
    if not mine:
        raise PublishError(one_problem(output, _busy(lock.holder())))
    try:
        yield
    finally:
        lock.release()
        _remove_empty(output, new)


def is_locked(output: Path) -> bool:
    """Whether somebody builds into this folder just now; the lock of one that was killed goes."""
    lock = Lock(output / LOCK)
    try:
        mine = lock.acquire()
    except OSError:
        return False
    lock.release()
    return not mine


def _remove_empty(output: Path, new: bool) -> None:
    if new:
        with suppress(OSError):
            output.rmdir()


def _lock(file: int) -> bool:
    """Take the system's lock, or not, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _BEYOND, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _me() -> bytes:
    command = " ".join(["handouts", *sys.argv[1:]])
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    return json.dumps({"pid": os.getpid(), "host": platform.node(), "since": since, "command": command}).encode()


def _busy(holder: dict[str, str]) -> str:
    if not holder:
        return "another build is writing into this folder; wait for it, or choose another one with -o"
    return (
        f"another build is writing into this folder: process {holder.get('pid')} on {holder.get('host')} "
        f"since {holder.get('since')} ({holder.get('command')}); wait for it, or choose another one with -o"
    )


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True
