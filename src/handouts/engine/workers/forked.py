"""Work shared with forks of this process, which have all that it has read, and answer in the order of the tasks.

Unlike the pool they begin at once and end with the work: nothing is loaded again, and nothing is sent to them. So they
are for many short tasks that only look at what is there. Where forks are not safe (threads run already, as on macOS in
libraries of the system) or not known (Windows), all is done here.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from handouts.engine.workers.executor import available

T = TypeVar("T")
MOST = 8
"""More forks than that would be waiting for one another's pages of memory."""
_NUMBER = 2
"""Bytes in which the number of a task is told; a pipe hands them on whole."""


def shared(work: Callable[[int], T], count: int, processes: int | None = None) -> list[T]:
    """The results of `work(0)`, `work(1)` … in this order, done here and in forks of this process.

    A fork that dies leaves its tasks to this process, so an error is raised here as if there were no forks.

    Args:
        work: Does the task with that number; what it gives can be pickled.
        count: How many tasks there are.
        processes: How many do them, this one included; None for as many as there are processors.
    """
    others = min(processes or _usual(), count) - 1
    if others < 1 or count >= 1 << (8 * _NUMBER - 1):
        return [work(number) for number in range(count)]
    found: dict[int, T] = {}
    waiting, filling = os.pipe()
    os.write(filling, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(filling)
    forks: list[tuple[int, int]] = []
    try:
        for _ in range(others):
            forks.append(_fork(work, waiting))
        found |= _done(work, waiting)
        for _, answer in forks:
            found |= _answered(answer)
    finally:
        os.close(waiting)
        for process, answer in forks:
            os.close(answer)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)  # one that has answered is over
            os.waitpid(process, 0)
    return [found[number] if number in found else work(number) for number in range(count)]


def _usual() -> int:
    """How many processes may share work: one where forks are not safe."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    return min(available(), MOST)


def _fork(work: Callable[[int], Any], waiting: int) -> tuple[int, int]:
    """A fork that works until no task is left, and where its answer can be read."""
    reading, writing = os.pipe()
    if process := os.fork():
        os.close(writing)
        return process, reading
    try:  # from here on in the fork, which ends here whatever happens
        os.close(reading)
        with os.fdopen(writing, "wb") as answer:
            answer.write(pickle.dumps(_done(work, waiting), pickle.HIGHEST_PROTOCOL))
    except BaseException:  # told in the parent, which does the same again
        os._exit(1)
    os._exit(0)


def _done(work: Callable[[int], T], waiting: int) -> dict[int, T]:
    """The results of those tasks that nobody else has taken."""
    found: dict[int, T] = {}
    while number := os.read(waiting, _NUMBER):
        index = int.from_bytes(number, "big")
        found[index] = work(index)
    return found


def _answered(answer: int) -> dict[int, Any]:
    """What a fork has found; nothing if it has died."""
    parts = []
    while part := os.read(answer, 1 << 20):
        parts.append(part)
    try:
        found: dict[int, Any] = pickle.loads(b"".join(parts))
    except Exception:
        return {}
    return found
