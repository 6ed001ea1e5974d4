"""What one job may take of time and memory, and what is said of one that takes more.

Here is also how much memory this process has, and a bound on how much more it may get.
"""

from __future__ import annotations

import _thread
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TypeVar

from handouts.engine.signals import signals_deferred
from handouts.errors import LayoutError, TemplateError

_STATM = Path("/proc/self/statm")
T = TypeVar("T", int, float)
_ALARM = getattr(signal, "SIGALRM", None) or getattr(signal, "SIGBREAK", None)
_AGAIN = 0.5
"""Seconds after which work that took no notice is told once more to stop."""
_GRACE = 5.0
"""Seconds after which work that takes no notice at all is given up, and the process with it."""
MEBI = 1 << 20


def resident() -> int:
    """Bytes of this process in the machine's memory; where only the most there ever was is known, that; else 0."""
    try:
        return int(_STATM.read_bytes().split()[1]) * _page()
    except OSError:
        return peak()


def peak() -> int:
    """The most bytes that this process ever had in the machine's memory; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextmanager
def bounded(more: int | None) -> Iterator[None]:
    """Let this process get no more than `more` bytes beside what it has; asking for more is a MemoryError.

    The bound is on addresses (RLIMIT_AS), which only Linux enforces and tells the number of.
    """
    try:
        import resource

        before = resource.getrlimit(resource.RLIMIT_AS)
        addresses = int(_STATM.read_bytes().split()[0]) * _page()
    except (ImportError, OSError):
        more = None
    if more is None:
        yield
        return
    allowed = [addresses + more, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _page() -> int:
    import resource

    return resource.getpagesize()


@dataclass(frozen=True)
class Limits:
    """What one job may take: seconds by the clock, and bytes of memory beyond what its process had before.

    None is no limit.
    """

    seconds: float | None = 120
    memory: int | None = 2 << 30


USUAL = Limits()
TEMPLATES = Limits(20, 1 << 30)
"""What rendering the templates of one edition may take; a whole handout takes a tenth of a second."""


def for_templates(job: Limits) -> Limits:
    """What rendering the templates of one edition may take: never more than setting it may."""
    return Limits(_lesser(TEMPLATES.seconds, job.seconds), _lesser(TEMPLATES.memory, job.memory))


def _lesser(usual: T | None, asked: T | None) -> T | None:
    return min(usual, asked) if usual is not None and asked is not None else usual


def too_slow(limits: Limits) -> LayoutError:
    """What to say of a job that was stopped because it took too long."""
    seconds = limits.seconds or 0
    return LayoutError(
        f"this was stopped after {seconds:g} s, its limit of time; see what in it takes so long, "
        f"or allow more with --time-limit {2 * seconds:g}"
    )


def too_big(limits: Limits) -> LayoutError:
    """What to say of a job that asked for too much memory."""
    memory = (limits.memory or 0) // MEBI
    return LayoutError(
        f"this needs more than {memory} MB of memory, its limit; see what in it is so large, "
        f"or allow more with --memory-limit {2 * memory}"
    )


def templates_too_big(limits: Limits) -> TemplateError:
    """What to say of templates that ask for too much memory, if nobody knows where."""
    memory = (limits.memory or 0) // MEBI
    return TemplateError(f"its templates need more than {memory} MB of memory; see whether a loop goes on for too long")


def templates_too_slow(limits: Limits) -> TemplateError:
    """What to say of templates that do not come to an end; where they are, whoever renders them knows."""
    return TemplateError(f"this was stopped after {limits.seconds:g} s; see whether a loop goes on for too long")


@contextmanager
def within(limits: Limits, error: Callable[[Limits], Exception], aborted: Callable[[], None]) -> Iterator[None]:
    """Stop what happens inside if it takes too long or too much memory; in a process's first thread only.

    Python code is stopped by an exception. What hangs in a library cannot be: after some seconds the process ends.
    Where even another thread cannot run, since the library keeps Python's lock, faulthandler ends it and shows where.

    Args:
        limits: The time and the memory.
        error: Makes what is raised if the time is over.
        aborted: Called from another thread before the process ends with exit code 1.

    Raises:
        MemoryError: More memory was asked for than there may be.
    """
    if limits.seconds is None or _ALARM is None or threading.current_thread() is not threading.main_thread():
        with bounded(limits.memory):
            yield
        return
    watch = _Watch(limits, error, aborted)
    before = signal.signal(_ALARM, watch.stop)
    faulthandler.dump_traceback_later(limits.seconds + 2 * _GRACE, exit=True, file=sys.__stderr__ or sys.stderr)
    with signals_deferred():
        watch.thread.start()
    try:
        with bounded(limits.memory):  # after the threads have their stacks
            try:
                yield
            finally:
                watch.over.set()
    finally:
        faulthandler.cancel_dump_traceback_later()
        watch.thread.join()
        signal.signal(_ALARM, before)


class _Watch:
    """Tells the first thread to stop, again and again, and ends the process if it does not."""

    def __init__(self, limits: Limits, error: Callable[[Limits], Exception], aborted: Callable[[], None]) -> None:
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._wait, daemon=True)
        self._limits, self._error, self._given_up = limits, error, aborted

    def stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 (the system gives both)
        """Raise the error, in the first thread, unless the work is done."""
        if not self.over.is_set():
            raise self._error(self._limits)

    def _wait(self) -> None:
        wait = self._limits.seconds
        for _ in range(int(_GRACE / _AGAIN)):
            if self.over.wait(wait):
                return
            assert _ALARM is not None
            _thread.interrupt_main(_ALARM)
            wait = _AGAIN
        if not self.over.wait(_AGAIN):
            self._given_up()
            os._exit(1)
