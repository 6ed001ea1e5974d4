"""Jobs that do what real ones must not: hang, die, eat memory. In a worker they take the place of setting pages."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import handouts.engine.workers.worker as worker
from handouts.model.brand import Brand
from handouts.pipeline import Job, Made

REAL = worker.perform
_KEPT: list[bytearray] = []


def _grow() -> bytes:
    worker.GROWN = 1 << 20
    _KEPT.append(bytearray(os.urandom(1 << 20) * 16))
    return b""


def _gather() -> bytes:
    heap = []
    while True:
        heap.append(bytearray(1 << 20))


def _sleep() -> None:
    while True:
        time.sleep(60)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _wait_for(path: Path) -> None:
    """Until there is such a file."""
    while not path.exists():
        time.sleep(0.05)


def _stay(path: Path) -> None:
    """Say who works, and go on for ever."""
    path.write_text(str(os.getpid()), "ascii")
    _sleep()


DEEDS: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "pid": lambda: str(os.getpid()).encode(),
    "exit 0": lambda: os._exit(0),
    "exit 3": lambda: os._exit(3),
    "segfault": lambda: signal.raise_signal(signal.SIGSEGV),
    "abort": os.abort,
    "killed": _kill,
    "sleep": _sleep,
    "second": lambda: time.sleep(1),
    "loop": lambda: all(number == 0 for number in iter(int, 1)),
    "hang with the lock": lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
    "one large piece": lambda: bytearray(6 << 30),
    "many small pieces": _gather,
    "fault": lambda: {}["nothing"],
    "grow": _grow,
    "print": lambda: print("from a worker"),
}


def job(name: str, deed: str = "nothing", length: int = 1) -> Job:
    """A job that does this instead of making a file; "wait for: PATH" is done when there is a file.

    "stay: PATH" writes there which process does it.
    """
    return _revived(name, deed, length)


class _Deed(str):
    """A text that is a deed; jobs hold it as their HTML, and it brings itself into other processes."""

    deed: str

    def __reduce__(self) -> Any:
        return _deed, (self.deed, len(self))


def _deed(deed: str, length: int) -> _Deed:
    worker.perform = perform
    found = _Deed("x" * length)
    found.deed = deed
    return found


def _revived(name: str, deed: str, length: int) -> Job:
    return Job(name, _deed(deed, length), (), object.__new__(Brand), "pdf", {})


def perform(job: Job) -> Made:
    """Do the deed."""
    if not isinstance(job.html, _Deed):
        return REAL(job)
    deed, _, path = job.html.deed.partition(": ")
    if deed == "wait for":
        _wait_for(Path(path))
        return Made(b"", 1)
    if deed == "stay":
        _stay(Path(path))
    return Made(DEEDS[deed]() or b"", 1)
