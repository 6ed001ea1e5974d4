"""A folder for what this process and its workers put into files meanwhile; what a killed one left is removed."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from handouts.engine import IN_USE, SCRATCH
from handouts.engine.lock import Lock

_LAST = -200
"""When it goes: after the folder that multiprocessing keeps in it, which goes at -100."""
_LONGEST = 71
"""Letters of its path that leave room for the names of sockets of this process: macOS has 103 for all (unix(4))."""


@cache
def scratch() -> Path:
    """The folder of this process, below the system's for temporary files; it goes when the process does.

    From the first call on, `tempfile` makes everything in it, also in the processes that are started afterwards. If its
    path is very long, only they do.
    """
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
    lock = Lock(folder / IN_USE)
    lock.acquire()
    os.environ["TMPDIR"] = str(folder)
    if len(str(folder)) <= _LONGEST:
        tempfile.tempdir = str(folder)
    Finalize(None, _remove, args=(os.getpid(), folder, lock), exitpriority=_LAST)
    return folder


def _remove(owner: int, folder: Path, lock: Lock) -> None:
    if os.getpid() == owner:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove this user's folders of processes that are no more; anybody can put folders of such names there."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        with suppress(OSError):
            lock = Lock(folder / IN_USE)
            if _is_mine(folder) and (folder / IN_USE).is_file() and lock.acquire():
                lock.release()
                shutil.rmtree(folder, ignore_errors=True)


def _is_mine(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "geteuid") or found.st_uid == os.geteuid())
