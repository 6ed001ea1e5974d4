"""What happens in a process that sets one job after the other."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from handouts.engine.signals import signals_released
from handouts.engine.workers.limits import MEBI, Limits, bounded, peak, resident, too_big
from handouts.errors import HandoutsError, LayoutError
from handouts.installed import unproved
from handouts.pipeline import Job, Made, perform

Work = Callable[[Any], Any]
"""What a worker does with each job that it is given: a function of a module, so that other processes find it."""

GROWN = 512 * MEBI
"""Bytes that a worker may keep of its jobs; one that has grown by more makes room for a fresh one."""
TOO_BIG = 99
"""The exit code of a worker that ended itself because it had grown beyond its limit of memory."""
_LATE = 10
"""Seconds after its limit at which a job ends its process by itself, if nobody is left to do it."""


@dataclass(frozen=True)
class Answer:
    """What came of a job in a worker, or a `HandoutsError`; `spent` if that had better do no other."""

    outcome: Any
    seconds: float
    spent: bool


@dataclass(frozen=True)
class Result:
    """What came of a job, and how many seconds it took."""

    job: Job
    outcome: Made | HandoutsError
    seconds: float


def serve(line: Connection, limits: Limits, work: Work | None = None) -> None:
    """Answer every job that comes in on this line, until None comes, or nobody is left at the other end."""
    signals_released()
    os.dup2(2, 1)  # what a library may print is not for programs that read what this one prints
    threading.Thread(target=_watch, args=(limits.memory,), daemon=True).start()
    line.send(None)
    before = resident()
    while (job := _next(line)) is not None:
        _alarm(limits)
        outcome, seconds = attempt(job, limits, work)
        spent = resident() > before + GROWN or _is_out_of_memory(outcome, limits)
        line.send(Answer(outcome, seconds, spent))
        _alarm(None)
        if spent:
            return


def attempt(job: Any, limits: Limits, work: Work | None = None) -> tuple[Any, float]:
    """Perform a job, or do other `work` on it, within its limit of memory; what goes wrong is told, and the seconds."""
    started = time.perf_counter()
    try:
        with bounded(limits.memory):
            outcome: Any = (work or perform)(job)
    except HandoutsError as error:
        outcome = error
    except MemoryError:
        outcome = too_big(limits)
    except RecursionError:
        outcome = LayoutError("something in this is nested too deep to be laid out; take it apart")
    except Exception as error:
        outcome = _fault(error)
    return outcome, time.perf_counter() - started


def _fault(error: Exception) -> LayoutError:
    """What to say of a mistake in this program or in a library, with the place for whoever mends it.

    A library that is missing is no mistake. cffi tells of one by an OSError without a number.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = traceback.format_exception_only(error)[-1].strip()
    if other := unproved():
        return LayoutError(f"this cannot be set: {said}{place}; {other}")
    if isinstance(error, ImportError) or (isinstance(error, OSError) and error.errno is None):
        return LayoutError(
            f"this cannot be set: {said}{place}; handouts doctor says what is missing and how to mend it"
        )
    return LayoutError(
        f"this cannot be set, through a mistake in handouts or a library: {said}{place}; please report it"
    )


def _is_out_of_memory(outcome: Any, limits: Limits) -> bool:
    return isinstance(outcome, HandoutsError) and outcome.problems == too_big(limits).problems


def _next(line: Connection) -> Any:
    try:
        return line.recv()
    except (EOFError, OSError):
        return None


def _alarm(limits: Limits | None) -> None:
    """Have the system end this process some time after the limit of a job; with None no longer.

    The one who gave the job does so sooner, if it is still there.
    """
    import signal

    if hasattr(signal, "setitimer"):
        seconds = limits.seconds + _LATE if limits and limits.seconds is not None else 0
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _watch(memory: int | None) -> None:
    """End this process if its parent has died, or if it has grown too far where the system sets no bound."""
    parent, before = parent_process(), peak()
    assert parent is not None
    bounded_by_system = sys.platform in ("linux", "win32")
    while not wait([parent.sentinel], None if bounded_by_system or memory is None else 0.5):
        assert memory is not None
        if peak() > before + memory:
            os._exit(TOO_BIG)
    os._exit(1)
